"""Entering and changing what an offer is."""

from dataclasses import replace

from schutznetz.kernel import policy
from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.offers import history, publishing
from schutznetz.offers.actions import OfferAction
from schutznetz.offers.facts import OfferFacts
from schutznetz.offers.models import ConfirmationLink, Offer
from schutznetz.offers.services.checking import propose_change
from schutznetz.offers.writing import write


@command(OfferAction.ADD)
def add_offer(ctx: Context, network: Network, *, facts: OfferFacts) -> Offer:
    """Enter an offer as a draft that nobody but its network sees.

    A provider's offer always belongs to her own organisation.
    """
    offer = Offer()
    write(offer, _in_own_name(ctx, facts))
    history.remember(ctx, offer, OfferAction.ADD, before={})
    return offer


@command(OfferAction.CHANGE)
def change_offer(ctx: Context, offer: Offer, *, facts: OfferFacts) -> Offer:
    """Replace all facts: at once, with both in the history, or once the coordination has looked."""
    if not policy.may(ctx, OfferAction.CHANGE_AT_ONCE, offer):
        return propose_change(ctx, offer, facts=facts)
    before, asked_at = history.facts_of(offer), offer.mail
    kept = replace(facts, external_key=offer.external_key, organisation_id=offer.organisation_id)
    write(offer, kept)
    if offer.mail != asked_at:  # what was mailed to the old address opens nothing any more
        ConfirmationLink.objects.filter(offer=offer).delete()
    history.remember(ctx, offer, OfferAction.CHANGE, before=before)
    publishing.follow(offer)
    return offer


def _in_own_name(ctx: Context, facts: OfferFacts) -> OfferFacts:
    own = ctx.role == Role.PROVIDER
    return replace(facts, organisation_id=ctx.organisation_id) if own else facts
