"""Reads of families: one by its key for the neighbours, and the list of the coordination."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from schutznetz.care.actions import CareAction
from schutznetz.care.models import Family, FamilyChild
from schutznetz.kernel import audit, policy
from schutznetz.kernel.context import Context
from schutznetz.networks.models import Network


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A child by what is known: ``born`` is the first day of the month of birth."""

    given: str = ""
    born: date | None = None
    expected: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyLine:
    """One family in a list."""

    id: UUID
    reference: str
    name: str
    language: str
    opened_at: datetime


def family(ctx: Context, pk: UUID) -> Family | None:
    """Return a family that the actor may read; the looks of a neighbour's page are recorded by its door."""
    return policy.find(ctx, CareAction.READ, Family, pk)


def families(ctx: Context, network: Network, *, ended: bool = False) -> list[FamilyLine]:
    """Return the families of the coordination, those longest in help first; the look is on record."""
    rows = policy.rows(ctx, CareAction.READ, Family).filter(ended_at__isnull=not ended)
    found = [
        FamilyLine(
            id=each.pk,
            reference=each.reference,
            name=each.name,
            language=str(each.language.label),
            opened_at=each.opened_at,
        )
        for each in rows.order_by("opened_at", "id")
    ]
    audit.record(ctx, CareAction.LIST, network, count=len(found))
    return found


def children_of(families: Iterable[UUID]) -> dict[UUID, list[Child]]:
    """Return the children of each family, in the order in which they were named; one question for all."""
    found: dict[UUID, list[Child]] = {pk: [] for pk in families}
    for child in FamilyChild.objects.filter(family__in=found).order_by("position", "id"):
        found[child.family_id].append(_child(child))
    return found


def _child(child: FamilyChild) -> Child:
    born, expected = child.known["born"], child.known["expected"]
    return Child(
        given=child.known["given"],
        born=date.fromisoformat(f"{born}-01") if born else None,
        expected=date.fromisoformat(expected) if expected else None,
    )
