"""Which numbers a year of the official statistics is counted in: every question by result, month and age too.

A record raises one cell of every table, so rows, columns and tables add up to the same total. Of questions
with several answers the combination is the cell. ``age_band`` follows the published tables.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from schutznetz.law.statistics import BY_NAME, FEATURES, Answers, Feature, is_asked
from schutznetz.law.text import gettext_noop

TOTAL = "total"
RESULTS = tuple(value.key for value in BY_NAME["result"].values)
MONTHS = tuple(f"{month:02}" for month in range(1, 13))
BANDS = (
    ("under_3", gettext_noop("unter 3"), 3),
    ("3_to_5", gettext_noop("3 bis 5"), 6),
    ("6_to_9", gettext_noop("6 bis 9"), 10),
    ("10_to_13", gettext_noop("10 bis 13"), 14),
    ("14_and_older", gettext_noop("14 und älter"), 19),
)
COUNTED = tuple(
    feature for feature in FEATURES if feature.values and feature.name not in {"result", "sex"}
)  # the sex is counted with the age


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """One number of one table; what nobody answered is counted as an answer of its own."""

    table: str
    keys: tuple[str, ...]
    result: str

    def __str__(self) -> str:
        return "|".join((self.table, *self.keys, self.result))


def cell_from(text: str) -> Cell:
    table, *keys, result = text.split("|")
    return Cell(table, tuple(keys), result)


def age_band(answers: Answers, year: int, month: int) -> str:
    """Return the band of age at the end of the assessment, or nothing where the birth is not known."""
    born_year, born_month = (str(answers.get(name, "")) for name in ("birth_year", "birth_month"))
    if not (born_year.isdecimal() and born_month.isdecimal()):
        return ""
    age = (year * 12 + month - int(born_year) * 12 - int(born_month)) // 12
    return next((key for key, _, below in BANDS if 0 <= age < below), "")


def cells_of(answers: Answers, year: int, month: int) -> Iterator[Cell]:
    """Yield the cells in which one record is counted."""
    result = str(answers.get("result", ""))
    yield Cell("month", (f"{month:02}",), result)
    yield Cell("age", (age_band(answers, year, month), str(answers.get("sex", ""))), result)
    for feature in COUNTED:
        if is_asked(feature, answers):
            yield Cell(feature.name, (_answer(feature, answers),), result)


def _answer(feature: Feature, answers: Answers) -> str:
    said = answers.get(feature.name, "")
    return (
        "+".join(value.key for value in feature.values if value.key in said) if feature.several else str(said)
    )
