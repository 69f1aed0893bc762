"""What may be deleted and from when, what stands in the way, and the record of what is gone."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils.crypto import salted_hmac

from schutznetz.cases.actions import KeepingAction
from schutznetz.cases.choices import (
    CaseState,
    DepartureState,
    Kept,
    ReportState,
    RetentionClass,
    ReviewState,
)
from schutznetz.cases.models import (
    Case,
    Deletion,
    DeletionPart,
    Departure,
    Handover,
    Hold,
    HoldLifting,
    KeepingPeriod,
    Report,
)
from schutznetz.cases.queries.doomed import Doomed
from schutznetz.cases.queries.obstacles import at_first_sight, obstacles
from schutznetz.cases.queries.packed import Filing, filings
from schutznetz.cases.queries.procedures import Procedure, own_periods, procedure_of, procedures_of
from schutznetz.kernel import audit
from schutznetz.kernel.clock import BERLIN
from schutznetz.kernel.context import Context
from schutznetz.kernel.tenancy import current
from schutznetz.law import retention
from schutznetz.networks.models import Network

PAGE = 25
SHORTEST = timedelta(days=28)  # no period of the table is shorter


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One procedure in the list: names of ours and days, no content; its own page looks more closely."""

    procedure: Procedure
    obstacles: Sequence[str]
    proposed: Deletion | None

    @property
    def anchor(self) -> UUID:
        return self.procedure.anchor

    @property
    def is_report(self) -> bool:
        return bool(self.procedure.reports)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    rows: Sequence[Row]
    page: int
    has_more: bool


def due_list(ctx: Context, network: Network, *, page: int) -> Page:
    """Return finished procedures, those that have waited longest first; the look leaves its entry."""
    start = (max(page, 1) - 1) * PAGE
    marks = sorted(_finished(ctx.now - SHORTEST, start + PAGE + 1))
    shown = marks[start : start + PAGE]
    found = procedures_of(
        reports=[pk for _at, pk, kind in shown if kind == Kept.REPORT],
        cases=[pk for _at, pk, kind in shown if kind == Kept.CASE],
    )
    found.sort(key=lambda each: (each.due_on or date.max, each.anchor))
    audit.record(ctx, KeepingAction.LIST, network, count=len(found))
    today = ctx.now.astimezone(BERLIN).date()
    return Page(rows=rows_of(found, today), page=max(page, 1), has_more=len(marks) > start + PAGE)


def _finished(until: datetime, most: int) -> Iterator[tuple[datetime, UUID, Kept]]:
    """Yield cases and reports whose own work ended so long ago that they may be due, oldest first."""
    cases = Case.objects.filter(state=CaseState.CLOSED, closed_at__lte=until).order_by("closed_at", "id")
    for at, pk in cases.values_list("closed_at", "id")[:most]:
        yield at or until, pk, Kept.CASE
    taken = Handover.objects.filter(state="accepted", answered_at__lte=until).order_by("answered_at", "id")
    for at, pk in taken.values_list("answered_at", "case_id")[:most]:
        yield at or until, pk, Kept.CASE
    adopted = Departure.objects.filter(
        report=OuterRef("pk"), state=DepartureState.ADOPTED, adopted_at__lte=until
    )
    ended = Q(state=ReportState.CLOSED_NO_INDICATION, decided_at__lte=until)
    reports = Report.objects.filter(ended | Q(Exists(adopted))).order_by("entered_at", "id")
    for at, pk in reports.values_list("entered_at", "id")[:most]:
        yield at, pk, Kept.REPORT


def rows_of(procedures: Sequence[Procedure], today: date) -> list[Row]:
    anchors = [each.anchor for each in procedures]
    waiting = Deletion.objects.filter(anchor__in=anchors, state=ReviewState.PROPOSED).order_by("id")
    proposed = {each.anchor: each for each in waiting}
    seen = at_first_sight(procedures, today)
    return [
        Row(procedure=each, obstacles=seen[each.anchor], proposed=proposed.get(each.anchor))
        for each in procedures
    ]


def deletion_seal(deletion: Deletion, procedure: Procedure) -> str:
    """Return a keyed mark over what would go: any row that comes, changes its class or leaves voids it."""
    members = [
        [str(each.kind), str(each.record), str(each.retention), str(each.started_on), str(each.due_on)]
        for each in procedure.members
    ]
    body = {
        "deletion": [str(deletion.pk), str(deletion.proposed_by_id), str(deletion.archive), deletion.version],
        "members": members,
        "rows": list(Doomed(procedure.reports, procedure.cases).of_the_procedure()),
    }
    return salted_hmac("cases.deletion", json.dumps(body), algorithm="sha256").hexdigest()


def deletion_of(deletion: Deletion) -> Procedure | None:
    """Return what a proposed deletion is about; nothing once it is gone."""
    parts = list(DeletionPart.objects.filter(deletion=deletion).order_by("id"))
    reports = [each.record for each in parts if each.kind == Kept.REPORT]
    cases = [each.record for each in parts if each.kind == Kept.CASE]
    found = procedures_of(reports=reports, cases=cases)
    return found[0] if len(found) == 1 else None


def deletions(*, page: int) -> tuple[list[Deletion], bool]:
    """Return the record of what is gone, newest first, and whether there is more."""
    start = (max(page, 1) - 1) * PAGE
    done = Deletion.objects.filter(state=ReviewState.CONFIRMED).order_by("-confirmed_at", "-id")
    found = list(done.prefetch_related("parts")[start : start + PAGE + 1])
    return found[:PAGE], len(found) > PAGE


def decided() -> set[UUID]:
    """Return all deletions that two people have decided, in the network that is open."""
    return set(Deletion.objects.filter(state=ReviewState.CONFIRMED).values_list("pk", flat=True))


def holds_of(procedure: Procedure) -> list[Hold]:
    """Return the holds that stand, oldest first."""
    mine = Hold.objects.filter(report__in=procedure.reports) | Hold.objects.filter(case__in=procedure.cases)
    return list(mine.filter(lifted_at=None).select_related("placed_by").order_by("placed_at", "id"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """One procedure on its page: its members, what stands in the way, and what is under way."""

    procedure: Procedure
    obstacles: Sequence[str]
    holds: Sequence[tuple[Hold, HoldLifting | None]]
    files: Sequence[Filing]
    proposed: Deletion | None


def detail(record: Report | Case, now: datetime) -> Detail:
    procedure = procedure_of(record)
    files = filings(procedure.cases)
    waiting = Deletion.objects.filter(anchor=procedure.anchor, state=ReviewState.PROPOSED)
    holds = holds_of(procedure)
    asked = HoldLifting.objects.filter(hold__in=holds, state=ReviewState.PROPOSED).order_by("id")
    liftings = {each.hold_id: each for each in asked}
    return Detail(
        procedure=procedure,
        obstacles=obstacles(procedure, now.astimezone(BERLIN).date(), files),
        holds=[(each, liftings.get(each.pk)) for each in holds],
        files=files,
        proposed=waiting.first(),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One row of the table of periods, with what the office has set instead."""

    rule: retention.Rule
    own: retention.Own | None
    proposed: KeepingPeriod | None


def terms() -> list[Term]:
    own = own_periods()
    waiting = KeepingPeriod.objects.filter(state=ReviewState.PROPOSED).order_by("id")
    proposed = {str(each.retention): each for each in waiting}
    return [
        Term(rule=rule, own=own.get(rule.code), proposed=proposed.get(rule.code)) for rule in retention.RULES
    ]


def period_seal(period: KeepingPeriod) -> str:
    body: list[str | int] = [str(period.pk), str(period.proposed_by_id), str(period.retention)]
    body += [str(period.since), period.months, period.reasons]
    return salted_hmac("cases.period", json.dumps(body), algorithm="sha256").hexdigest()


def settable() -> list[tuple[str, str]]:
    """Return the classes for which an office may set a period of its own."""
    labels = dict(RetentionClass.choices)
    return [(code, str(labels[code])) for code in retention.SETTABLE]


def revived(deleted: dict[UUID, set[UUID]]) -> list[UUID]:
    """Return which of these records are there again, in the network that is open."""
    mine = deleted.get(current(), set())
    found = [*Report.objects.filter(pk__in=mine).values_list("pk", flat=True)]
    return sorted([*found, *Case.objects.filter(pk__in=mine).values_list("pk", flat=True)])
