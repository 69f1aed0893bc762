"""The memory of the intake: whom reports and cases name, asked within a triage and under a ceiling."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from django.db import models
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as told

from schutznetz.cases.actions import JoiningAction, ReportAction
from schutznetz.cases.choices import KnownRole, PersonRole, ReviewState
from schutznetz.cases.conflicts import is_recused
from schutznetz.cases.known.tags import Person, compounds
from schutznetz.cases.known.telling import birthday_in, named, person_in
from schutznetz.cases.models import (
    Case,
    CasePerson,
    Deletion,
    Joining,
    KnownPerson,
    KnownTag,
    LookUp,
    Parting,
    Report,
)
from schutznetz.cases.queries.candidates import INDEX_KEY, keyed
from schutznetz.cases.queries.events import OfOneEvent
from schutznetz.cases.queries.known import Found, find, joined_with, person_of, same_as
from schutznetz.cases.queries.procedures import procedure_of
from schutznetz.cases.queries.secrets import shields
from schutznetz.kernel import counters, keys
from schutznetz.kernel.command import command, consequence
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop
from schutznetz.networks.models import Network

AN_HOUR = timedelta(hours=1)
MOST_AN_HOUR = 30  # look-ups of one person
TOGETHER = 200

ROLES = {
    PersonRole.CHILD: KnownRole.CHILD,
    PersonRole.SIBLING: KnownRole.SIBLING,
    PersonRole.OTHER_CHILD: KnownRole.SIBLING,
}

TOO_MANY = told("Das waren %(most)s Suchen in einer Stunde. Weiter geht es um %(time)s Uhr.")
NAMELESS = gettext_noop(
    "Bitte Vor- und Nachnamen eingeben, oder einen Namen mit Geburtsdatum oder Anschrift."
)
JOINED = gettext_noop("Diese beiden Meldungen sind schon verbunden.")
ITSELF = gettext_noop("Eine Meldung lässt sich nicht mit sich selbst verbinden.")
NOT_THERE = gettext_noop("Diese Meldung gibt es hier nicht.")
BOUND = gettext_noop("Solange eine Löschsperre gilt oder eine Löschung wartet, bleibt die Verbindung.")
PARTED = gettext_noop("Diese Verbindung ist schon aufgehoben.")


@consequence
def remember(ctx: Context, record: Report | Case, *, source: UUID, role: KnownRole, who: Person) -> None:
    """Let somebody whom a report or case names be found again; what ``source`` said before is replaced.

    The address of a protected child is left out: it could be asked for. Whoever gives no two attributes
    to find her by is not kept: she could not be found.
    """
    forget(ctx, source)
    who = replace(who, address="") if shields(record) else who
    if not (tags := keyed(compounds(who))):
        return
    of = {"report": record} if isinstance(record, Report) else {"case": record}
    person = KnownPerson(
        role=role,
        identity={
            "given": who.given,
            "family": who.family,
            "born": who.born.isoformat() if who.born else "",
            "address": who.address,
        },
        same=same_as(who),
        source=source,
        noted_at=ctx.now,
        **of,
    )
    person.save(force_insert=True)
    KnownTag.objects.bulk_create([KnownTag(person=person, tag=tag) for tag in sorted(tags)])


@consequence
def forget(ctx: Context, source: UUID) -> None:
    """Take out of the index what a row said that is gone or says something else now."""
    KnownPerson.objects.filter(source=source).delete()


@consequence
def forget_addresses(ctx: Context, case: Case) -> None:
    """Take the addresses of a protected child and its siblings out of the index."""
    beside = KnownPerson.objects.filter(_beside(case)).order_by("pk")
    for known in beside.select_related("report", "case"):
        if record := known.report or known.case:
            remember(ctx, record, source=known.source, role=known.role, who=person_of(known))


def _beside(case: Case) -> models.Q:
    if case.origin_id is None:
        return models.Q(case=case)
    return models.Q(case__origin__in=OfOneEvent(case.origin_id)) | models.Q(
        report__in=OfOneEvent(case.origin_id)
    )


@consequence
def remember_children(ctx: Context, report: Report) -> None:
    """Let the children of a report be found from now on."""
    for child in report.children.order_by("position"):
        remember(ctx, report, source=child.pk, role=KnownRole.CHILD, who=person_in(child.description))


@consequence
def remember_person(ctx: Context, person: CasePerson) -> None:
    """Let somebody of a case be found from now on; what this row corrects is found no longer."""
    if person.corrects_id:
        forget(ctx, person.corrects_id)
    role = ROLES.get(person.role, KnownRole.ADULT)
    who = Person(*named(person.name), birthday_in(person.born or ""))
    remember(ctx, person.case, source=person.pk, role=role, who=who)


@command(ReportAction.LOOK_UP)
def look_up(ctx: Context, report: Report, *, wanted: Person) -> tuple[LookUp, Found]:
    """Ask whether the child of this report is known; the report is the purpose, and it is counted.

    Raises Conflict above thirty look-ups of one person in an hour, saying when it goes on.
    """
    if not compounds(wanted):
        raise Conflict(NAMELESS)
    counters.raise_by(ctx.network_id, f"look-ups/{ctx.person_id}")  # two at once come one after the other
    lately = LookUp.objects.filter(asked_by=ctx.person_id, asked_at__gt=ctx.now - AN_HOUR)
    times = list(lately.order_by("-asked_at").values_list("asked_at", flat=True)[:MOST_AN_HOUR])
    if len(times) == MOST_AN_HOUR:
        again = localtime(times[-1] + AN_HOUR + timedelta(minutes=1))
        raise Conflict(gettext(TOO_MANY) % {"most": MOST_AN_HOUR, "time": f"{again:%H:%M}"})
    found = find(ctx, report, wanted)
    asked = LookUp.objects.create(
        report=report, asked_by_id=ctx.person_id, asked_at=ctx.now, opened=found.opened
    )
    return asked, found


@command(ReportAction.JOIN)
def join(ctx: Context, report: Report, *, reference: str, reasons: str) -> Joining:
    """Say that two reports are about one event. Neither changes; ``part`` takes it back."""
    other = Report.objects.filter(reference=reference.strip().upper()).first()
    if other is None or is_recused(ctx.person_id, other):
        raise Conflict(NOT_THERE)
    if other.pk == report.pk:
        raise Conflict(ITSELF)
    if any(other.pk in {each.report_id, each.other_id} for each in joined_with(ctx, report)):
        raise Conflict(JOINED)
    joining = Joining.objects.create(
        report=report, other=other, joined_by_id=ctx.person_id, joined_at=ctx.now, reasons=reasons
    )
    _remember_anew(ctx, joining)
    return joining


@command(JoiningAction.PART)
def part(ctx: Context, joining: Joining, *, reasons: str) -> Parting:
    """Take a joining back by a record of its own."""
    if Parting.objects.filter(joining=joining).exists():
        raise Conflict(PARTED)
    procedure = procedure_of(joining.report)
    asked = Deletion.objects.filter(anchor=procedure.anchor, state=ReviewState.PROPOSED)
    if procedure.is_held or asked.exists():
        raise Conflict(BOUND)
    parting = Parting.objects.create(
        joining=joining, parted_by_id=ctx.person_id, parted_at=ctx.now, reasons=reasons
    )
    _remember_anew(ctx, joining)
    return parting


def _remember_anew(ctx: Context, joining: Joining) -> None:
    """Remember the children of both events as it is now: the place of one may be protected for the others."""
    of_either = models.Q(pk__in=OfOneEvent(joining.report_id)) | models.Q(pk__in=OfOneEvent(joining.other_id))
    known = KnownPerson.objects.filter(report__isnull=False).values("report")
    for report in Report.objects.filter(of_either, pk__in=known).order_by("pk"):
        remember_children(ctx, report)


@command(ReportAction.REBUILD_KNOWN)
def renew_known_key(ctx: Context, network: Network) -> None:
    """Destroy the key of the tags and make a new one: until ``rebuild_known`` all tags are noise."""
    keys.destroy_named(INDEX_KEY)
    keys.named(INDEX_KEY)


@command(ReportAction.REBUILD_KNOWN)
def rebuild_known(ctx: Context, network: Network) -> int:
    """Make all tags anew, as after a change of how names are read; return of how many people."""
    done = 0
    for people in _batches():
        KnownTag.objects.filter(person__in=people).delete()
        rows = []
        for person in people:
            who = person_of(person)
            KnownPerson.objects.filter(pk=person.pk).update(same=same_as(who))
            rows += [KnownTag(person=person, tag=tag) for tag in sorted(keyed(compounds(who)))]
        KnownTag.objects.bulk_create(rows, batch_size=TOGETHER)
        done += len(people)
    return done


def _batches() -> Iterator[list[KnownPerson]]:
    last: UUID | None = None
    while True:
        rows: models.QuerySet[KnownPerson] = KnownPerson.objects.order_by("pk")
        people = list((rows.filter(pk__gt=last) if last else rows)[:TOGETHER])
        if not people:
            return
        yield people
        last = people[-1].pk
