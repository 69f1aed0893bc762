"""The words and facets under which one published offer is found."""

from dataclasses import dataclass
from typing import Any

from django.utils import translation

from schutznetz.offers.choices import Access, Cost, Language, OfferCategory, OfferForm, TargetGroup, Weekday
from schutznetz.offers.models import PublishedOffer
from schutznetz.offers.search import facets, words

# In the name of every network, so it tells none from another.
_EVERYWHERE = {"netzwerk", "fruehe", "hilfen", "kinderschutz", "und"}


@dataclass(frozen=True, slots=True)
class Terms:
    head: tuple[str, ...]
    place: tuple[str, ...]
    body: tuple[str, ...]
    facets: tuple[str, ...]


def terms_of(offer: PublishedOffer) -> Terms:
    """Return what the index holds of ``offer``: German words, whoever publishes it."""
    with translation.override("de"):
        return _terms_of(offer)


def _terms_of(offer: PublishedOffer) -> Terms:
    facts: dict[str, Any] = offer.facts
    groups = " ".join(str(TargetGroup(group).label) for group in facts.get("target_groups", ()))
    form = str(OfferForm(facts["form"]).label) if facts.get("form") else ""
    topics = {offer.category, *facts.get("more_categories", ())}
    labels = [str(OfferCategory(topic).label) for topic in sorted(topics)]
    head = (*_words(offer.title, *labels), *sorted(facets.codes("c", topics)))
    place = _words(offer.city, offer.district, offer.postcode, facts.get("area", ""))
    region = [word for word in _words(offer.network_name) if word not in _EVERYWHERE]
    place = tuple(words.distinct((*place, *region)))
    body = _words(offer.summary, offer.provider, offer.audience, groups, form, *_said(offer, facts))
    return Terms(head, place, body, tuple(_facets(offer, facts)))


def _words(*texts: str) -> tuple[str, ...]:
    return tuple(words.distinct(word for text in texts for word in words.tokens(text)))


def _said(offer: PublishedOffer, facts: dict[str, Any]) -> list[str]:
    """Return facets as people type them: "türkisch", "montags", "kostenlos"."""
    said = [str(Language(language).label) for language in facts.get("languages", ())]
    said += [f"{Weekday(time['weekday']).label}s" for time in facts.get("times", ())]
    said += ["kostenlos"] if offer.cost in {Cost.FREE, Cost.INSURANCE} else []
    return said


def _facets(offer: PublishedOffer, facts: dict[str, Any]) -> list[str]:
    found = [facets.EVERYTHING, facets.code("n", offer.network_slug)]
    found += facets.codes("w", {time["weekday"] for time in facts.get("times", ())})
    found += facets.codes("l", facts.get("languages", ()))
    found += facets.ages(offer.age_from, offer.age_to)
    if offer.latitude is not None and offer.longitude is not None:
        found += facets.cells_of(offer.latitude, offer.longitude)
    if offer.places_now:
        found.append(facets.FREE_PLACES)
    if offer.cost in {Cost.FREE, Cost.INSURANCE}:
        found.append(facets.FREE_OF_CHARGE)
    if offer.access == Access.BARRIER_FREE:
        found.append(facets.BARRIER_FREE)
    return sorted(found)
