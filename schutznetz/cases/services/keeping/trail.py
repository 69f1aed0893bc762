"""The trail itself by age: who did what goes, a whole month at a time; what a hold keeps stays.

That something was done, when, and its place in the chain stay. An entry's own key lies in what is erased, so
the mark in its header tells nothing any more. The numbers of what was erased stay on record, and outside the
database until when, so that no backup brings it back.
"""

from collections.abc import Collection
from datetime import datetime, time, timedelta
from uuid import UUID

from schutznetz import tombstones
from schutznetz.cases.actions import KeepingAction
from schutznetz.cases.models import Hold, Report
from schutznetz.cases.queries.doomed import Doomed
from schutznetz.cases.queries.procedures import own_periods, procedures_of
from schutznetz.cases.services.keeping.traces import _mark, marks_of
from schutznetz.kernel import audit
from schutznetz.kernel.clock import BERLIN
from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.kernel.ids import new_id
from schutznetz.law import retention
from schutznetz.networks.models import Network
from schutznetz.tombstones import Tombstone

BEFORE, KEPT = "trail_before", "kept"  # of the proof outside the database


@command(KeepingAction.ERASE_TRAIL)
def erase_trail(ctx: Context, network: Network) -> int:
    """Erase who did what in the months whose period is over; returns how many entries."""
    before, held = _over(ctx), _held()
    gone = _erase_before(ctx, network, before, held)
    if gone:
        kept = sorted(str(each) for each in held)
        proof = {BEFORE: before.isoformat(), KEPT: kept, "entries": gone}
        stone = Tombstone(
            deletion=str(new_id()), network=str(network.pk), at=ctx.now.isoformat(), proof=proof
        )
        tombstones.write(stone)
    return gone


@command(KeepingAction.REAPPLY)
def reapply_trail(ctx: Context, network: Network, *, stones: list[Tombstone]) -> int:
    """Erase again what an older backup has brought back of it, in the order in which it had gone."""
    gone = 0
    for stone in stones:
        proof = stone.proof or {}
        if stone.network == str(network.pk) and BEFORE in proof:
            kept = {UUID(each) for each in proof[KEPT]} | _held()
            gone += _erase_before(ctx, network, datetime.fromisoformat(proof[BEFORE]), kept)
    return gone


def _over(ctx: Context) -> datetime:
    """Return the beginning of the first month that still counts."""
    today = ctx.now.astimezone(BERLIN).date()
    last = retention.latest_start(retention.TRAIL, today, own_periods().get(retention.TRAIL))
    return datetime.combine((last + timedelta(days=1)).replace(day=1), time(0), BERLIN)


def _held() -> set[UUID]:
    """Return the reports and cases of which nothing may go: the whole procedure of whatever is held."""
    held = Hold.objects.filter(lifted_at=None).order_by()
    reports = set(held.exclude(report=None).values_list("report_id", flat=True))
    cases = set(held.exclude(case=None).values_list("case_id", flat=True))
    return {pk for each in procedures_of(reports=reports, cases=cases) for pk in each.ids}


def _erase_before(ctx: Context, network: Network, before: datetime, held: Collection[UUID]) -> int:
    reports = Report.objects.filter(pk__in=held).values_list("pk", flat=True)
    kept = frozenset(marks_of(Doomed(reports, set(held).difference(reports))))
    return audit.erase(ctx, network, before=before, about=lambda target: _mark(target) not in kept)
