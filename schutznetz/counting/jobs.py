"""What happens by time: a year that is over is kept in figures before its families are deleted."""

from uuid import UUID

from schutznetz.counting import services
from schutznetz.counting.models import FixedYear
from schutznetz.kernel.context import Context
from schutznetz.kernel.jobs import every
from schutznetz.networks.conditions import day_of
from schutznetz.networks.models import Network


@every(minutes=60, name="counting.fix")
def fix_last_year(ctx: Context) -> None:
    """Keep the year that is over, once."""
    last = day_of(ctx.now).year - 1
    if not FixedYear.objects.filter(year=last).exists():
        services.fix_year(ctx, Network.objects.get(pk=ctx.network_id), year=last)


def fix_before_deleting(ctx: Context, _family_id: UUID) -> None:
    """Count the year that is over before a family of it goes, however late its own time comes."""
    fix_last_year(ctx)
