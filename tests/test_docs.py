"""The papers tell what the code does: the glossary is complete."""

from collections import Counter

import pytest

from tools import glossary

pytestmark = pytest.mark.static


def test_every_word_of_the_product_is_in_the_glossary() -> None:
    known = glossary.terms()
    missing = [name for name in dict.fromkeys(glossary.needed()) if name not in known]

    assert missing == [], "Add a line to docs/glossary.toml for each: name = { de = …, means = … }"


def test_the_glossary_names_nothing_that_is_gone() -> None:
    gone = set(glossary.terms()) - set(glossary.needed())

    assert gone == set(), "Take these lines out of docs/glossary.toml."


def test_no_german_word_means_two_things() -> None:
    words = Counter(term.german.casefold() for term in glossary.terms().values())

    assert [word for word, times in words.items() if times > 1] == []
