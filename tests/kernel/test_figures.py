"""Small numbers disappear and cannot be computed back."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schutznetz.kernel.figures import FLOOR, Row, suppress, suppress_row


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (1, None), (4, None), (5, 5), (80, 80)])
def test_small_numbers_disappear_and_nothing_is_nobody(count: int, shown: int | None) -> None:
    assert suppress(count) == shown


def candidates(row: Row[int]) -> dict[int, set[int]]:
    """Return for each gap every number that a reader with pencil and paper has to consider."""
    assert row.total is not None
    gaps = [key for key, count in row.counts.items() if count is None]
    rest = row.total - sum(count for count in row.counts.values() if count is not None)
    found: dict[int, set[int]] = {gap: set() for gap in gaps}
    for values in product(range(1, rest + 1), repeat=max(len(gaps) - 1, 0)):
        if (last := rest - sum(values)) >= 1:
            for gap, value in zip(gaps, [*values, last], strict=False):
                found[gap].add(value)
    return found


@given(st.lists(st.integers(min_value=0, max_value=12), min_size=1, max_size=4))
def test_no_total_gives_a_small_number_away(counts: list[int]) -> None:
    row = suppress_row(dict(enumerate(counts)))

    assert all(row.counts[key] is None for key, count in enumerate(counts) if 0 < count < FLOOR)
    if row.total is not None:
        assert all(len(values) >= FLOOR for values in candidates(row).values())


def test_a_single_gap_takes_the_next_larger_count_with_it() -> None:
    assert suppress_row({"a": 3, "b": 7, "c": 40}) == Row({"a": None, "b": None, "c": 40}, 50)


def test_a_row_without_small_numbers_stays_whole() -> None:
    assert suppress_row({"a": 0, "b": 7}) == Row({"a": 0, "b": 7}, 7)


def test_a_thin_row_disappears_with_its_total() -> None:
    """Another row about the same people may show that total, and what is left would give the rest away."""
    assert suppress_row({"a": 1, "b": 1, "c": 0}) == Row({"a": None, "b": None, "c": None}, None)
    assert suppress_row({"a": 3, "b": 0}) == Row({"a": None, "b": None}, None)


def test_the_pencil_finds_what_a_careless_row_gives_away() -> None:
    """The negative control: hiding small numbers alone is not enough."""
    careless = Row({0: None, 1: 7, 2: 40}, 50)
    assert candidates(careless) == {0: {3}}
