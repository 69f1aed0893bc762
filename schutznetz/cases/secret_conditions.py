"""Which secrets: the conditions of entrusted data, whereabouts and emergency access."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from schutznetz.accounts.one_human import is_me
from schutznetz.cases.choices import ReviewState
from schutznetz.cases.conditions import of_team
from schutznetz.cases.models import (
    Clearance,
    EmergencyAccess,
    EmergencyReview,
    EntrustedRelease,
)
from schutznetz.kernel.context import Context
from schutznetz.kernel.policy import Condition

CLEARED_FOR = timedelta(days=182)  # half a year at most; whoever needs it longer is cleared again

confided_to_me = Condition("selbst anvertraut bekommen", lambda ctx: Q(author=ctx.actor_id))
released_to_me = Condition(
    "mit Grund an einen weitergegeben",
    lambda ctx: Q(Exists(EntrustedRelease.objects.filter(entry=OuterRef("pk"), person=ctx.actor_id))),
)

kept_for_my_lead = Condition("selbst zuständige Fachkraft", lambda ctx: Q(case__lead=ctx.actor_id))


def _cleared(ctx: Context) -> Q:
    """A clearance speaks of the place as it was kept when it was granted, and ends with its time."""
    mine = Clearance.objects.filter(whereabouts=OuterRef("pk"), person=ctx.actor_id, withdrawn_at=None)
    granted = mine.filter(state=ReviewState.CONFIRMED)
    still = granted.filter(confirmed_at__gte=OuterRef("kept_at"), confirmed_at__gt=ctx.now - CLEARED_FOR)
    return Q(Exists(still))


need_to_know = Condition("mit gültiger Freigabe für den Aufenthaltsort", _cleared)
cleared_by_my_lead = Condition(
    "selbst zuständig, Freigabe gilt oder wartet",
    lambda ctx: Q(whereabouts__case__lead=ctx.actor_id, withdrawn_at=None) & ~Q(state=ReviewState.VOIDED),
)
clearance_of_my_case = Condition("Freigabe in einem Fall des eigenen Teams", of_team("whereabouts__case"))
for_another = Condition("nicht für einen selbst", lambda ctx: ~is_me(ctx, "person"))


def _running(ctx: Context) -> QuerySet[EmergencyAccess]:
    return EmergencyAccess.objects.filter(opened_by=ctx.actor_id, opened_at__lte=ctx.now, ends_at__gt=ctx.now)


in_emergency = Condition("Notzugriff läuft", lambda ctx: Q(Exists(_running(ctx).filter(case=OuterRef("pk")))))
in_emergency_with_whereabouts = Condition(
    "Notzugriff mit Aufenthaltsort läuft",
    lambda ctx: Q(Exists(_running(ctx).filter(case=OuterRef("case"), with_whereabouts=True))),
)
about_me = Condition("über einen selbst", lambda ctx: Q(person=ctx.actor_id))
undecided = Condition("noch nicht entschieden, ob jemand befangen ist", lambda ctx: Q(state="raised"))
opened_by_another = Condition("von jemand anderem geöffnet", lambda ctx: ~is_me(ctx, "opened_by"))
not_reviewed_by_me = Condition(
    "noch nicht von einem selbst geprüft",
    lambda ctx: ~Q(Exists(EmergencyReview.objects.filter(is_me(ctx, "reviewer"), access=OuterRef("pk")))),
)


mark_stands = Condition("Schutzvermerk gilt", lambda ctx: Q(lifted_at=None))
mark_of_my_case = Condition("Schutzvermerk in einem Fall des eigenen Teams", of_team("mark__case"))
