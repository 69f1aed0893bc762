"""Who fits, in words: what is demanded bars, everything else speaks for or against and orders the list."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schutznetz.offers.choices import Language, Weekday
from schutznetz.volunteers.choices import Circumstance, Interest
from schutznetz.volunteers.matching import Helper, find
from schutznetz.volunteers.values import Profile, Wanted, Window, common, joined, place

pytestmark = pytest.mark.static
MONDAY, TUESDAY = Weekday.MONDAY, Weekday.TUESDAY
PROFILE = Profile(areas=["Nordstadt"], interests=[Interest.READING], windows=[Window(MONDAY, 600, 720)])
WANTED = Wanted(
    area="Nordstadt",
    language=Language.GERMAN,
    interests=[Interest.READING],
    windows=[Window(MONDAY, 660, 780)],
)


def helper(number: int, name: str, running: int = 0, obstacle: str = "", **changes: Any) -> Helper:
    profile = replace(PROFILE, **changes)
    return Helper(id=UUID(int=number), name=name, profile=profile, running=running, obstacle=obstacle)


def names(wanted: Wanted, *helpers: Helper) -> list[str]:
    return [fit.name for fit in find(wanted, helpers).fitting]


@pytest.mark.parametrize("kept_out", [{"areas": ["Südstadt"]}, {"languages": [Language.TURKISH]}])
def test_area_and_language_bar_and_are_named(kept_out: dict[str, Any]) -> None:
    found = find(WANTED, [helper(1, "Heidi", **kept_out), helper(2, "Jan")])

    assert [fit.name for fit in found.fitting] == ["Jan"]
    assert [(fit.name, len(fit.barred)) for fit in found.barred] == [("Heidi", 1)]


def test_an_obstacle_bars_whatever_else_fits() -> None:
    (fit,) = find(
        WANTED, [helper(1, "Heidi", obstacle="Das Führungszeugnis muss neu gezeigt werden.")]
    ).barred
    assert fit.barred == ["Das Führungszeugnis muss neu gezeigt werden"]


def test_a_language_that_is_not_demanded_bars_nobody() -> None:
    assert names(replace(WANTED, language=None), helper(1, "Heidi", languages=[Language.TURKISH])) == [
        "Heidi"
    ]


@pytest.mark.parametrize("area", ["nordstadt", " Nord-Stadt ", "NORDSTADT"])
def test_a_part_of_town_is_found_however_it_is_typed(area: str) -> None:
    assert names(replace(WANTED, area=area), helper(1, "Heidi")) == ["Heidi"]
    assert place(area) == "nordstadt"


def test_without_a_part_of_town_one_goes_anywhere() -> None:
    assert names(replace(WANTED, area="Hafen"), helper(1, "Heidi", areas=[]), helper(2, "Jan")) == ["Heidi"]


def test_doubts_come_last_and_interests_first() -> None:
    busy = helper(1, "Anna", running=1)
    smoke = helper(2, "Bea", limits=[Circumstance.SMOKING])
    plain = helper(3, "Cem", interests=[])
    best = helper(4, "Dora")
    wanted = replace(WANTED, circumstances=[Circumstance.SMOKING])

    assert names(wanted, busy, smoke, plain, best) == ["Dora", "Cem", "Bea", "Anna"]


def test_the_order_does_not_hang_on_how_they_came() -> None:
    helpers = [helper(number, "Gleich") for number in (3, 1, 2)]
    orders = {tuple(fit.id for fit in find(WANTED, each).fitting) for each in (helpers, helpers[::-1])}
    assert orders == {(UUID(int=1), UUID(int=2), UUID(int=3))}


def test_reasons_are_words_and_no_number_ranks_anybody() -> None:
    (fit,) = find(WANTED, [helper(1, "Heidi")]).fitting

    assert "Vorlesen" in " ".join(fit.reasons)
    assert any("Montag 11:00–12:00" in reason for reason in fit.reasons)
    assert {type(value) for name in ("reasons", "doubts") for value in getattr(fit, name)} == {str}


WINDOWS = st.lists(
    st.builds(
        lambda day, ends: Window(day, *sorted(ends)),
        st.sampled_from([MONDAY, TUESDAY]),
        st.lists(st.integers(0, 1440), min_size=2, max_size=2, unique=True),
    ),
    max_size=4,
)


def minutes(windows: Collection[Window]) -> set[tuple[Weekday, int]]:
    return {(each.day, minute) for each in windows for minute in range(each.begins, each.ends)}


@given(WINDOWS, WINDOWS)
def test_common_time_is_the_minutes_both_have(ones: list[Window], others: list[Window]) -> None:
    found = common(ones, others)

    assert minutes(found) == minutes(ones) & minutes(others)
    assert len(found) == len(joined(found))


def test_a_window_ends_after_it_begins() -> None:
    with pytest.raises(ValueError, match="ends after"):
        Window(MONDAY, 600, 600)


def test_what_is_packed_comes_back() -> None:
    profile = replace(PROFILE, limits=[Circumstance.PETS], families=2, experience="Kita")
    again = Profile.unpacked(profile.packed())

    assert again.packed() == profile.packed()
    assert Wanted.unpacked(WANTED.packed()).packed() == WANTED.packed()
