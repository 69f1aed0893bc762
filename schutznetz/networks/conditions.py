"""Which rows, seen from a person's assignments."""

from datetime import date, datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet

from schutznetz.accounts.one_human import is_me
from schutznetz.kernel.clock import BERLIN
from schutznetz.kernel.context import PUBLIC, SYSTEM, Context
from schutznetz.kernel.policy import NOTHING, PERSON, Action, Condition, HardStop, is_public
from schutznetz.networks.choices import ProposalKind, ProposalState
from schutznetz.networks.models import Assignment, Lock


def day_of(at: datetime) -> date:
    """Return the calendar day in Germany on which ``at`` falls."""
    return at.astimezone(BERLIN).date()


def day_or_none(at: datetime | None) -> date | None:
    return day_of(at) if at else None


def active(at: datetime) -> QuerySet[Assignment]:
    """Return the assignments of the open network that hold on that day, of people who are not shut out."""
    day = day_of(at)
    return not_locked(Assignment.objects.filter(starts_on__lte=day, ends_on__gte=day))


def not_locked(held: QuerySet[Assignment]) -> QuerySet[Assignment]:
    locked = Lock.objects.filter(person=OuterRef("user"), lifted_at__isnull=True)
    return held.filter(~Exists(locked), user__is_active=True)


def _without_assignment(ctx: Context, action: Action, model: type[models.Model]) -> Q:
    """Everything, when the assignment that the session acts in is not (or no longer) the actor's."""
    if ctx.role in {PUBLIC, PERSON, SYSTEM} or is_public(action):
        return NOTHING
    held = active(ctx.now).filter(user=ctx.actor_id, role=ctx.role)
    if ctx.assignment_id:
        held = held.filter(pk=ctx.assignment_id)
    return ~Q(Exists(held))


ended_assignment = HardStop("Zuständigkeit beendet oder Zugang gesperrt", _without_assignment)


def _own_line(ctx: Context) -> Q:
    """Rows of the actor's own organisation: itself, its contacts, its people."""
    return Q(organisation=ctx.organisation_id) if ctx.organisation_id else NOTHING


own_organisation = Condition(
    "eigene Einrichtung", lambda ctx: Q(pk=ctx.organisation_id) if ctx.organisation_id else NOTHING
)
of_own_organisation = Condition("in der eigenen Einrichtung", _own_line)
my_absence = Condition("eigene Abwesenheit", lambda ctx: Q(person=ctx.actor_id))
my_list = Condition("selbst hochgeladen", lambda ctx: Q(uploaded_by=ctx.actor_id))
undecided = Condition(
    "offen und nicht abgelaufen", lambda ctx: Q(state=ProposalState.OPEN, expires_at__gt=ctx.now)
)
approved = Condition("bestätigt", lambda ctx: Q(state=ProposalState.APPROVED))
leads_in = Condition(
    "richtet einen Zugang ein", lambda ctx: Q(kind__in=[ProposalKind.ASSIGNMENT, ProposalKind.RECOVERY])
)
about_people = Condition("betrifft eine Person", lambda ctx: ~Q(kind=ProposalKind.SETTINGS))
not_mine = Condition("von jemand anderem vorgeschlagen", lambda ctx: ~is_me(ctx, "proposed_by"))
not_about_me = Condition("betrifft mich nicht selbst", lambda ctx: ~is_me(ctx, "subject"))
not_myself = Condition("nicht mich selbst", lambda ctx: ~is_me(ctx, "user"))
