"""In which order the visits of a day are driven: always the nearest next; agreed times keep their order."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from uuid import UUID

from schutznetz.geo import places

KM_PER_DEGREE = 111.2
Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A visit on the way; without an agreed time it is fitted in."""

    id: UUID
    postcode: str
    street: str
    at: time | None = None

    @property
    def point(self) -> Point | None:
        place = places.at_postcode(self.postcode)
        return (place.latitude, place.longitude) if place else None


def in_order(stops: Sequence[Stop], start: str = "") -> list[Stop]:
    """Return the stops as they are driven from the postcode ``start``; the same stops, the same way.

    Each time the nearest is next, among those without a time and the earliest of those with one.
    """
    timed = sorted((stop for stop in stops if stop.at), key=lambda stop: (stop.at, _name(stop)))
    free = sorted((stop for stop in stops if not stop.at), key=_name)
    begin = places.at_postcode(start)
    here = (begin.latitude, begin.longitude) if begin else None
    way: list[Stop] = []
    while timed or free:
        following = min([*timed[:1], *free], key=lambda stop: (distance(here, stop.point), _name(stop)))
        (timed if following.at else free).remove(following)
        way.append(following)
        here = following.point or here
    return way


def distance(one: Point | None, other: Point | None) -> float:
    """Return kilometres as the crow flies; what lies nowhere comes last, and from nowhere all is equal."""
    if one is None:
        return 0.0
    if other is None:
        return math.inf
    squeeze = math.cos(math.radians((one[0] + other[0]) / 2))
    return KM_PER_DEGREE * math.hypot(one[0] - other[0], (one[1] - other[1]) * squeeze)


def _name(stop: Stop) -> tuple[object, ...]:
    """Sort a street by its house numbers: 2 comes before 10."""
    words = re.split(r"(\d+)", stop.street.casefold())
    return (stop.postcode, [(int(word), "") if word.isdecimal() else (0, word) for word in words], stop.id)
