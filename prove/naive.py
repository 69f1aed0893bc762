"""A count of the official statistics as anybody would do it with a list and a pencil.

It knows nothing of the product: it takes the office's own book (what was found of whom, and when the result
stood) and counts line by line. Python's standard library only.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

HERE = ZoneInfo("Europe/Berlin")
DANGER = {"acute", "latent"}
OF_DANGER = {"dangers", "danger_from"}
QUESTIONS = (
    "origin", "german", "integration_aid", "repeated", "mother_age", "father_age", "residence", "reporter",
    "services", "dangers", "danger_from", "new_help", "court",
)  # fmt: skip


class Line(Protocol):
    @property
    def answers(self) -> Mapping[str, Any]: ...
    @property
    def set_at(self) -> datetime: ...
    @property
    def seen(self) -> bool: ...
    @property
    def complete(self) -> bool: ...


def of_year(book: Iterable[Line], year: int) -> list[Line]:
    """Whoever was seen, and whose result stood in that year as the calendar on the wall said."""
    return [line for line in book if line.seen and line.set_at.astimezone(HERE).year == year]


def month(line: Line) -> int:
    return line.set_at.astimezone(HERE).month


def age(line: Line) -> int:
    """Full years at the end of the assessment, by month."""
    day = line.set_at.astimezone(HERE)
    born_year, born_month = int(line.answers["birth_year"]), int(line.answers["birth_month"])
    years = day.year - born_year
    return years - 1 if day.month < born_month else years


def band(years: int) -> str:
    if years < 3:
        return "under_3"
    if years < 6:
        return "3_to_5"
    if years < 10:
        return "6_to_9"
    if years < 14:
        return "10_to_13"
    return "14_and_older"


def count(lines: Iterable[Line]) -> Counter[tuple[str, frozenset[str], str]]:
    """Return how often each question had each answer with each result; no answer is an answer too."""
    found: Counter[tuple[str, frozenset[str], str]] = Counter()
    for line in lines:
        result = line.answers["result"]
        years = band(age(line)) if "birth_year" in line.answers else ""
        found["month", frozenset([f"{month(line):02}"]), result] += 1
        found["age and sex", frozenset([f"{years}/{line.answers.get('sex', '')}"]), result] += 1
        for question in QUESTIONS:
            if question in OF_DANGER and result not in DANGER:
                continue
            answer = line.answers.get(question, "")
            found[question, frozenset(answer if isinstance(answer, list) else [answer]), result] += 1
    return found
