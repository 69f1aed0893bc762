"""Which families, consents and referrals: the conditions that the authorization table names.

A named person reaches what she was given while the consent stands and she works in the house for which she
was named: withdrawn, expired or moved on, the next question finds nothing. With the help her reading ends as
well, unless the family consented to helping together.
"""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from schutznetz.care.choices import CALL_KEPT, UNTAKEN_KEPT, ConsentPurpose
from schutznetz.care.models import ConsentRecipient
from schutznetz.kernel.clock import BERLIN
from schutznetz.kernel.context import Context
from schutznetz.kernel.policy import Condition
from schutznetz.networks.conditions import day_of

ALIVE = ["requested", "waiting", "accepted", "begun"]


def _named(ctx: Context) -> Q:
    """Return recipients that are the actor, in the house for which she acts."""
    return Q(person=ctx.actor_id, person__isnull=False, organisation=ctx.organisation_id)


def a_year_before(at: datetime) -> datetime:
    """Return the same hour a year earlier, of whatever length it was: class L6, after the end of the help."""
    here = at.astimezone(BERLIN)
    return here.replace(year=here.year - 1, day=min(here.day, 28) if here.month == 2 else here.day)


def _addressed(ctx: Context) -> Q:
    """Return what the actor was asked; once the help is over she needs a consent to help together."""
    today = day_of(ctx.now)
    stands = Q(consent__withdrawn_at=None, consent__given_on__lte=today, consent__until__gte=today)
    me = ConsentRecipient.objects.filter(_named(ctx) & stands)
    asked = Q(Exists(me.filter(pk=OuterRef("recipient")))) | Q(Exists(me.filter(pk=OuterRef("deputy"))))
    together = me.filter(consent__family=OuterRef("family"), consent__purpose=ConsentPurpose.GIVE_HELP)
    return asked & (Q(family__ended_at=None) | Q(Exists(together)))


def _uncovered(ctx: Context) -> Q:
    today = day_of(ctx.now)
    over = Q(recipient__consent__withdrawn_at__isnull=False) | Q(recipient__consent__until__lt=today)
    return Q(state__in=ALIVE) & over


def _told(ctx: Context) -> Q:
    return Q(Exists(ConsentRecipient.objects.filter(_named(ctx), consent=OuterRef("pk"))))


def _sent_by_me(ctx: Context) -> Q:
    return Q(sent_by=ctx.actor_id, sent_from=ctx.organisation_id)


running = Condition("Hilfe läuft", lambda ctx: Q(ended_at__isnull=True))
taken = Condition("von der Koordinierung aufgenommen", lambda ctx: Q(untaken=False))
of_taken = Condition("von einer aufgenommenen Familie", lambda ctx: Q(family__untaken=False))
outlived = Condition(
    "Hilfe seit einem Jahr zu Ende, nie aufgenommen seit einem Monat",
    lambda ctx: (
        Q(ended_at__lte=a_year_before(ctx.now)) | Q(untaken=True, ended_at__lte=ctx.now - UNTAKEN_KEPT)
    ),
)
noted_by_me = Condition("von mir festgehalten", lambda ctx: Q(noted_by=ctx.actor_id))
sent_by_me = Condition("von mir gesendet", _sent_by_me)
to_outside = Condition("an eine Stelle ohne Zugang", lambda ctx: Q(recipient__person__isnull=True))
not_withdrawn = Condition("nicht widerrufen", lambda ctx: Q(withdrawn_at__isnull=True))
names_me = Condition("nennt mich", _told)
addressed_to_me = Condition(
    "an mich, mit geltender Einwilligung, nach dem Ende der Hilfe mit einer für die Zusammenarbeit",
    _addressed,
)
unanswered = Condition("noch ohne Zusage", lambda ctx: Q(state__in=["requested", "waiting"]))
promised = Condition("zugesagt oder begonnen", lambda ctx: Q(state__in=["accepted", "begun"]))
alive = Condition("noch nicht zu Ende", lambda ctx: Q(state__in=ALIVE))
uncovered = Condition("noch nicht zu Ende, ohne geltende Einwilligung", _uncovered)
uncalled = Condition("wartet auf Rückruf", lambda ctx: Q(state="waiting"))
called_long_ago = Condition("Rückruf vor einem Monat", lambda ctx: Q(done_at__lte=ctx.now - CALL_KEPT))
