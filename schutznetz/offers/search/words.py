"""German words reduced to what people mean by them: folded spelling, sound, ends and near misses."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from schutznetz.geo.spelling import fold

_TOKEN = re.compile(r"[a-z0-9]+")
_JOINED = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
# Spellings of one sound, in the order in which they are replaced.
_SOUNDS = (
    ("ae", "a"), ("oe", "o"), ("ue", "u"), ("sch", "s"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("dt", "t"),
    ("tz", "z"), ("ie", "i"), ("ei", "ai"), ("eu", "oi"), ("aeu", "oi"), ("ah", "a"), ("eh", "e"),
    ("oh", "o"), ("uh", "u"), ("ih", "i"), ("v", "f"), ("y", "i"), ("c", "k"), ("qu", "kw"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")
LONGEST = 48
SHORTEST_END = 4
_SMALL_WORDS = (
    "aber alle am an auch auf aus bei beim bin bis das dass dem den der des die durch ein eine einem einen"
    " einer er es fuer gibt habe haben hat ich ihr im in ist kann kein keine man mein meine meinem meinen"
    " meiner mich mir mit muss nach nicht oder sich sie sind suche und uns unser unsere unserem vom von vor"
    " was wer wie will wir wo zu zum zur angebot angebote brauche ganz ganze ganzen gerade gesucht jetzt mehr"
    " moechte noch nur sehr suchen tun weiss weiter"
)
STOP = frozenset(_SMALL_WORDS.split())
# They stand in every second offer and tell little: where nothing matches, they are left out first.
_GENERAL_WORDS = (
    "baby babys beratung eltern familie familien hilfe kind kinder kleinkind mama mutter muetter vater"
)
GENERAL = frozenset(_GENERAL_WORDS.split())


def tokens(text: str) -> list[str]:
    """Return the folded words of ``text`` in order; "Eltern-Café" gives its parts and the joined word."""
    folded = fold(text)
    joined = [match.replace("-", "") for match in _JOINED.findall(folded)]
    return [word[:LONGEST] for word in _TOKEN.findall(folded) + joined]


def typed(text: str) -> list[str]:
    """Return the folded words that somebody typed, hyphens taken as blanks."""
    return [word[:LONGEST] for word in _TOKEN.findall(fold(text))]


_ENDINGS = ("innen", "ern", "en", "er", "es", "em", "e", "n", "s")


def stem(word: str) -> str:
    """Return ``word`` without its ending, so that one and many are found together."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 5:
            return word.removesuffix(ending)
    return word


@lru_cache(maxsize=20_000)
def sound(word: str) -> str:
    """Return the word as it is heard, so that "krabelgruppe" and "Krabbelgruppe" are one."""
    for spelled, heard in _SOUNDS:
        word = word.replace(spelled, heard)
    return _DOUBLED.sub(r"\1", word)


def near_misses(word: str) -> set[str]:
    """Return the sound of ``word``, of ``word`` with any one letter left out, and that sound less a letter.

    Two words that differ by one wrong, missing, added or exchanged letter share one of these: leaving the
    letter out before listening finds "naahbar" for "nachbar", where the error changes more than one sound.
    """
    heard = sound(word)
    return {heard, *map(sound, _less_one(word)), *_less_one(heard)}


def _less_one(word: str) -> list[str]:
    return [word[:i] + word[i + 1 :] for i in range(len(word))]


def ends(word: str) -> Iterator[str]:
    """Yield the ends of a compound, the word itself first, each long enough to be a word."""
    for start in range(max(1, len(word) - SHORTEST_END + 1)):
        yield word[start:]


def parts(word: str) -> list[str]:
    """Return the beginnings and ends of a compound, longer ones first, each long enough to be a word."""
    lengths = range(len(word) - SHORTEST_END, SHORTEST_END - 1, -1)
    return [part for length in lengths for part in (word[:length], word[-length:])]


def keys(word: str) -> set[str]:
    """Return the keys under which the vocabulary finds ``word``; see ``SearchKey``."""
    found = {f"={word}"}
    if word.isalpha():
        found.update(f"~{end}" for end in ends(word))
        found.update(f"-{sound(end)}" for end in ends(word))
        if len(word) >= SHORTEST_END:
            found.update(f"-{miss}" for miss in near_misses(word))
    elif word.isdigit():
        found.add(f"~{word}")
    return found


def distinct(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))
