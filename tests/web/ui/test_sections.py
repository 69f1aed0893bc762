"""What is seldom needed is closed while nothing stands in it, and never hides an error."""

from datetime import date
from typing import Any

import pytest
from django import forms

from schutznetz.web.ui.fields import DayField
from schutznetz.web.ui.sections import Part, sections

UNTOUCHED = {"name": "Babytreff", "kind": "unknown", "day_0": "", "day_1": "", "day_2": ""}


class Sheet(forms.Form):
    name = forms.CharField()
    note = forms.CharField(required=False, max_length=5)
    kind = forms.ChoiceField(choices=[("unknown", "-"), ("group", "Gruppe")], initial="unknown")
    seats = forms.IntegerField(required=False)
    yes = forms.BooleanField(required=False)
    some = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")], required=False)
    day = DayField(required=False)


PARTS = (
    Part("Was", ("name", "elsewhere"), "Mehr", ("note", "kind", "seats", "yes", "some", "day")),
    Part("Fehlt", ("absent",)),
)


def is_open(form: Sheet) -> bool:
    (section,) = sections(form, PARTS)  # a part without a field is no part of the page
    return section.opened


def test_nothing_said_is_closed() -> None:
    assert not is_open(Sheet())
    assert not is_open(Sheet(UNTOUCHED))


@pytest.mark.parametrize(
    "said",
    [
        {"note": "kurz"},
        {"kind": "group"},
        {"seats": "0"},
        {"yes": "on"},
        {"some": ["b"]},
        {"day_0": "3"},
    ],
    ids=str,
)
def test_what_was_typed_stays_in_sight(said: dict[str, Any]) -> None:
    assert is_open(Sheet({**UNTOUCHED, **said}))


@pytest.mark.parametrize(
    "kept",
    [{"note": "x"}, {"kind": "group"}, {"seats": 0}, {"yes": True}, {"day": date(2026, 1, 2)}],
    ids=str,
)
def test_what_is_kept_is_in_sight(kept: dict[str, Any]) -> None:
    assert is_open(Sheet(initial={"name": "Babytreff", **kept}))


def test_an_error_is_in_sight() -> None:
    form = Sheet({key: value for key, value in UNTOUCHED.items() if key != "kind"})

    assert "kind" in form.errors
    assert is_open(form)
