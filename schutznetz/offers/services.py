"""What providers and the coordination office do with offers."""

from dataclasses import asdict, fields
from typing import Any

from schutznetz.geo import places
from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.networks.models import Network
from schutznetz.offers import publishing
from schutznetz.offers.actions import OfferAction
from schutznetz.offers.choices import OfferCategory, OfferState, Visibility
from schutznetz.offers.facts import OfferFacts
from schutznetz.offers.models import Offer, OfferChange, OpeningTime

_COLUMNS = tuple(field.name for field in fields(OfferFacts) if field.name != "times")


@command(OfferAction.ADD)
def add_offer(ctx: Context, network: Network, *, facts: OfferFacts) -> Offer:
    """Enter an offer as a draft that nobody but its network sees."""
    offer = Offer()
    _write(offer, facts)
    _remember(ctx, offer, OfferAction.ADD, {})
    return offer


@command(OfferAction.PUBLISH)
def publish(ctx: Context, offer: Offer) -> Offer:
    """Show the offer to everybody, or to the network's professionals where it is for them."""
    offer.state = OfferState.PUBLISHED
    offer.save()
    _show(offer)
    return offer


def _write(offer: Offer, facts: OfferFacts) -> None:
    values = asdict(facts)
    for name in _COLUMNS:
        setattr(offer, name, _stored(values[name]))
    offer.form = facts.form or ""
    _hide_address(offer)
    _locate(offer)
    offer.save()
    offer.times.all().delete()
    OpeningTime.objects.bulk_create(OpeningTime(offer=offer, **asdict(time)) for time in facts.times)


def _stored(value: Any) -> Any:
    return [str(each) for each in value] if isinstance(value, tuple) else value


def _hide_address(offer: Offer) -> None:
    """A refuge is found by telephone only: whatever was typed, its address is not kept."""
    if OfferCategory.VIOLENCE_PROTECTION in {offer.category, *offer.more_categories}:
        offer.hidden_address = True
    if offer.hidden_address:
        offer.street = offer.postcode = offer.district = ""


def _locate(offer: Offer) -> None:
    place = None if offer.hidden_address else places.find(f"{offer.postcode} {offer.city}")
    offer.latitude = place.latitude if place else None
    offer.longitude = place.longitude if place else None


def _show(offer: Offer) -> None:
    if offer.state == OfferState.PUBLISHED and offer.visibility == Visibility.PUBLIC:
        publishing.show(offer, offer.network)
    else:
        publishing.hide(offer.pk)


def _remember(ctx: Context, offer: Offer, action: OfferAction, before: dict[str, Any]) -> None:
    OfferChange.objects.create(
        offer=offer, changed_at=ctx.now, actor_id=ctx.actor_id, action=action, before=before
    )
