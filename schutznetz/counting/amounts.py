"""From rows to numbers: each row counted once, and what may leave the house when small numbers stay in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

from schutznetz.counting.rules import RULES
from schutznetz.counting.world import Span, World
from schutznetz.kernel import figures
from schutznetz.law.monitoring import FIGURES

GIVEN, PUBLISHED = 5, 10  # no smaller number of people is passed on, or published


class CountedTwice(RuntimeError):
    """A row of a register came twice in one figure: what is printed would not be true."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, and how many people it is about: hours are of people, too."""

    value: int = 0
    people: int = 0

    def __add__(self, other: "Amount") -> "Amount":
        return Amount(self.value + other.value, self.people + other.people)


class Cells(dict[str, Amount]):
    """The rows of a figure; ``people`` are all it is about: who stands in several rows is one of them."""

    def __init__(self, rows: Mapping[str, Amount], people: int) -> None:
        super().__init__(rows)
        self.people = people


Amounts: TypeAlias = dict[str, dict[str, Amount]]  # by figure and row
NOTHING = Amount()
ALL = "*"  # no row is called so


def count(name: str, world: World, span: Span) -> Cells:
    """Count one figure; what a row is counted under twice is a fault of the rule."""
    found: dict[str, Amount] = {}
    seen: set[UUID] = set()
    known: set[tuple[str, UUID]] = set()
    unnamed = 0
    for each in RULES[name].count(world, span):
        if each.id is not None:
            if each.id in seen:
                raise CountedTwice(name)
            seen.add(each.id)
        people = 0 if each.who and (each.cell, each.who) in known else each.people
        if each.who:
            known.add((each.cell, each.who))
        else:
            unnamed += people
        found[each.cell] = found.get(each.cell, NOTHING) + Amount(each.value, people)
    return Cells(found, unnamed + len({who for _cell, who in known}))


def people_of(cells: Mapping[str, Amount]) -> int:
    return cells.people if isinstance(cells, Cells) else sum(each.people for each in cells.values())


def count_all(world: World, span: Span) -> Amounts:
    return {figure.name: count(figure.name, world, span) for figure in FIGURES}


def to_json(amounts: Amounts) -> dict[str, dict[str, list[int]]]:
    return {
        name: {cell: [each.value, each.people] for cell, each in cells.items()} | {ALL: [0, people_of(cells)]}
        for name, cells in amounts.items()
    }


def from_json(said: Mapping[str, Mapping[str, list[int]]]) -> Amounts:
    return {name: _kept(cells) for name, cells in said.items()}


def _kept(cells: Mapping[str, list[int]]) -> Cells:
    rows = {cell: Amount(value, people) for cell, (value, people) in cells.items() if cell != ALL}
    return Cells(rows, cells[ALL][1] if ALL in cells else people_of(rows))


@dataclass(frozen=True, slots=True)
class Open:
    """What of a figure may be seen: None is a number that stays in the house."""

    rows: Mapping[str, int | None]
    total: int | None


def whole(cells: Mapping[str, Amount]) -> Open:
    rows = {cell: each.value for cell, each in cells.items()}
    return Open(rows, sum(rows.values()))


def protect(amounts: Amounts, floor: int) -> dict[str, Open]:
    """Return every figure as it may leave: no small number of people, and nothing that gives one away.

    A row too thin keeps its total to itself, too. Where a figure is about the people of one row of another,
    its total is that row: it leaves only where the row does, and it stays where the row would tell of it.
    """
    found: dict[str, Open] = {}
    for figure in FIGURES:
        cells = amounts.get(figure.name, {})
        if not figure.guarded:
            found[figure.name] = whole(cells)
        elif figure.within and not _is_open(found[figure.within[0]], figure.within[1]):
            found[figure.name] = Open(dict.fromkeys(cells), None)
        else:
            found[figure.name] = _suppressed(cells, floor)
    return found


def _is_open(outer: Open, row: str) -> bool:
    return outer.rows.get(row, 0) is not None


def _suppressed(cells: Mapping[str, Amount], floor: int) -> Open:
    if figures.suppress(people_of(cells), floor) is None:
        return Open(dict.fromkeys(cells), None)  # the same few in every row: their sum is about no more
    shown = figures.suppress_row({cell: each.people for cell, each in cells.items()}, floor)
    rows = {cell: None if shown.counts[cell] is None else each.value for cell, each in cells.items()}
    total = None if shown.total is None else sum(each.value for each in cells.values())
    return Open(rows, total)
