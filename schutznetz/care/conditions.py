"""Which families: the conditions that the authorization table names."""

from django.db.models import Q

from schutznetz.care.choices import KEPT
from schutznetz.kernel.policy import Condition

running = Condition("Hilfe läuft", lambda ctx: Q(ended_at__isnull=True))
outlived = Condition("Hilfe seit einem Jahr zu Ende", lambda ctx: Q(ended_at__lte=ctx.now - KEPT))
