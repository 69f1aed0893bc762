"""Which tasks: the conditions that the authorization table names."""

from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q

from schutznetz.kernel.context import Context
from schutznetz.kernel.policy import Condition
from schutznetz.networks.choices import Role
from schutznetz.work.models import Escalation

# Whoever also protects children leaves early help aside while she does so (ADR 21); a deadline of protection
# follows her everywhere: seen by nobody it protects nobody.
EARLY_HELP = ("care.", "visiting.", "volunteers.", "welcome.")
PROTECTING = frozenset({Role.INTAKE, Role.CASE_WORKER, Role.TEAM_LEAD, Role.RECORDS_OFFICER})


def _of_this_side(ctx: Context) -> Q:
    if ctx.role not in PROTECTING:
        return Q()
    return ~reduce(or_, (Q(about_type__startswith=area) for area in EARLY_HELP))


def _mine(ctx: Context) -> Q:
    return (Q(owner_id=ctx.actor_id) | Q(substitute_id=ctx.actor_id)) & _of_this_side(ctx)


def _called_to(ctx: Context) -> Q:
    called = Escalation.objects.filter(task=OuterRef("pk"), person_id=ctx.actor_id)
    return Q(Exists(called)) & _of_this_side(ctx)


mine = Condition("selbst zuständig oder Vertretung", _mine)
of_my_line = Condition("im eigenen Team und noch bei niemandem", lambda ctx: Q(line=ctx.role, owner=None))
called_to = Condition("zu Hilfe gerufen", _called_to)
due_to_climb = Condition("Stufe fällig", lambda ctx: Q(next_step_at__lte=ctx.now))
protective = Condition("im Schutzverfahren", lambda ctx: Q(protective=True))
unsettled = Condition("offen", lambda ctx: Q(settled_at=None))
settled_by_me = Condition("selbst erledigt", lambda ctx: Q(settled_by_id=ctx.actor_id))
unexplained = Condition("zu spät und ohne Grund", lambda ctx: Q(late=True, late_cause=""))
