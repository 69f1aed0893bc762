"""The way of a day: the nearest next, and nobody is visited before the agreed time of another."""

from datetime import time
from uuid import UUID

import pytest

from schutznetz.welcome.routes import Stop, distance, in_order

pytestmark = pytest.mark.static
DRESDEN, LEIPZIG, HAMBURG = "01067", "04109", "20095"


def stop(number: int, postcode: str, street: str = "Weg 1", at: time | None = None) -> Stop:
    return Stop(id=UUID(int=number), postcode=postcode, street=street, at=at)


def numbers(stops: list[Stop]) -> list[int]:
    return [each.id.int for each in stops]


def test_the_nearest_is_next() -> None:
    stops = [stop(1, HAMBURG), stop(2, LEIPZIG), stop(3, DRESDEN)]

    assert numbers(in_order(stops, DRESDEN)) == [3, 2, 1]
    assert numbers(in_order(stops, HAMBURG)) == [1, 2, 3]


def test_agreed_times_keep_their_order() -> None:
    stops = [stop(1, DRESDEN, at=time(15)), stop(2, HAMBURG, at=time(9)), stop(3, LEIPZIG)]

    way = numbers(in_order(stops, DRESDEN))

    assert way.index(2) < way.index(1)
    assert sorted(way) == [1, 2, 3]


def test_a_street_goes_by_its_numbers() -> None:
    stops = [stop(1, DRESDEN, "Weg 10"), stop(2, DRESDEN, "Weg 2"), stop(3, DRESDEN, "Allee 7")]

    assert numbers(in_order(stops, DRESDEN)) == [3, 2, 1]


def test_what_lies_nowhere_comes_last_and_stops_nobody() -> None:
    assert numbers(in_order([stop(1, "99999"), stop(2, HAMBURG)], DRESDEN)) == [2, 1]
    assert numbers(in_order([stop(1, "00000")])) == [1]


def test_a_distance_is_one_of_the_map() -> None:
    dresden, leipzig = stop(1, DRESDEN).point, stop(2, LEIPZIG).point

    assert 95 < distance(dresden, leipzig) < 105
