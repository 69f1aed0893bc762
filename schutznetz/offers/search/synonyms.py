"""How families say it, and what the directory calls it; the data are in ``synonyms.toml``."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from schutznetz.offers.choices import OfferCategory
from schutznetz.offers.search.words import STOP, tokens, typed


@dataclass(frozen=True, slots=True)
class Meant:
    """What a phrase stands for: topics, words that an offer may hold, topics that help as well."""

    topics: tuple[OfferCategory, ...] = ()
    words: tuple[str, ...] = ()
    also: tuple[OfferCategory, ...] = ()


def _read() -> dict[tuple[str, ...], Meant]:
    text = Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    table = {}
    for entry in tomllib.loads(text)["meaning"]:
        words = tuple(word for each in entry["words"] for word in tokens(each))
        meant = Meant(_topics(entry["topics"]), words, _topics(entry.get("also", [])))
        for said in entry["said"]:
            table[tuple(word for word in typed(said) if word not in STOP)] = meant
    return table


def _topics(codes: list[str]) -> tuple[OfferCategory, ...]:
    return tuple(OfferCategory(code) for code in codes)


PHRASES = _read()
LONGEST_PHRASE = max(len(phrase) for phrase in PHRASES)
