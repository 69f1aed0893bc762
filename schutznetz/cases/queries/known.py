"""Is this child known? Candidates by their keyed tags, opened and compared, the most alike first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from schutznetz import prepared
from schutznetz.accounts.models import User
from schutznetz.cases.actions import CaseAction, ReportAction
from schutznetz.cases.choices import CaseState, KnownRole
from schutznetz.cases.conflicts import shut_to, shuts_something
from schutznetz.cases.known.likeness import Born, Likeness, compare
from schutznetz.cases.known.tags import Person
from schutznetz.cases.models import Case, Joining, KnownPerson, Report
from schutznetz.cases.queries.candidates import ALWAYS, Candidate, candidates
from schutznetz.cases.queries.events import OfOneEvent
from schutznetz.kernel import policy, tenancy
from schutznetz.kernel.context import Context
from schutznetz.kernel.policy import NOTHING

SHOWN = 10
SURE, LITTLE = 0.96, 0.3  # once names are so alike, who shares less than that of the most is not opened


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Somebody whom the office knows and who is like the child that was asked for.

    ``name`` and ``born`` are empty where the actor may only know that there is a hit, and whom to ask.
    """

    person: UUID
    role: KnownRole
    likeness: Likeness
    noted_at: datetime
    report: Report | None
    case: Case | None
    is_open: bool
    may_read: bool  # the record itself, beyond this hit
    ask: str
    name: str = ""
    born: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    hits: Sequence[Hit]
    opened: int


def same_as(who: Person) -> tuple[str, str, str] | None:
    """Return what two records of one person have in common, for counting: both names as heard, birth date."""
    given, family = who.names
    if not (given.parts and family.parts and who.born):
        return None
    one, other = sorted((given.parts[0].sound, family.parts[0].sound))
    return one, other, who.born.isoformat()


def find(ctx: Context, report: Report, who: Person) -> Found:
    """Compare the child of ``report`` with everybody whom another report or a case names."""
    shut = shut_to(ctx, KnownPerson) if shuts_something(ctx) else NOTHING
    likest, opened = alike(who, without=report, shut=shut)
    return Found(hits=list(_shown(ctx, _read(likest))), opened=opened)


def alike(who: Person, *, without: Report, shut: Q = NOTHING) -> tuple[list[tuple[Likeness, Candidate]], int]:
    """Open those who share most with the question, at most 200, and compare them; say how many.

    Whom the asker shut to herself stays closed and is not counted.
    """
    shown, opened, most = [], 0, 0
    is_sure = False
    for each in _open_to(shut, candidates(who)):
        most = most or each.much
        if is_sure and opened >= ALWAYS and each.much < most * LITTLE:
            break
        opened += 1
        likeness = compare(who, person_of(each))
        if likeness.is_worth_a_look and each.report_id != without.pk:
            shown.append((likeness, each))
            is_sure = is_sure or _is_beyond_doubt(who, likeness)
    return sorted(shown, key=lambda hit: (-hit[0].score, hit[1].pk))[:SHOWN], opened


def _is_beyond_doubt(who: Person, likeness: Likeness) -> bool:
    """Say whether whoever shares far less cannot be meant; by an address the whole household is."""
    is_of_age = who.born is None or likeness.born is Born.SAME
    return is_of_age and likeness.names >= SURE and not who.address


def _read(likest: Sequence[tuple[Likeness, Candidate]]) -> list[tuple[Likeness, KnownPerson]]:
    """Read the rows of those who are shown; what is opened already is not opened again."""

    def build(network: UUID, *wanted: UUID) -> QuerySet[KnownPerson]:
        with tenancy.scope(network):
            return KnownPerson.objects.filter(pk__in=wanted).order_by()

    wanted = [each.pk for _likeness, each in likest]
    rows = prepared.rows(KnownPerson, build, tenancy.current(), *wanted) if wanted else ()
    people = {person.pk: person for person in (prepared.record(KnownPerson, row) for row in rows)}
    for _likeness, each in likest:
        people[each.pk].identity = each.identity
    return [(likeness, people[each.pk]) for likeness, each in likest]


def _open_to(shut: Q, found: Iterator[Candidate]) -> Iterator[Candidate]:
    """Leave out whom the asker shut to herself."""
    if shut == NOTHING:
        return found
    every = list(found)
    closed = KnownPerson.objects.filter(shut, pk__in=[each.pk for each in every])
    left_out = set(closed.values_list("pk", flat=True))
    return (each for each in every if each.pk not in left_out)


def person_of(known: KnownPerson | Candidate) -> Person:
    held: Mapping[str, str] = known.identity
    born = date.fromisoformat(held["born"]) if held.get("born") else None
    return Person(held["given"], held["family"], born, held.get("address", ""))


def _shown(ctx: Context, likest: Sequence[tuple[Likeness, KnownPerson]]) -> Iterator[Hit]:
    people = [person for _likeness, person in likest]
    reports = Report.objects.in_bulk([each.report_id for each in people if each.report_id])
    cases = Case.objects.in_bulk([each.case_id for each in people if each.case_id])
    readable = _readable(ctx, reports, cases)
    assessed = _assessed(reports, cases)
    to_ask = {each.responsible_id for each in reports.values()} | {each.lead_id for each in cases.values()}
    names: dict[UUID | None, str] = {
        user.pk: user.display_name for user in User.objects.filter(pk__in=[pk for pk in to_ask if pk])
    }
    for likeness, each in likest:
        report, case = (
            reports.get(each.report_id) if each.report_id else None,
            cases.get(each.case_id) if each.case_id else None,
        )
        record = each.report_id or each.case_id
        is_open = record in readable | assessed
        who = person_of(each)
        yield Hit(
            person=each.pk,
            role=each.role,
            likeness=likeness,
            noted_at=each.noted_at,
            report=report,
            case=case,
            is_open=is_open,
            may_read=record in readable,
            ask=names.get(case.lead_id if case else report.responsible_id if report else None, ""),
            name=f"{who.given} {who.family}".strip() if is_open else "",
            born=who.born if is_open else None,
        )


def _readable(ctx: Context, reports: Iterable[UUID], cases: Iterable[UUID]) -> set[UUID]:
    found: set[UUID] = set()
    if wanted := list(reports):
        may = policy.rows(ctx, ReportAction.READ, Report).filter(pk__in=wanted)
        found.update(may.values_list("pk", flat=True))
    if wanted := list(cases):
        own = policy.rows(ctx, CaseAction.READ, Case).filter(pk__in=wanted)
        found.update(own.values_list("pk", flat=True))
    return found


def _assessed(reports: Iterable[UUID], cases: Iterable[UUID]) -> set[UUID]:
    """Return those about which an assessment runs: there a hit says who it is, whoever's it is."""
    running = Case.objects.filter(state=CaseState.ASSESSMENT)
    known = running.filter(Q(origin__in=list(reports)) | Q(pk__in=list(cases))).values_list("pk", "origin")
    return {pk for pair in known for pk in pair if pk}


def joined_with(ctx: Context, report: Report) -> list[Joining]:
    """Return the joinings of a report that still hold, whichever side it stands on, none to a shut one."""
    return [each for each in _of_its_event(ctx, report) if report.pk in {each.report_id, each.other_id}]


def _of_its_event(ctx: Context, report: Report) -> list[Joining]:
    sides = Q(report__in=OfOneEvent(report.pk)) | Q(other__in=OfOneEvent(report.pk))
    all_of_it = Joining.objects.filter(~shut_to(ctx, Joining), sides, parting=None)
    return list(all_of_it.select_related("report", "other").order_by("joined_at", "id"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """One report that is said to be about the same event, with the record that says so."""

    joining: Joining
    other: Report


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What is known about the children of a report before anybody looks: earlier reports, joined ones.

    ``beyond`` are about the same event as well, because somebody joined them to a joined one.
    """

    earlier: int
    joinings: Sequence[Joined]
    beyond: Sequence[Report] = ()

    @property
    def number(self) -> int:
        return self.earlier + 1


def history_of(ctx: Context, report: Report) -> History:
    event = _of_its_event(ctx, report)
    joinings = [
        Joined(joining=each, other=each.other if each.report_id == report.pk else each.report)
        for each in event
        if report.pk in {each.report_id, each.other_id}
    ]
    near = {report.pk, *(each.other.pk for each in joinings)}
    everyone = {one.pk: one for each in event for one in (each.report, each.other)}
    beyond = [everyone[pk] for pk in sorted(everyone.keys() - near)]
    earlier = earlier_reports(ctx, report, event=everyone)
    return History(earlier=earlier, joinings=joinings, beyond=beyond)


def earlier_reports(ctx: Context, report: Report, *, event: Mapping[UUID, Report]) -> int:
    """Count the reports before this one about one of its children, by name and birth date.

    A child that only its case names counts with the report the case began with; a report joined to this
    one that names nobody to tell apart counts as well.
    """
    named = KnownPerson.objects.exclude(same=None)
    mine = named.filter(Q(report=report) | Q(case__origin=report, role=KnownRole.CHILD))
    others = named.filter(~shut_to(ctx, KnownPerson), _of_a_child(), same__in=mine.values("same"))
    found = set(others.values_list(Coalesce("report", "case__origin"), flat=True))
    if event:
        told_apart = set(named.filter(_of_a_child(), report__in=event).values_list("report", flat=True))
        found |= event.keys() - told_apart
    before = Q(received_at__lt=report.received_at) | Q(received_at=report.received_at, pk__lt=report.pk)
    return Report.objects.filter(before, pk__in=found).count() if found - {report.pk, None} else 0


def _of_a_child() -> Q:
    return Q(report__isnull=False) | Q(role=KnownRole.CHILD, case__origin__isnull=False)
