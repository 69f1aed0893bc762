"""Hours, amounts and places as people type them."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from schutznetz.offers.choices import Weekday
from schutznetz.volunteers.values import Window
from schutznetz.web.volunteers.fields import EuroField, HoursField, PlacesField

pytestmark = pytest.mark.static


@pytest.mark.parametrize(
    ("typed", "windows"),
    [
        ("", []),
        ("14-17", [(840, 1020)]),
        ("14 bis 17 Uhr", [(840, 1020)]),
        ("9.30 – 11:15, 15–24", [(570, 675), (900, 1440)]),
    ],
)
def test_hours_are_read_as_people_write_them(typed: str, windows: list[tuple[int, int]]) -> None:
    found = HoursField(Weekday.MONDAY).clean(typed)
    assert found == [Window(Weekday.MONDAY, *each) for each in windows]
    assert HoursField(Weekday.MONDAY).clean(HoursField.typed(Weekday.MONDAY, found)) == found


@pytest.mark.parametrize("typed", ["vormittags", "17-14", "9:75-10", "23-25", "14", "14-14"])
def test_hours_that_are_none_are_said_so(typed: str) -> None:
    with pytest.raises(ValidationError):
        HoursField(Weekday.MONDAY).clean(typed)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("", "0"),
        ("12", "12"),
        ("12,5", "12.5"),
        ("12.50 €", "12.50"),
        ("0,01", "0.01"),
        ("9999,99", "9999.99"),
    ],
)
def test_an_amount_is_exact(typed: str, amount: str) -> None:
    assert EuroField().clean(typed) == Decimal(amount)


@pytest.mark.parametrize("typed", ["-1", "1,005", "1e3", "NaN", "10000", "1.000,00", "٣"])
def test_what_is_no_amount_in_cents_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        EuroField().clean(typed)


def test_places_are_named_once() -> None:
    assert PlacesField().clean(" Nordstadt,Hafen , Nordstadt,") == ["Nordstadt", "Hafen"]
