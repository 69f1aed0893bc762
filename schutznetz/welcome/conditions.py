"""Which lists and visits: the conditions that the authorization table names."""

from django.db.models import Q

from schutznetz.kernel.context import Context
from schutznetz.kernel.policy import Condition
from schutznetz.law.welcome import AT_MOST
from schutznetz.networks.conditions import day_of
from schutznetz.welcome.choices import PAPERS, UNTAKEN, NewbornListState, VisitState


def _mine_today(ctx: Context) -> Q:
    return Q(visitor=ctx.actor_id, visit_on=day_of(ctx.now), state=VisitState.ARRANGED)


def _list_outlived(ctx: Context) -> Q:
    untaken = Q(state=NewbornListState.CHECKED, arrived_at__lte=ctx.now - UNTAKEN)
    return untaken | Q(arrived_at__lte=ctx.now - AT_MOST)


list_checked = Condition("geprüft", lambda ctx: Q(state=NewbornListState.CHECKED))
list_open = Condition("Sperrliste offen", lambda ctx: Q(state=NewbornListState.OPEN))
list_confirmed = Condition("Sperrliste bestätigt", lambda ctx: Q(state=NewbornListState.CONFIRMED))
list_outlived = Condition("Liste nicht mehr gebraucht", _list_outlived)
bundle_outlived = Condition("Briefe nicht mehr gebraucht", lambda ctx: Q(made_at__lte=ctx.now - PAPERS))
freed = Condition("nach bestätigter Sperrliste", lambda ctx: Q(newborns__state=NewbornListState.CONFIRMED))
written_to = Condition("angeschrieben", lambda ctx: Q(state__in=[VisitState.WRITTEN, VisitState.ARRANGED]))
mine_today = Condition("eigener Besuch von heute", _mine_today)
visit_outlived = Condition("Löschdatum erreicht", lambda ctx: Q(delete_on__lte=day_of(ctx.now)))
known_outlived = Condition("von keiner Liste mehr genannt", lambda ctx: Q(until__lte=day_of(ctx.now)))
