"""From filled-in facts to the row: one way for forms, files and the demo."""

from dataclasses import fields, replace
from typing import Any

from schutznetz.geo import places
from schutznetz.offers import refuges
from schutznetz.offers.facts import OfferFacts
from schutznetz.offers.models import Offer, OpeningTime

_COLUMNS = tuple(field.name for field in fields(OfferFacts) if field.name != "times")


def write(offer: Offer, facts: OfferFacts) -> None:
    """Save ``facts`` as the row and its times. Raises ``AddressWritten`` for a refuge's texts."""
    fill(offer, facts)
    offer.save()
    offer.times.all().delete()
    OpeningTime.objects.bulk_create(times_of(offer, facts))


def fill(offer: Offer, facts: OfferFacts) -> None:
    """Set the columns without saving; an address that must not be known is not kept."""
    facts = without_secret(facts)
    for name in _COLUMNS:
        setattr(offer, name, _stored(getattr(facts, name)))
    offer.form = facts.form or ""
    place = None if facts.hidden_address else places.find(f"{facts.postcode} {facts.city}")
    offer.latitude = place.latitude if place else None
    offer.longitude = place.longitude if place else None


def without_secret(facts: OfferFacts) -> OfferFacts:
    """Return the facts as they may be kept anywhere. Raises ``AddressWritten`` for a refuge's texts."""
    if not refuges.is_refuge(facts):
        return facts
    refuges.refuse_address(facts)
    return replace(facts, hidden_address=True, street="", postcode="", district="")


def times_of(offer: Offer, facts: OfferFacts) -> list[OpeningTime]:
    return [
        OpeningTime(
            offer=offer, weekday=time.weekday, opens=time.opens, closes=time.closes, rhythm=time.rhythm
        )
        for time in facts.times
    ]


def _stored(value: Any) -> Any:
    return [str(each) for each in value] if isinstance(value, tuple) else value
