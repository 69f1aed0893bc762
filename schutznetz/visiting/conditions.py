"""Which requests and plans: the conditions that the authorization table names."""

from django.db.models import Exists, OuterRef, Q

from schutznetz.kernel.context import Context
from schutznetz.kernel.policy import Condition
from schutznetz.networks.conditions import day_of
from schutznetz.visiting.choices import PLAN_KEPT, PROOF_NOTICE
from schutznetz.visiting.models import VisitHandOver, VisitRequest


def _nobody_follows(ctx: Context) -> Q:
    return ~Q(Exists(VisitRequest.objects.filter(follows=OuterRef("pk"))))


def _somebody_follows(ctx: Context) -> Q:
    return Q(Exists(VisitRequest.objects.filter(follows=OuterRef("pk"), state="placed")))


def _told_to_me(ctx: Context) -> Q:
    """Return what was handed to the actor, while the family's release stands."""
    today, consent = day_of(ctx.now), "passing__recipient__consent__"
    stands = {f"{consent}withdrawn_at": None, f"{consent}given_on__lte": today, f"{consent}until__gte": today}
    me = {"person": ctx.actor_id, "organisation": ctx.organisation_id}  # in the house for which she is named
    named = {f"passing__recipient__{name}": value for name, value in me.items()}
    return Q(successor__midwife__user=ctx.actor_id, **named, **stands)


waiting = Condition(
    "wartet, und die Hilfe läuft", lambda ctx: Q(state="waiting", family__ended_at__isnull=True)
)
while_waiting = Condition("die Familie wartet", lambda ctx: Q(request__state="waiting"))
unanswered = Condition("noch ohne Antwort", lambda ctx: Q(answer="open"))
lapses_soon = Condition(
    "Nachweis gilt bald nicht mehr", lambda ctx: Q(counts_until__lte=day_of(ctx.now) + PROOF_NOTICE)
)
not_over = Condition("noch nicht beendet", lambda ctx: ~Q(state="ended"))
placed_with_me = Condition("mir zugeteilt", lambda ctx: Q(state="placed", midwife__user=ctx.actor_id))
worked_out = Condition("Vorschläge liegen vor", lambda ctx: ~Q(proposals={}))
for_real = Condition("nicht nur durchgespielt", lambda ctx: Q(trial=False))
undecided = Condition("noch keiner übernommen", lambda ctx: Q(adopted=""))
plan_outlived = Condition("Plan seit einer Woche alt", lambda ctx: Q(asked_at__lte=ctx.now - PLAN_KEPT))
running = Condition("läuft", lambda ctx: Q(state="placed"))
placed_with_me_once = Condition(
    "mir zugeteilt, auch früher", lambda ctx: Q(state__in=["placed", "ended"], midwife__user=ctx.actor_id)
)
mine = Condition("von mir", lambda ctx: Q(midwife__user=ctx.actor_id))
not_a_strike = Condition("keine Streichung", lambda ctx: Q(void=False))
still_open = Condition("noch offen", lambda ctx: Q(state="open"))
in_my_family = Condition(
    "aus meiner Begleitung", lambda ctx: Q(request__state="placed", request__midwife__user=ctx.actor_id)
)
nobody_follows = Condition("noch nicht weitergegeben", _nobody_follows)
somebody_follows = Condition("eine Kollegin übernimmt", _somebody_follows)
not_handed_over = Condition(
    "noch nicht übergeben", lambda ctx: ~Q(Exists(VisitHandOver.objects.filter(request=OuterRef("pk"))))
)
told_to_me = Condition("an mich, mit geltender Entbindung", _told_to_me)
