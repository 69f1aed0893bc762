"""When an offer rests: seasons, school holidays, days that fail; typed, kept and said in one way."""

from datetime import date

import pytest
from django.utils import translation

from schutznetz.offers import seasons, typed
from schutznetz.offers.choices import HolidayCustom
from schutznetz.offers.seasons import Pause
from schutznetz.web.offers import wording

pytestmark = pytest.mark.static
TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("", ""),
        ("April bis September", "4-9"),
        ("Apr-Sep", "4-9"),
        ("10 – 3", "10-3"),
        ("märz bis mai", "3-5"),
    ],
)
def test_a_season_is_read_as_people_write_it_and_comes_back(text: str, kept: str) -> None:
    assert typed.season(text) == kept
    assert typed.season(typed.said_season(kept)) == kept


@pytest.mark.parametrize("text", ["Sommer", "April", "4-13", "0-3", "Ju-Au", "1-2-3"])
def test_what_is_no_season_is_said_so(text: str) -> None:
    with pytest.raises(ValueError, match="zwei Monate"):
        typed.season(text)


@pytest.mark.parametrize(
    ("season", "months"),
    [("", range(1, 13)), ("4-9", range(4, 10)), ("10-3", [10, 11, 12, 1, 2, 3]), ("5-5", [5])],
)
def test_a_season_may_run_over_the_new_year(season: str, months: list[int]) -> None:
    found = {month for month in range(1, 13) if seasons.is_in_season(season, date(2026, month, 15))}

    assert found == set(months)


def test_pauses_are_read_in_order_and_come_back() -> None:
    kept = typed.pauses("26.05.2027; 24.12.2026 - 06.01.2027\n26.05.2027")

    assert kept == ("2026-12-24/2027-01-06", "2027-05-26/2027-05-26")
    assert typed.pauses(typed.said_pauses(kept)) == kept
    assert typed.pauses("24.12.2026 bis 06.01.2027") == kept[:1]


@pytest.mark.parametrize("text", ["06.01.2027-24.12.2026", "30.02.2027", "in den Ferien"])
def test_what_is_no_pause_is_said_so(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        typed.pauses(text)


def test_a_pause_that_is_over_is_said_nowhere() -> None:
    kept = ["2026-11-19/2026-11-19", "2026-11-20/2026-11-22", "2027-05-26/2027-05-26"]

    assert seasons.ahead(kept, TODAY) == [Pause.kept(each) for each in kept[1:]]
    assert seasons.now(kept, TODAY) == Pause(TODAY, date(2026, 11, 22))
    assert seasons.now(kept, date(2026, 11, 23)) is None


def test_families_read_it_in_their_order() -> None:
    facts = {
        "season": "10-3",
        "in_holidays": HolidayCustom.PAUSES.value,
        "pauses": ["2026-11-19/2026-11-21", "2026-12-24/2027-01-06", "2027-05-26/2027-05-26"],
    }

    with translation.override("de"):
        said = wording.rests(facts, TODAY)

    assert said == [
        "Saison: Oktober – März",
        "nicht in den Schulferien",
        "gerade Pause, bis 21. November 2026",
        "fällt aus von 24. Dezember 2026 bis 6. Januar 2027",
        "fällt aus am 26. Mai 2027",
    ]
    assert [each for each in wording.rests({}, TODAY) if each] == []
