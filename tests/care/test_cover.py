"""A consent covers exactly what it says: any other thing, person, house, purpose or day is refused."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schutznetz.care.cover import Gate, Said, Wanted, covers, opens

pytestmark = pytest.mark.static

ANNA, BERT, HOUSE, OTHER = (UUID(int=number) for number in range(1, 5))
DAY = date(2026, 11, 22)
SAID = Said(
    purpose="find_help",
    items=frozenset({"name", "need"}),
    people=frozenset({(ANNA, HOUSE)}),
    given_on=DAY,
    until=DAY + timedelta(days=10),
)
WANTED = Wanted(
    purpose="find_help", items=["name"], person=ANNA, houses=frozenset({HOUSE}), house=HOUSE, on=DAY
)
days = st.integers(-3, 14).map(lambda number: DAY + timedelta(days=number))
items = st.frozensets(st.sampled_from(["name", "need", "address"]))
people = st.sampled_from([ANNA, BERT])
houses = st.sampled_from([HOUSE, OTHER, None])


def test_what_was_said_is_covered() -> None:
    assert covers(SAID, WANTED)


@pytest.mark.parametrize(
    "other",
    [
        {"purpose": "feedback"},
        {"items": []},
        {"items": ["name", "address"]},
        {"person": BERT},
        {"houses": frozenset()},
        {"houses": frozenset({OTHER})},
        {"house": OTHER, "houses": frozenset({OTHER})},
        {"on": DAY - timedelta(days=1)},
        {"on": DAY + timedelta(days=11)},
    ],
    ids=str,
)
def test_anything_else_is_not_and_says_why(other: dict[str, object]) -> None:
    refused = covers(SAID, replace(WANTED, **other))  # type: ignore[arg-type]

    assert not refused
    assert refused.reason
    assert refused.norm


@given(
    said=st.builds(
        Said,
        purpose=st.sampled_from(["find_help", "feedback"]),
        items=items,
        people=st.frozensets(st.tuples(people, houses)),
        given_on=days,
        until=days,
        withdrawn=st.booleans(),
    ),
    wanted=st.builds(
        Wanted,
        purpose=st.sampled_from(["find_help", "feedback"]),
        items=items,
        person=people,
        houses=st.frozensets(houses),
        house=houses,
        on=days,
    ),
)
def test_it_covers_exactly_what_all_its_parts_allow(said: Said, wanted: Wanted) -> None:
    allowed = [
        not said.withdrawn,
        said.given_on <= wanted.on <= said.until,
        said.purpose == wanted.purpose,
        (wanted.person, wanted.house) in said.people,
        wanted.house in wanted.houses,
        0 < len(set(wanted.items) & said.items) == len(set(wanted.items)),
    ]

    assert bool(covers(said, wanted)) is all(allowed)


def test_the_gate_opens_when_everything_is_answered_and_never_before() -> None:
    asked = product(
        ("", "consent", "release", "law"),
        ("", " ", "x"),
        (None, False, True),
        ("", "x"),
        (False, True),
        (False, True),
    )
    for basis, need, endangers, why, ours, releases in asked:
        gate = Gate(basis=basis, necessity=need, endangers=endangers, endangers_why=why)
        answered = basis == "consent" or (basis == "release" and releases)
        open_now = answered and need == "x" and (not ours or (endangers is False and why == "x"))

        found = opens(gate, replace(SAID, releases=releases), by_youth_office=ours)

        assert bool(found) is open_now, gate
        assert open_now or (found.reason and found.norm)
