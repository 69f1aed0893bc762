"""Published offers as plain values for the figures."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from schutznetz.kernel import policy
from schutznetz.kernel.context import Context
from schutznetz.offers.actions import OfferAction
from schutznetz.offers.choices import OfferState
from schutznetz.offers.models import Offer


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedOffer:
    id: UUID
    category: str
    age_from: int | None
    languages: frozenset[str]
    confirmed_on: date | None
    confirm_by: date | None
    funding_ends_on: date | None


def counted_offers() -> list[CountedOffer]:
    columns = ("pk", "category", "age_from", "languages", "confirmed_on", "confirm_by", "funding_ends_on")
    rows = Offer.objects.filter(state=OfferState.PUBLISHED).order_by("pk").values_list(*columns)
    return [
        CountedOffer(
            id=pk,
            category=str(category),
            age_from=age_from,
            languages=frozenset(languages),
            confirmed_on=confirmed_on,
            confirm_by=confirm_by,
            funding_ends_on=funding_ends_on,
        )
        for pk, category, age_from, languages, confirmed_on, confirm_by, funding_ends_on in rows
    ]


def offer_titles(ctx: Context, keys: Iterable[UUID]) -> list[tuple[UUID, str]]:
    rows = policy.rows(ctx, OfferAction.READ, Offer).filter(pk__in=list(keys))
    return list(rows.order_by("title", "pk").values_list("pk", "title"))
