"""Taking over many offers at once: all of them or none, and the same file twice changes nothing."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from schutznetz.kernel import ids
from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.networks.models import Network
from schutznetz.offers import history, publishing
from schutznetz.offers.actions import OfferAction
from schutznetz.offers.choices import OfferState
from schutznetz.offers.facts import OfferFacts, digest_of
from schutznetz.offers.models import Offer, OfferChange, OpeningTime
from schutznetz.offers.writing import fill, times_of, write

CHUNK = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """How many offers came new, were changed, or stood there already."""

    new: int
    changed: int
    same: int


@command(OfferAction.IMPORT)
def import_offers(ctx: Context, network: Network, *, offers: Sequence[OfferFacts]) -> Imported:
    """Enter and publish ``offers``, each known by its key within the network.

    An offer whose line in the file did not change since the last time is left alone, so what a
    provider corrected here meanwhile stays. Nothing is removed.
    """
    counts: Counter[str] = Counter()
    for start in range(0, len(offers), CHUNK):
        counts += _take(ctx, network, offers[start : start + CHUNK])
    return Imported(new=counts["new"], changed=counts["changed"], same=counts["same"])


def _take(ctx: Context, network: Network, chunk: Sequence[OfferFacts]) -> Counter[str]:
    keys = [facts.external_key for facts in chunk]
    known = {offer.external_key: offer for offer in Offer.objects.filter(external_key__in=keys)}
    fresh = [facts for facts in chunk if facts.external_key not in known]
    changed = [
        facts
        for facts in chunk
        if facts.external_key in known and known[facts.external_key].digest != digest_of(facts)
    ]
    _enter(ctx, network, fresh)
    for facts in changed:
        _renew(ctx, known[facts.external_key], facts)
    return Counter(new=len(fresh), changed=len(changed), same=len(chunk) - len(fresh) - len(changed))


def _enter(ctx: Context, network: Network, fresh: Sequence[OfferFacts]) -> None:
    rows = [(_row(network, facts), facts) for facts in fresh]
    offers = [offer for offer, _ in rows]
    Offer.objects.bulk_create(offers)
    times = [time for offer, facts in rows for time in times_of(offer, facts)]
    OpeningTime.objects.bulk_create(times)
    OfferChange.objects.bulk_create(_entries(ctx, offers))
    publishing.show_many(offers, network, _by_offer(times))


def _row(network: Network, facts: OfferFacts) -> Offer:
    offer = Offer(pk=ids.new_id(), network=network, state=OfferState.PUBLISHED, digest=digest_of(facts))
    fill(offer, facts)
    return offer


def _entries(ctx: Context, offers: Sequence[Offer]) -> Iterator[OfferChange]:
    for offer in offers:
        yield OfferChange(
            offer=offer,
            changed_at=ctx.now,
            actor_id=ctx.actor_id,
            action=OfferAction.IMPORT,
            after={"title": offer.title, "external_key": offer.external_key},
        )


def _by_offer(times: Sequence[OpeningTime]) -> dict[Any, list[OpeningTime]]:
    found: dict[Any, list[OpeningTime]] = {}
    for time in times:
        found.setdefault(time.offer_id, []).append(time)
    return found


def _renew(ctx: Context, offer: Offer, facts: OfferFacts) -> None:
    before = history.facts_of(offer)
    offer.digest = digest_of(facts)
    write(offer, facts)
    history.remember(ctx, offer, OfferAction.IMPORT, before=before)
    publishing.follow(offer)
