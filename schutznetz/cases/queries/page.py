"""One report with all that hangs on it, in the order in which somebody reads it."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from schutznetz.accounts.models import User
from schutznetz.cases.choices import ReviewState
from schutznetz.cases.models import (
    Case,
    Departure,
    ImmediateProtection,
    KindCorrection,
    LearntProfession,
    Report,
    ReporterContact,
    Triage,
    UrgencyLowering,
    UrgencyRaise,
)
from schutznetz.cases.queries.answers import learnt_of
from schutznetz.cases.queries.contacts import is_covered, is_covered_for
from schutznetz.cases.queries.secrets import shields, without_places
from schutznetz.cases.reporters import corrections_of
from schutznetz.kernel.context import Context
from schutznetz.law.bars import is_unborn
from schutznetz.law.report_fields import BY_NAME, FIELDS, Group, is_required
from schutznetz.law.report_headings import HEADINGS
from schutznetz.law.reporters import Channel, Reporter, channel_of
from schutznetz.law.text import gettext_noop

GROUPS = {
    Group.FACTS: gettext_noop("Was geschehen ist"),
    Group.FAMILY: gettext_noop("Familie"),
    Group.STEPS: gettext_noop("Was schon unternommen wurde"),
    Group.SAFETY: gettext_noop("Gefahren"),
}


@dataclass(frozen=True, slots=True)
class Line:
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that the law of the reporter asks for and that the report does not say."""

    label: str
    norm: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """A report as the office reads it; ``people`` gives the names that it mentions."""

    report: Report
    is_shielded: bool
    is_covered: bool
    children: list[list[Line]]
    sections: list[Section]
    contact: list[Line]
    addressee: list[str]
    professions: list[LearntProfession]
    corrections: list[KindCorrection]
    people: Mapping[UUID, str]
    waiting: Triage | None
    decided: Triage | None
    lowering: UrgencyLowering | None
    raises: list[UrgencyRaise]
    protections: list[ImmediateProtection]
    departures: list[Departure]
    cases: list[Case]
    channel: Channel
    gaps: list[Gap]
    is_about_an_unborn_child: bool

    @property
    def is_event(self) -> bool:
        """Tell whether it happened in an institution with a licence (§ 47 SGB VIII)."""
        return bool(self.channel.events) and self.report.statement.get("institution_event") == "yes"

    @property
    def responsible(self) -> str:
        return self._name(self.report.responsible_id)

    @property
    def second(self) -> str:
        return self._name(self.report.second_id)

    def _name(self, person_id: UUID | None) -> str:
        return self.people.get(person_id, "") if person_id else ""


def report_page(report: Report, *, reader: Context | None = None, whole: bool = False) -> ReportPage:
    """Return all that an already permitted reader of the report sees.

    Once who reported is covered, it stands there only for a reader who said why she needs it, and where
    the ``whole`` report goes on.
    """
    triages = list(Triage.objects.filter(report=report).exclude(state=ReviewState.VOIDED).order_by("id"))
    lowerings = UrgencyLowering.objects.filter(report=report, state=ReviewState.PROPOSED)
    contact = ReporterContact.objects.filter(report=report).first()
    covered = contact is not None and not whole and _is_covered(report, reader)
    details = contact.details if contact and not covered else {}
    protections = list(ImmediateProtection.objects.filter(report=report).order_by("acted_at", "id"))
    children = said_of_children(report)
    raises = list(UrgencyRaise.objects.filter(report=report).order_by("raised_at", "id"))
    corrections = corrections_of(report)
    kind = str(corrections[-1].reporter_kind if corrections else report.reporter_kind)
    return ReportPage(
        report=report,
        is_shielded=shields(report),
        children=[lines_of(said) for said in children],
        sections=sections_of(report.statement),
        is_covered=covered,
        contact=lines_of(details),
        addressee=addressee_of(details),
        professions=learnt_of(report),
        corrections=corrections,
        people=_people(report, triages, protections, raises),
        waiting=next((triage for triage in triages if triage.state == ReviewState.PROPOSED), None),
        decided=next((triage for triage in triages if triage.state == ReviewState.CONFIRMED), None),
        lowering=lowerings.first(),
        raises=raises,
        protections=protections,
        departures=list(Departure.objects.filter(report=report).order_by("ordered_at", "id")),
        cases=list(Case.objects.filter(origin=report).order_by("number")),
        channel=channel_of(kind),
        gaps=gaps_of(report, contact.details if contact else {}, Reporter(kind)),
        is_about_an_unborn_child=any(is_unborn(said) for said in children),
    )


def _is_covered(report: Report, reader: Context | None) -> bool:
    return is_covered_for(reader, report) if reader else is_covered(report)


def addressee_of(contact: Mapping[str, str]) -> list[str]:
    """Return whom a letter to the reporter is for; who left nothing but a number is reached there."""
    named = [contact[name] for name in ("reporter_name", "reporter_institution") if contact.get(name)]
    return named or [contact[name] for name in ("reporter_phone",) if contact.get(name)]


def said_of_children(report: Report) -> list[Mapping[str, str]]:
    """Return what a report says of each child, without its whereabouts once they are protected."""
    said = [child.description for child in report.children.order_by("position")]
    return [without_places(each) for each in said] if shields(report) else said


def gaps_of(report: Report, contact: Mapping[str, str], reporter: Reporter) -> list[Gap]:
    """Return what the reporter's law asks for and nobody said; it is asked for, never waited for (INV-1)."""
    said = {**report.statement, **contact}
    return [
        Gap(HEADINGS.get(each.name, each.label), str(each.required[reporter]))
        for each in FIELDS
        if each.group is not Group.CHILD and is_required(each, reporter) and not said.get(each.name)
    ]


def lines_of(answers: Mapping[str, str]) -> list[Line]:
    """Return answers under their headings; a name that is asked no longer is left out."""
    known = [(BY_NAME[name], value) for name, value in answers.items() if name in BY_NAME and value]
    return [
        Line(HEADINGS.get(field.name, field.label), dict(field.choices).get(value, value))
        for field, value in known
    ]


def sections_of(statement: Mapping[str, str]) -> list[Section]:
    """Return what was said in the order of the form."""
    found = []
    for group, title in GROUPS.items():
        answers = {name: value for name, value in statement.items() if _group(name) is group}
        if lines := lines_of(answers):
            found.append(Section(title, lines))
    return found


def _group(name: str) -> Group | None:
    return BY_NAME[name].group if name in BY_NAME else None


def _people(
    report: Report,
    triages: list[Triage],
    protections: list[ImmediateProtection],
    raises: list[UrgencyRaise],
) -> dict[UUID, str]:
    ids = {report.responsible_id, report.second_id, report.entered_by_id}
    ids |= {person for triage in triages for person in (triage.proposed_by_id, triage.confirmed_by_id)}
    ids |= {person for each in protections for person in (each.acted_by_id, each.second_id)}
    ids |= {each.raised_by_id for each in raises}
    known = [person for person in ids if person]
    users = User.objects.filter(pk__in=known).order_by("pk")
    return {user.pk: user.display_name for user in users}
