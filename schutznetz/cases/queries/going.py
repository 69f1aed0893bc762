"""What of a case goes to another office: put together part by part, in words, frozen as it was proposed.

What never goes: who reported, what the reporter said in talks, guesses, advice among colleagues, other
children's cases. Where the child lives or is goes only when somebody chose it, and never in writing once
its whereabouts are protected: then somebody who knows the place tells it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeAlias
from uuid import UUID

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext

from schutznetz.cases.choices import (
    CaseEntryKind,
    CourtState,
    DataSource,
    HandoverGround,
    HandoverPart,
    Known,
    PlanState,
    ProtectionMeasure,
    TakingState,
    TalkWith,
)
from schutznetz.cases.models import (
    Case,
    CaseEntry,
    CasePerson,
    CourtReferral,
    Handover,
    HelpOffer,
    ImmediateProtection,
    Mark,
    ReportChild,
    Restriction,
    Result,
    SafetyPlan,
    Stay,
    TakingIntoCare,
    Talk,
    Visit,
    WatchedItem,
)
from schutznetz.cases.queries.deferrals import untold
from schutznetz.cases.queries.disputes import Note, is_disputed, notes_of, restricted_in
from schutznetz.cases.queries.handover import office_of
from schutznetz.cases.queries.marks import marks_of, passage
from schutznetz.cases.queries.secrets import shields, without_places
from schutznetz.cases.standing import COURT_RUNS, STILL_WATCHED, is_searched_for, open_alarms
from schutznetz.kernel.clock import BERLIN
from schutznetz.law import restriction as law
from schutznetz.law.marks import Way, way_to_office
from schutznetz.law.measures import confinement_ends_by
from schutznetz.law.report_headings import HEADINGS
from schutznetz.networks.models import Network
from schutznetz.work.choices import TaskKind

FORMAT, VERSION = "schutznetz.case_handover", "1.0"
TOLD = (
    "observed", "hearsay", "verbatim", "cause", "injuries", "why_now", "resources", "lives_with", "parents",
    "others", "talk_with_guardians", "talk_with_child", "help_offered", "other_services",
    "danger_for_workers", "risk_if_known",
)  # fmt: skip
OF_THE_CHILD = ("child_name", "child_age", "child_born", "child_sex", "child_institution", "child_needs")
WHEREABOUTS = ("child_address", "child_whereabouts")
SENT_ALONG = (
    CaseEntryKind.FACT,
    CaseEntryKind.STATEMENT,
    CaseEntryKind.EXONERATING,
    CaseEntryKind.PROTECTIVE,
    CaseEntryKind.CHILDS_VIEW,
)
Line: TypeAlias = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The marks on what is gathered, what was said beside it, and the way that it is to go."""

    marks: Mapping[UUID, Sequence[Mark]]
    notes: Mapping[UUID, Sequence[Note]]
    restricted: Callable[[UUID], Restriction | None]
    way: Way

    def on(self, record: UUID, line: Line, *, first: bool = True) -> Line:
        """Return the line with what binds the receiver, or in its place why it stays here.

        What was said beside a record stands once, at its ``first`` line.
        """
        found = passage(self.marks.get(record, ()), self.way)
        if not found.goes:
            return line | {"text": found.words}
        return line | {
            "title": " · ".join(filter(None, (self._title(record, line), found.words))),
            "text": " – ".join([line["text"], *map(str, self.notes.get(record, ()) if first else ())]),
        }

    def _title(self, record: UUID, line: Line) -> str:
        disputed = is_disputed(self.notes.get(record, ()))
        said = [gettext("bestritten")] if disputed else []
        if restriction := self.restricted(record):
            said.append(f"{gettext('Verarbeitung eingeschränkt')}, {law.GROUNDS[restriction.ground]}")
        flags = "; ".join(said)
        return f"{line['title']} ({flags})" if flags else line["title"]


def must_go(case: Case) -> set[HandoverPart]:
    """Return the parts that nobody can leave out: what protects the child now must be known over there."""
    plans = SafetyPlan.objects.filter(case=case, state=PlanState.ACTIVE)
    watched = WatchedItem.objects.filter(case=case, state__in=STILL_WATCHED)
    takings = TakingIntoCare.objects.filter(case=case, state=TakingState.RUNNING)
    banned = CasePerson.objects.filter(case=case, corrected_by=None, orders_known=Known.YES)
    running = {
        HandoverPart.PEOPLE: banned.exists() or bool(untold(case)),
        HandoverPart.PLAN: plans.exists() or watched.exists() or bool(open_alarms(case)),
        HandoverPart.COURT: CourtReferral.objects.filter(case=case, state__in=COURT_RUNS).exists(),
        HandoverPart.TAKING: takings.exists() or is_searched_for(case),
    }
    return {part for part, runs in running.items() if runs}


def content_of(case: Case, parts: Sequence[HandoverPart], *, ground: HandoverGround) -> dict[str, Any]:
    """Return what goes along on this ground, in German whatever language the writer reads."""
    network = Network.objects.get(pk=case.network_id)
    is_shielded = _is_shielded(case)
    if is_shielded:
        parts = [part for part in parts if part != HandoverPart.PLACE]
    with translation.override("de"):
        limits = Limits(
            marks=marks_of(case),
            notes=notes_of(case),
            restricted=restricted_in(case),
            way=way_to_office(ground),
        )
        return {
            "format": FORMAT,
            "version": VERSION,
            "case": str(case),
            "state": str(case.state),
            "sender": {
                "reporter_institution": office_of(network),
                "reporter_phone": network.intake_number or network.office_phone,
            },
            "child_seen": _line(case.child_seen_at, "")["at"],
            "child": _child(case, whereabouts=HandoverPart.PLACE in parts, shielded=is_shielded),
            "sections": [
                {"part": str(part), "title": str(part.label), "lines": list(PARTS[part](case, limits))}
                for part in HandoverPart
                if part in parts
            ],
        }


def shown_content(handover: Handover) -> dict[str, Any]:
    """Return what was frozen as it may be shown today: a place protected since then is nowhere in it."""
    content: dict[str, Any] = handover.content
    return without_place(content) if _is_shielded(handover.case) else content


def without_place(content: dict[str, Any]) -> dict[str, Any]:
    """Return frozen content without what says where the child is."""
    sections = [section for section in content["sections"] if section["part"] != HandoverPart.PLACE]
    return content | {"child": without_places(content["child"]), "sections": sections}


def has_news(handover: Handover) -> bool:
    """Say whether the other office was told less than the case says now, or something else."""
    case = Case.objects.get(pk=handover.case_id)
    told = [HandoverPart(code) for code in handover.parts]
    return (
        bool(must_go(case) - set(told))
        or content_of(case, told, ground=HandoverGround(handover.ground)) != handover.content
    )


def package_of(handover: Handover) -> dict[str, Any]:
    """Return the structured data that lie in the sealed package beside the readable document."""
    return {
        **shown_content(handover),
        "ground": str(handover.ground),
        "reasons": handover.reasons,
        "why_needed": handover.why_needed,
        "answer_by": handover.answer_by.isoformat() if handover.answer_by else None,
    }


def as_text(content: Mapping[str, Any]) -> str:
    """Return what came along as one text that a person reads from top to bottom, without any place."""
    sections = [section for section in content["sections"] if section["part"] != HandoverPart.PLACE]
    told = ["\n".join([section["title"].upper(), *(_lines_of(section) or ["–"])]) for section in sections]
    seen = content.get("child_seen")
    return "\n\n".join([f"KIND ZULETZT GESEHEN: {seen}", *told] if seen else told)


def child_of(content: Mapping[str, Any]) -> dict[str, str]:
    """Return the child's answers; its places stand there alone, where a protection over there covers them."""
    child = dict(content["child"])
    places = [
        line
        for section in content["sections"]
        if section["part"] == HandoverPart.PLACE
        for line in _lines_of(section)
    ]
    said = child.get("child_whereabouts")
    return child | ({"child_whereabouts": "\n".join([said, *places] if said else places)} if places else {})


def _lines_of(section: Mapping[str, Any]) -> list[str]:
    return [
        f"– {' · '.join(filter(None, (line['at'], line['title'])))}: {line['text']}"
        for line in section["lines"]
    ]


def _is_shielded(case: Case) -> bool:
    """Children of one report live in one place: protected for one of them, it is protected for all."""
    return shields(case) or (case.origin is not None and shields(case.origin))


def _child(case: Case, *, whereabouts: bool, shielded: bool) -> dict[str, str]:
    wanted = (*OF_THE_CHILD, *(WHEREABOUTS if whereabouts else ()))
    described = ReportChild.objects.filter(report=case.origin_id).order_by("position")
    found: Mapping[str, str] = {}
    for each in described:
        if each.description.get("child_name", "") == case.child_name:
            found = found or each.description
    found = without_places(found) if shielded else found
    return {"child_name": case.child_name} | {name: found[name] for name in wanted if found.get(name)}


def _line(at: date | datetime | None, title: object, *said: object) -> Line:
    if isinstance(at, datetime):
        at = at.astimezone(BERLIN)
    day = date_format(at, "j. F Y") if at else ""
    return {"at": day, "title": str(title), "text": " – ".join(str(each) for each in said if each)}


def _report(case: Case, limits: Limits) -> Iterator[Line]:
    if case.origin is None:
        yield limits.on(case.pk, _line(case.reported_at, gettext("Meldung"), case.report))
        return
    for name in TOLD:
        if said := case.origin.statement.get(name):
            line = _line(case.origin.received_at, gettext(HEADINGS[name]), said)
            yield limits.on(case.origin.pk, line)
    for acted in ImmediateProtection.objects.filter(report=case.origin).order_by("acted_at", "id"):
        done = [ProtectionMeasure(code).label for code in acted.measures]
        yield limits.on(acted.pk, _line(acted.acted_at, gettext("Sofortschutz"), *done, acted.what))


def _people(case: Case, limits: Limits) -> Iterator[Line]:
    people = CasePerson.objects.filter(case=case, corrected_by=None).order_by("entered_at", "id")
    deferred = untold(case)
    for person in people:
        asked = {
            gettext("Wohnt mit dem Kind zusammen?"): person.lives_here,
            gettext("Hat regelmäßig Zugang zum Kind?"): person.has_access,
            gettext("Sorgeberechtigt?"): person.custody,
            gettext("Wird eine Dolmetscherin, ein Dolmetscher gebraucht?"): person.interpreter,
        }
        answers = [f"{question} {known.label}" for question, known in asked.items()]
        waits = [
            f"{gettext('Noch nicht informiert')}: {each.ground.label}" for each in deferred.get(person.pk, ())
        ]
        said = (person.name, person.born, person.relation, *answers, person.needs, person.orders, *waits)
        yield limits.on(person.pk, _line(None, person.role.label, *said))


def _entries(case: Case, limits: Limits) -> Iterator[Line]:
    sent = CaseEntry.objects.filter(case=case, kind__in=SENT_ALONG)
    for entry in sent.select_related("adds_to").order_by("at", "id"):
        source = "" if entry.source == DataSource.REPORTER else entry.said_by
        earlier = _added_to(entry.adds_to, limits)
        yield limits.on(entry.pk, _line(entry.at, entry.kind.label, entry.text, source, earlier))


def _added_to(entry: CaseEntry | None, limits: Limits) -> str:
    """Say what an entry adds to, unless that is one that never goes along, or that a mark keeps here."""
    if entry is None or entry.kind not in SENT_ALONG:
        return ""
    if not passage(limits.marks.get(entry.pk, ()), limits.way).goes:
        return ""
    return gettext("Ergänzt: %(text)s") % {"text": entry.text}


def _talks(case: Case, limits: Limits) -> Iterator[Line]:
    talks = Talk.objects.filter(case=case).exclude(with_whom=TalkWith.REPORTER).order_by("at", "id")
    for talk in talks:
        yield limits.on(talk.pk, _line(talk.at, talk.with_whom.label, talk.text, talk.who))


def _visits(case: Case, limits: Limits) -> Iterator[Line]:
    for visit in Visit.objects.filter(case=case).order_by("at", "id"):
        seen = gettext("Kind gesehen") if visit.child_seen else gettext("Kind nicht gesehen")
        yield limits.on(visit.pk, _line(visit.at, visit.place.label, seen, visit.text))


def _result(case: Case, limits: Limits) -> Iterator[Line]:
    result = Result.objects.filter(case=case).exclude(set_at=None).order_by("-set_at", "-id").first()
    if result:
        yield limits.on(result.pk, _line(result.set_at, result.outcome.label, result.reasons))
        yield limits.on(result.pk, _line(None, gettext("Eltern"), result.parents), first=False)
        yield limits.on(
            result.pk, _line(None, gettext("Was das Kind schützt"), result.protective), first=False
        )
        yield limits.on(result.pk, _line(None, gettext("Sicht des Kindes"), result.child_view), first=False)


def _plan(case: Case, limits: Limits) -> Iterator[Line]:
    for alarm in open_alarms(case):
        yield _line(None, gettext("Noch offen"), alarm.label)
    for plan in SafetyPlan.objects.filter(case=case, state=PlanState.ACTIVE):
        until = gettext("gilt bis %(day)s") % {"day": date_format(plan.ends_on, "j. F Y")}
        line = _line(plan.starts_on, gettext("Schutzplan"), plan.goal, until, plan.consent.label)
        yield limits.on(plan.pk, line)
    watched = WatchedItem.objects.filter(case=case, state__in=STILL_WATCHED).order_by("check_on", "id")
    for item in watched:
        due = gettext("nächste Kontrolle am %(day)s") % {"day": date_format(item.check_on, "j. F Y")}
        line = _line(None, item.kind.label, item.what, item.whose, item.how, due, item.otherwise)
        yield limits.on(item.pk, line)


def _court(case: Case, limits: Limits) -> Iterator[Line]:
    referrals = CourtReferral.objects.filter(case=case).exclude(state=CourtState.NOT_CALLED)
    for referral in referrals.order_by("decided_at", "id"):
        hearing = _line(referral.hearing_at, "")["at"]
        hears = gettext("Termin am %(day)s") % {"day": hearing} if hearing else ""
        line = _line(referral.decided_at, referral.state.label, referral.reasons, hears, referral.ruling)
        yield limits.on(referral.pk, line)


def _taking(case: Case, limits: Limits) -> Iterator[Line]:
    for taking in TakingIntoCare.objects.filter(case=case).order_by("started_at", "id"):
        ground = taking.ground.label if taking.ground else ""
        answers = [answer.label for answer in taking.answers.order_by("noted_at", "id")]
        yield limits.on(taking.pk, _line(taking.started_at, taking.state.label, ground, *answers))
        if taking.confined_at and taking.confinement_over_at is None:
            until = confinement_ends_by(taking.confined_at).astimezone(BERLIN)
            ends = gettext("endet spätestens am %(day)s um %(hour)s Uhr ohne Entscheidung des Gerichts") % {
                "day": date_format(until, "j. F Y"),
                "hour": f"{until:%H:%M}",
            }
            confined = _line(taking.confined_at, gettext("Freiheitsentziehung"), taking.confined_why, ends)
            yield limits.on(taking.pk, confined, first=False)
    if is_searched_for(case):
        yield _line(None, gettext("Noch offen"), TaskKind.FIND_CHILD.label)


def _place(case: Case, limits: Limits) -> Iterator[Line]:
    for stay in Stay.objects.filter(taking__case=case).order_by("since", "id"):
        yield limits.on(stay.pk, _line(stay.since, gettext("Unterbringung"), stay.place))


def _help(case: Case, limits: Limits) -> Iterator[Line]:
    for offer in HelpOffer.objects.filter(case=case).order_by("offered_on", "id"):
        yield limits.on(offer.pk, _line(offer.offered_on, offer.answer.label, offer.what))


PARTS: Mapping[HandoverPart, Callable[[Case, Limits], Iterator[Line]]] = {
    HandoverPart.REPORT: _report,
    HandoverPart.PEOPLE: _people,
    HandoverPart.ENTRIES: _entries,
    HandoverPart.TALKS: _talks,
    HandoverPart.VISITS: _visits,
    HandoverPart.RESULT: _result,
    HandoverPart.PLAN: _plan,
    HandoverPart.COURT: _court,
    HandoverPart.TAKING: _taking,
    HandoverPart.PLACE: _place,
    HandoverPart.HELP: _help,
}
