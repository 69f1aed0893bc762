"""What people write about times, ages and choices in forms and files, understood or refused in German."""

import re
from collections.abc import Iterable, Mapping
from datetime import time
from functools import lru_cache
from typing import TypeVar

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from schutznetz.files import tables
from schutznetz.geo.spelling import fold
from schutznetz.kernel.fields import Code
from schutznetz.offers import seasons
from schutznetz.offers.choices import Rhythm, Weekday
from schutznetz.offers.facts import Time
from schutznetz.offers.seasons import Pause

C = TypeVar("C", bound=Code)

_DAYS = {
    **{day.value: day for day in Weekday},
    **{fold(str(day.label)): day for day in Weekday},
    "sonnabend": Weekday.SATURDAY,
}
_RHYTHMS = {
    "14-taegig": Rhythm.FORTNIGHTLY,
    "14-taeglich": Rhythm.FORTNIGHTLY,
    "alle 14 tage": Rhythm.FORTNIGHTLY,
    "monatlich": Rhythm.MONTHLY,
    "einmal im monat": Rhythm.MONTHLY,
    "woechentlich": Rhythm.WEEKLY,
    "jede woche": Rhythm.WEEKLY,
    "": Rhythm.WEEKLY,
}
_LINE = re.compile(
    r"(?P<day>[a-z]+)\.?,?\s*(?:ab\s+)?(?P<opens>\d{1,2}(?:[:.]\d{2})?)?\s*(?:uhr)?"
    r"(?:\s*(?:-|–|bis)\s*(?P<closes>\d{1,2}(?:[:.]\d{2})?))?\s*(?:uhr)?[,\s]*(?P<rhythm>.*)"
)
_AGE = re.compile(r"(-?\d{1,3})\s*(monate?n?|m|jahre?n?|j)?")
_PREGNANCY = {"schwanger", "schwangerschaft", "ab schwangerschaft"}
_MONTHS = (
    "januar", "februar", "maerz", "april", "mai", "juni",
    "juli", "august", "september", "oktober", "november", "dezember",
)  # fmt: skip
OLDEST = 324  # months: young people are supported up to 27


def times(text: str) -> tuple[Time, ...]:
    """Read "Mo 9:30-11:00; Do 14:00-16:00 alle 14 Tage"; one entry per line or semicolon."""
    return tuple(_time(line.strip()) for line in re.split(r"[;\n]", text) if line.strip())


def _time(line: str) -> Time:
    found = _LINE.fullmatch(fold(line))
    if found is None or found["day"] not in _DAYS or found["rhythm"] not in _RHYTHMS:
        raise ValueError(_("„%(line)s“ ist keine Zeit. Beispiel: Mo 9:30-11:00") % {"line": line[:60]})
    opens, closes = _clock(found["opens"]), _clock(found["closes"])
    if opens and closes and opens >= closes:
        raise ValueError(_("„%(line)s“ endet, bevor es beginnt.") % {"line": line[:60]})
    return Time(weekday=_DAYS[found["day"]], opens=opens, closes=closes, rhythm=_RHYTHMS[found["rhythm"]])


def _clock(text: str | None) -> time | None:
    if not text:
        return None
    hour, _dot, minute = text.replace(".", ":").partition(":")
    try:
        return time(int(hour), int(minute or 0))
    except ValueError as error:
        raise ValueError(_("„%(text)s“ ist keine Uhrzeit.") % {"text": text}) from error


def said(times_: Iterable[Time]) -> str:
    """Return times in the form in which ``times`` reads them, one per line."""
    return "\n".join(_said(each) for each in times_)


def _said(each: Time) -> str:
    hours = "-".join(f"{hour:%H:%M}" for hour in (each.opens, each.closes) if hour)
    rhythm = "" if each.rhythm == Rhythm.WEEKLY else str(Rhythm(each.rhythm).label)
    return " ".join(filter(None, [Weekday(each.weekday).value.capitalize(), hours, rhythm]))


def season(text: str) -> str:
    """Read "April bis September", "Apr-Sep" or "4-9" as ``seasons`` keeps it; all year is nothing."""
    if not text.strip():
        return ""
    parts = re.split(r"\s*(?:-|–|bis)\s*", fold(text).strip())
    found = [_month(part) for part in parts]
    if len(found) != 2 or None in found:
        raise ValueError(_("Bitte zwei Monate angeben, zum Beispiel: April bis September"))
    return "-".join(map(str, found))


def _month(word: str) -> int | None:
    if word.isdecimal():
        return int(word) if 1 <= int(word) <= 12 else None
    named = [
        number for number, name in enumerate(_MONTHS, start=1) if len(word) > 2 and name.startswith(word)
    ]
    return named[0] if len(named) == 1 else None


def said_season(kept: str) -> str:
    """Return a season in the form in which ``season`` reads it."""
    span = seasons.months(kept)
    return (
        " bis ".join(_MONTHS[month - 1].capitalize() for month in span).replace("Maerz", "März")
        if span
        else ""
    )


def pauses(text: str) -> tuple[str, ...]:
    """Read "24.12.2026-06.01.2027; 26.05.2027", one pause per line or semicolon."""
    lines = (line.strip() for line in re.split(r"[;\n]", text))
    return tuple(str(pause) for pause in sorted({_pause(line) for line in lines if line}))


def _pause(line: str) -> Pause:
    first, _dash, last = re.sub(
        r"\s*(?:–|bis)\s*|\s+-\s+|(?<=\d{4})-(?=\d{1,2}\.)", "|", line, count=1
    ).partition("|")
    pause = Pause(tables.day(first), tables.day(last or first))
    if pause.last < pause.first:
        raise ValueError(_("„%(line)s“ endet, bevor es beginnt.") % {"line": line[:60]})
    return pause


def said_pauses(kept: Iterable[str]) -> str:
    """Return pauses in the form in which ``pauses`` reads them, one per line."""
    known = sorted(map(Pause.kept, kept))
    return "\n".join(f"{pause.first:%d.%m.%Y}-{pause.last:%d.%m.%Y}" for pause in known)


def months(text: str) -> int:
    """Read an age: "18", "18 Monate", "2 Jahre", "schwanger"; a number alone is months."""
    folded = fold(text).strip()
    if folded in _PREGNANCY:
        return -9
    found = _AGE.fullmatch(folded)
    if found is None:
        raise ValueError(
            _("Bitte ein Alter in Monaten angeben, zum Beispiel 18, „2 Jahre“ oder „schwanger“.")
        )
    age = int(found[1]) * (12 if (found[2] or "").startswith("j") else 1)
    if not -9 <= age <= OLDEST:
        raise ValueError(_("Das Alter liegt zwischen -9 (Beginn der Schwangerschaft) und 324 Monaten."))
    return age


def said_months(age: int | None) -> str:
    """Return an age in the form in which ``months`` reads it."""
    if age is None:
        return ""
    if age == -9:
        return "schwanger"
    return f"{age // 12} Jahre" if age >= 24 and age % 12 == 0 else f"{age} Monate"


def code(vocabulary: type[C], text: str, more: Mapping[str, C] | None = None) -> C:
    """Read a value of a vocabulary by its code, its label or one of ``more`` everyday words."""
    word = fold(text).strip()
    found = (more or {}).get(word) or _named(vocabulary, get_language()).get(word)
    if found is None:
        labels = ", ".join(str(each.label) for each in list(vocabulary)[:8])
        unknown = _("„%(text)s“ ist unbekannt. Möglich ist zum Beispiel: %(labels)s.")
        raise ValueError(unknown % {"text": text[:60], "labels": labels})
    return found


@lru_cache(maxsize=64)
def _named(vocabulary: type[C], language: str | None) -> dict[str, C]:
    """Return the values by code and by label, as ``language`` says it."""
    known = {each.value: each for each in vocabulary}
    return known | {fold(str(each.label)): each for each in vocabulary}


def codes(vocabulary: type[C], text: str, more: Mapping[str, C] | None = None) -> tuple[C, ...]:
    """Read several values, separated by commas or vertical lines."""
    parts = [part for part in re.split(r"[,|]", text) if part.strip()]
    return tuple(dict.fromkeys(code(vocabulary, part, more) for part in parts))
