"""Publishing: from a network's row to the one public row, its index and its vocabulary."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from schutznetz.kernel import clock
from schutznetz.networks.models import Network
from schutznetz.offers import freshness
from schutznetz.offers.choices import OfferState, Visibility
from schutznetz.offers.history import in_week
from schutznetz.offers.models import Facts, Offer, OpeningTime, PublishedOffer, SearchEntry
from schutznetz.offers.search import vocabulary
from schutznetz.offers.search.terms import terms_of

_FACTS = [field.name for field in Facts._meta.get_fields()]
UNCONFIRMED = 50
# Public, but read on the offer's own page only.
_DETAILS = (
    "more_categories", "target_groups", "form", "outreach", "area", "travel", "times_note", "season",
    "in_holidays", "pauses", "registration",
    "registration_note", "places_total", "waiting_list", "cost_note", "education_package", "languages",
    "interpreter", "anonymous", "child_care", "phone", "mail", "website", "source_url",
)  # fmt: skip


def show(offer: Offer, network: Network) -> PublishedOffer:
    """Write the public row of ``offer``, or write it anew."""
    known = SearchEntry.objects.filter(offer=offer.pk).first()
    row = public_row(offer, network, offer.times.all())
    row.save(force_insert=known is None, force_update=known is not None)
    entry = entry_of(row, known.pk if known else None)
    entry.save()
    vocabulary.learn(words_of(known) if known else set(), words_of(entry))
    return row


def show_many(offers: Sequence[Offer], network: Network, times: Mapping[UUID, list[OpeningTime]]) -> None:
    """Write the public rows of offers that have none yet; ``times`` by the offer's id."""
    rows = [public_row(offer, network, times.get(offer.pk, [])) for offer in offers if is_public(offer)]
    PublishedOffer.objects.bulk_create(rows)
    entries = [entry_of(row) for row in rows]
    SearchEntry.objects.bulk_create(entries)
    vocabulary.learn_many([words_of(entry) for entry in entries])


def public_row(offer: Offer, network: Network, times: Iterable[OpeningTime]) -> PublishedOffer:
    """Return what everybody may read of ``offer``, unsaved."""
    row = PublishedOffer(pk=offer.pk, network=network, network_slug=network.slug, network_name=network.name)
    for name in _FACTS:
        setattr(row, name, getattr(offer, name))
    row.facts = {name: getattr(offer, name) for name in _DETAILS}
    row.facts["times"] = [_time(time) for time in sorted(times, key=in_week)]
    return row


def is_public(offer: Offer) -> bool:
    return bool(offer.state == OfferState.PUBLISHED and offer.visibility == Visibility.PUBLIC)


def follow(offer: Offer) -> None:
    """Bring the public row in line with the offer, whatever was done to it."""
    if is_public(offer):
        show(offer, offer.network)
    else:
        hide(offer.pk)


def hide(offer_id: UUID) -> None:
    """Take the public row away; nothing of the offer stays findable."""
    entry = SearchEntry.objects.filter(offer=offer_id).first()
    if entry is not None:
        vocabulary.learn(words_of(entry), set())
        PublishedOffer.objects.filter(pk=offer_id).delete()


def leave_sign(offer: Offer, moved_to: UUID | None) -> None:
    """Keep the address of an ended offer leading somewhere: printed codes and links stay for years.

    No search finds the sign, and nothing but topic and place of the offer is left on it.
    """
    hide(offer.pk)
    network = offer.network
    PublishedOffer.objects.create(
        pk=offer.pk,
        network=network,
        network_slug=network.slug,
        network_name=network.name,
        category=offer.category,
        city=offer.city,
        hidden_address=offer.hidden_address,
        closed_on=clock.today(),
        moved_to=moved_to,
    )


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
        places_free=row.places_now,
        places_until=_places_until(row),
        penalty=_penalty(row),
        head=" ".join(terms.head),
        place=" ".join(terms.place),
        body=" ".join(terms.body),
        facets=" ".join(terms.facets),
    )


def _places_until(row: PublishedOffer) -> date | None:
    as_of = row.places_as_of
    return None if as_of is None or row.places_now is None else freshness.places_until(as_of)


def _penalty(row: PublishedOffer) -> int:
    """Return how far behind others of the same fit it stands: not confirmed, or a long title."""
    confirmed = row.confirm_by is not None and row.confirm_by >= clock.today()
    return (0 if confirmed else UNCONFIRMED) + min(len(row.title.split()), 40)


def words_of(entry: SearchEntry) -> set[str]:
    """Return what people may type to find the offer; the tokens of topics are no words."""
    words = f"{entry.head} {entry.place} {entry.body}".split()
    return {word for word in words if not word.startswith("xc")}


def _time(time: OpeningTime) -> dict[str, str]:
    return {
        "weekday": str(time.weekday),
        "opens": f"{time.opens:%H:%M}" if time.opens else "",
        "closes": f"{time.closes:%H:%M}" if time.closes else "",
        "rhythm": str(time.rhythm),
    }
