"""Each row is counted once, and what leaves gives no small number away; shown for worlds drawn at random."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import fields, replace
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schutznetz.counting.amounts import (
    GIVEN,
    PUBLISHED,
    Amount,
    CountedTwice,
    Open,
    count,
    count_all,
    from_json,
    protect,
    to_json,
)
from schutznetz.counting.rules import RULES, Kind
from schutznetz.counting.rules.people import helps_of
from schutznetz.counting.world import World
from schutznetz.law.monitoring import BY_NAME, FIGURES
from schutznetz.visiting.choices import ContactKind
from schutznetz.visiting.counted import CountedContact
from tests.counting.naive import RECOUNTED, recount
from tests.counting.worlds import YEAR, worlds

UNTIMED = settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])  # many rows a world
NOBODY = World(today=YEAR.last, **{each.name: [] for each in fields(World) if each.name != "today"})
GUARDED = [figure.name for figure in FIGURES if figure.guarded]


@UNTIMED
@given(worlds())
def test_every_figure_is_what_a_naive_program_counts(world: World) -> None:
    counted = {
        name: {cell: each.value for cell, each in count(name, world, YEAR).items()} for name in RECOUNTED
    }

    assert counted == {name: recount(name, world) for name in RECOUNTED}


def test_the_naive_program_counts_every_figure() -> None:
    assert set(RECOUNTED) == set(BY_NAME)


@UNTIMED
@given(worlds())
def test_each_record_stands_in_one_row_of_a_figure(world: World) -> None:
    for name, rule in RULES.items():
        there = replace(world, gone=[])  # of what is deleted a number is left
        keys = [each.id for each in rule.count(there, YEAR)]
        named = [key for key in keys if key is not None]
        assert len(named) == len(set(named)), name
        assert rule.kind is Kind.TALLY or len(named) == len(keys), name


@UNTIMED
@given(worlds())
def test_a_family_with_several_helps_is_one_family(world: World) -> None:
    helped = count("families_helped", world, YEAR)
    there = {each.id for each in world.families if YEAR.meets(each.opened_on, each.ended_on)}
    kinds = helps_of(world, YEAR)

    assert sum(each.value for each in helped.values()) == len(there)
    assert helped.get("several", Amount()).value == sum(1 for pk in there if len(kinds.get(pk, ())) > 1)


@UNTIMED
@given(worlds())
def test_every_row_that_is_counted_has_a_name(world: World) -> None:
    for figure in FIGURES:
        found = count(figure.name, world, YEAR)
        named = dict(RULES[figure.name].cells(list(found), YEAR))
        assert set(found) <= set(named), figure.name


@UNTIMED
@given(worlds())
def test_a_row_that_comes_twice_is_refused(world: World) -> None:
    """The negative control: the figure does not print what it counted twice."""
    if not world.partners:
        return
    with pytest.raises(CountedTwice):
        count_all(replace(world, partners=[*world.partners, world.partners[0]]), YEAR)


@UNTIMED
@given(worlds())
def test_what_is_kept_is_what_was_counted(world: World) -> None:
    found = count_all(world, YEAR)

    assert from_json(to_json(found)) == found


ROWS = st.dictionaries(st.sampled_from("abcde"), st.integers(0, 14), max_size=5)


def told(rows: Mapping[str, int]) -> dict[str, Amount]:
    return {cell: Amount(number, number) for cell, number in rows.items()}


def candidates(shown: Open) -> dict[str, set[int]]:
    """Return for each gap of a figure whose total is shown every number that it could be."""
    assert shown.total is not None
    gaps = [cell for cell, number in shown.rows.items() if number is None]
    rest = shown.total - sum(number for number in shown.rows.values() if number is not None)
    most = rest - (len(gaps) - 1)  # each gap holds at least one
    return {gap: set(range(1, most + 1)) if len(gaps) > 1 else {rest} for gap in gaps}


@given(st.sampled_from(GUARDED), ROWS, st.sampled_from([GIVEN, PUBLISHED]))
def test_no_small_number_of_people_leaves_or_follows_from_a_total(
    name: str, rows: dict[str, int], floor: int
) -> None:
    amounts = {name: told(rows)}
    if within := BY_NAME[name].within:
        amounts[within[0]] = told({within[1]: sum(rows.values()), "others": 40})
    shown = protect(amounts, floor)[name]

    small = [cell for cell, number in rows.items() if 0 < number < floor]
    assert all(shown.rows[cell] is None for cell in small)
    if shown.total is not None:
        assert all(len(found) >= floor for found in candidates(shown).values())


@given(ROWS, st.dictionaries(st.sampled_from(["declined", "begun", "ended", "revoked"]), st.integers(0, 14)))
def test_the_reasons_do_not_tell_what_their_row_hides(
    reasons: dict[str, int], states: dict[str, int]
) -> None:
    """How many were declined is the sum of the reasons: where that row is a gap, no reason is printed."""
    states = states | {"declined": sum(reasons.values())}
    shown = protect({"referrals": told(states), "declined": told(reasons)}, GIVEN)

    if shown["referrals"].rows["declined"] is None:
        assert shown["declined"].total is None
        assert all(number is None for number in shown["declined"].rows.values())


def test_reasons_beside_a_hidden_row_would_give_it_away() -> None:
    """The negative control: each table by itself is careful, and both together are not."""
    states, reasons = told({"declined": 5, "begun": 4}), told({"no_place": 5})
    careless = protect({"referrals": told({"declined": 5}), "declined": reasons}, GIVEN)
    careful = protect({"referrals": states, "declined": reasons}, GIVEN)

    assert careless["declined"].total == 5
    assert careful["referrals"].rows["declined"] is None
    assert careful["declined"] == Open({"no_place": None}, None)


def test_hours_are_hidden_with_the_few_people_whose_they_are() -> None:
    shown = protect({"given_hours": {"2026-1": Amount(900, 3), "2026-2": Amount(5000, 60)}}, GIVEN)

    assert shown["given_hours"].rows == {"2026-1": None, "2026-2": None}


@UNTIMED
@given(worlds())
def test_a_family_with_many_rows_is_one_of_the_people(world: World) -> None:
    for each in count("referrals", world, YEAR).values():
        assert each.people <= len(world.families) + sum(gone.number for gone in world.gone)
        assert each.people <= each.value


def contacts_of(families: int) -> World:
    """Each of so many families is visited and called: two rows, and in both of them the same people."""
    kinds = [ContactKind.HOME.value, ContactKind.PHONE.value] * 4
    contacted = [
        CountedContact(id=uuid4(), family=family, on=YEAR.first, kind=kind, minutes=60)
        for family in (uuid4() for _family in range(families))
        for kind in kinds
    ]
    return replace(NOBODY, contacted=contacted)


@pytest.mark.parametrize(("families", "total"), [(0, 0), (1, None), (4, None), (5, 40)])
@pytest.mark.parametrize("kept", [False, True], ids=["counted", "fixed"])
def test_the_same_few_people_in_every_row_have_no_total(families: int, total: int | None, kept: bool) -> None:
    """Four families stand in two rows; eight are no more than four."""
    amounts = count_all(contacts_of(families), YEAR)
    shown = protect(from_json(to_json(amounts)) if kept else amounts, GIVEN)

    assert shown["visit_contacts"].total == total
    if total is None:
        assert set(shown["visit_contacts"].rows.values()) == {None}
        assert shown["visit_hours"].total is None


@UNTIMED
@given(worlds())
def test_no_total_is_about_fewer_people_than_may_be_told(world: World) -> None:
    for name, shown in protect(count_all(world, YEAR), GIVEN).items():
        counted = list(RULES[name].count(world, YEAR))
        who = {each.who for each in counted if each.who}
        people = len(who) + sum(each.people for each in counted if not each.who)
        if shown.total and name in GUARDED:
            assert people >= GIVEN, name


def test_what_is_public_anyway_leaves_whole() -> None:
    assert protect({"partners": told({"clinic": 1})}, PUBLISHED)["partners"] == Open({"clinic": 1}, 1)


def test_every_figure_of_people_is_guarded() -> None:
    people = {Kind.FAMILY, Kind.REFERRAL, Kind.VISITING, Kind.MATCH, Kind.VOLUNTEER}
    unguarded = {figure.name: RULES[figure.name].kind for figure in FIGURES if not figure.guarded}

    assert not people & set(unguarded.values())
    assert Counter(unguarded.values())[Kind.TALLY] == 2  # invitations and meetings of the group
