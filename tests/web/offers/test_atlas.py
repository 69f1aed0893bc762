"""The map: borders drawn once for all maps must lie where the marks lie."""

import re

import pytest

from schutznetz.geo import kreise, places
from schutznetz.geo.kreise import Box
from schutznetz.web.offers import atlas

FLENSBURG, MITTENWALD, HAGEN = "24937", "82481", "58095"


def _point(postcode: str) -> tuple[float, float]:
    place = places.at_postcode(postcode)
    assert place
    return place.longitude, place.latitude


def test_a_border_lies_where_its_points_are_projected_to() -> None:
    project = atlas._fit([_point(HAGEN)])
    kreis = kreise.within(project.box)[0]
    path = atlas._line(kreis.rings[0], atlas.FINE)
    across, _b, _c, down, right, below = map(float, re.findall(r"-?[\d.]+", project.transform(atlas.FINE)))
    x, y = map(int, re.match(r"M(-?\d+) (-?\d+)", path).groups())  # type: ignore[union-attr]

    at = (x * across + right, y * down + below)

    assert at == pytest.approx(project(*kreis.rings[0][0]), abs=3)


def test_a_view_of_the_whole_country_shows_the_laender() -> None:
    north, south = _point(FLENSBURG), _point(MITTENWALD)

    wide = kreise.within(atlas._fit([north, south]).box)
    close = kreise.within(atlas._fit([_point(HAGEN)]).box)

    assert {each.kind for each in wide} == {kreise.LAND}
    assert "Hagen" in {each.name for each in close}


def test_the_outline_of_a_land_is_closed_and_holds_its_kreise() -> None:
    laender = {land.key: land for land in kreise.all_laender()}

    assert len(laender) == 16
    for land in laender.values():
        assert all(ring[0] == ring[-1] for ring in land.rings)
    for kreis in kreise.all_kreise():
        box = laender[kreis.key[:2]].box
        assert box == Box(
            min(box.west, kreis.box.west),
            min(box.south, kreis.box.south),
            max(box.east, kreis.box.east),
            max(box.north, kreis.box.north),
        )
