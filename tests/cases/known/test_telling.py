"""What a reporter typed in one line is read as a name, a date and an address, or as none of them."""

from datetime import date

import pytest

from schutznetz.cases.known.telling import birthday_in, named, person_in


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Lena Müller", ("Lena", "Müller")),
        ("Müller, Lena", ("Lena", "Müller")),
        ("Anna Lena Müller", ("Anna Lena", "Müller")),
        ("Jan von der Heide", ("Jan", "von der Heide")),
        ("Mia", ("Mia", "")),
        ("Frau Dr. Anna Sommer", ("Anna", "Sommer")),
        ("Herr Sommer", ("Sommer", "")),
        ("Junge, etwa 4, rote Jacke", ("", "")),
        ("Mädchen mit Zöpfen", ("", "")),
        ("wohnt im zweiten Stock links neben der Treppe", ("", "")),
        ("", ("", "")),
    ],
)
def test_a_line_is_a_name_or_a_description(typed: str, expected: tuple[str, str]) -> None:
    assert named(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("geboren am 5.3.2019", date(2019, 3, 5)),
        ("05.03.19", date(2019, 3, 5)),
        ("2019-03-05", date(2019, 3, 5)),
        ("5/3/2019", date(2019, 3, 5)),
        ("31.02.2019", None),
        ("etwa 7", None),
        ("", None),
    ],
)
def test_an_age_holds_a_birth_date_or_not(typed: str, expected: date | None) -> None:
    assert birthday_in(typed) == expected


def test_a_child_without_a_name_is_nobody() -> None:
    assert person_in({}).given == ""
