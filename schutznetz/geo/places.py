"""From a postcode or a place name to a point on the map."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from statistics import median

from schutznetz.geo.spelling import fold

_TABLE = Path(__file__).with_name("postcodes.csv")


@dataclass(frozen=True, slots=True)
class Place:
    """A postcode or a town: its name, its Kreis (5-digit key) and its middle (WGS84)."""

    name: str
    kreis: str
    latitude: float
    longitude: float
    postcode: str = ""


@dataclass(frozen=True, slots=True)
class _Gazetteer:
    by_postcode: dict[str, Place]
    by_name: dict[str, Place]


def rows() -> Iterator[Place]:
    """Read the table: one place for each postcode and name."""
    with _TABLE.open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            yield Place(
                row["place"], row["kreis"], float(row["latitude"]), float(row["longitude"]), row["code"]
            )


@lru_cache(maxsize=1)
def _gazetteer() -> _Gazetteer:
    codes: dict[str, list[Place]] = defaultdict(list)
    names: dict[str, dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
    for place in rows():
        codes[place.postcode].append(place)
        names[fold(place.name)][place.kreis].append(place)
    return _Gazetteer(
        {code: _middle(spots, code) for code, spots in codes.items()},
        {name: _middle(max(kreise.values(), key=len)) for name, kreise in names.items()},
    )


def _middle(spots: list[Place], postcode: str = "") -> Place:
    """Return one place for several; the shortest name is that of the town, not of a part of it."""
    shortest = min(spots, key=lambda place: (len(place.name), place.name))
    return Place(
        shortest.name,
        shortest.kreis,
        median(place.latitude for place in spots),
        median(place.longitude for place in spots),
        postcode,
    )


def at_postcode(code: str) -> Place | None:
    return _gazetteer().by_postcode.get(code)


def all_postcodes() -> set[str]:
    return set(_gazetteer().by_postcode)


def named(name: str) -> Place | None:
    """Return the place of this name; of several the one with most postcodes."""
    return _gazetteer().by_name.get(fold(name).strip())


def find(text: str) -> Place | None:
    """Return what somebody means who types a postcode, a place, or both."""
    words = text.replace(",", " ").split()
    code = next((word for word in words if word.isdigit()), "")
    return at_postcode(code) or named(" ".join(word for word in words if not word.isdigit()))
