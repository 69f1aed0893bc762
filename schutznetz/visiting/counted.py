"""Family midwives and what was asked of them as plain values for the figures: no need and no name."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from schutznetz.kernel import policy
from schutznetz.kernel.context import Context
from schutznetz.networks.conditions import day_of, day_or_none
from schutznetz.visiting.actions import VisitingAction
from schutznetz.visiting.models import FamilyMidwife, VisitContact, VisitRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedMidwife:
    id: UUID
    profession: str
    contract: str
    weekly_minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedVisiting:
    """One request for visits with what became of it."""

    id: UUID
    family: UUID
    state: str
    asked_on: date
    placed_on: date | None
    ended_on: date | None
    end: str
    profession: str  # of her who was placed; empty while nobody is


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedContact:
    """A visit, a call or a door that stayed shut, as it stands after corrections."""

    id: UUID
    family: UUID
    on: date
    kind: str
    minutes: int


def counted_midwives() -> list[CountedMidwife]:
    columns = ("pk", "profession", "contract", "weekly_minutes")
    return [
        CountedMidwife(id=pk, profession=str(profession), contract=str(contract), weekly_minutes=minutes)
        for pk, profession, contract, minutes in FamilyMidwife.objects.order_by("pk").values_list(*columns)
    ]


def counted_visiting() -> list[CountedVisiting]:
    columns = ("pk", "family", "state", "asked_at", "placed_at", "ended_at", "end", "midwife__profession")
    return [
        CountedVisiting(
            id=pk,
            family=family,
            state=str(state),
            asked_on=day_of(asked_at),
            placed_on=day_or_none(placed_at),
            ended_on=day_or_none(ended_at),
            end=str(end),
            profession=str(profession or ""),
        )
        for pk, family, state, asked_at, placed_at, ended_at, end, profession in (
            VisitRequest.objects.order_by("pk").values_list(*columns)
        )
    ]


def counted_contacts(first: date, last: date) -> list[CountedContact]:
    stands = VisitContact.objects.filter(on__range=(first, last), corrections=None, void=False)
    columns = ("pk", "request__family", "on", "kind", "minutes")
    return [
        CountedContact(id=pk, family=family, on=on, kind=str(kind), minutes=minutes)
        for pk, family, on, kind, minutes in stands.order_by("pk").values_list(*columns)
    ]


def midwife_names(ctx: Context, keys: Iterable[UUID]) -> list[tuple[UUID, str]]:
    """Return those of the register that the actor may change, by name."""
    rows = policy.rows(ctx, VisitingAction.CHANGE_MIDWIFE, FamilyMidwife).filter(pk__in=list(keys))
    found = [(each.pk, each.user.display_name) for each in rows.select_related("user")]
    return sorted(found, key=lambda each: (each[1].casefold(), each[0]))


def visiting_references(ctx: Context, keys: Iterable[UUID]) -> list[tuple[UUID, str]]:
    """Return the families of those requests that the actor may read, once for each request."""
    rows = policy.rows(ctx, VisitingAction.READ, VisitRequest).filter(pk__in=list(keys))
    return list(rows.order_by("asked_at", "pk").values_list("family", "family__reference"))
