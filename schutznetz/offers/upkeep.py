"""Keeping the directory alive: what waits for a look, what grows old, and where money ends."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from schutznetz.kernel import policy
from schutznetz.kernel.context import Context
from schutznetz.networks.choices import Role
from schutznetz.networks.conditions import active
from schutznetz.networks.models import Organisation
from schutznetz.offers import history
from schutznetz.offers.actions import OfferAction
from schutznetz.offers.choices import FeedbackKind, OfferState
from schutznetz.offers.facts import unpacked
from schutznetz.offers.models import (
    Offer,
    OfferChange,
    OfferFeedback,
    ProposedChange,
    PublishedOffer,
    TrustedProvider,
)
from schutznetz.offers.writing import fill, times_of

FUNDING_WARNED = timedelta(days=180)
MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What an entry says, and what it would say."""

    before: dict[str, Any]
    after: dict[str, Any]

    @property
    def names(self) -> list[str]:
        return sorted(name for name, value in self.after.items() if self.before.get(name) != value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """How many families said the same of an offer."""

    offer_id: UUID
    title: str
    said: Sequence[tuple[FeedbackKind, int]]
    last_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """An organisation that keeps offers, and whether they appear at once."""

    id: UUID
    name: str
    trusted: bool


def proposed_of(offer: Offer) -> ProposedChange | None:
    """Return what the provider wants the entry to say, also after it was given back."""
    return ProposedChange.objects.filter(offer=offer).first()


def difference(proposed: ProposedChange) -> Difference:
    """Return what taking the proposal over would change now."""
    before = history.facts_of(proposed.offer)
    facts = unpacked(proposed.facts)
    wanted = Offer.objects.get(pk=proposed.offer_id)
    fill(wanted, facts)
    after = history.facts_of(wanted, times_of(wanted, facts))
    kept = ("external_key", "origin")  # not the provider's to say
    return Difference(before=before, after={name: after[name] for name in after if name not in kept})


def waiting_changes(ctx: Context) -> list[ProposedChange]:
    """Return what providers propose, the oldest first."""
    found = policy.rows(ctx, OfferAction.DECIDE_CHANGE, ProposedChange)
    return list(found.select_related("offer").order_by("proposed_at", "pk")[:MOST])


def unseen_changes(ctx: Context) -> list[OfferChange]:
    """Return what providers did since the coordination last looked, the newest first."""
    offers = policy.rows(ctx, OfferAction.NOTE_SEEN, Offer)
    found = OfferChange.objects.filter(unseen_since__isnull=False, offer__in=offers)
    return list(found.select_related("offer").order_by("-changed_at", "pk")[:MOST])


def feedback(ctx: Context) -> list[Said]:
    """Return what families said, by offer, the most recent first."""
    offers = policy.rows(ctx, OfferAction.SETTLE_FEEDBACK, Offer)
    rows = OfferFeedback.objects.filter(offer__in=offers).select_related("offer")
    grouped: dict[UUID, list[OfferFeedback]] = defaultdict(list)
    for row in rows.order_by("-last_on", "kind", "pk")[: MOST * len(FeedbackKind)]:
        grouped[row.offer_id].append(row)
    return [_said(some) for some in grouped.values()]


def _said(rows: Sequence[OfferFeedback]) -> Said:
    first = rows[0]
    said = [(FeedbackKind(row.kind), row.count) for row in rows]
    return Said(offer_id=first.offer_id, title=first.offer.title, said=said, last_on=first.last_on)


def funding_ends(offers: QuerySet[Offer], on: date) -> list[Offer]:
    """Return the running offers whose money ends within half a year or has ended, the soonest first."""
    running = offers.exclude(state=OfferState.ENDED).filter(funding_ends_on__lte=on + FUNDING_WARNED)
    return list(running.order_by("funding_ends_on", "title", "id")[:MOST])


def providers(ctx: Context) -> list[Provider]:
    """Return the organisations that keep offers or have somebody who does, by name."""
    keeping = Offer.objects.filter(organisation__isnull=False).values("organisation")
    acting = active(ctx.now).filter(role=Role.PROVIDER, organisation__isnull=False).values("organisation")
    found = policy.rows(ctx, OfferAction.TRUST, Organisation).filter(Q(pk__in=keeping) | Q(pk__in=acting))
    trusted = set(TrustedProvider.objects.values_list("organisation", flat=True))
    return [Provider(id=each.pk, name=each.name, trusted=each.pk in trusted) for each in _by_name(found)]


def _by_name(found: QuerySet[Organisation]) -> Iterable[Organisation]:
    return found.order_by("name", "pk")[: MOST * 5]


def successors(ctx: Context, offer: Offer) -> list[Offer]:
    """Return where families of an offer that ends may be sent: public offers that this person keeps."""
    mine = policy.rows(ctx, OfferAction.KEEP, Offer).filter(pk__in=PublishedOffer.objects.values("pk"))
    return list(mine.filter(state=OfferState.PUBLISHED).exclude(pk=offer.pk).order_by("title", "id")[:MOST])


def goes_on(shown: PublishedOffer) -> bool:
    """Say whether the offer named by the sign of a closed one has a page."""
    return shown.moved_to is not None and PublishedOffer.objects.filter(pk=shown.moved_to).exists()
