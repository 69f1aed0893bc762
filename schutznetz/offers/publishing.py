"""Publishing: from a network's row to the one public row, its index and its vocabulary."""

from typing import Any
from uuid import UUID

from schutznetz.networks.models import Network
from schutznetz.offers.choices import OfferState, Visibility
from schutznetz.offers.models import Facts, Offer, PublishedOffer, SearchEntry
from schutznetz.offers.search import vocabulary
from schutznetz.offers.search.terms import terms_of

_FACTS = [field.name for field in Facts._meta.get_fields()]
# Public, but read on the offer's own page only.
_DETAILS = (
    "more_categories", "target_groups", "form", "outreach", "area", "travel", "times_note", "registration",
    "registration_note", "places_total", "waiting_list", "cost_note", "education_package", "languages",
    "interpreter", "anonymous", "child_care", "phone", "mail", "website", "source_url",
)  # fmt: skip


def show(offer: Offer, network: Network) -> PublishedOffer:
    """Write the public row of ``offer``, or write it anew."""
    row = PublishedOffer(pk=offer.pk, network=network, network_slug=network.slug, network_name=network.name)
    for name in _FACTS:
        setattr(row, name, getattr(offer, name))
    row.facts = _details(offer)
    row.save()
    known = SearchEntry.objects.filter(offer=row).first()
    entry = entry_of(row, known.pk if known else None)
    entry.save()
    vocabulary.learn(words_of(known) if known else set(), words_of(entry))
    return row


def follow(offer: Offer) -> None:
    """Bring the public row in line with the offer, whatever was done to it."""
    if offer.state == OfferState.PUBLISHED and offer.visibility == Visibility.PUBLIC:
        show(offer, offer.network)
    else:
        hide(offer.pk)


def hide(offer_id: UUID) -> None:
    """Take the public row away; nothing of the offer stays findable."""
    entry = SearchEntry.objects.filter(offer=offer_id).first()
    if entry is not None:
        vocabulary.learn(words_of(entry), set())
        PublishedOffer.objects.filter(pk=offer_id).delete()


def entry_of(row: PublishedOffer, number: int | None = None) -> SearchEntry:
    """Return what the search holds of ``row``."""
    terms = terms_of(row)
    return SearchEntry(
        pk=number,
        offer=row,
        latitude=row.latitude,
        longitude=row.longitude,
        age_from=row.age_from,
        age_to=row.age_to,
        places_free=row.places_free,
        head=" ".join(terms.head),
        place=" ".join(terms.place),
        body=" ".join(terms.body),
        facets=" ".join(terms.facets),
    )


def words_of(entry: SearchEntry) -> set[str]:
    """Return what people may type to find the offer; the tokens of topics are no words."""
    words = f"{entry.head} {entry.place} {entry.body}".split()
    return {word for word in words if not word.startswith("xc")}


def _details(offer: Offer) -> dict[str, Any]:
    details = {name: getattr(offer, name) for name in _DETAILS}
    times = offer.times.order_by("weekday", "opens", "id")
    details["times"] = [
        {
            "weekday": str(time.weekday),
            "opens": f"{time.opens:%H:%M}" if time.opens else "",
            "closes": f"{time.closes:%H:%M}" if time.closes else "",
            "rhythm": str(time.rhythm),
        }
        for time in times
    ]
    return details
