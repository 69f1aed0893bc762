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
kleiner kleines kleine name ohne etwa ca circa jahr jahre monat monate wochen alt geb geboren familie fam
"""
_ASIDE = re.compile(r"\([^)]*\)?|\b\d+\s*(?:j|m)\b\.?", re.IGNORECASE)
_TITLES = frozenset(["herr", "frau", "dr", "prof"])
_NO_NAME = frozenset(_DESCRIBING.split())
_MOST_WORDS = 6  # who says more describes somebody


def person_in(child: Mapping[str, str]) -> Person:
    """Return the child that a report describes, as far as it is named."""
    called = child.get("child_name", "")
    born = birthday_in(child.get("child_age", "")) or birthday_in(called)
    return Person(*named(called), born, child.get("child_address", ""))


def named(text: str) -> tuple[str, str]:
    """Return given and family names; what describes a child instead of naming it gives none."""
    before, comma, after = _name_in(" ".join(word for word in text.split() if plain(word) not in _TITLES))
    words = before.split()
    if comma and after.strip():
        return after.strip(), before.strip()
    at = len(words) - 1
    while at > 1 and plain(words[at - 1]) in PARTICLES:
        at -= 1
    return (" ".join(words[:at]), " ".join(words[at:])) if at > 0 else (before.strip(), "")


def _name_in(text: str) -> tuple[str, str, str]:
    """Part a line at its comma, without what it says beside a name: "Sohn Jan Tal, 7 Jahre"."""
    if not any(letter.isdigit() for letter in text) and not _describes(text):
        first, comma, rest = text.partition(",")
        written = first[:1].isupper() and len(first.split()) > 1
        return (first, "", "") if written and not _is_written_as_name(rest) else (first, comma, rest)
    pieces = [_without_remarks(piece) for piece in _ASIDE.sub(" ", text).split(",")]
    names = [piece for piece in pieces if _is_written_as_name(piece)]
    if not names or not pieces[0] or names[0] != pieces[0]:
        return "", "", ""
    second = names[1] if len(names) > 1 and len(names[0].split()) == 1 else ""
    return names[0], "," if second else "", second


def _without_remarks(piece: str) -> str:
    kept = [word for word in piece.split() if not any(letter.isdigit() for letter in word)]
    kept = [word for word in kept if not _NO_NAME & set(plain(word).split())]
    while kept and plain(kept[0]) in PARTICLES:
        kept.pop(0)
    return " ".join(kept)


def _is_written_as_name(piece: str) -> bool:
    words = [word for word in piece.split() if plain(word) not in PARTICLES]
    return 0 < len(words) <= _MOST_WORDS and all(word[0].isupper() for word in words)


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
