"""What is kept and deleted together: the reports about one event, their cases, and cases linked as siblings.

A sibling's case tells of the other child as well, and one report of both: so a procedure goes as a whole
or not at all, and the last of its periods counts.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Max, Q

from schutznetz.cases.choices import (
    CaseState,
    Competence,
    CourtState,
    DepartureState,
    HoldGround,
    Kept,
    ReportState,
    RetentionClass,
    ReviewState,
)
from schutznetz.cases.models import (
    Case,
    CasePerson,
    CourtReferral,
    Departure,
    Handover,
    Hold,
    Joining,
    KeepingPeriod,
    Report,
    Triage,
)
from schutznetz.cases.queries.statistics import birthday_of
from schutznetz.kernel import clock
from schutznetz.kernel.tenancy import ScopedModel
from schutznetz.law import retention
from schutznetz.law.measures import end_of

COURT_IS_OVER = (CourtState.NOT_CALLED, CourtState.ENDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One report or case with its class and days; no class while it is still worked on.

    ``own`` is what it is by itself: an analysis may keep it longer, and makes nothing else of it.
    """

    kind: Kept
    record: UUID
    label: str
    own: RetentionClass | None = None
    retention: RetentionClass | None = None
    started_on: date | None = None
    due_on: date | None = None
    held: bool = False


@dataclass(slots=True)
class Procedure:
    """Everything that goes together, oldest first."""

    reports: dict[UUID, Report] = field(default_factory=dict)
    cases: dict[UUID, Case] = field(default_factory=dict)
    members: list[Member] = field(default_factory=list)

    @property
    def anchor(self) -> UUID:
        """Return the record by which the procedure is named: its first report, else its first case."""
        return min(self.reports or self.cases)

    @property
    def ids(self) -> set[UUID]:
        return {*self.reports, *self.cases}

    @property
    def label(self) -> str:
        return ", ".join(member.label for member in self.members)

    @property
    def is_held(self) -> bool:
        return any(member.held for member in self.members)

    @property
    def is_finished(self) -> bool:
        return all(member.due_on for member in self.members)

    @property
    def due_on(self) -> date | None:
        """Return the first day on which it may go; none while any of it is not finished."""
        days = [member.due_on for member in self.members]
        return max(day for day in days if day) if days and all(days) else None


def procedures_of(*, reports: Iterable[UUID] = (), cases: Iterable[UUID] = ()) -> list[Procedure]:
    """Return the whole procedures to which these records belong, with every member's days."""
    groups = _Groups()
    groups.grow(set(reports), set(cases))
    return _judged(list(groups.procedures()))


def procedure_of(record: Report | Case) -> Procedure:
    """Return the whole procedure of one record."""
    if isinstance(record, Report):
        return procedures_of(reports=[record.pk])[0]
    return procedures_of(cases=[record.pk])[0]


class _Groups:
    """Grows from records along every link, and notes which of them belong together."""

    def __init__(self) -> None:
        self.reports: dict[UUID, Report] = {}
        self.cases: dict[UUID, Case] = {}
        self.links: dict[UUID, set[UUID]] = {}

    def grow(self, reports: set[UUID], cases: set[UUID]) -> None:
        """Follow the links until nothing new is found; each round asks the same few questions."""
        while reports or cases:
            self.reports |= {row.pk: row for row in Report.objects.filter(pk__in=reports).order_by("id")}
            self.cases |= {row.pk: row for row in Case.objects.filter(pk__in=cases).order_by("id")}
            self._note(Joining, Q(report__in=reports) | Q(other__in=reports), "report", "other", parting=None)
            self._note(CasePerson, Q(case__in=cases) | Q(own_case__in=cases), "case", "own_case")
            self._note(Case, Q(pk__in=cases) | Q(origin__in=reports), "pk", "origin")
            found = {end for each in reports | cases for end in self.links.get(each, ())}
            found -= self.reports.keys() | self.cases.keys()
            cases = set(Case.objects.filter(pk__in=found).values_list("pk", flat=True))
            reports = found - cases

    def _note(self, model: type[ScopedModel], about: Q, one: str, other: str, **only: Any) -> None:
        rows = model._base_manager.filter(about, **{f"{other}__isnull": False}, **only)
        for first, second in rows.values_list(one, other):
            self.links.setdefault(first, set()).add(second)
            self.links.setdefault(second, set()).add(first)

    def procedures(self) -> Iterator[Procedure]:
        left = {*self.reports, *self.cases}
        while left:
            together: set[UUID] = set()
            edge = {min(left)}
            while edge:
                together |= edge
                edge = {end for each in edge for end in self.links.get(each, ())} - together
            left -= together
            yield Procedure(
                reports={pk: self.reports[pk] for pk in sorted(together & self.reports.keys())},
                cases={pk: self.cases[pk] for pk in sorted(together & self.cases.keys())},
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    """What decides on class and days, fetched for many procedures at once."""

    adopted: Mapping[UUID, datetime]
    elsewhere: frozenset[UUID]
    accepted: Mapping[UUID, datetime]  # taken over by another office and no longer before a court here
    held: frozenset[UUID]
    analysed: Mapping[UUID, datetime]  # when the last analysis for which it was selected ended
    own: Mapping[str, retention.Own]


def own_periods() -> dict[str, retention.Own]:
    """Return what the office has set for a class; of several decisions the latest counts."""
    decided = KeepingPeriod.objects.filter(state=ReviewState.CONFIRMED).order_by("confirmed_at", "id")
    return {
        str(code): retention.Own(months, retention.Since(since))
        for code, months, since in decided.values_list("retention", "months", "since")
    }


def not_ours_until(now: datetime) -> datetime:
    """Return since when an answer must lie back, so that what was not taken over here may go now."""
    today = now.astimezone(clock.BERLIN).date()
    return end_of(retention.latest_start(retention.NOT_OURS, today, own_periods().get(retention.NOT_OURS)))


def _facts(reports: set[UUID], cases: set[UUID]) -> _Facts:
    departed = Departure.objects.filter(report__in=reports, state=DepartureState.ADOPTED).order_by()
    decided = Triage.objects.filter(report__in=reports, state=ReviewState.CONFIRMED)
    holds = Hold.objects.filter(Q(report__in=reports) | Q(case__in=cases))
    analyses = holds.filter(ground=HoldGround.ANALYSIS).exclude(lifted_at=None).order_by("lifted_at", "id")
    taken = Handover.objects.filter(case__in=cases, state="accepted", case__state=CaseState.HANDED_OVER)
    referrals = CourtReferral.objects.filter(case__in=cases)
    before_court = set(referrals.exclude(state__in=COURT_IS_OVER).values_list("case_id", flat=True))
    ruled = dict(
        referrals.exclude(ended_at=None).order_by().values_list("case").annotate(last=Max("ended_at"))
    )
    return _Facts(
        adopted=dict(departed.values_list("report").annotate(last=Max("adopted_at"))),
        elsewhere=frozenset(
            decided.filter(competence=Competence.ELSEWHERE).values_list("report_id", flat=True)
        ),
        accepted={
            pk: max(at, ruled.get(pk, at))
            for pk, at in taken.values_list("case_id", "answered_at")
            if at and pk not in before_court
        },
        held=frozenset(
            pk for pair in holds.filter(lifted_at=None).values_list("report", "case") for pk in pair if pk
        ),
        analysed={
            pk: at
            for *pair, at in analyses.values_list("report", "case", "lifted_at")
            for pk in pair
            if pk and at
        },
        own=own_periods(),
    )


def _judged(procedures: list[Procedure]) -> list[Procedure]:
    facts = _facts(
        {pk for each in procedures for pk in each.reports}, {pk for each in procedures for pk in each.cases}
    )
    for procedure in procedures:
        cases = {pk: _case(case, facts) for pk, case in procedure.cases.items()}
        reports = [_report(each, procedure, cases, facts) for each in procedure.reports.values()]
        procedure.members = [*reports, *cases.values()]
    return procedures


def _case(case: Case, facts: _Facts) -> Member:
    member = Member(kind=Kept.CASE, record=case.pk, label=str(case), held=case.pk in facts.held)
    adopted = facts.adopted.get(case.origin_id) if case.origin_id else None
    ended = case.closed_at if case.state == CaseState.CLOSED else facts.accepted.get(case.pk)
    if ended:
        return _dated(member, retention.of_case(case.outcome), ended, facts, case)
    if case.state == CaseState.REPORTED and adopted:  # the work on it is done in the case software
        return _dated(member, retention.ADOPTED, adopted, facts)
    return member


def _report(report: Report, procedure: Procedure, cases: Mapping[UUID, Member], facts: _Facts) -> Member:
    """Judge a report: with cases it goes with the last of them, else by what two people decided."""
    member = Member(kind=Kept.REPORT, record=report.pk, label=str(report), held=report.pk in facts.held)
    own = [cases[pk] for pk, case in procedure.cases.items() if case.origin_id == report.pk]
    adopted = facts.adopted.get(report.pk)
    if own:
        last = max(own, key=lambda case: case.due_on or date.max)
        with_it = replace(last, kind=Kept.REPORT, record=report.pk, label=member.label, held=member.held)
        return _after_analysis(with_it, facts)
    if adopted:
        return _dated(member, retention.ADOPTED, adopted, facts)
    if report.state == ReportState.CLOSED_NO_INDICATION and report.decided_at:
        code = retention.of_report(competent=report.pk not in facts.elsewhere)
        return _dated(member, code, report.decided_at, facts)
    return member


def _dated(member: Member, code: str, since: datetime, facts: _Facts, case: Case | None = None) -> Member:
    own = facts.own.get(code)
    counts_years = retention.BY_CODE[code].period(own).since is retention.Since.MAJORITY
    born_on = birthday_of(case) if case and counts_years else None
    found = RetentionClass(code)
    dated = replace(_since(member, found, since, own, born_on), own=found)
    return _after_analysis(dated, facts)


def _after_analysis(member: Member, facts: _Facts) -> Member:
    """Keep what was selected for an analysis for its period, if that lasts longer than its own class."""
    ended = facts.analysed.get(member.record)
    if ended is None or member.due_on is None:
        return member
    code = RetentionClass.ANALYSED
    longer = _since(member, code, ended, facts.own.get(str(code)))
    return longer if longer.due_on and longer.due_on > member.due_on else member


def _since(
    member: Member,
    code: RetentionClass,
    since: datetime,
    own: retention.Own | None,
    born_on: date | None = None,
) -> Member:
    day = since.astimezone(clock.BERLIN).date()
    due_on = retention.earliest(str(code), day, own, born_on)
    return replace(member, retention=code, started_on=day, due_on=due_on)
