"""Which requests and plans: the conditions that the authorization table names."""

from django.db.models import Q

from schutznetz.kernel.policy import Condition
from schutznetz.visiting.choices import PLAN_KEPT

waiting = Condition(
    "wartet, und die Hilfe läuft", lambda ctx: Q(state="waiting", family__ended_at__isnull=True)
)
not_over = Condition("noch nicht beendet", lambda ctx: ~Q(state="ended"))
placed_with_me = Condition("mir zugeteilt", lambda ctx: Q(state="placed", midwife__user=ctx.actor_id))
worked_out = Condition("Vorschläge liegen vor", lambda ctx: ~Q(proposals={}))
for_real = Condition("nicht nur durchgespielt", lambda ctx: Q(trial=False))
undecided = Condition("noch keiner übernommen", lambda ctx: Q(adopted=""))
plan_outlived = Condition("Plan seit einer Woche alt", lambda ctx: Q(asked_at__lte=ctx.now - PLAN_KEPT))
