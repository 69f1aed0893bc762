"""A word with one typing error still leads to the word that was meant."""

from collections.abc import Iterator
from string import ascii_lowercase

import pytest

from schutznetz.offers.search import words


def misspelt(word: str) -> Iterator[str]:
    """Yield ``word`` with any one letter missing, added, wrong, or exchanged with its neighbour."""
    for at in range(len(word)):
        before, letter, after = word[:at], word[at], word[at + 1 :]
        yield before + after
        yield from (before + other + after for other in ascii_lowercase)
        yield from (before + other + letter + after for other in ascii_lowercase)
        yield before + after[:1] + letter + after[1:]


@pytest.mark.parametrize(
    "word", ["stillgruppe", "nachbarschaft", "vorlesestunde", "fruehchen", "kindertheater"]
)
def test_every_single_error_leads_to_the_word(word: str) -> None:
    kept = words.keys(word)

    lost = [typed for typed in misspelt(word) if not {f"-{miss}" for miss in words.near_misses(typed)} & kept]

    assert lost == []


def test_two_errors_do_not_lead_anywhere() -> None:
    """Negative control: not everything is like everything."""
    assert not {f"-{miss}" for miss in words.near_misses("stolbgruppe")} & words.keys("stillgruppe")
