"""What people type for a place leads to its Kreis."""

import pytest

from schutznetz.geo.districts import meant_by


@pytest.mark.parametrize(
    ("typed", "kreis"),
    [
        ("58095", "05914"),
        ("58511 Lüdenscheid", "05962"),
        ("muenster", "05515"),
        ("Castrop Rauxel", "05562"),
        ("Märkischer Kreis", "05962"),
        ("Berlin-Mitte", "11000"),
        ("frankfurt am main", "06412"),
    ],
)
def test_a_place_is_found_however_it_is_written(typed: str, kreis: str) -> None:
    assert meant_by(typed)[0] == kreis


def test_towns_that_share_a_name_are_all_meant() -> None:
    assert {"12053", "06412"} <= set(meant_by("Frankfurt"))


@pytest.mark.parametrize("typed", ["", "00000", "xyzzy", "87491"])  # the last lies in Austria
def test_what_is_no_place_here_leads_nowhere(typed: str) -> None:
    assert meant_by(typed) == []
