"""Which consultations: the conditions that the authorization table names."""

from django.db.models import Q

from schutznetz.advice.choices import KEPT
from schutznetz.kernel.context import Context
from schutznetz.kernel.policy import Condition


def _advising(ctx: Context) -> Q:
    return Q(consultant=ctx.actor_id) | Q(deputy=ctx.actor_id)


asked_by_me = Condition("selbst gefragt", lambda ctx: Q(asked_by=ctx.actor_id))
advising = Condition("selbst beratend oder Vertretung", _advising)
unsigned = Condition("noch ohne unterzeichnetes Ergebnis", lambda ctx: ~Q(state="signed"))
signed = Condition("Ergebnis unterzeichnet", lambda ctx: Q(state="signed"))
outlived = Condition("seit einem Jahr still", lambda ctx: Q(last_at__lte=ctx.now - KEPT))
