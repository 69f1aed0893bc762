"""Borders of the 400 Kreise and kreisfreie Städte (to about one kilometre), and of the Länder."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

WIDE = 2.5  # degrees of latitude: a view in which single Kreise are no longer told apart
LAND = "Land"  # the kind of what ``all_laender`` returns
_FILE = Path(__file__).with_name("kreise.json")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the map in degrees."""

    west: float
    south: float
    east: float
    north: float

    def meets(self, other: "Box") -> bool:
        return (
            self.west <= other.east
            and other.west <= self.east
            and self.south <= other.north
            and other.south <= self.north
        )


Point: TypeAlias = tuple[float, float]
Ring: TypeAlias = tuple[Point, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Kreis:
    """A Kreis by its official 5-digit key; each ring is a closed line of (longitude, latitude)."""

    key: str
    name: str
    kind: str
    rings: tuple[Ring, ...]
    box: Box


@lru_cache(maxsize=1)
def all_kreise() -> tuple[Kreis, ...]:
    rows = json.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(_kreis(key, row["name"], row["kind"], row["rings"]) for key, row in rows.items())


def _kreis(key: str, name: str, kind: str, rings: list[list[list[float]]]) -> Kreis:
    lines = tuple(tuple((x, y) for x, y in ring) for ring in rings)
    return Kreis(key, name, kind, lines, _box(lines))


def _box(rings: Iterable[Ring]) -> Box:
    xs, ys = zip(*(point for ring in rings for point in ring), strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


@lru_cache(maxsize=1)
def all_laender() -> tuple[Kreis, ...]:
    """Return the Länder by their 2-digit keys, without names: the outlines of their Kreise together."""
    edges: dict[str, set[tuple[Point, Point]]] = defaultdict(set)
    for kreis in all_kreise():
        land = edges[kreis.key[:2]]
        for ring in kreis.rings:
            for start, end in pairwise((*ring, ring[0])):
                if (end, start) in land:  # the neighbour's side of the same border
                    land.remove((end, start))
                elif start != end:
                    land.add((start, end))
    return tuple(_land(key, sorted(sides)) for key, sides in sorted(edges.items()))


def _land(key: str, sides: list[tuple[Point, Point]]) -> Kreis:
    """Join the sides to rings."""
    onward: dict[Point, list[Point]] = defaultdict(list)
    for start, end in sides:
        onward[start].append(end)
    rings = []
    for first, _end in sides:
        ring, at = [first], first
        while onward[at]:
            at = onward[at].pop()
            ring.append(at)
        if len(ring) > 1:
            rings.append(tuple(ring))
    return Kreis(key, "", LAND, tuple(rings), _box(rings))


def within(box: Box) -> list[Kreis]:
    """Return the Kreise that the rectangle touches; in a wide view the Länder instead."""
    wide = box.north - box.south > WIDE
    return [each for each in (all_laender() if wide else all_kreise()) if each.box.meets(box)]


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    return {kreis.key: kreis.name for kreis in all_kreise()}


def name_of(key: str) -> str:
    """Return the name of the Kreis, empty for an unknown key."""
    return _names().get(key, "")
