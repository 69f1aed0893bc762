"""What families say about an entry: counted by sentence, without a trace of who said it."""

from django.db.models import F

from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.networks.conditions import day_of
from schutznetz.offers.actions import OfferAction
from schutznetz.offers.choices import FeedbackKind
from schutznetz.offers.models import Offer, OfferFeedback, PublishedOffer


@command(OfferAction.SAY_WRONG)
def say_wrong(ctx: Context, shown: PublishedOffer, *, kind: FeedbackKind) -> OfferFeedback:
    """Count one more family that says so."""
    today = day_of(ctx.now)
    row, _new = OfferFeedback.objects.get_or_create(offer_id=shown.pk, kind=kind, defaults={"last_on": today})
    OfferFeedback.objects.filter(pk=row.pk).update(count=F("count") + 1, last_on=today)
    return row


@command(OfferAction.SETTLE_FEEDBACK)
def settle_feedback(ctx: Context, offer: Offer) -> Offer:
    """Forget what families said, because somebody has asked the provider."""
    OfferFeedback.objects.filter(offer=offer).delete()
    return offer
