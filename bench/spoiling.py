"""How somebody else writes the same person down: the kinds of errors that the look-up is judged by.

Written from the keyboard's and the listener's side, without a look at how the product reads names.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bench.persons import Lists, Made, birthday

_ROWS = "qwertzuiop asdfghjkl yxcvbnm"
KEYS = {
    key: row[max(0, at - 1) : at + 2].replace(key, "") for row in _ROWS.split() for at, key in enumerate(row)
}
HEARD = [
    ("ei", "ai"), ("ai", "ei"), ("ck", "k"), ("tz", "z"), ("th", "t"), ("ph", "f"), ("f", "v"), ("v", "f"),
    ("dt", "t"), ("y", "i"), ("ie", "i"), ("ss", "s"), ("mm", "m"), ("nn", "n"), ("ll", "l"), ("tt", "t"),
    ("t", "d"), ("d", "t"), ("b", "p"), ("c", "k"), ("k", "c"), ("eu", "oi"), ("ah", "a"), ("er", "a"),
]  # fmt: skip
TURKISH = [
    ("ş", "sch"),
    ("ç", "tsch"),
    ("ğ", ""),
    ("ı", "i"),
    ("ö", "oe"),
    ("ü", "ue"),
    ("c", "dsch"),
    ("y", "j"),
]
POLISH = [
    ("ł", "l"), ("ń", "n"), ("ś", "s"), ("ć", "c"), ("ż", "z"), ("ź", "z"), ("ó", "o"), ("ą", "a"),
    ("ę", "e"), ("sz", "sch"), ("cz", "tsch"), ("rz", "sch"), ("w", "v"),
]  # fmt: skip
_SHORT = """
Alexander Alex Elisabeth Lisa Katharina Kathi Johannes Hannes Magdalena Lena Maximilian Max Sebastian Basti
Franziska Franzi Friederike Rieke Christina Tina Charlotte Lotte Konstantin Kosta Theodor Theo Wilhelm Willi
Josef Sepp Michael Michi Benjamin Ben Johanna Hanna Leonard Leo Emilia Emmi Valentin Vali Jonathan Joni
Samuel Sam Nikolaus Niko Angelika Geli Susanne Susi Ulrike Uli Dorothea Thea Margarete Grete Antonia Toni
Gabriele Gabi Viktoria Vicky Anastasia Nastja Philipp Flipp Theresa Resi
"""
SHORT = dict(zip(_SHORT.split()[::2], _SHORT.split()[1::2], strict=True))


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and whom it means; ``target`` 0 is a stranger."""

    kind: str
    given: str
    family: str
    born: date | None
    target: int


Spoil = Callable[[random.Random, Made], tuple[str, str, date | None] | None]
KINDS: dict[str, Spoil] = {}
UNDATED = " ohne Datum"


def kind(name: str) -> Callable[[Spoil], Spoil]:
    def keep(spoil: Spoil) -> Spoil:
        KINDS[name] = spoil
        KINDS[f"{name}{UNDATED}"] = lambda chance, one: _undated(spoil(chance, one))
        return spoil

    return keep


def _undated(found: tuple[str, str, date | None] | None) -> tuple[str, str, date | None] | None:
    return found and (found[0], found[1], None)


@kind("unverändert")
def same(chance: random.Random, one: Made) -> tuple[str, str, date | None] | None:
    return one.given, one.family, one.born


@kind("Umlaut")
def umlaut(chance: random.Random, one: Made) -> tuple[str, str, date | None] | None:
    pairs = (
        (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"))
        if chance.random() < 0.5
        else (("ä", "a"), ("ö", "o"), ("ü", "u"), ("ß", "ss"))
    )
    return _rewritten(one, list(pairs))


def _rewritten(one: Made, pairs: list[tuple[str, str]]) -> tuple[str, str, date | None] | None:
    written = []
    for word in (one.given, one.family):
        low = word.lower()
        for before, after in pairs:
            low = low.replace(before, after)
        written.append(low.title())
    changed = [w.lower() for w in written] != [one.given.lower(), one.family.lower()]
    return (written[0], written[1], one.born) if changed else None


def slip(chance: random.Random, word: str) -> str:
    """Hit a wrong key, one too many, one too few, or two in the wrong order, mostly after the first."""
    if len(word) < 3:
        return word + chance.choice("nrs")
    at = chance.randrange(0 if chance.random() < 0.1 else 1, len(word) - 1)
    near = chance.choice(KEYS.get(word[at].lower(), "e"))
    return chance.choice((
        word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:], word[:at] + near + word[at + 1 :],
        word[:at] + near + word[at:], word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    ))  # fmt: skip


@kind("Tippfehler")
def typing(chance: random.Random, one: Made) -> tuple[str, str, date | None] | None:
    if chance.random() < 0.5:
        return one.given, slip(chance, one.family), one.born
    return slip(chance, one.given), one.family, one.born


@kind("zwei Tippfehler")
def typing_twice(chance: random.Random, one: Made) -> tuple[str, str, date | None] | None:
    return slip(chance, one.given), slip(chance, one.family), one.born


@kind("verdrehte Buchstaben")
def turned(chance: random.Random, one: Made) -> tuple[str, str, date | None] | None:
    word = one.family
    places = [at for at in range(1, len(word) - 1) if word[at] != word[at + 1]]
    if not places:
        return None
    at = chance.choice(places)
    return one.given, word[:at] + word[at + 1] + word[at] + word[at + 2 :], one.born


@kind("nach Gehör")
def by_ear(chance: random.Random, one: Made) -> tuple[str, str, date | None] | None:
    word = one.family.lower()
    fitting = [(a, b) for a, b in HEARD if a in word[1:]]
    if not fitting:
        return None
    before, after = chance.choice(fitting)
    return one.given, (word[0] + word[1:].replace(before, after, 1)).title(), one.born


@kind("Doppelname")
def double(chance: random.Random, one: Made) -> tuple[str, str, date | None] | None:
    if "-" not in one.family:
        return None
    first, _, second = one.family.partition("-")
    family = chance.choice(
        (first, second, f"{second}-{first}", f"{first} {second}", f"{first}{second.lower()}")
    )
    return one.given, family, one.born


@kind("zweiter Vorname fehlt")
def second_missing(chance: random.Random, one: Made) -> tuple[str, str, date | None] | None:
    words = one.given.replace("-", " ").split()
    return (chance.choice(words), one.family, one.born) if len(words) > 1 else None


@kind("Bindestrich")
def hyphen(chance: random.Random, one: Made) -> tuple[str, str, date | None] | None:
    if " " not in one.given and "-" not in one.given:
        return None
    words = one.given.replace("-", " ").split()
    return chance.choice((" ".join(words), "-".join(words), "".join(words).title())), one.family, one.born


@kind("andere Umschrift")
def transliterated(chance: random.Random, one: Made) -> tuple[str, str, date | None] | None:
    if one.tongue == "tr":
        return _rewritten(one, TURKISH)
    if one.tongue == "pl":
        return _rewritten(one, POLISH)
    if one.tongue == "uk" and one.spellings:
        return *chance.choice(one.spellings), one.born
    return None


@kind("Vorname anders geschrieben")
def given_variant(chance: random.Random, one: Made) -> tuple[str, str, date | None] | None:
    fitting = [pair for pair in one.spellings if one.tongue == "variant" and pair[1] == one.family]
    return (*chance.choice(fitting), one.born) if fitting else None


@kind("Nachname anders geschrieben")
def family_variant(chance: random.Random, one: Made) -> tuple[str, str, date | None] | None:
    fitting = [pair for pair in one.spellings if one.tongue == "variant" and pair[0] == one.given]
    return (*chance.choice(fitting), one.born) if fitting else None


@kind("Vor- und Nachname vertauscht")
def swapped(chance: random.Random, one: Made) -> tuple[str, str, date | None] | None:
    return one.family, one.given, one.born


@kind("Rufform")
def called(chance: random.Random, one: Made) -> tuple[str, str, date | None] | None:
    return (SHORT[one.given], one.family, one.born) if one.given in SHORT else None


def day_and_month(chance: random.Random, one: Made) -> tuple[str, str, date | None] | None:
    if one.born.day > 12 or one.born.day == one.born.month:
        return None
    return one.given, one.family, one.born.replace(month=one.born.day, day=one.born.month)


def digit(chance: random.Random, one: Made) -> tuple[str, str, date | None] | None:
    written = f"{one.born:%Y%m%d}"
    at = chance.choice((2, 3, 5, 6, 7))
    changed = written[:at] + str((int(written[at]) + chance.randrange(1, 10)) % 10) + written[at + 1 :]
    try:
        return one.given, one.family, date.fromisoformat(f"{changed[:4]}-{changed[4:6]}-{changed[6:]}")
    except ValueError:
        return None


def year(chance: random.Random, one: Made) -> tuple[str, str, date | None] | None:
    if (one.born.month, one.born.day) == (2, 29):
        return None
    return one.given, one.family, one.born.replace(year=one.born.year + chance.choice((-1, 1)))


def two_faults(chance: random.Random, one: Made) -> tuple[str, str, date | None] | None:
    first = chance.choice((typing, umlaut, transliterated, double, by_ear, swapped))(chance, one)
    if first is None:
        return None
    second = chance.choice((day_and_month, digit, year, typing))
    return second(chance, Made(one.number, first[0], first[1], one.born, one.tongue))


KINDS |= {
    "Tag und Monat vertauscht": day_and_month,
    "eine Ziffer im Datum": digit,
    "Jahr daneben": year,
    "zwei Fehler": two_faults,
}


def questions(names: Lists, everyone: "list[Made]", each: int, seed: int) -> list[Asked]:
    """Return so many questions of each kind, and as many about strangers as of four kinds."""
    from bench.persons import people

    chance, asked = random.Random(seed), []
    for name, spoil in KINDS.items():
        tried = 0
        found: list[Asked] = []
        while len(found) < each and tried < 400 * each:
            tried += 1
            one = chance.choice(everyone)
            if spoilt := spoil(chance, one):
                found.append(Asked(name, *spoilt, one.number))
        asked += found
    for stranger in people(names, 4 * each, seed + 1):
        spelt = (slip(chance, stranger.given), slip(chance, stranger.family))
        asked.append(Asked("Fremde", *spelt, birthday(chance), 0))
    chance.shuffle(asked)
    return asked
