"""A year of a youth office is simulated; its statistics add up and are what a naive program counts.

Spoilt on purpose are the records themselves: one dropped, a sibling doubled, a result of New Year's night
taken for the year before. The comparison has to find each.
"""

import csv
import io
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from random import Random
from typing import TypeAlias

from prove import naive, plans, reports
from prove.ground import dice, prepare
from prove.office import Noted, Office, at
from prove.result import Result
from schutznetz.cases import services
from schutznetz.cases.models import AssessmentCount, AssessmentRecord
from schutznetz.cases.queries import statistics
from schutznetz.cases.queries.tables import FLOOR, Table, Year, tables_of
from schutznetz.kernel import tenancy
from schutznetz.kernel.context import system

SIZES = {"smoke": 10, "tenth": 200, "full": 2_000}
AFTER = datetime(plans.YEAR + 1, 3, 1, 9, tzinfo=UTC)  # when everything is delivered
Lines = list[dict[str, str]]
Counts: TypeAlias = Counter[tuple[str, frozenset[str], str]]


def run(size: str, engine: str, seed: int) -> Result:
    began = time.monotonic()
    network_id = prepare()
    with tenancy.scope(network_id):
        office = Office(reports.network(), dice(seed, "office"))
        done = _simulate(office, dice(seed, "year"), SIZES[size])
        faults = compare(office.book, delivered(office))
        found = [sum(_spoilt(office, spoil).values()) > 0 for spoil in (_drop, _double, _take_for_last_year)]
    return Result(
        campaign="Statistik eines Jahres",
        engine=engine,
        tried=done,
        unit="Verfahren",
        faults=faults,
        control=sum(found) if all(found) else 0,
        seconds=time.monotonic() - began,
        notes=f"{len(naive.of_year(office.book, plans.YEAR))} gezählt, {office.closed} abgeschlossen",
    )


def _simulate(office: Office, chance: Random, wanted: int) -> int:
    done = 0
    for procedure in plans.procedures(chance):
        if done >= wanted:
            break
        done += office.work_on(procedure)
    return done


# --- what the product says -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Delivered:
    """The statistics of the year on every way out: kept numbers, files by year and month, printed tables."""

    cells: dict[str, int]
    year: Lines
    months: list[Lines]
    incomplete: int
    printed: Year


def delivered(office: Office) -> Delivered:
    with at(AFTER):
        whole = statistics.to_deliver(office.acting("pia"), office.network, plans.YEAR)
        months = [
            _read(statistics.to_deliver(office.acting("pia"), office.network, plans.YEAR, month))
            for month in range(1, 13)
        ]
    kept = AssessmentCount.objects.filter(year=plans.YEAR, number__gt=0)
    cells = dict(kept.values_list("cell", "number"))
    return Delivered(cells, _read(whole), months, whole.incomplete, tables_of(plans.YEAR))


def _read(found: statistics.Return) -> Lines:
    """Read the file as its receiver does."""
    sheet = io.StringIO()
    csv.writer(sheet, delimiter=";").writerows(found.rows())
    return list(csv.DictReader(io.StringIO(sheet.getvalue()), delimiter=";"))


# --- the comparison --------------------------------------------------------------------------------------


def compare(book: Sequence[Noted], said: Delivered) -> dict[str, int]:
    """Count what does not agree, in every direction."""
    lines = naive.of_year(book, plans.YEAR)
    again = naive.count(lines)
    kept = _by_question(said.cells)
    return {
        "Zahl anders als nachgezählt": _differing(kept, again),
        "Tabellen mit anderer Summe": _uneven(kept, len(lines)),
        "Datei anders als nachgezählt": _of_file(said.year, [line for line in lines if line.complete]),
        "Monate ergeben nicht das Jahr": _of_months(said),
        "Lücken falsch": abs(said.incomplete - sum(not line.complete for line in lines)),
        "gedruckt anders oder zu klein": _printed(said.printed, again, len(lines)),
    }


def _by_question(cells: dict[str, int]) -> Counts:
    found: Counts = Counter()
    for cell, number in cells.items():
        name, *said = cell.split("|")
        if not said:
            found[name, frozenset(), ""] += number
        elif name == "age":
            band, sex, result = said
            found["age and sex", frozenset([f"{band}/{sex}"]), result] += number
        else:
            answer, result = said
            found[name, frozenset(answer.split("+")), result] += number
    return found


def _differing(kept: Counts, again: Counts) -> int:
    again = again + Counter({("total", frozenset[str](), ""): sum(_of(again, "month").values())})
    return sum(kept[key] != again[key] for key in kept.keys() | again.keys())


def _of(counted: Counts, question: str) -> Counter[str]:
    """Add up one question by result."""
    found: Counter[str] = Counter()
    for (name, _, result), number in counted.items():
        found[result] += number if name == question else 0
    return +found


def _uneven(kept: Counts, total: int) -> int:
    """Every question has the same sums by result; of danger is asked what is danger."""
    by_month = _of(kept, "month")
    of_danger = Counter({result: n for result, n in by_month.items() if result in naive.DANGER})
    wrong = [
        name
        for name in ("age and sex", *naive.QUESTIONS)
        if _of(kept, name) != (of_danger if name in naive.OF_DANGER else by_month)
    ]
    return len(wrong) + (sum(by_month.values()) != total)


def _of_file(rows: Lines, lines: Sequence[naive.Line]) -> int:
    """Compare the file as a heap of lines: it has no order and no names in common with the book."""
    expected = Counter(_line(each) for each in lines)
    found = Counter(_row(each) for each in rows)
    doubled = len(rows) - len({row["key"] for row in rows})
    return doubled + sum(((expected - found) + (found - expected)).values())


def _of_months(said: Delivered) -> int:
    """The files of twelve months are the file of the year, each line in its month."""
    months = [(str(number), row) for number, rows in enumerate(said.months, start=1) for row in rows]
    astray = sum(row["completed_month"] != month for month, row in months)
    return astray + ([row for _, row in months] != said.year)


def _line(line: naive.Line) -> tuple[tuple[str, str], ...]:
    said = {"completed_month": str(naive.month(line))}
    for name, value in line.answers.items():
        if isinstance(value, list):
            said |= {f"{name}.{each}": "1" for each in value}
        else:
            said[name] = value
    return tuple(sorted(said.items()))


def _row(row: dict[str, str]) -> tuple[tuple[str, str], ...]:
    aside = {"key", "completed_year", "version", "late", "corrected"}
    filled = {name: value for name, value in row.items() if name not in aside and value}
    return tuple(sorted((name, value) for name, value in filled.items() if "." not in name or value == "1"))


def _printed(year: Year, again: Counts, total: int) -> int:
    """What is printed is a sum of what was counted, adds up, and no number of it is small."""
    if year.total is None:
        return int(total >= FLOOR)
    wrong = int(year.total != total)
    for table in year.tables:
        wrong += any(0 < number < FLOOR for line in table.lines for number in line.counts)
        if table.adds_up:
            wrong += sum(line.total for line in table.lines) != table.total
        else:
            wrong += any(0 < number < FLOOR for number in subtracted(table))
        if table.name in naive.QUESTIONS or table.name == "month":
            wrong += sum(line.total != _sum_of(again, table, line.keys) for line in table.lines)
    return wrong


def subtracted(table: Table) -> list[int]:
    """Return what a reader finds with a pencil where one child may stand in several rows."""
    found = []
    for place, total in enumerate(table.totals):
        row = {line.keys[0]: line.counts[place] for line in table.lines}
        more = row.pop("more", 0)
        answered = total - row.pop("", 0) - row.pop("none", 0)
        excess = sum(row.values()) - answered  # once for each answer after the first
        found += [answered, excess, excess - more, answered - more]
        found += [answered - number for number in row.values()]
    return found


def _sum_of(again: Counts, table: Table, keys: Sequence[str]) -> int:
    wanted = set(keys)
    counted = 0
    for (name, said, _), number in again.items():
        answers = {"more"} if len(said) > 1 and table.alone else said | ({"more"} if len(said) > 1 else set())
        counted += number if name == table.name and answers & wanted else 0
    return counted


# --- the product spoilt on purpose -----------------------------------------------------------------------


def _spoilt(office: Office, spoil: Callable[[], None]) -> dict[str, int]:
    """Spoil the records, count anew, compare; afterwards the records are what they were."""
    before = list(AssessmentRecord.objects.order_by("pk"))
    spoil()
    for year in (plans.YEAR, plans.YEAR + 1):
        services.recount(system(office.network.pk), office.network, year=year)
    found = compare(office.book, delivered(office))
    AssessmentRecord.objects.all().delete()
    AssessmentRecord.objects.bulk_create(before)
    return found


def _of_the_year() -> AssessmentRecord:
    return AssessmentRecord.objects.filter(completed_on__year=plans.YEAR).order_by("key")[0]


def _drop() -> None:
    _of_the_year().delete()


def _double() -> None:
    twin = _of_the_year()
    AssessmentRecord.objects.create(
        key=twin.key[::-1],
        version=twin.version,
        completed_on=twin.completed_on,
        answers=twin.answers,
        complete=twin.complete,
    )


def _take_for_last_year() -> None:
    """New Year's night as a clock in another time zone would date it."""
    new_year = AssessmentRecord.objects.filter(completed_on=date(plans.YEAR + 1, 1, 1))
    new_year.update(completed_on=date(plans.YEAR, 12, 31))
