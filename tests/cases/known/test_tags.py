"""A person and the same person written otherwise share tags; one attribute alone never becomes one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schutznetz.cases.known import letters
from schutznetz.cases.known.likeness import Born, birth, compare
from schutznetz.cases.known.tags import Compound, Family, Person, SingleAttribute, compounds

GIVEN = ("Lena", "Maximilian", "Aylin", "Oleksandr", "Yusuf", "Katarzyna", "Änne", "Björn", "Zeynep", "Tim")
NAMES = ("Weidenbach", "Müller", "Yıldırım", "Al-Hadad", "Kowalczyk", "Schewtschenko", "Groß", "Voigt")
BORN = date(2019, 3, 5)

people = st.builds(Person, st.sampled_from(GIVEN), st.sampled_from(NAMES), st.just(BORN))
dates = st.dates(date(1990, 1, 1), date(2026, 12, 31))


def shared(one: Person, other: Person) -> int:
    return len(compounds(one) & compounds(other))


def undated(who: Person) -> Person:
    return Person(who.given, who.family)


def slip(word: str, kind: int, at: int) -> str:
    at = 1 + at % (len(word) - 2)
    return (
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + "n" + word[at:],
        word[:at] + "e" + word[at + 1 :],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    )[kind % 5]


@given(people, st.integers(0, 4), st.integers(0, 30), st.booleans())
def test_one_slip_of_the_finger_leaves_something_in_common(
    who: Person, kind: int, at: int, in_family: bool
) -> None:
    wrong = (
        Person(who.given, slip(who.family, kind, at))
        if in_family
        else Person(slip(who.given, kind, at), who.family)
    )

    assert shared(undated(who), wrong)
    assert compare(undated(who), wrong).is_worth_a_look


@given(people, st.integers(0, 4), st.integers(0, 4), st.integers(0, 30), st.integers(0, 30))
def test_with_a_birth_date_both_names_may_be_wrong(
    who: Person, kind: int, other_kind: int, at: int, other_at: int
) -> None:
    wrong = Person(slip(who.given, kind, at), slip(who.family, other_kind, other_at), BORN)

    assert shared(who, wrong)


@given(people, dates)
def test_swapped_names_share_as_much_as_straight_ones(who: Person, born: date) -> None:
    straight = Person(who.given, who.family, born)
    swapped = Person(who.family, who.given, born)

    names = {c for c in compounds(straight) if c.family is Family.SOUNDS}
    assert names <= compounds(swapped)
    assert compare(straight, swapped).names > 0.98


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Jürgen", "Gößling"), ("Juergen", "Goessling")),
        (("Jürgen", "Gößling"), ("Jurgen", "Gossling")),
        (("Mia", "Sommer-Winter"), ("Mia", "Winter")),
        (("Mia", "Sommer-Winter"), ("Mia", "Winter Sommer")),
        (("Anna Lena", "Roth"), ("Annalena", "Roth")),
        (("Anna-Lena", "Roth"), ("Lena", "Roth")),
        (("Yusuf", "Çelik"), ("Youssef", "Tschelik")),
        (("Şerife", "Yıldız"), ("Scherife", "Jildis")),
        (("Khaled", "Al-Masri"), ("Chalid", "Elmasri")),
        (("Abdulrahman", "Haddad"), ("Abdul Rahman", "Hadad")),
        (("Oleksandr", "Shevchenko"), ("Olexander", "Schewtschenko")),
        (("Юлія", "Шевченко"), ("Julija", "Schewtschenko")),
        (("محمد", "خليل"), ("Mohammed", "Chalil")),
        (("Łukasz", "Wójcik"), ("Lukas", "Wojcik")),
        (("Krzysztof", "Szymański"), ("Kschischtof", "Schimanski")),
        (("Elisabeth", "Krüger"), ("Lisa", "Krueger")),
        (("Aleksandr", "Petrow"), ("Sascha", "Petrov")),
        (("Mehmet", "Öztürk"), ("Memo", "Oeztuerk")),
        (("Jan", "von der Heide"), ("Jan", "Heide")),
        (("Seán", "O'Brien"), ("Sean", "OBrien")),
    ],
)
def test_other_spellings_of_one_name_find_each_other(one: tuple[str, str], other: tuple[str, str]) -> None:
    written, meant = Person(*one), Person(*other)

    assert shared(written, meant)
    assert compare(written, meant).is_worth_a_look


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Lucas", "Zahnfeld"), ("Luxcas", "Zahnfled")),  # two in the other order
        (("Geza", "Goldinhuber"), ("Greza", "Goldinjhuber")),  # one more in each
        (("Edward", "Hofstädter"), ("Eward", "Hofsädter")),  # one less in each
        (("Mariola", "Kirchininger"), ("Matiola", "Kirchinibger")),  # another one in each
        (("Deborah", "Maierström"), ("Maiersröm", "Drborah")),  # and in the other's place
        (("Cleo", "Buscherskel"), ("Celo", "Buschesrkel")),  # at an edge of a short one
    ],
)
def test_a_slip_in_each_name_hides_nobody_without_a_date(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    written, question = Person(*one), Person(*other)

    assert shared(written, question) >= 2
    assert compare(written, question).is_worth_a_look


@pytest.mark.parametrize("piece", ["day and month", "one digit", "another year"])
def test_a_wrong_date_hides_nobody(piece: str) -> None:
    wrong = {
        "day and month": date(2019, 5, 3),
        "one digit": date(2019, 3, 8),
        "another year": date(2018, 3, 5),
    }
    who, meant = Person("Lena", "Müller", BORN), Person("Lena", "Müller", wrong[piece])

    assert compounds(who) & compounds(meant) > {
        c for c in compounds(who) & compounds(meant) if c.family in {Family.SOUNDS, Family.READINGS}
    }
    assert compare(who, meant).is_likely


@given(st.text(max_size=30), st.text(max_size=30), st.none() | dates, st.text(max_size=30))
def test_whatever_is_typed_every_tag_joins_two_attributes(
    given_name: str, family: str, born: date | None, address: str
) -> None:
    for compound in compounds(Person(given_name, family, born, address)):
        assert len(compound.pieces) >= 2
        assert all(compound.pieces)
        assert all(compound.attributes)


@given(st.text(st.characters(codec="ascii"), max_size=30))
def test_a_name_without_marks_is_read_as_one_with_marks_would_be(text: str) -> None:
    assert letters.plain(text) == letters.plain(f"{text} \N{ARABIC TATWEEL}")


@pytest.mark.parametrize(
    "who", [Person("Lena", ""), Person("", "Müller"), Person("", "", BORN), Person("", "")]
)
def test_one_attribute_alone_gives_no_tag(who: Person) -> None:
    assert compounds(who) == set()


@pytest.mark.parametrize("pieces", [("MLR",), ("MLR", ""), ()])
def test_a_tag_over_one_attribute_is_refused(pieces: tuple[str, ...]) -> None:
    with pytest.raises(SingleAttribute):
        Compound(Family.SOUNDS, pieces)


def test_strangers_are_not_called_known() -> None:
    everyone = [Person(a, b, BORN) for a in GIVEN for b in NAMES]
    other = date(2015, 11, 24)

    assert not any(
        compare(one, Person(a, b, other)).is_likely for one in everyone for a in GIVEN for b in NAMES
    )


def test_the_control_the_same_child_is_called_known() -> None:
    assert compare(Person("Lena", "Müller", BORN), Person("Lena", "Müller", BORN)).is_likely


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (BORN, Born.SAME),
        (date(2019, 5, 3), Born.SWAPPED),
        (date(2020, 3, 5), Born.CLOSE),
        (date(2019, 3, 6), Born.CLOSE),
        (date(2019, 12, 5), Born.NEAR),
        (date(2006, 11, 24), Born.OTHER),
        (None, Born.UNKNOWN),
    ],
)
def test_dates_agree_by_their_fault(other: date | None, expected: Born) -> None:
    assert birth(BORN, other) is expected


def test_an_address_counts_with_a_name_only() -> None:
    there = Person("Tim", "Müller", None, "Birkenstraße 5, 12345 Tannfurt")
    meant = Person("", "Mueller", None, "Birkenstr. 5a")

    assert shared(there, meant)
    assert compounds(Person("", "", None, "Birkenstr. 5")) == set()
