"""The keyed tags of a person: two people that share one are worth comparing.

Every tag is compound: two parts of the name, or a part of the name with a date or a piece of one, or with an
address. One attribute alone never becomes a tag: ranking such tags by frequency names people without any key.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from itertools import product

from schutznetz.cases.known.names import Name, heard_once, read


class SingleAttribute(ValueError):
    """A tag over one attribute alone was asked for."""


class Family(StrEnum):
    """What a tag joins. The value is part of what is keyed, so families never meet."""

    SOUNDS = "ss"  # both names as heard
    READINGS = "rr"  # both names by their consonants
    SLIP = "se"  # the shorter name as heard with one sound left out, how the longer begins or ends
    SOUND_PIECE = "sp"  # one name as heard, a piece of the other
    ROOT = "ro"  # a full given name for its short form, the other as heard
    BORN = "rd"  # consonants of one name, the birth date
    EDGE = "ed"  # first or last consonant of one name, the birth date
    HOME = "ra"  # consonants of one name, the address


FACTORS = {Family.HOME: 6, Family.ROOT: 6}  # what tells more than its rarity says
TOO_SHORT = 2  # sounds of a name; with one left out nothing is left to know it by


@dataclass(frozen=True, slots=True)
class Person:
    """Who is meant, as written: by a reporter, by the office, by another office."""

    given: str
    family: str
    born: date | None = None
    address: str = ""

    @property
    def names(self) -> tuple[Name, Name]:
        return read(self.given), read(self.family)


@dataclass(frozen=True, slots=True)
class Compound:
    """What one tag is made of, before it is keyed."""

    family: Family
    pieces: tuple[str, ...]

    def __post_init__(self) -> None:
        if len(self.pieces) < 2 or "" in self.pieces:
            raise SingleAttribute(f"{self.family} joins at least two attributes.")

    @property
    def attributes(self) -> tuple[str, str]:
        """Return the two sides that are keyed together."""
        return f"{self.family.value}:{self.pieces[0]}", "|".join(self.pieces[1:])


def compounds(person: Person) -> set[Compound]:
    """Return everything a person can be found by. A question makes the same as a record."""
    given, family = person.names
    found = set(_of_names(given, family))
    if person.born:
        found.update(_of_birth(given, family, person.born))
    if home := address_key(person.address):
        every = (*given.parts, *family.parts)
        found.update(Compound(Family.HOME, (r, home)) for each in every for r in each.readings)
    return found


def _of_names(given: Name, family: Name) -> Iterator[Compound]:
    for a, b in product(given.all, family.all):
        yield _pair(Family.SOUNDS, a.sound, b.sound)
        for one, other in product(a.readings, b.readings):
            yield _pair(Family.READINGS, one, other)
    for a, b in product(given.parts, family.parts):
        for piece in _pieces(b.sound):
            yield Compound(Family.SOUND_PIECE, (a.sound, piece))
        for piece in _pieces(a.sound):
            yield Compound(Family.SOUND_PIECE, (b.sound, piece))
        for root in a.roots:
            yield Compound(Family.ROOT, (root, b.sound))
        yield from _slips(a.sound, b.sound)


def _slips(one: str, other: str) -> Iterator[Compound]:
    """Join what a slip in each of two names leaves: all but one sound of the shorter, an end of the longer.

    A slip makes a name longer or shorter by one, so names of about one length are joined both ways.
    """
    for short, long in ((one, other), (other, one)):
        if len(short) <= len(long) + 1:
            for left, end in product(_with_one_left_out(short), _ends(long)):
                yield Compound(Family.SLIP, (left, end))


@lru_cache(1 << 14)
def _with_one_left_out(sound: str) -> frozenset[str]:
    if len(sound) <= TOO_SHORT:
        return frozenset((sound,))
    return frozenset((sound, *(heard_once(sound[:at] + sound[at + 1 :]) for at in range(len(sound)))))


@lru_cache(1 << 14)
def _ends(sound: str) -> frozenset[str]:
    """Return how a name begins and ends; in two lengths where a slip would change the length."""
    lengths = (3,) if len(sound) > 4 else (2, 3) if len(sound) == 4 else (2,)
    return frozenset(end for many in lengths for end in (f"^{sound[:many]}", f"{sound[-many:]}$"))


def _of_birth(given: Name, family: Name, born: date) -> Iterator[Compound]:
    day = f"{min(born.day, born.month):02}{max(born.day, born.month):02}"
    whole = f"{born.year}{day}"
    for each in (*given.all, *family.all):
        for reading in each.readings:
            yield Compound(Family.BORN, (reading, whole))
            yield Compound(Family.EDGE, (f"^{reading[0]}", whole))
            yield Compound(Family.EDGE, (f"{reading[-1]}$", whole))


def _pair(family: Family, one: str, other: str) -> Compound:
    """Join two names whichever of them is the given one: they are often swapped."""
    return Compound(family, (one, other) if one < other else (other, one))


@lru_cache(1 << 14)
def _pieces(sound: str) -> frozenset[str]:
    """Return pairs of sounds that follow each other: a misspelt name still shares most of them."""
    marked = f"^{sound}$"
    return frozenset(marked[at : at + 2] for at in range(len(marked) - 1))


def address_key(address: str) -> str:
    """Return street and house number as they sound, or nothing when one of them is missing."""
    words = address.replace(",", " ").split()
    number = next((at for at, word in enumerate(words) if at and word[0].isdigit()), 0)
    if not number:
        return ""
    street = _street(words[:number])
    digits = "".join(c for c in words[number] if c.isdigit())
    return f"{street}{digits}" if street else ""


def _street(words: Iterable[str]) -> str:
    name = read(" ".join(words))
    readings = [part.sound.removesuffix("strasa").removesuffix("str") for part in name.parts]
    return "".join(reading for reading in readings if reading)
