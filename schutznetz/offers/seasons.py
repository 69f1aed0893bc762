"""When an offer with fixed times does not take place: outside its season, and on days that were said to fail.

A season is kept as "4-9" (April to September; "10-3" runs over the new year), a pause as
"2026-12-24/2027-01-06"; both in the row, in files and in the history.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Self


@dataclass(frozen=True, slots=True, order=True)
class Pause:
    """From the first to the last day on which nothing takes place."""

    first: date
    last: date

    @classmethod
    def kept(cls, text: str) -> Self:
        first, _slash, last = text.partition("/")
        return cls(date.fromisoformat(first), date.fromisoformat(last))

    def __str__(self) -> str:
        return f"{self.first.isoformat()}/{self.last.isoformat()}"


def ahead(kept: Iterable[str], today: date) -> list[Pause]:
    """Return the pauses that are not over, the next first."""
    return sorted(pause for pause in map(Pause.kept, kept) if pause.last >= today)


def now(kept: Iterable[str], today: date) -> Pause | None:
    """Return the pause in which this day lies, the longest if there are several."""
    lying = [pause for pause in ahead(kept, today) if pause.first <= today]
    return max(lying, key=lambda pause: pause.last) if lying else None


def months(season: str) -> tuple[int, int] | None:
    """Return the first and the last month of a season; nobody said means all year."""
    first, dash, last = season.partition("-")
    return (int(first), int(last)) if dash else None


def is_in_season(season: str, day: date) -> bool:
    span = months(season)
    if span is None:
        return True
    first, last = span
    return first <= day.month <= last if first <= last else day.month >= first or day.month <= last
