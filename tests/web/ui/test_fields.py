"""Fields take what people type and give it back unchanged when it is wrong."""

from datetime import date, time

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from schutznetz.web.ui.fields import DayField, PhoneField, TimeOfDayField


class Sheet(forms.Form):
    day = DayField(required=False)
    at = TimeOfDayField(required=False)
    phone = PhoneField(required=False)


def typed(day: str = "", month: str = "", year: str = "", at: str = "", phone: str = "") -> Sheet:
    return Sheet({"day_0": day, "day_1": month, "day_2": year, "at": at, "phone": phone})


def test_a_day_is_read_from_three_boxes() -> None:
    form = typed("3", "02", "2024")

    assert form.is_valid()
    assert form.cleaned_data["day"] == date(2024, 2, 3)


@pytest.mark.parametrize(
    ("boxes", "code"),
    [
        (("31", "2", "2024"), "invalid"),
        (("1", "1", ""), "incomplete"),
        (("x", "1", "2024"), "invalid"),
        (("1", "1", "9999"), "year"),
        (("31", "12", "1899"), "year"),
        (("1", "1", "202"), "year"),
    ],
)
def test_days_that_do_not_exist_are_named(boxes: tuple[str, str, str], code: str) -> None:
    assert typed(*boxes).errors.as_data()["day"][0].code == code


@pytest.mark.parametrize("text", ["14:30", "14.30", "1430", "14:30 Uhr", " 14 30"])
def test_a_time_is_read_as_people_write_it(text: str) -> None:
    form = typed(at=text)

    assert form.is_valid()
    assert form.cleaned_data["at"] == time(14, 30)


@pytest.mark.parametrize("text", ["25:00", "14:61", "halb drei"])
def test_times_that_do_not_exist_are_refused_and_kept(text: str) -> None:
    form = typed(at=text)

    assert not form.is_valid()
    assert f'value="{text}"' in str(form["at"])


@pytest.mark.parametrize("text", ["02331 123-45", "+49 (0) 2331/12345", "110"])
def test_numbers_are_kept_as_typed(text: str) -> None:
    form = typed(phone=text)

    assert form.is_valid()
    assert form.cleaned_data["phone"] == text


def test_numbers_that_no_telephone_dials_are_refused() -> None:
    assert not typed(phone="ruf mich an").is_valid()


@given(st.lists(st.one_of(st.text(max_size=8), st.integers().map(str)), min_size=5, max_size=5))
def test_whatever_is_typed_is_answered_and_given_back(words: list[str]) -> None:
    form = typed(*words)

    form.is_valid()
    form.render()


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 12, 31)))
def test_every_day_comes_back_as_it_was(day: date) -> None:
    form = typed(str(day.day), str(day.month), str(day.year))

    assert form.is_valid()
    assert form.cleaned_data["day"] == day
