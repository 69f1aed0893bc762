"""No style starts or ends between the two narrow telephones: journeys look at the narrower one only."""

import re
from pathlib import Path

import pytest
from django.conf import settings

STATIC = Path(settings.BASE_DIR) / "schutznetz" / "web" / "static"
NARROW, NARROWER = 360, 320
PIXELS = {"px": 1, "rem": 16, "em": 16}
QUERY = re.compile(r"@(media|container)([^{]*)\{")
WIDTH = re.compile(r"([\d.]+)(px|rem|em)\b")


def between(styles: str) -> list[str]:
    """Return the queries that may tell both apart: a length between, a box asking for its width."""
    found = []
    for kind, query in QUERY.findall(styles):
        lengths = [float(number) * PIXELS[unit] for number, unit in WIDTH.findall(query)]
        if kind == "container" or any(NARROWER <= length <= NARROW for length in lengths):
            found.append(query.strip())
    return found


def test_no_style_tells_the_narrow_telephones_apart() -> None:
    sheets = list(STATIC.rglob("*.css"))

    assert len(sheets) > 3
    assert {sheet.name: between(sheet.read_text(encoding="utf-8")) for sheet in sheets} == {
        sheet.name: [] for sheet in sheets
    }


def test_no_script_asks_for_the_width() -> None:
    scripts = list(STATIC.rglob("*.js"))

    assert scripts
    assert not [each.name for each in scripts if re.search(r"matchMedia|innerWidth", each.read_text("utf-8"))]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("@media (min-width: 340px) { a {} }", True),
        ("@media screen and (max-width: 21rem) { a {} }", True),
        ("@media (20em < width) { a {} }", True),
        ("@container (min-width: 60rem) { a {} }", True),
        ("@media (max-width: 30rem) { a { width: 21rem } }", False),
        ("@media print { a {} }", False),
    ],
)
def test_a_style_that_does_is_found(query: str, found: bool) -> None:
    assert bool(between(query)) is found
