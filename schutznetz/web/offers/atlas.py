"""The map beside the list: drawn on the server from own borders, complete without JavaScript."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from schutznetz.geo import kreise
from schutznetz.geo.kreise import Box, Kreis, Ring
from schutznetz.networks.choices import Land
from schutznetz.offers.queries import Hit

WIDTH, HEIGHT = 400, 460
SMALLEST = 0.3  # degrees of latitude (33 km): a single place needs surroundings to be recognised
MARGIN = 0.25
TOGETHER = 26  # pixels; marks closer than this become one
FINE, COARSE = 0.002, 0.03  # degrees that one unit of a drawn border stands for: Kreise, Länder


@dataclass(frozen=True, slots=True)
class Mark:
    """One or several offers at about the same place."""

    x: str
    y: str
    label: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Name:
    """What a Kreis or Land is called, at the middle of what is seen of it."""

    x: str
    y: str
    text: str


@dataclass(frozen=True, slots=True)
class Map:
    """Borders are drawn once for all maps; ``transform`` moves them to where this map looks."""

    borders: SafeString
    transform: str
    names: list[Name]
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
        return x, (self.box.north - latitude) * self.scale

    def transform(self, unit: float) -> str:
        """Return the same for a picture of the whole country, drawn in so many degrees a unit."""
        across, down = self.scale * self.squeeze, self.scale
        west, north = self.box.west * across, self.box.north * down
        return f"matrix({across * unit:.4f} 0 0 {down * unit:.4f} {-west:.1f} {north:.1f})"


def draw(hits: Sequence[Hit], start: int = 1) -> Map | None:
    """Return the map of the offers whose place is known, or None if there is none."""
    placed = [(number, hit) for number, hit in enumerate(hits, start) if hit.latitude is not None]
    points = [(hit.longitude or 0.0, hit.latitude or 0.0) for _, hit in placed]
    if not points:
        return None
    project = _fit(points)
    seen = kreise.within(project.box)
    unit = COARSE if seen and seen[0].kind == kreise.LAND else FINE
    return Map(
        borders=format_html_join("", "{}", ((_drawn(each, _name(each), unit),) for each in seen)),
        transform=project.transform(unit),
        names=[name for each in seen if (name := _named(each, project))],
        marks=_marks(placed, project),
    )


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


def _name(kreis: Kreis) -> str:
    return str(Land(kreis.key).label) if kreis.kind == kreise.LAND else kreis.name


def _named(kreis: Kreis, project: _Projection) -> Name | None:
    """Return the name if there is room for it."""
    box, seen = kreis.box, project.box
    west, north = project(max(box.west, seen.west), min(box.north, seen.north))
    east, south = project(min(box.east, seen.east), max(box.south, seen.south))
    name = _name(kreis)
    if east - west <= len(name) * 7 or south - north <= 40:
        return None
    return Name(f"{(west + east) / 2:.0f}", f"{(north + south) / 2:.0f}", name)


@lru_cache(maxsize=1024)
def _drawn(kreis: Kreis, name: str, unit: float) -> SafeString:
    lines = "".join(_line(ring, unit) for ring in kreis.rings)
    return format_html('<path class="sn-map__border" d="{}"><title>{}</title></path>', lines, name)


def _line(ring: Ring, unit: float) -> str:
    """Return a ring in whole units, each point told by its distance from the one before."""
    points = [(round(x / unit), round(-y / unit)) for x, y in ring]
    steps = [(x - a, y - b) for (a, b), (x, y) in pairwise(points) if (a, b) != (x, y)]
    return "M{} {}l{}z".format(*points[0], " ".join(f"{x} {y}" for x, y in steps))


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
    x, y = spot
    return Mark(f"{x:.1f}", f"{y:.1f}", label=label, title=title, url=f"#angebot-{hit.id}")
