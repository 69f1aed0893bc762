"""Which rows, seen from a person's assignments."""

from django.db import models
from django.db.models import Exists, Q

from schutznetz.kernel.clock import BERLIN
from schutznetz.kernel.context import PUBLIC, SYSTEM, Context
from schutznetz.kernel.policy import NOTHING, PERSON, Action, HardStop, is_public
from schutznetz.networks.models import Assignment


def _without_assignment(ctx: Context, action: Action, model: type[models.Model]) -> Q:
    """Everything, when the assignment that the session acts in is not (or no longer) the actor's."""
    if ctx.role in {PUBLIC, PERSON, SYSTEM} or is_public(action):
        return NOTHING
    day = ctx.now.astimezone(BERLIN).date()
    held = Assignment.objects.filter(user=ctx.actor_id, role=ctx.role, user__is_active=True)
    held = held.filter(starts_on__lte=day, ends_on__gte=day)
    if ctx.assignment_id:
        held = held.filter(pk=ctx.assignment_id)
    return ~Q(Exists(held))


ended_assignment = HardStop("Zuständigkeit beendet", _without_assignment)
