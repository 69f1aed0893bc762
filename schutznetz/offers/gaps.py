"""Where offers are missing: need by age, by area and by language, against the places that are known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from schutznetz.kernel import policy
from schutznetz.kernel.context import Context
from schutznetz.offers.actions import OfferAction
from schutznetz.offers.choices import FOR_PROFESSIONALS, OfferCategory
from schutznetz.offers.models import PublishedOffer

# Months at which each band begins; the last one has no end.
BANDS = (
    (-9, _("Schwangerschaft")),
    (0, _("bis 6 Monate")),
    (6, _("bis 1 Jahr")),
    (12, _("1 Jahr")),
    (24, _("2 Jahre")),
    (36, _("3 bis 5 Jahre")),
    (72, _("ab 6 Jahren")),
)
TOPICS = tuple(topic for topic in OfferCategory if topic not in FOR_PROFESSIONALS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What is looked at; every part may stay empty."""

    topic: str = ""
    group: str = ""
    area: str = ""
    language: str = ""

    def is_met_by(self, offer: PublishedOffer) -> bool:
        return (
            (not self.topic or self.topic in topics_of(offer))
            and (not self.group or self.group in offer.facts.get("target_groups", ()))
            and (not self.area or self.area == area_of(offer))
            and (not self.language or self.language in offer.facts.get("languages", ()))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What there is for one age: offers, their places, and how many of these are free by a current figure."""

    offers: int = 0
    places: int = 0
    free: int = 0
    reported: int = 0  # offers whose free places are known today: without one, none free is not said
    uncounted: int = 0  # offers whose number of places nobody said

    def __add__(self, offer: PublishedOffer) -> "Cell":
        places = offer.facts.get("places_total")
        return Cell(
            offers=self.offers + 1,
            places=self.places + (places or 0),
            free=self.free + (offer.places_now or 0),
            reported=self.reported + (offer.places_now is not None),
            uncounted=self.uncounted + (places is None),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    label: str
    cells: tuple[Cell, ...]


def area_of(offer: PublishedOffer) -> str:
    """Return the district, or the town where nobody said which."""
    return offer.district or offer.city


def topics_of(offer: PublishedOffer) -> set[str]:
    return {str(offer.category), *offer.facts.get("more_categories", ())}


def offers_of(ctx: Context) -> list[PublishedOffer]:
    """Return what families find in this network."""
    shown = policy.rows(ctx, OfferAction.SHOW, PublishedOffer).filter(closed_on=None)
    return list(shown.order_by("title", "id"))


def areas(offers: Iterable[PublishedOffer]) -> list[str]:
    return sorted({area for offer in offers if (area := area_of(offer))})


def by_topic(offers: Sequence[PublishedOffer]) -> list[Row]:
    """Return a line for each topic, those without any offer as well: they are what is looked for."""
    return [
        Row(label=str(topic.label), cells=_cells(each for each in offers if topic in topics_of(each)))
        for topic in TOPICS
    ]


def by_area(offers: Sequence[PublishedOffer], known: Iterable[str]) -> list[Row]:
    """Return a line for each area in which the network has any offer."""
    return [Row(label=area, cells=_cells(each for each in offers if area_of(each) == area)) for area in known]


def _cells(offers: Iterable[PublishedOffer]) -> tuple[Cell, ...]:
    cells = [Cell() for _band in BANDS]
    for offer in offers:
        for at in range(len(BANDS)):
            if _is_for(offer, at):
                cells[at] += offer
    return tuple(cells)


def _is_for(offer: PublishedOffer, at: int) -> bool:
    begins = BANDS[at][0]
    ends = BANDS[at + 1][0] if at + 1 < len(BANDS) else None
    low = BANDS[0][0] if offer.age_from is None else offer.age_from
    return (offer.age_to is None or begins <= offer.age_to) and (ends is None or low < ends)
