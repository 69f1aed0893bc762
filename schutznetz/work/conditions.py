"""Which tasks: the conditions that the authorization table names."""

from django.db.models import Exists, OuterRef, Q

from schutznetz.kernel.context import Context
from schutznetz.kernel.policy import Condition
from schutznetz.work.models import Escalation


def _mine(ctx: Context) -> Q:
    return Q(owner_id=ctx.actor_id) | Q(substitute_id=ctx.actor_id)


def _called_to(ctx: Context) -> Q:
    return Q(Exists(Escalation.objects.filter(task=OuterRef("pk"), person_id=ctx.actor_id)))


mine = Condition("selbst zuständig oder Vertretung", _mine)
of_my_line = Condition("im eigenen Team und noch bei niemandem", lambda ctx: Q(line=ctx.role, owner=None))
called_to = Condition("zu Hilfe gerufen", _called_to)
due_to_climb = Condition("Stufe fällig", lambda ctx: Q(next_step_at__lte=ctx.now))
protective = Condition("im Schutzverfahren", lambda ctx: Q(protective=True))
unsettled = Condition("offen", lambda ctx: Q(settled_at=None))
settled_by_me = Condition("selbst erledigt", lambda ctx: Q(settled_by_id=ctx.actor_id))
unexplained = Condition("zu spät und ohne Grund", lambda ctx: Q(late=True, late_cause=""))
