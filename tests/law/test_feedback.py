"""To whom the answer of § 4 Abs. 4 KKG is owed, every group with every profession, restated by hand."""

from itertools import product

import pytest

from schutznetz.law.feedback import is_owed, matters
from schutznetz.law.professions import NUMBERED, Profession
from schutznetz.law.question import NONE_OF_THEM
from schutznetz.law.report_fields import BY_NAME
from schutznetz.law.reporters import Reporter

R = Reporter
ALWAYS = {R.HEALTH, R.COUNSELLOR}  # A and B
PERSONALLY = {R.BENEFIT_BODY, R.SHELTER}  # F and J
SAID = ["", NONE_OF_THEM, "lawyer", *Profession]


@pytest.mark.parametrize("who", Reporter)
def test_an_answer_is_owed_only_to_the_professions_of_the_law(who: Reporter) -> None:
    for own, yes in product(SAID, [True, False]):
        disputed = yes and (who, own) == (R.PROVIDER, "social_work")
        personally = who in PERSONALLY and own in set(Profession)

        owed = is_owed(who, own, office_says_yes=yes)
        assert owed is (who in ALWAYS or personally or disputed), (own, yes)
        assert matters(who, own, office_says_yes=yes) is (personally or disputed), (own, yes)


def test_the_seven_numbers_of_the_law_stand_in_their_order() -> None:
    assert [profession for profession, _label in NUMBERED] == list(Profession)
    assert len(Profession) == 7


def test_only_those_are_asked_about_themselves_for_whom_something_turns_on_it() -> None:
    assert BY_NAME["own_profession"].asked == PERSONALLY
    assert BY_NAME["own_social_work"].asked == {R.PROVIDER}
    assert not BY_NAME["own_profession"].required
