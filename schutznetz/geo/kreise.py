"""The 400 Kreise and kreisfreie Städte with their borders (simplified to about one kilometre)."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

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


@dataclass(frozen=True, slots=True)
class Kreis:
    """A Kreis by its official 5-digit key; each ring is a closed line of (longitude, latitude)."""

    key: str
    name: str
    kind: str
    rings: tuple[tuple[tuple[float, float], ...], ...]
    box: Box


@lru_cache(maxsize=1)
def all_kreise() -> tuple[Kreis, ...]:
    rows = json.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(_kreis(key, row["name"], row["kind"], row["rings"]) for key, row in rows.items())


def _kreis(key: str, name: str, kind: str, rings: list[list[list[float]]]) -> Kreis:
    points = [(x, y) for ring in rings for x, y in ring]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    lines = tuple(tuple((x, y) for x, y in ring) for ring in rings)
    return Kreis(key, name, kind, lines, Box(min(xs), min(ys), max(xs), max(ys)))


def within(box: Box) -> list[Kreis]:
    """Return the Kreise that the rectangle touches."""
    return [kreis for kreis in all_kreise() if kreis.box.meets(box)]


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    return {kreis.key: kreis.name for kreis in all_kreise()}


def name_of(key: str) -> str:
    """Return the name of the Kreis, empty for an unknown key."""
    return _names().get(key, "")
