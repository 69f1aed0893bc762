"""Which worries: the conditions that the authorization table names.

A worry belongs to its keeper in the institution where it was written: whoever changes the employer leaves
it behind, and a leader of the same institution may take it.
"""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from schutznetz.concerns.choices import BETWEEN_CONTRACTS, KEPT, WARNED
from schutznetz.concerns.models import Share
from schutznetz.kernel.context import Context
from schutznetz.kernel.policy import NOTHING, Condition
from schutznetz.networks.conditions import active, day_of
from schutznetz.networks.models import Absence, Assignment


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


def _silent(at: datetime) -> Q:
    held = Q(held_until__isnull=False, held_until__gte=day_of(at))
    return Q(last_at__lte=at - KEPT) & ~held


def _unattended(ctx: Context) -> Q:
    """Who is away cannot heed the warning: a leader may keep the worry for her, without reading it."""
    if ctx.organisation_id is None:
        return NOTHING
    today = day_of(ctx.now)
    away = Absence.objects.filter(person=OuterRef("keeper"), starts_on__lte=today, ends_on__gte=today)
    here = active(ctx.now).filter(user=OuterRef("keeper"), organisation=ctx.organisation_id)
    warned = Q(warned_at__isnull=False, organisation=ctx.organisation_id)
    return warned & (Q(Exists(away)) | Q(~Exists(here)))


kept_by_me = Condition("in eigener Hand", lambda ctx: Q(keeper=ctx.actor_id) & _here(ctx))
left_behind = Condition("in der eigenen Einrichtung, von niemandem, der noch da ist", _left_behind)
ending = Condition(
    "wird in einem Monat gelöscht und niemand weiß es",
    lambda ctx: Q(warned_at=None) & _silent(ctx.now + WARNED),
)
ending_unattended = Condition("wird bald gelöscht, und wer sie führt, ist nicht da", _unattended)
outlived = Condition(
    "seit einem Jahr still, nicht länger aufbewahrt und einen Monat zuvor angekündigt",
    lambda ctx: Q(warned_at__lte=ctx.now - WARNED) & _silent(ctx.now),
)
shared_with_me = Condition("in der Einrichtung mit mir geteilt", _shared)
concern_open = Condition("noch nicht abgeschlossen", lambda ctx: Q(state="open"))
