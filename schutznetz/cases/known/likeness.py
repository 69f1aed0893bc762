"""How alike two people are, once candidates are open: names by spelling and sound, dates by their fault."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from operator import ne

from rapidfuzz.distance import JaroWinkler

from schutznetz.cases.known.names import Part, read
from schutznetz.cases.known.tags import Person, address_key

LIKELY = 0.9  # from here on a hit is called likely; below, similar
SOUNDS_ALIKE, READS_ALIKE, SHORT_FOR = 0.97, 0.92, 0.95
LETTERS = 0.05  # many names have the same consonants: those with like letters come first
SWAPPED = 0.01  # given and family name in the other's place
MISSING = 0.02  # for each part that one of the two leaves out


class Born(StrEnum):
    """How two birth dates agree."""

    SAME = "same"
    SWAPPED = "swapped"  # day and month
    CLOSE = "close"  # one digit, or the year off by one
    NEAR = "near"  # two digits
    OTHER = "other"
    UNKNOWN = "unknown"  # one of the two has none


BORN = {Born.SAME: 1.0, Born.SWAPPED: 0.9, Born.CLOSE: 0.75, Born.NEAR: 0.45, Born.OTHER: 0.0}


# How much alike the names must be at least, to be shown at all, by what the dates say.
SHOWN = {
    Born.SAME: 0.70,
    Born.SWAPPED: 0.75,
    Born.CLOSE: 0.80,
    Born.NEAR: 0.85,
    Born.OTHER: 0.92,
    Born.UNKNOWN: 0.75,
}


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two people compared: ``score`` from 0 to 1, and what it rests on."""

    score: float
    names: float
    born: Born
    same_home: bool
    swapped: bool

    @property
    def is_likely(self) -> bool:
        return self.score >= LIKELY

    @property
    def is_worth_a_look(self) -> bool:
        return self.names >= SHOWN[self.born] or self.same_home


def compare(one: Person, other: Person) -> Likeness:
    straight = (_side(one.given, other.given) + _side(one.family, other.family)) / 2
    crossed = _crossed(one, other, straight)
    names, born = max(straight, crossed), birth(one.born, other.born)
    home = address_key(one.address) if one.address and other.address else ""
    same_home = bool(home) and home == address_key(other.address)
    score = names * 0.93 if born is Born.UNKNOWN else names * 0.72 + BORN[born] * 0.28
    return Likeness(min(score + 0.03 * same_home, 1.0), names, born, same_home, crossed > straight)


def _crossed(one: Person, other: Person, straight: float) -> float:
    """Compare with the names in each other's place, as far as that can be more than they are as written."""
    one_way = _side(one.given, other.family)
    if (one_way + 1) / 2 - SWAPPED <= straight:
        return 0.0
    return (one_way + _side(one.family, other.given)) / 2 - SWAPPED


def birth(one: date | None, other: date | None) -> Born:
    if one is None or other is None:
        return Born.UNKNOWN
    if one == other:
        return Born.SAME
    if (one.year, one.month, one.day) == (other.year, other.day, other.month):
        return Born.SWAPPED
    if abs(one.year - other.year) == 1 and (one.month, one.day) == (other.month, other.day):
        return Born.CLOSE
    wrong = sum(map(ne, one.isoformat(), other.isoformat()))
    return {1: Born.CLOSE, 2: Born.NEAR}.get(wrong, Born.OTHER)


@lru_cache(1 << 16)
def _side(one_text: str, other_text: str) -> float:
    """Let every part of the shorter name find its best partner in the other."""
    one, other = read(one_text), read(other_text)
    best = _parts(one.parts, other.parts)
    for a in one.joined:
        best = max(best, *(_alike(a, b) for b in other.all), 0.0)
    for b in other.joined:
        best = max(best, *(_alike(a, b) for a in one.all), 0.0)
    return best


def _parts(one: Sequence[Part], other: Sequence[Part]) -> float:
    few, many = sorted((one, other), key=len)
    if not few:
        return 0.0
    found = sum(max(_alike(a, b) for b in many) for a in few)
    return found / len(few) - MISSING * (len(many) - len(few))


def _alike(one: Part, other: Part) -> float:
    if one.plain == other.plain:
        return 1.0
    letters = JaroWinkler.similarity(one.plain, other.plain)
    found = max(letters, JaroWinkler.similarity(one.sound, other.sound) * 0.98)
    if one.sound == other.sound:
        found = max(found, SOUNDS_ALIKE)
    if one.roots & other.roots:
        found = max(found, SHORT_FOR)
    shared = set(one.readings) & set(other.readings)
    if any(len(reading) > 1 for reading in shared):
        found = max(found, READS_ALIKE + LETTERS * (letters - 0.5))
    return found
