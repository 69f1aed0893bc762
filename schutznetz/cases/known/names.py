"""How a name is read, whoever wrote it down: letters without marks, its sound, and its consonants.

One sound has many spellings (Şahin, Schahin, Chahine) and one spelling several sounds (ch in Achim,
Charlotte, Chalid). So a part of a name has one plain form, one sound, and a reading for each way to say it.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise, product

from schutznetz.cases.known.letters import plain
from schutznetz.cases.known.short_forms import ROOTS

READINGS = 6  # of one part; the likelier ones come first
PARTS = 3  # of given or of family names that count
_PARTICLES = """
al el ul as es ad ed an ar at az bin ibn ben bint abu von van vom der den de zu zum zur da do dos du di
la le los las ter ten und y e i geb
"""
_JOINED_WORDS = "al el abd abdul abu ben bin"
PARTICLES = frozenset(_PARTICLES.split())
_JOINED = frozenset(_JOINED_WORDS.split())  # written together as often as apart

# P labials, T dentals, S all hisses, K all from the throat, L, M nasals, R; "-" is a vowel.
_GRAPHEMES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("schtsch", "shtsh", "shch", "szcz", "stsch", "tsch", "dsch", "dzsch"), ("S",)),
    **dict.fromkeys(("tsh", "tch", "dsh", "dzh", "dzs", "sch", "sh", "sz", "zs", "zh", "cz", "cs"), ("S",)),
    **dict.fromkeys(("dz", "dj", "tz", "ts", "ds", "tj", "s", "z"), ("S",)),
    "rz": ("RS", "S"),
    "ch": ("K", "S", ""),
    "kh": ("K", ""),
    "gh": ("K", ""),
    "ck": ("K",),
    "qu": ("K",),
    "x": ("KS", "S", "K"),
    "th": ("T",),
    "dt": ("T",),
    "ph": ("P",),
    "pf": ("P",),
    "j": ("-", "S"),
    "ge": ("K-", "S-"),
    "gi": ("K-", "S-"),
    "gy": ("K-", "S-"),
    "g": ("K",),
    "c": ("K", "S"),
    "w": ("P", "-"),
    "h": ("-",),
    **dict.fromkeys("kq", ("K",)),
    **dict.fromkeys("bpfv", ("P",)),
    **dict.fromkeys("td", ("T",)),
    **dict.fromkeys("mn", ("M",)),
    "l": ("L",),
    "r": ("R",),
    **dict.fromkeys("aeiouy", ("-",)),
}
_FIRST = {"g": ("K", "S"), "h": ("", "K")}  # Gamal and Jamal, Hryhorij and Grigorij
_LETTERS = re.compile("|".join(sorted(_GRAPHEMES, key=len, reverse=True)))

# The sound: one spelling for each group of letters that is heard alike, vowels in three groups.
_SOUNDS = (
    ("schtsch", "s"), ("shch", "s"), ("tsch", "s"), ("dsch", "s"), ("sch", "s"), ("tch", "s"), ("sh", "s"),
    ("zh", "s"), ("sz", "s"), ("cz", "s"), ("dz", "s"), ("dj", "s"), ("tz", "s"), ("ts", "s"), ("ds", "s"),
    ("kh", "k"), ("ch", "k"), ("gh", "k"), ("ck", "k"), ("qu", "k"), ("ph", "f"), ("pf", "f"), ("th", "t"),
    ("dt", "t"), ("ou", "u"), ("ij", "i"), ("iy", "i"), ("x", "ks"), ("h", ""), ("d", "t"), ("p", "b"),
    ("v", "f"), ("w", "f"), ("q", "k"), ("g", "k"), ("c", "k"), ("z", "s"), ("j", "i"), ("y", "i"),
    ("e", "a"), ("o", "u"),
)  # fmt: skip
_HEARD = dict(_SOUNDS)
_TOGETHER = re.compile("|".join(sorted((a for a in _HEARD if len(a) > 1), key=len, reverse=True)))
_ALONE = str.maketrans({a: heard for a, heard in _HEARD.items() if len(a) == 1})  # of no group that is heard


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a name: as written without marks, as heard, its consonants, and what it is short for.

    All else follows from how it is written, so that alone is compared.
    """

    plain: str
    sound: str = field(compare=False)
    readings: tuple[str, ...] = field(compare=False)
    roots: frozenset[str] = field(compare=False)


@dataclass(frozen=True, slots=True)
class Name:
    """Given or family names, in parts; ``joined`` says what two of them give when written together."""

    parts: tuple[Part, ...]
    joined: tuple[Part, ...] = ()

    @property
    def all(self) -> tuple[Part, ...]:
        return self.parts + self.joined


@lru_cache(1 << 16)
def part(word: str) -> Part:
    """Read one part that ``plain`` has written."""
    return Part(word, _sound(word), _readings(word), ROOTS.get(word, frozenset()))


@lru_cache(1 << 16)
def read(text: str) -> Name:
    """Read given or family names, in any order, with hyphens or blanks."""
    words = plain(text).split()
    telling = [word for word in words if word not in PARTICLES and len(word) > 1] or words
    parts = tuple(dict.fromkeys(part(word) for word in telling[:PARTS]))
    pairs = [a + b for a, b in pairwise(words) if a in _JOINED or len(words) == 2]
    pairs += [word[2:] for word in words if word[:2] in {"al", "el"} and len(word) > 5]
    return Name(parts, tuple(part(word) for word in pairs[:2]))


def _sound(word: str) -> str:
    grouped = _TOGETHER.sub(lambda found: _HEARD[found[0]], word)
    return heard_once(grouped.translate(_ALONE)) or word


def _readings(word: str) -> tuple[str, ...]:
    """Return the consonants in every way the letters allow; a name without any keeps its vowels."""
    choices = [
        _FIRST.get(g, _GRAPHEMES[g]) if at == 0 else _GRAPHEMES[g] for at, g in enumerate(_split(word))
    ]
    found: dict[str, None] = {}
    for way in product(*choices):
        heard = heard_once("".join(way)).replace("-", "")
        found.setdefault(heard or word)
        if len(found) == READINGS:
            break
    return tuple(found) or (word,)


def heard_once(word: str) -> str:
    """Leave out what follows itself, as doubled letters are heard once."""
    return "".join([letter for letter, before in zip(word, f" {word}", strict=False) if letter != before])


def _split(word: str) -> list[str]:
    return _LETTERS.findall(word)
