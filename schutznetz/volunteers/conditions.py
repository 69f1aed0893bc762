"""Which volunteers, wishes and matches: the conditions that the authorization table names."""

from django.db.models import Q

from schutznetz.care import queries as care
from schutznetz.kernel.policy import Condition

preparing = Condition("in Vorbereitung", lambda ctx: Q(state="preparing"))
here = Condition("nicht ausgeschieden", lambda ctx: ~Q(state="left"))
left = Condition("ausgeschieden", lambda ctx: Q(state="left"))
waiting = Condition(
    "wartet, und die Hilfe läuft", lambda ctx: Q(state="waiting", family__ended_at__isnull=True)
)
being_discussed = Condition("wird besprochen", lambda ctx: Q(state="proposed"))
running = Condition("läuft", lambda ctx: Q(state="running"))
told = Condition("mir weitergegeben, mit geltender Einwilligung", lambda ctx: care.told_by(ctx, "consent"))
of_told = Condition("zu einem solchen Wunsch", lambda ctx: care.told_by(ctx, "wish__consent"))
untold = Condition("zu keinem solchen Wunsch", lambda ctx: ~care.told_by(ctx, "wish__consent"))
