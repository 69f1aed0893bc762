"""Which worries: the conditions that the authorization table names.

A worry belongs to its author in the institution where it was written: whoever changes the employer leaves
it behind.
"""

from django.db.models import Exists, OuterRef, Q

from schutznetz.concerns.models import Share
from schutznetz.kernel.context import Context
from schutznetz.kernel.policy import NOTHING, Condition


def _here(ctx: Context) -> Q:
    if ctx.organisation_id is None:
        return Q(organisation__isnull=True)
    return Q(organisation=ctx.organisation_id)


def _shared(ctx: Context) -> Q:
    if ctx.organisation_id is None:
        return NOTHING
    named = Share.objects.filter(concern=OuterRef("pk"), person=ctx.actor_id)
    return Q(Exists(named), organisation=ctx.organisation_id)


written_by_me = Condition("selbst geschrieben", lambda ctx: Q(author=ctx.actor_id) & _here(ctx))
shared_with_me = Condition("in der Einrichtung mit mir geteilt", _shared)
concern_open = Condition("noch nicht abgeschlossen", lambda ctx: Q(state="open"))
