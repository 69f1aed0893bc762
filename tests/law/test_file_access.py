"""Who may ask and what is kept from whom: every combination of the tables, and what the law says of it."""

from datetime import date
from itertools import combinations, product

import pytest

from schutznetz.cases.choices import AccessBasis, Asker, Withheld
from schutznetz.law import file_access as law
from schutznetz.law.file_access import ASKERS, BASES, GROUNDS, THE_CHILD, Trait, proposed

pytestmark = pytest.mark.static
WAYS = [(asker, basis) for asker, basis in product(ASKERS, BASES) if law.may_ask(asker, basis)]
# What must never be decided away, restated by hand.
NEVER = {Trait.PLACE, Trait.ENTRUSTED, Trait.REPORTER, Trait.CONFIDENTIAL}


def kept(trait: Trait, asker: str, basis: str) -> bool:
    return bool(proposed([trait], asker=asker, basis=basis))


def test_the_vocabularies_are_the_keys_of_the_tables() -> None:
    assert set(Asker.values) == set(ASKERS)
    assert set(AccessBasis.values) == set(BASES) == set(law.SECRETS_OF_OTHERS)
    assert set(Withheld.values) == {*Trait, law.BY_HAND}
    assert [ground.trait for ground in GROUNDS] == list(Trait)


def test_who_may_ask_on_which_basis() -> None:
    """Parties see the file, everybody what is stored about herself, the grown-up child her childhood."""
    parties = {"child", "young_person", "custodian", "guardian"}

    assert {asker for asker, basis in WAYS if basis == law.FILE} == parties
    assert {asker for asker, basis in WAYS if basis == law.SUBJECT} == set(ASKERS)
    assert {asker for asker, basis in WAYS if basis == law.REAPPRAISAL} == {"grown_up"}
    assert {asker for asker in ASKERS if ASKERS[asker].whole_file} == parties | {"grown_up"}


@pytest.mark.parametrize(("asker", "basis"), WAYS)
def test_no_place_and_nothing_entrusted_goes_to_anybody(asker: str, basis: str) -> None:
    for trait in (Trait.PLACE, Trait.ENTRUSTED):
        assert proposed([trait], asker=asker, basis=basis)[0].absolute


@pytest.mark.parametrize(("asker", "basis"), WAYS)
def test_who_reported_is_told_to_nobody_but_who_reported(asker: str, basis: str) -> None:
    for trait in (Trait.REPORTER, Trait.REPORTED):
        assert kept(trait, asker, basis) is (asker != "reporter")


@pytest.mark.parametrize(("asker", "basis"), WAYS)
def test_what_the_child_said_is_kept_from_all_others(asker: str, basis: str) -> None:
    for trait in (Trait.CHILDS_WORDS, Trait.CONFIDENTIAL, Trait.SECRECY):
        assert kept(trait, asker, basis) is (asker not in THE_CHILD)


@pytest.mark.parametrize(("asker", "basis"), WAYS)
def test_what_concerns_somebody_else_is_put_before_a_person(asker: str, basis: str) -> None:
    assert all(kept(trait, asker, basis) for trait in (Trait.HEALTH, Trait.OTHER_PERSON, Trait.SOURCE))
    for trait in (Trait.ATTACHMENT, Trait.DEFERRED, Trait.RESTRICTED):
        assert [ground.absolute for ground in proposed([trait], asker=asker, basis=basis)] == [False]
    assert kept(Trait.OTHER_PARENT, asker, basis) is (asker not in THE_CHILD | {"guardian"})


@pytest.mark.parametrize(("asker", "basis"), WAYS)
def test_drafts_are_kept_back_in_file_access_alone(asker: str, basis: str) -> None:
    assert kept(Trait.DRAFT, asker, basis) is (basis == law.FILE)


def test_every_combination_names_its_strongest_ground_first() -> None:
    order = list(Trait)
    for size in range(4):  # each is judged alone, so pairs and triples show the order of all
        for traits in combinations(Trait, size):
            for asker, basis in WAYS:
                found = [ground.trait for ground in proposed(traits, asker=asker, basis=basis)]
                assert found == sorted(set(found), key=order.index)
                assert set(found) == {trait for trait in traits if kept(trait, asker, basis)}


def test_the_absolute_grounds_come_before_those_that_a_person_may_overrule() -> None:
    assert [ground.trait for ground in GROUNDS if ground.absolute] == [t for t in Trait if t in NEVER]
    assert set(law.ABSOLUTE) == NEVER
    assert [ground.absolute for ground in GROUNDS] == sorted(
        (ground.absolute for ground in GROUNDS), reverse=True
    )


@pytest.mark.parametrize("basis", BASES)
def test_a_black_mark_never_tells_what_kind_of_secret_it_hides(basis: str) -> None:
    secrets = {law.mark(ground.trait, basis) for ground in GROUNDS if ground.trait != Trait.DRAFT}

    assert secrets | {law.mark(law.BY_HAND, basis)} == {(law.SHARED_WORDS, law.SECRETS_OF_OTHERS[basis])}


@pytest.mark.parametrize(
    ("received", "due", "extended"),
    [
        (date(2026, 11, 22), date(2026, 12, 22), date(2027, 2, 22)),
        (date(2027, 1, 31), date(2027, 2, 28), date(2027, 4, 30)),
        (date(2028, 1, 30), date(2028, 2, 29), date(2028, 4, 30)),
    ],
)
def test_a_month_and_two_more(received: date, due: date, extended: date) -> None:
    assert law.due_on(received) == due
    assert law.due_on(received, extended=True) == extended
