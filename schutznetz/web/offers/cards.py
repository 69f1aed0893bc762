"""What a result list shows of one offer: plain strings, so that a page of twenty costs little."""

from dataclasses import dataclass
from uuid import UUID

from schutznetz.offers.queries import Hit, is_confirmed
from schutznetz.web.offers import wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    number: int
    id: UUID
    url: str
    title: str
    topic: str
    provider: str
    where: str
    distance: str
    who: str
    summary: str
    places: str
    has_places: bool
    confirmed: bool


def cards(hits: tuple[Hit, ...], start: int = 1) -> list[Card]:
    return [_card(hit, number) for number, hit in enumerate(hits, start)]


def _card(hit: Hit, number: int) -> Card:
    ages = wording.ages(hit.age_from, hit.age_to)
    return Card(
        number=number,
        id=hit.id,
        url=f"/{hit.network_slug}/angebote/{hit.id}/",
        title=hit.title,
        topic=str(hit.category.label),
        provider=hit.provider,
        where=address(hit.street, hit.postcode, hit.city, hit.district),
        distance=wording.distance(hit.km, exact=bool(hit.postcode)) if hit.km is not None else "",
        who=", ".join(filter(None, [hit.audience, ages])),
        summary=hit.summary,
        places=wording.free_places(hit.places_free, hit.places_as_of),
        has_places=bool(hit.places_free),
        confirmed=is_confirmed(hit.confirm_by),
    )


def address(street: str, postcode: str, city: str, district: str) -> str:
    """Return the address in one line, as far as it is known."""
    town = " ".join(filter(None, [postcode, city]))
    if district and district not in city:
        town = f"{town}-{district}" if town else district
    return ", ".join(filter(None, [street, town]))
