"""More midwives than can be proven: neighbourhoods, the distance from the bound, the same answer twice."""

from bench.placing import question
from schutznetz.visiting.placing.search import search
from schutznetz.visiting.placing.table import NOBODY, table


def test_many_are_placed_by_neighbourhoods_within_the_rules_and_above_the_bound() -> None:
    asked = table(question(24, 100, 3))

    found = search(asked, effort=1200)

    used = asked.used(found.places)
    assert all(taken <= room for taken, room in zip(used, asked.room, strict=True))
    assert all(whom == NOBODY or whom in asked.ways[row] for row, whom in enumerate(found.places))
    assert found.value == asked.value(found.places)
    assert found.bound <= found.value < search(asked, effort=0).value
    assert search(asked, effort=1200) == found
