"""Who may help a family: whom it names in a consent, and what became of that consent."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeAlias
from uuid import UUID

from schutznetz.care.choices import Standing
from schutznetz.care.models import ConsentRecipient
from schutznetz.care.queries.consents import HELP, houses_of
from schutznetz.networks.conditions import day_of

Pair: TypeAlias = tuple[UUID, UUID]  # a family and a person


@dataclass(frozen=True, slots=True)
class Cover:
    """Whether it stands, and the last day on which it did or will."""

    standing: Standing
    until: date | None = None

    @property
    def holds(self) -> bool:
        return self.standing is Standing.STANDS


MISSING = Cover(Standing.MISSING)


def covers_of(families: Collection[UUID], at: datetime) -> dict[Pair, Cover]:
    """Return how it stands with each person whom these families ever named for their help.

    Of several consents the best one counts; whoever was never named is not among them.
    """
    rows = list(_named(families))
    houses, today = houses_of({row["person"] for row in rows}, at), day_of(at)
    found: dict[Pair, Cover] = {}
    for row in rows:
        pair = (row["consent__family"], row["person"])
        found[pair] = max(_cover(row, houses, today), found.get(pair, MISSING), key=_rank)
    return found


def _named(families: Collection[UUID]) -> Any:
    rows = ConsentRecipient.objects.filter(
        consent__family__in=families, consent__purpose__in=HELP, person__isnull=False
    )
    return rows.order_by("consent__noted_at", "id").values(
        "person", "organisation", "consent__family", "consent__until", "consent__withdrawn_at"
    )


def _cover(row: Mapping[str, Any], houses: Mapping[UUID, frozenset[UUID | None]], today: date) -> Cover:
    if row["consent__withdrawn_at"]:
        return Cover(Standing.WITHDRAWN, day_of(row["consent__withdrawn_at"]))
    until = row["consent__until"]
    if until < today:
        return Cover(Standing.EXPIRED, until)
    here = row["organisation"] in houses[row["person"]]
    return Cover(Standing.STANDS if here else Standing.FOLLOWED, until)


def _rank(cover: Cover) -> tuple[int, date]:
    """Order by what counts more: what stands, then where somebody works now, then what ended last."""
    order = {Standing.STANDS: 2, Standing.FOLLOWED: 1}
    return order.get(cover.standing, 0), cover.until or date.min
