"""The map beside the list: drawn on the server from own borders, complete without JavaScript."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from schutznetz.geo import kreise
from schutznetz.geo.kreise import Box
from schutznetz.offers.queries import Hit

WIDTH, HEIGHT = 400, 460
SMALLEST = 0.3  # degrees of latitude (33 km): a single place needs surroundings to be recognised
MARGIN = 0.25
TOGETHER = 26  # pixels; marks closer than this become one


@dataclass(frozen=True, slots=True)
class Mark:
    """One or several offers at about the same place."""

    x: float
    y: float
    label: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Border:
    """A Kreis with its name at the middle of what is seen of it, or nowhere if there is no room."""

    path: str
    name: str
    x: float
    y: float
    named: bool


@dataclass(frozen=True, slots=True)
class Map:
    borders: list[Border]
    marks: list[Mark]
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True, slots=True)
class _Projection:
    """Degrees to pixels, true to angles around the middle of the map."""

    box: Box
    scale: float
    squeeze: float

    def __call__(self, longitude: float, latitude: float) -> tuple[float, float]:
        x = (longitude - self.box.west) * self.squeeze * self.scale
        return round(x, 1), round((self.box.north - latitude) * self.scale, 1)


def draw(hits: Sequence[Hit], start: int = 1) -> Map | None:
    """Return the map of the offers whose place is known, or None if there is none."""
    placed = [(number, hit) for number, hit in enumerate(hits, start) if hit.latitude is not None]
    points = [(hit.longitude or 0.0, hit.latitude or 0.0) for _, hit in placed]
    if not points:
        return None
    project = _fit(points)
    borders = [_border(kreis, project) for kreis in kreise.within(project.box)]
    return Map(borders, _marks(placed, project))


def _fit(points: Sequence[tuple[float, float]]) -> _Projection:
    """Choose the part of the country that holds all points, in the shape of the picture."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    middle_x, middle_y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    squeeze = math.cos(math.radians(middle_y))
    needed_y = max((max(ys) - min(ys)) * (1 + 2 * MARGIN), SMALLEST)
    needed_x = max((max(xs) - min(xs)) * squeeze * (1 + 2 * MARGIN), SMALLEST)
    scale = min(HEIGHT / needed_y, WIDTH / needed_x)
    half_y, half_x = HEIGHT / scale / 2, WIDTH / scale / 2 / squeeze
    box = Box(middle_x - half_x, middle_y - half_y, middle_x + half_x, middle_y + half_y)
    return _Projection(box, scale, squeeze)


def _border(kreis: kreise.Kreis, project: _Projection) -> Border:
    box, seen = kreis.box, project.box
    west, north = project(max(box.west, seen.west), min(box.north, seen.north))
    east, south = project(min(box.east, seen.east), max(box.south, seen.south))
    room = east - west > len(kreis.name) * 7 and south - north > 40
    return Border(_path(kreis, project), kreis.name, (west + east) / 2, (north + south) / 2, named=room)


def _path(kreis: kreise.Kreis, project: _Projection) -> str:
    return "".join(
        "M" + "L".join("{:.0f} {:.0f}".format(*project(x, y)) for x, y in ring) + "Z" for ring in kreis.rings
    )


def _marks(placed: Sequence[tuple[int, Hit]], project: _Projection) -> list[Mark]:
    groups: list[list[tuple[int, Hit]]] = []
    spots: list[tuple[float, float]] = []
    for number, hit in placed:
        spot = project(hit.longitude or 0.0, hit.latitude or 0.0)
        near = next((i for i, known in enumerate(spots) if math.dist(known, spot) < TOGETHER), None)
        if near is None:
            spots.append(spot)
            groups.append([(number, hit)])
        else:
            groups[near].append((number, hit))
    return [_mark(spot, group) for spot, group in zip(spots, groups, strict=True)]


def _mark(spot: tuple[float, float], group: Sequence[tuple[int, Hit]]) -> Mark:
    first, hit = group[0]
    label = str(first) if len(group) == 1 else f"{first}+"
    title = ", ".join(f"{number} {each.title}" for number, each in group[:6])
    return Mark(*spot, label=label, title=title, url=f"#angebot-{hit.id}")
