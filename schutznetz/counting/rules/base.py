"""A rule says for one figure what is counted, each in which of its rows, and what those are called."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, TypeAlias
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from schutznetz.counting.world import Span, World
from schutznetz.kernel.fields import Code

A_YEAR = timedelta(days=365)


class Kind(StrEnum):
    """What stands behind a counted row; a tally has nothing behind it."""

    TALLY = "tally"
    PARTNER = "partner"
    CONTACT = "contact"
    MEETING = "meeting"
    OFFER = "offer"
    MIDWIFE = "midwife"
    VOLUNTEER = "volunteer"
    FAMILY = "family"
    REFERRAL = "referral"
    VISITING = "visiting"
    MATCH = "match"
    CALL = "call"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One row of a register in one row of a figure.

    A small number is about ``people``: of rows that tell ``who`` they are about, each of these counts once.
    """

    cell: str
    id: UUID | None = None
    value: int = 1
    people: int = 1
    who: UUID | None = None


Cells: TypeAlias = Callable[[Collection[str], Span], Sequence[tuple[str, Any]]]
Count: TypeAlias = Callable[[World, Span], Iterator[Counted]]


@dataclass(frozen=True, slots=True)
class Rule:
    """``cells`` names the rows of a figure in their order, also those in which nothing was counted."""

    kind: Kind
    cells: Cells
    count: Count


RULES: dict[str, Rule] = {}


def rule(name: str, kind: Kind, cells: Cells) -> Callable[[Count], Count]:
    """Make a function the rule of the figure with this name."""

    def register(count: Count) -> Count:
        RULES[name] = Rule(kind, cells, count)
        return count

    return register


def of(vocabulary: type[Code], *, only: Collection[str] = ()) -> Cells:
    """Take the rows from a vocabulary, all of it or the chosen ones."""

    def cells(_counted: Collection[str], _span: Span) -> list[tuple[str, Any]]:
        return [(code.value, code.label) for code in vocabulary if not only or code.value in only]

    return cells


def these(*cells: tuple[str, Any]) -> Cells:
    return lambda _counted, _span: cells


def as_named(counted: Collection[str], _span: Span) -> list[tuple[str, Any]]:
    """Take the rows as they came, by their own names."""
    return [(name, name or _("ohne Angabe")) for name in sorted(counted)]


def quarter_of(day: date) -> str:
    return f"{day.year}-{(day.month + 2) // 3}"


def quarters(_counted: Collection[str], span: Span) -> list[tuple[str, Any]]:
    """Name every quarter of the span, those without anything as well."""
    keys, begins = [], date(span.first.year, 3 * ((span.first.month - 1) // 3) + 1, 1)
    while begins <= span.last:
        keys.append(quarter_of(begins))
        begins = date(begins.year + begins.month // 10, (begins.month + 2) % 12 + 1, 1)
    return [(key, f"{key[-1]}/{key[:4]}") for key in keys]


def in_weeks(days: int) -> str:
    if days < 2 * 7:
        return "2"
    return "6" if days < 6 * 7 else "more"


WEEKS = these(
    ("2", _("weniger als 2 Wochen")), ("6", _("2 bis 6 Wochen")), ("more", _("6 Wochen und länger"))
)


def gone_as(world: World, cells: Mapping[str, str]) -> Iterator[Counted]:
    """Count what is deleted by now, each in the row in which it stood; it is known by its month alone.

    Each is about somebody else: a family that nobody took over had one request, and a call one caller.
    """
    for each in world.gone:
        if each.what in cells:
            yield Counted(cell=cells[each.what], value=each.number, people=each.number)
