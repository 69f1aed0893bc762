"""The catalogue of signs: complete for every age, in words, and never a score."""

import re
from itertools import product

import pytest

from schutznetz.concerns.choices import AgeBand, Indicator, Sign
from schutznetz.concerns.indicators import SEVERE, prompt, severe

CELLS = list(product(AgeBand, Indicator))


@pytest.mark.parametrize(("band", "indicator"), CELLS)
def test_every_age_has_words_for_every_field(band: AgeBand, indicator: Indicator) -> None:
    assert len(prompt(band, indicator)) > 20
    assert not re.search("punkte|skala|ampel|prozent", prompt(band, indicator).casefold())


def test_what_asks_for_protection_at_once_says_so() -> None:
    assert "sofort handeln" in severe(AgeBand.UNDER_1, Indicator.PHYSICAL)  # a baby that does not move
    assert "leben zu wollen" in severe(AgeBand.UNDER_18, Indicator.DEVELOPMENT)
    assert severe(AgeBand.UNDER_6, Indicator.HOME) == ""
    assert "112" in severe(AgeBand.UNBORN, Indicator.PHYSICAL)


def test_before_birth_nothing_is_asked_that_only_a_born_child_can_do() -> None:
    born = re.compile(r"\bBabys?\b|\bKita\b|Wickel|\bU1\b|Schule|spielt")
    assert not [each for each in Indicator if born.search(prompt(AgeBand.UNBORN, each))]
    assert born.search(prompt(AgeBand.UNDER_1, Indicator.HEALTH))  # the control
    assert set(SEVERE) <= set(AgeBand)


def test_a_sign_is_one_of_five_words() -> None:
    assert Sign.values == ["not_assessed", "no_sign", "unclear", "sign", "severe_sign"]
