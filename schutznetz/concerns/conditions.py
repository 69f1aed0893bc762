"""Which worries: the conditions that the authorization table names.

A worry belongs to its keeper in the institution where it was written: whoever changes the employer leaves
it behind, and a leader of the same institution may take it.
"""

from django.db.models import Exists, OuterRef, Q

from schutznetz.concerns.choices import BETWEEN_CONTRACTS, KEPT
from schutznetz.concerns.models import Share
from schutznetz.kernel.context import Context
from schutznetz.kernel.policy import NOTHING, Condition
from schutznetz.networks.conditions import day_of
from schutznetz.networks.models import Assignment


def _here(ctx: Context) -> Q:
    if ctx.organisation_id is None:
        return Q(organisation__isnull=True)
    return Q(organisation=ctx.organisation_id)


def _shared(ctx: Context) -> Q:
    if ctx.organisation_id is None:
        return NOTHING
    named = Share.objects.filter(concern=OuterRef("pk"), person=ctx.actor_id)
    return Q(Exists(named), organisation=ctx.organisation_id)


def _left_behind(ctx: Context) -> Q:
    """Who is only shut out for a while, between two contracts or about to begin has left nothing behind."""
    if ctx.organisation_id is None:
        return NOTHING
    here = Assignment.objects.filter(user=OuterRef("keeper"), organisation=ctx.organisation_id)
    still_here = here.filter(ends_on__gte=day_of(ctx.now) - BETWEEN_CONTRACTS, user__is_active=True)
    return Q(~Exists(still_here), organisation=ctx.organisation_id)


def _outlived(ctx: Context) -> Q:
    held = Q(held_until__isnull=False, held_until__gte=day_of(ctx.now))
    return Q(last_at__lte=ctx.now - KEPT) & ~held


kept_by_me = Condition("in eigener Hand", lambda ctx: Q(keeper=ctx.actor_id) & _here(ctx))
left_behind = Condition("in der eigenen Einrichtung, von niemandem, der noch da ist", _left_behind)
outlived = Condition("seit einem Jahr still und nicht länger aufbewahrt", _outlived)
shared_with_me = Condition("in der Einrichtung mit mir geteilt", _shared)
concern_open = Condition("noch nicht abgeschlossen", lambda ctx: Q(state="open"))
