"""What a file of offers adds and changes, worked out in pieces and entered at once."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from schutznetz.kernel import ids
from schutznetz.kernel.context import Context
from schutznetz.networks import staging
from schutznetz.networks.models import Network
from schutznetz.networks.staging import Piece
from schutznetz.offers import history, publishing
from schutznetz.offers.actions import OfferAction
from schutznetz.offers.choices import OfferState
from schutznetz.offers.facts import OfferFacts, digest_of
from schutznetz.offers.models import Offer, OpeningTime, PublishedOffer, SearchEntry
from schutznetz.offers.search import vocabulary
from schutznetz.offers.writing import fill, times_of

CHUNK = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """How many offers came new, were changed, or stood there already."""

    new: int
    changed: int
    same: int


def pieces(ctx: Context, network: Network, offers: Sequence[OfferFacts]) -> Iterator[Piece]:
    """Work out, piece by piece, which rows a file adds and changes."""
    for start in range(0, len(offers), CHUNK):
        yield _piece(ctx, network, offers[start : start + CHUNK])


def compare(offers: Sequence[OfferFacts]) -> Imported:
    """Say what taking ``offers`` over would do; nothing is written."""
    known = dict(Offer.objects.exclude(external_key="").values_list("external_key", "digest"))
    stands = [known.get(facts.external_key) for facts in offers]
    new = stands.count(None)
    pairs = zip(stands, offers, strict=True)
    same = sum(digest is not None and digest == digest_of(facts) for digest, facts in pairs)
    return Imported(new=new, changed=len(offers) - new - same, same=same)


class Arrival:
    """What has to happen beside the rows when they are entered: old ones go, the vocabulary follows."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.words: Counter[str] = Counter()

    def make_way(self, notes: Mapping[str, Any]) -> None:
        self.counts.update(notes["counts"])
        self.words.update(notes["words"])
        OpeningTime.objects.filter(offer__in=notes["changed"]).delete()
        history.forget_addresses(notes["refuges"])
        PublishedOffer.objects.filter(pk__in=notes["hidden"]).delete()

    def finish(self) -> Imported:
        vocabulary.adjust({word: count for word, count in self.words.items() if count})
        return Imported(**{name: self.counts[name] for name in ("new", "changed", "same")})


def _piece(ctx: Context, network: Network, chunk: Sequence[OfferFacts]) -> Piece:
    keys = [facts.external_key for facts in chunk]
    known = {offer.external_key: offer for offer in Offer.objects.filter(external_key__in=keys)}
    changed = [known[f.external_key] for f in chunk if f.external_key in known and _differs(known, f)]
    workshop = _Workshop(ctx, network, changed)
    for facts in chunk:
        if facts.external_key not in known:
            workshop.enter(facts)
        elif _differs(known, facts):
            workshop.renew(known[facts.external_key], facts)
        else:
            workshop.counts["same"] += 1
    return workshop.piece()


def _differs(known: Mapping[str, Offer], facts: OfferFacts) -> bool:
    return known[facts.external_key].digest != digest_of(facts)


class _Workshop:
    """Makes the rows of one piece; ``changed`` are the offers that its lines say anew."""

    def __init__(self, ctx: Context, network: Network, changed: Sequence[Offer]) -> None:
        self._ctx, self._network, self._changed = ctx, network, changed
        self._times: defaultdict[Any, list[OpeningTime]] = defaultdict(list)
        for time in OpeningTime.objects.filter(offer__in=changed).order_by("pk"):
            self._times[time.offer_id].append(time)
        entries = SearchEntry.objects.filter(offer__in=[offer.pk for offer in changed])
        self._entries = {entry.offer_id: entry for entry in entries}
        self._seen = Piece()
        self._rows: tuple[list[Any], ...] = ([], [], [], [], [])  # offers, times, changes, public, entries
        self._hidden: list[str] = []
        self._refuges: list[str] = []
        self._words: Counter[str] = Counter()
        self.counts: Counter[str] = Counter()

    def enter(self, facts: OfferFacts) -> None:
        offer = Offer(pk=ids.new_id(), state=OfferState.PUBLISHED)
        self.counts["new"] += 1
        self._keep(offer, facts, before={})

    def renew(self, offer: Offer, facts: OfferFacts) -> None:
        self._seen.known(offer, staging.mark_of(offer))
        self.counts["changed"] += 1
        kept = replace(facts, organisation_id=offer.organisation_id)
        self._keep(offer, kept, before=history.facts_of(offer, self._times[offer.pk]))

    def _keep(self, offer: Offer, facts: OfferFacts, *, before: dict[str, Any]) -> None:
        fill(offer, facts)
        offer.network, offer.digest = self._network, digest_of(replace(facts, organisation_id=None))
        times = times_of(offer, facts)
        after = history.facts_of(offer, times) if before else _name_of(offer)
        step = history.change(self._ctx, offer, OfferAction.IMPORT, before=before, after=after)
        offers, all_times, changes, _public, _entries = self._rows
        offers.append(offer)
        all_times += times
        changes.append(step)
        if history.became_refuge(offer, before):
            self._refuges.append(str(offer.pk))
        self._publish(offer, times)

    def _publish(self, offer: Offer, times: Sequence[OpeningTime]) -> None:
        if known := self._entries.get(offer.pk):
            self._words.subtract(publishing.words_of(known))
        if not publishing.is_public(offer):
            self._hidden.append(str(offer.pk))
            return
        row = publishing.public_row(offer, self._network, times)
        entry = publishing.entry_of(row)
        self._rows[3].append(row)
        self._rows[4].append(entry)
        self._words.update(publishing.words_of(entry))

    def piece(self) -> Piece:
        changed = [str(offer.pk) for offer in self._changed]
        notes = {"counts": self.counts, "words": self._words, "changed": changed}
        notes |= {"hidden": self._hidden, "refuges": self._refuges}
        return replace(self._seen, rows=[row for rows in self._rows for row in rows], notes=notes)


def _name_of(offer: Offer) -> dict[str, Any]:
    return {"title": offer.title, "external_key": offer.external_key}
