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


@pytest.mark.parametrize(("who", "own", "yes"), list(product(Reporter, SAID, [True, False])), ids=str)
def test_an_answer_is_owed_only_to_the_professions_of_the_law(who: Reporter, own: str, yes: bool) -> None:
    disputed = yes and (who, own) == (R.PROVIDER, "social_work")
    personally = who in PERSONALLY and own in set(Profession)

    assert is_owed(who, own, office_says_yes=yes) is (who in ALWAYS or personally or disputed)
    assert matters(who, own, office_says_yes=yes) is (personally or disputed)


def test_the_seven_numbers_of_the_law_stand_in_their_order() -> None:
    assert [profession for profession, _label in NUMBERED] == list(Profession)
    assert len(Profession) == 7


def test_only_those_are_asked_about_themselves_for_whom_something_turns_on_it() -> None:
    assert BY_NAME["own_profession"].asked == PERSONALLY
    assert BY_NAME["own_social_work"].asked == {R.PROVIDER}
    assert not BY_NAME["own_profession"].required
