"""What happens by time: a year that is over is kept in figures before its families are deleted."""

from schutznetz.counting import services
from schutznetz.counting.models import FixedYear
from schutznetz.kernel.context import Context
from schutznetz.kernel.jobs import every
from schutznetz.networks.conditions import day_of
from schutznetz.networks.models import Network


@every(minutes=60, name="counting.fix")
def fix_last_year(ctx: Context) -> None:
    last = day_of(ctx.now).year - 1
    if not FixedYear.objects.filter(year=last).exists():
        services.fix_year(ctx, Network.objects.get(pk=ctx.network_id), year=last)
