"""The tables of a year: every question by result, added up, without a number small enough to name somebody.

Small numbers are not blanked but put together with others, so that what is printed still adds up in every
direction and nothing can be found again by subtraction: each number is a sum of whole groups.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import TypeAlias

from schutznetz.cases.actions import CaseAction
from schutznetz.cases.models import AssessmentCount, AssessmentRecord
from schutznetz.cases.queries.statistics import is_closed
from schutznetz.kernel import policy
from schutznetz.kernel.context import Context
from schutznetz.law import statistics as law
from schutznetz.law import tallies
from schutznetz.law.assessment import DANGER
from schutznetz.law.text import gettext_noop
from schutznetz.networks.conditions import day_of

FLOOR = 10  # no published number is smaller
Groups: TypeAlias = tuple[tuple[str, ...], ...]  # keys that are printed as one
Cells: TypeAlias = Mapping[tuple[tuple[str, ...], str], int]  # answers and result
Numbers: TypeAlias = Mapping[str, Cells]
MORE = "more"

NOT_ANSWERED = gettext_noop("keine Angabe")
MONTHS = (
    gettext_noop("Januar"), gettext_noop("Februar"), gettext_noop("März"), gettext_noop("April"),
    gettext_noop("Mai"), gettext_noop("Juni"), gettext_noop("Juli"), gettext_noop("August"),
    gettext_noop("September"), gettext_noop("Oktober"), gettext_noop("November"), gettext_noop("Dezember"),
)  # fmt: skip
BY_MONTH = gettext_noop("Abschluss nach Monaten")
BY_AGE = gettext_noop("Alter beim Abschluss")
BY_SEX = gettext_noop("Geschlecht des Kindes")
BY_AGE_AND_SEX = gettext_noop("Alter und Geschlecht")
MORE_THAN_ONE = gettext_noop("mehr als eine davon")


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its labels (several where answers are printed together), numbers by result, their sum.

    ``of`` is what the sum is a share of.
    """

    keys: tuple[str, ...]
    labels: tuple[str, ...]
    counts: tuple[int, ...]
    total: int
    of: int
    published: law.Share | None = None

    @property
    def percent(self) -> float | None:
        return round(100 * self.total / self.of, 1) if self.of else None


@dataclass(frozen=True, slots=True)
class Table:
    """``adds_up`` is false where one record may be in several rows.

    ``alone`` says that several answers may be given and each row has those who gave it and no other.
    """

    name: str
    label: str
    columns: tuple[tuple[str, ...], ...]
    lines: tuple[Line, ...]
    totals: tuple[int, ...]
    adds_up: bool = True
    alone: bool = False

    @property
    def total(self) -> int:
        return sum(self.totals)

    @property
    def years(self) -> list[int]:
        """Return the years of the published shares beside it."""
        return sorted({line.published.year for line in self.lines if line.published})

    @property
    def is_shown(self) -> bool:
        """Say whether anything is left to compare."""
        return len(self.lines) > 1


@dataclass(frozen=True, slots=True)
class Year:
    """``total`` is None where all of it is too small to print."""

    total: int | None
    tables: tuple[Table, ...] = ()


def counted_in(answers: law.Answers, completed_on: date) -> Iterator[str]:
    """Yield the cells of a year in which a record is counted; a record without a result in none."""
    if answers.get("result"):
        yield tallies.TOTAL
        yield from (str(cell) for cell in tallies.cells_of(answers, completed_on.year, completed_on.month))


def counted_anew(year: int) -> dict[str, int]:
    """Read every record of a year and count; ``tables_of`` never does."""
    span = (date(year, 1, 1), date(year, 12, 31))
    records = AssessmentRecord.objects.filter(completed_on__range=span).order_by()
    found: Counter[str] = Counter()
    for answers, completed_on in records.values_list("answers", "completed_on").iterator(5_000):
        found.update(counted_in(answers, completed_on))
    return dict(found)


def tables_of(year: int) -> Year:
    kept = AssessmentCount.objects.filter(year=year, number__gt=0).order_by()
    return tables(kept.values_list("cell", "number").iterator(5_000))


def tables_for(ctx: Context, year: int) -> Year | None:
    """Return what this reader may see of a year, or None while it is not delivered.

    Whoever compares a running year today and tomorrow finds the one child that came in between. Therefore
    only those who see the cases anyway are shown it; a delivered year no longer changes.
    """
    if is_closed(year, day_of(ctx.now)) or policy.granted(CaseAction.COMPLETE_RECORD, ctx.role):
        return tables_of(year)
    return None


def tables(cells: Iterable[tuple[str, int]]) -> Year:
    """Print a year from its numbers."""
    numbers = _sorted(cells)
    results: Counter[str] = Counter()
    for (_, result), number in numbers.get("month", {}).items():
        results[result] += number
    if (total := sum(results.values())) < FLOOR:
        return Year(None if total else 0)
    columns = _columns(results)
    found = [_by_month(numbers, columns), *_by_age(numbers, columns)]
    for feature in tallies.COUNTED:
        found += _by_feature(feature, numbers.get(feature.name, {}), columns)
    return Year(total, (_by_result(results, columns), *found))


def _sorted(cells: Iterable[tuple[str, int]]) -> dict[str, dict[tuple[tuple[str, ...], str], int]]:
    found: dict[str, dict[tuple[tuple[str, ...], str], int]] = {}
    for text, number in cells:
        if text != tallies.TOTAL:
            cell = tallies.cell_from(text)
            found.setdefault(cell.table, {})[cell.keys, cell.result] = number
    return found


# --- putting together -----------------------------------------------------------------------------------


def _is_small(number: int) -> bool:
    return 0 < number < FLOOR


def _columns(results: Mapping[str, int]) -> Groups:
    """Return the results as columns; a small one goes together with its smaller neighbour."""
    groups: list[tuple[str, ...]] = [(result,) for result in tallies.RESULTS]
    size = [results.get(result, 0) for result in tallies.RESULTS]
    while len(groups) > 1 and any(map(_is_small, size)):
        small = size.index(min(filter(_is_small, size)))
        beside = [at for at in (small - 1, small + 1) if 0 <= at < len(size)]
        other = min(beside, key=lambda at: size[at])
        first, second = sorted((small, other))
        groups[first : second + 1] = [groups[first] + groups[second]]
        size[first : second + 1] = [size[first] + size[second]]
    return tuple(groups)


def grouped(rows: Mapping[str, Sequence[int]]) -> Groups:
    """Return which rows are printed as one, so that no number of any row is small.

    The rows with a small number go together; as long as they have one, the next smaller row joins them.
    """
    together = [key for key, counts in rows.items() if any(map(_is_small, counts))]
    width = len(next(iter(rows.values()), ()))
    spare = sorted(
        (key for key in rows if key not in together and any(rows[key])), key=lambda key: sum(rows[key])
    )
    while spare and any(map(_is_small, _summed(rows, together, width))):
        together.append(spare.pop(0))
    alone = [(key,) for key in rows if key not in together]
    return tuple([*alone, tuple(key for key in rows if key in together)] if together else alone)


def _rows(
    numbers: Mapping[tuple[str, str], int], keys: Sequence[str], columns: Groups
) -> dict[str, tuple[int, ...]]:
    return {
        key: tuple(sum(numbers.get((key, result), 0) for result in column) for column in columns)
        for key in keys
    }


def _summed(rows: Mapping[str, Sequence[int]], keys: Sequence[str], width: int) -> tuple[int, ...]:
    return tuple(sum(rows[key][at] for key in keys) for at in range(width))


def _table(
    name: str,
    label: str,
    rows: Mapping[str, tuple[int, ...]],
    labels: Mapping[str, str],
    columns: Groups,
    *,
    alone: bool = False,
) -> Table:
    totals = _summed(rows, list(rows), len(columns))
    lines = []
    for group in grouped(rows):
        if group == ("",) and not any(rows[""]):
            continue  # everybody has answered
        counts = _summed(rows, group, len(columns))
        comparable = len(group) == 1 and (not alone or group == (MORE,))  # published with all who gave it
        share = _published(name, group[0]) if comparable else None
        named = tuple(labels[key] for key in group)
        lines.append(Line(group, named, counts, sum(counts), sum(totals), share))
    return Table(name, label, _named(columns), tuple(lines), totals, alone=alone)


def _named(columns: Groups) -> Groups:
    labels = {value.key: value.label for value in law.BY_NAME["result"].values}
    return tuple(tuple(labels[result] for result in column) for column in columns)


def _published(feature: str, value: str) -> law.Share | None:
    return next((each for each in law.PUBLISHED if (each.feature, each.value) == (feature, value)), None)


# --- the tables -----------------------------------------------------------------------------------------


def _by_result(results: Mapping[str, int], columns: Groups) -> Table:
    total = sum(results.values())
    lines = []
    for group, labels in zip(columns, _named(columns), strict=True):
        number = sum(results.get(result, 0) for result in group)
        share = _published("result", group[0]) if len(group) == 1 else None
        lines.append(Line(group, labels, (number,), number, total, share))
    return Table("result", law.BY_NAME["result"].label, (), tuple(lines), (total,))


def _by_month(numbers: Numbers, columns: Groups) -> Table:
    of_month = {(keys[0], result): number for (keys, result), number in numbers["month"].items()}
    labels = dict(zip(tallies.MONTHS, MONTHS, strict=True))
    return _table("month", BY_MONTH, _rows(of_month, tallies.MONTHS, columns), labels, columns)


def _by_age(numbers: Numbers, columns: Groups) -> Iterator[Table]:
    """Yield age and sex; both at once only where every number of that is large enough as well."""
    cells = numbers["age"]
    bands = {key: label for key, label, _ in tallies.BANDS} | {"": NOT_ANSWERED}
    sexes = {value.key: value.label for value in law.BY_NAME["sex"].values} | {"": NOT_ANSWERED}
    ages = _rows(_along(cells, 0), list(bands), columns)
    sex = _rows(_along(cells, 1), list(sexes), columns)
    yield _table("age", BY_AGE, ages, bands, columns)
    yield _table("sex", BY_SEX, sex, sexes, columns)
    totals = _summed(ages, list(ages), len(columns))
    crossed = []
    for some, kinds in product(grouped(ages), grouped(sex)):
        counts = tuple(_crossed(cells, some, kinds, column) for column in columns)
        labels = (*(bands[key] for key in some), *(sexes[key] for key in kinds))
        crossed.append(Line((*some, *kinds), labels, counts, sum(counts), sum(totals)))
    if not any(_is_small(number) for line in crossed for number in line.counts):
        shown = tuple(line for line in crossed if line.total)
        yield Table("age_and_sex", BY_AGE_AND_SEX, _named(columns), shown, totals)


def _along(cells: Cells, at: int) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for (keys, result), number in cells.items():
        found[keys[at], result] += number
    return found


def _crossed(cells: Cells, bands: Iterable[str], sexes: Iterable[str], results: Iterable[str]) -> int:
    return sum(cells.get(((band, sex), result), 0) for band, sex, result in product(bands, sexes, results))


def _by_feature(feature: law.Feature, cells: Cells, columns: Groups) -> Iterator[Table]:
    """Yield nothing where a question is asked of some results only and they are printed with others."""
    if feature.danger_only:
        if any(0 < len(DANGER & set(column)) < len(column) for column in columns):
            return
        columns = tuple(column for column in columns if DANGER & set(column))
    of_answer = {(keys[0], result): number for (keys, result), number in cells.items()}
    if feature.several:
        yield _of_several(feature, of_answer, columns)
        return
    labels = {value.key: value.label for value in feature.values} | {"": NOT_ANSWERED}
    yield _table(feature.name, feature.label, _rows(of_answer, list(labels), columns), labels, columns)


def _of_several(feature: law.Feature, numbers: Mapping[tuple[str, str], int], columns: Groups) -> Table:
    """Count each answer with all who gave it, or, where some combination is small, by itself.

    Whoever adds and subtracts overlapping rows finds sums of combinations, so none of these may be small.
    Otherwise each record stands in one row: of its only answer, or of those with more than one.
    """
    chosen = _rows(numbers, sorted({key for key, _ in numbers}), columns)
    alone = any(_is_small(number) for counts in chosen.values() for number in counts)
    width = len(columns)
    labels = {value.key: value.label for value in feature.values} | {"": NOT_ANSWERED, MORE: MORE_THAN_ONE}
    rows = {
        key: _summed(chosen, [each for each in chosen if _is_in(key, each, alone=alone)], width)
        for key in labels
    }
    if alone:
        return _table(feature.name, feature.label, rows, labels, columns, alone=True)
    totals = _summed(chosen, list(chosen), width)
    lines = [
        Line((key,), (labels[key],), counts, sum(counts), sum(totals), _published(feature.name, key))
        for key, counts in rows.items()
        if key or any(counts)
    ]
    return Table(feature.name, feature.label, _named(columns), tuple(lines), totals, adds_up=False)


def _is_in(key: str, combination: str, *, alone: bool) -> bool:
    """Say whether a row holds those who gave these answers together."""
    if key == MORE:
        return "+" in combination
    return combination == key if alone else key in combination.split("+")
