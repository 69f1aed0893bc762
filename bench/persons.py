"""Invented people for the look-up of known children, and the name lists that they are drawn from.

With ``--data`` the lists are read from files of real given and family names (``namen_sprachen.csv``,
``vornamen_berlin_2012_2023.csv``, ``namensvarianten_wikidata.csv``); without, a small own list serves.
"""

import csv
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

_GIVEN = """
Anna Ben Clara David Emilia Finn Greta Hannes Ida Jonas Katharina Lukas Mia Noah Oskar Paula Quirin Rosa
Sebastian Tabea Ulrike Valentin Wilhelm Yvonne Änne Jörg Käthe Sören Björn Günther Maximilian Alexander
Elisabeth Magdalena Johannes Christina Friederike Theodor Konstantin Franziska Marie Sophie Charlotte
"""
_HEADS = """
Stein Berg Wald Linden Birken Ober Unter Nieder Hof Kirch Bach Busch Eich Acker Brunn Feld Gruber Holz
Kraut Laub Mohr Neu Roth Sommer Winter Tann Wein Ziegen Schön Groß Grün Müh Löw Häus Kör Blum Alt Rehm
Dorn Esch Fink Gold Hart Jung Kalt Lang Mai Nuss Ost Pfalz Quell Rau Sand Tief Ur Vogel West Zahn
"""
_TAILS = """
mann bauer meier müller schmidt berger huber maier hofer inger ner ler rath wald stein thal brecht hold
hart lich kamp stätter köppel städter hauser ke kel mayr bacher feld wieser ström büchler loh reuter vogt
"""
LINKS = ("", "en", "er", "el", "in", "ig", "s", "ers")

# Cyrillic as an English and as a German pen writes it.
_CYRILLIC = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяыэёъ'’"
_ENGLISH = "a b v h g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch _ iu ia y e e _ _ _"
_GERMAN = "a b w h g d e je sch s y i ji j k l m n o p r s t u f ch z tsch sch schtsch _ ju ja y e jo _ _ _"
ENGLISH = dict(zip(_CYRILLIC, _ENGLISH.split(), strict=True))
GERMAN = dict(zip(_CYRILLIC, _GERMAN.split(), strict=True))


SEED = 1
data: Path | None = None  # where the program was told to take names from


@dataclass(frozen=True, slots=True)
class Made:
    """One invented person; ``spellings`` are other honest ways to write the same two names."""

    number: int
    given: str
    family: str
    born: date
    tongue: str
    spellings: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Lists:
    """Names by tongue, and groups of spellings of one name."""

    given: dict[str, list[str]] = field(default_factory=dict)
    family: dict[str, list[str]] = field(default_factory=dict)
    given_groups: list[list[str]] = field(default_factory=list)
    family_groups: list[list[str]] = field(default_factory=list)
    surnames: list[str] = field(default_factory=list)


def lists(data: Path | None) -> Lists:
    found = Lists(given={"de": _GIVEN.split()}, family={"de": []})
    if data:
        _read(found, data)
    found.surnames = found.family["de"] + [
        head + link + tail for link in LINKS for head in _HEADS.split() for tail in _TAILS.split()
    ]
    random.Random(11).shuffle(found.surnames)
    return found


def _read(found: Lists, data: Path) -> None:
    with (data / "namen_sprachen.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            kind = found.given if row["art"] == "vorname" else found.family
            kind.setdefault(row["sprache"], []).append(row["name"])
    with (data / "vornamen_berlin_2012_2023.csv").open(encoding="utf-8") as file:
        found.given["de"] += [row["vorname"] for row in islice(csv.DictReader(file), 3000)]
    with (data / "namensvarianten_wikidata.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            spelt = [name.title() for name in row["varianten_lateinisch"].split("|") if len(name) > 2]
            if len(spelt) > 1:
                groups = found.family_groups if "familienname" in row["art"] else found.given_groups
                groups.append(spelt)


def cyrillic(word: str, table: dict[str, str]) -> str:
    """Write a Cyrillic word in Latin letters; every other letter stays as it is."""
    return "".join(table.get(letter, letter) for letter in word.lower()).replace("_", "").title()


def people(names: Lists, count: int, seed: int) -> Iterator[Made]:
    """Yield so many people: two thirds with German names, some with double ones, the rest from elsewhere."""
    chance = random.Random(seed)
    weights = [1 / (rank + 12) ** 0.8 for rank in range(len(names.surnames))]
    lasts: Iterator[str] = iter(())
    for number in range(1, count + 1):
        if number % 10_000 == 1:
            lasts = iter(chance.choices(names.surnames, weights, k=20_000))
        given, family, tongue, spellings = _names(names, chance, (next(lasts), next(lasts)))
        yield Made(number, given, family, birthday(chance), tongue, spellings)


def birthday(chance: random.Random) -> date:
    if chance.random() < 0.55:
        return date(2008, 1, 1) + timedelta(days=chance.randrange(6900))
    return date(1965, 1, 1) + timedelta(days=chance.randrange(15500))


def _names(
    names: Lists, chance: random.Random, lasts: Sequence[str]
) -> tuple[str, str, str, tuple[tuple[str, str], ...]]:
    draw = chance.random()
    for share, tongue in ((0.10, "tr"), (0.04, "pl"), (0.06, "uk"), (0.02, "ro")):
        if draw < share and names.given.get(tongue):
            return _from_elsewhere(names, chance, tongue)
        draw -= share
    if draw < 0.10 and names.given_groups:
        return _of_groups(names, chance, lasts[0])
    given, family = chance.choice(names.given["de"]), lasts[0]
    if chance.random() < 0.10:
        family = f"{family}-{lasts[1]}"
    if chance.random() < 0.12:
        given = f"{given}{chance.choice('- ')}{chance.choice(names.given['de'])}"
    return given, family, "de", ()


def _from_elsewhere(
    names: Lists, chance: random.Random, tongue: str
) -> tuple[str, str, str, tuple[tuple[str, str], ...]]:
    given, family = chance.choice(names.given[tongue]), chance.choice(names.family[tongue])
    if tongue != "uk":
        return given, family, tongue, ()
    english, german = ((cyrillic(given, t), cyrillic(family, t)) for t in (ENGLISH, GERMAN))
    first, second = chance.sample((english, german), 2)
    return *first, tongue, (second, (given, family))


def _of_groups(
    names: Lists, chance: random.Random, last: str
) -> tuple[str, str, str, tuple[tuple[str, str], ...]]:
    """Draw a name that is known to be spelt in several ways, and say in which."""
    group = chance.choice(names.given_groups)
    others = chance.choice(names.family_groups) if names.family_groups and chance.random() < 0.5 else [last]
    given, family = chance.choice(group), chance.choice(others)
    spelt = [(other, family) for other in group if other != given]
    spelt += [(given, other) for other in others if other != family]
    return given, family, "variant", tuple(spelt)
