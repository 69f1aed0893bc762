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
        ("Lena Müller, 7 Jahre", ("Lena", "Müller")),
        ("Müller, Lena, 7 Jahre", ("Lena", "Müller")),
        ("Lena Müller (5)", ("Lena", "Müller")),
        ("Lena Müller (geb. 2019", ("Lena", "Müller")),
        ("Lena Müller, geb. 05.03.2019", ("Lena", "Müller")),
        ("Lena Müller geb. 5.3.19", ("Lena", "Müller")),
        ("Lena Müller 7 J.", ("Lena", "Müller")),
        ("Tochter Lena Müller", ("Lena", "Müller")),
        ("Kind Jan von der Heide", ("Jan", "von der Heide")),
        ("Lena Müller, rote Jacke", ("Lena", "Müller")),
        ("Sohn der Familie Müller, etwa 4", ("Müller", "")),
        ("lena müller", ("lena", "müller")),
        ("müller, lena", ("lena", "müller")),
        ("Junge im Haus Nr. 5, Lena Müller kennt ihn", ("", "")),
        ("kleiner Junge, 4, heißt vielleicht Tim", ("", "")),
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


def test_a_birth_date_behind_the_name_is_taken_where_no_age_is_said() -> None:
    called = {"child_name": "Lena Müller, geb. 05.03.2019"}

    assert person_in(called).born == date(2019, 3, 5)
    assert person_in({**called, "child_age": "1.2.2018"}).born == date(2018, 2, 1)


def test_a_child_without_a_name_is_nobody() -> None:
    assert person_in({}).given == ""
