"""Asking by mail: a link that opens its offers for "still true" and free places, and nothing else.

The database keeps the digest of its secret. Opening the link changes nothing; only a sent form does.
"""

from collections.abc import Sequence
from datetime import timedelta

from schutznetz.kernel import ids, outbox
from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop
from schutznetz.offers import queries
from schutznetz.offers.actions import OfferAction
from schutznetz.offers.models import ConfirmationLink, Offer
from schutznetz.offers.services.publication import say_places, vouch

LINK_OPEN = timedelta(days=30)
ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
SECRET = 32  # letters of 32: 160 bit


@command(OfferAction.ASK_BY_MAIL)
def ask_by_mail(ctx: Context, offer: Offer, *, together: Sequence[Offer] = ()) -> Offer:
    """Write to the offer's provider, once for all offers asked ``together``; older links are void."""
    to = queries.address_of(ctx, offer)
    if not to:
        raise Conflict(gettext_noop("Für dieses Angebot kennen wir keine E-Mail-Adresse."))
    offers = [offer, *together]
    secret = ids.choose(ALPHABET, SECRET)
    ConfirmationLink.objects.filter(offer__in=offers).delete()
    for each in offers:
        ConfirmationLink.objects.create(
            offer=each, digest=queries.digest_of(secret), asked_at=ctx.now, expires_at=ctx.now + LINK_OPEN
        )
    link = f"/{offer.network.slug}/angebote/stimmt/{secret}/"
    outbox.mail(ctx, to=to, notice=outbox.Notice.CONFIRMATION_DUE, link=link)
    return offer


@command(OfferAction.ANSWER_LINK)
def confirm_by_link(ctx: Context, link: ConfirmationLink) -> Offer:
    """Vouch for the offer as whoever got the mail."""
    return vouch(ctx, link.offer, OfferAction.ANSWER_LINK)


@command(OfferAction.ANSWER_LINK)
def set_places_by_link(ctx: Context, link: ConfirmationLink, *, places: int | None) -> Offer:
    """Say how many places are free as whoever got the mail."""
    return say_places(ctx, link.offer, OfferAction.ANSWER_LINK, places=places)
