"""What is not text but must be found like a word: area, age, weekday, language, cost. One token each.

Tokens start with "x" and a letter for their kind and hold lower-case letters and digits only, so
that both engines index them as they are.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

# Sizes of cells in degrees of latitude, each with the radius in kilometres up to which it serves: a
# circle then touches about nine cells. A degree of longitude is taken half as long again.
CELLS = (("g", 0.1, 10), ("h", 0.25, 28), ("i", 0.5, 60), ("j", 1.5, 1000))
WIDTH = 1.5
AGE_BANDS = (-9, 0, 3, 6, 12, 18, 24, 36, 48, 72, 120, 216)  # months at which a band begins
KM_PER_DEGREE = 111.2


@dataclass(frozen=True, slots=True)
class Circle:
    """An area around a point on the map."""

    latitude: float
    longitude: float
    km: float

    @property
    def km_per_longitude(self) -> float:
        return KM_PER_DEGREE * math.cos(math.radians(self.latitude))

    def km_to(self, latitude: float, longitude: float) -> float:
        """Return how far a point lies from the middle."""
        north = (latitude - self.latitude) * KM_PER_DEGREE
        return math.hypot(north, (longitude - self.longitude) * self.km_per_longitude)


def cells_of(latitude: float, longitude: float) -> list[str]:
    """Return the tokens of the cells that hold a point, one of each size."""
    return [
        f"x{kind}{math.floor(latitude / size)}y{math.floor(longitude / (size * WIDTH))}"
        for kind, size, _km in CELLS
    ]


def cells_in(circle: Circle) -> list[str]:
    """Return the tokens of all cells that the circle touches."""
    kind, size = next(((kind, size) for kind, size, km in CELLS if circle.km <= km), CELLS[-1][:2])
    rows = _steps(circle.latitude, circle.km / KM_PER_DEGREE, size)
    columns = _steps(circle.longitude, circle.km / circle.km_per_longitude, size * WIDTH)
    return [f"x{kind}{row}y{column}" for row in rows for column in columns]


def _steps(middle: float, reach: float, size: float) -> range:
    return range(math.floor((middle - reach) / size), math.floor((middle + reach) / size) + 1)


def ages(age_from: int | None, age_to: int | None) -> list[str]:
    """Return the tokens of the bands that an offer's ages touch; no ages means every age."""
    low = AGE_BANDS[0] if age_from is None else age_from
    high = AGE_BANDS[-1] if age_to is None else age_to
    bounds = zip(AGE_BANDS, (*AGE_BANDS[1:], math.inf), strict=True)
    return [f"xa{i}" for i, (begin, end) in enumerate(bounds) if begin <= high and low < end]


def age(months: int) -> str:
    """Return the token of the band that a child's age in months falls into; pregnancy is -9."""
    return f"xa{max((i for i, begin in enumerate(AGE_BANDS) if begin <= months), default=0)}"


def code(kind: str, value: str) -> str:
    """Return the token of a vocabulary's value: kind "c" topic, "w" weekday, "l" language, "n" network."""
    return f"x{kind}" + "".join(ch for ch in value if ch.isalnum())


def codes(kind: str, values: Iterable[str]) -> list[str]:
    return [code(kind, value) for value in values]


FREE_PLACES = "xfplatz"
FREE_OF_CHARGE = "xkfrei"
BARRIER_FREE = "xbfrei"
EVERYTHING = "xall"
