"""Whom a reporter means, out of what was typed: a name in one line, an age or a birth date, an address."""

import re
from collections.abc import Mapping
from datetime import date

from schutznetz.cases.known.letters import plain
from schutznetz.cases.known.names import PARTICLES
from schutznetz.cases.known.tags import Person

_DAY = re.compile(r"\b(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{4}|\d{2})\b")
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_DESCRIBING = """
junge madchen kind kinder baby saugling sohn tochter bruder schwester unbekannt jugendlicher jugendliche
kleiner kleines kleine name ohne etwa ca circa jahre monate alt
"""
_TITLES = frozenset(["herr", "frau", "dr", "prof"])
_NO_NAME = frozenset(_DESCRIBING.split())
_MOST_WORDS = 6  # who says more describes somebody


def person_in(child: Mapping[str, str]) -> Person:
    """Return the child that a report describes, as far as it is named."""
    given, family = named(child.get("child_name", ""))
    return Person(given, family, birthday_in(child.get("child_age", "")), child.get("child_address", ""))


def named(text: str) -> tuple[str, str]:
    """Return given and family names; what describes a child instead of naming it gives none."""
    text = " ".join(word for word in text.split() if plain(word) not in _TITLES)
    before, comma, after = text.partition(",")
    words = before.split()
    if any(letter.isdigit() for letter in text) or _describes(text):
        return "", ""
    if comma and after.strip():
        return after.strip(), before.strip()
    at = len(words) - 1
    while at > 1 and plain(words[at - 1]) in PARTICLES:
        at -= 1
    return (" ".join(words[:at]), " ".join(words[at:])) if at > 0 else (before.strip(), "")


def _describes(text: str) -> bool:
    words = plain(text).split()
    return len(words) > _MOST_WORDS or bool(_NO_NAME & set(words))


def birthday_in(text: str) -> date | None:
    """Return the date that a text holds, as it is written in German or by a machine."""
    if found := _ISO.search(text):
        year, month, day = (int(piece) for piece in found.groups())
    elif found := _DAY.search(text):
        day, month, year = (int(piece) for piece in found.groups())
        year += 2000 if year < 100 else 0
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
