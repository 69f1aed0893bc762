"""Somebody with pencil and paper, and every table that ever left, finds no small number of people."""

from collections.abc import Iterator, Mapping
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from schutznetz.counting.amounts import GIVEN, Amount, Open, protect

STATES, REASONS = ("declined", "begun", "ended"), ("no_place", "area")
SMALL = st.integers(0, 9)


def told(rows: Mapping[str, int]) -> dict[str, Amount]:
    return {cell: Amount(number, number) for cell, number in rows.items()}


def possible(shown: Mapping[str, Open]) -> Iterator[dict[str, int]]:
    """Yield every world of three states and two reasons that prints exactly these tables."""
    for numbers in product(range(10), repeat=len(STATES) - 1 + len(REASONS)):
        begun, ended, *reasons = numbers
        why = dict(zip(REASONS, reasons, strict=True))
        states = {"declined": sum(reasons), "begun": begun, "ended": ended}
        if _agrees(shown["referrals"], states) and _agrees(shown["declined"], why):
            yield states | why


def _agrees(shown: Open, rows: Mapping[str, int]) -> bool:
    """Say whether these numbers fit what is printed: a gap holds at least one, what is not there none."""
    for cell, number in rows.items():
        printed = shown.rows.get(cell, 0)
        if number != printed and not (printed is None and number >= 1):
            return False
    return shown.total is None or shown.total == sum(rows.values())


@settings(max_examples=30)
@given(st.tuples(SMALL, SMALL, SMALL, SMALL))
def test_no_small_number_can_be_told_from_two_tables_of_the_same_people(numbers: tuple[int, ...]) -> None:
    begun, ended, *why = numbers
    reasons = {name: number for name, number in zip(REASONS, why, strict=True) if number}
    states = {"declined": sum(why), "begun": begun, "ended": ended}
    there = {name: number for name, number in states.items() if number}
    shown = protect({"referrals": told(there), "declined": told(reasons)}, GIVEN)

    worlds = list(possible(shown))
    for name, number in (there | reasons).items():
        if 0 < number < GIVEN:
            assert len({world[name] for world in worlds}) > 1, (name, shown)


def test_the_attack_finds_what_careless_tables_give_away() -> None:
    """The negative control: the smallest numbers alone are left out."""
    shown = {
        "referrals": Open({"declined": None, "begun": 9}, 12),
        "declined": Open({"no_place": None}, None),
    }

    assert {world["declined"] for world in possible(shown)} == {3}
