"""The tables of a year: they add up in every direction, and no small number is printed or follows."""

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import pytest

from schutznetz.cases import services
from schutznetz.cases.models import AssessmentCount
from schutznetz.cases.queries.tables import (
    FLOOR,
    MORE,
    Table,
    Year,
    counted_anew,
    counted_in,
    grouped,
    tables,
    tables_of,
)
from schutznetz.kernel.context import system
from schutznetz.law.assessment import DANGER
from schutznetz.law.statistics import BY_NAME
from schutznetz.law.tallies import BANDS, MONTHS, RESULTS, age_band
from schutznetz.networks.models import Network
from tests import make
from tests.law.test_statistics import WHOLE, year

Made = Sequence[tuple[Mapping[str, Any], date]]


def made(number: int, seed: int = 7) -> Made:
    chance = random.Random(seed)  # noqa: S311 - an invented year, always the same
    return [(said, date(2026, chance.randint(1, 12), 15)) for said in year(number, seed)]


def printed(records: Made) -> Year:
    return tables(Counter(cell for said, day in records for cell in counted_in(said, day)).items())


def said_by(name: str, said: Mapping[str, Any], day: date) -> set[str]:
    """Return the answers of one record to a question, looked up the simple way."""
    if name == "month":
        return {MONTHS[day.month - 1]}
    if name == "age":
        return {age_band(said, day.year, day.month)}
    answer = said.get(name, "")
    if isinstance(answer, str):
        return {answer}
    return set(answer) | ({MORE} if len(answer) > 1 else set())


def asked(name: str, records: Made) -> Made:
    only = BY_NAME[name].danger_only if name in BY_NAME else False
    return [each for each in records if not only or each[0]["result"] in DANGER]


def again(table: Table, keys: Iterable[str], records: Made) -> list[int]:
    """Count one row naively: by the labels of its columns."""
    labels = {value.label: value.key for value in BY_NAME["result"].values}
    columns = [{labels[label] for label in column} for column in table.columns] or [set(RESULTS)]
    found = [0] * len(columns)
    for said, day in asked(table.name, records):
        if said_by(table.name, said, day) & set(keys):
            found = [n + (said["result"] in column) for n, column in zip(found, columns, strict=True)]
    return found


@pytest.mark.parametrize(("number", "seed"), [(2_000, 1), (300, 2), (60, 3)])
def test_a_year_adds_up_in_every_direction(number: int, seed: int) -> None:
    records = made(number, seed)
    found = printed(records)

    assert found.total == number
    for table in found.tables:
        assert table.total == len(asked(table.name, records))
        if table.adds_up:
            rows = (line.counts for line in table.lines)
            assert list(table.totals) == [sum(column) for column in zip(*rows, strict=True)]
        for line in table.lines:
            if line.total is not None:
                assert line.total == sum(line.counts)
            if line.total is not None and table.name != "age_and_sex":
                assert list(line.counts) == again(table, line.keys, records)


def test_age_and_sex_together_are_the_sum_of_each() -> None:
    whole = [
        each for each in made(12_000) if each[0].get("sex") in {"male", "female"} and "birth_year" in each[0]
    ]
    found = {table.name: table for table in printed(whole).tables}

    both = found["age_and_sex"]
    for at, table in ((slice(1, None), "sex"), (slice(0, 1), "age")):
        rows: Counter[tuple[str, ...]] = Counter()
        for line in both.lines:
            rows[line.labels[at]] += line.total or 0
        assert rows == {line.labels: line.total for line in found[table].lines if line.total}


@pytest.mark.parametrize("number", [1, 9, 12, 25, 40, 80, 150, 400])
@pytest.mark.parametrize("seed", range(8))
def test_no_small_number_is_printed_or_follows_from_others(number: int, seed: int) -> None:
    found = printed(made(number, seed))

    assert found.total is None or found.total >= FLOOR
    for table in found.tables:
        shown = [line for line in table.lines if line.total is not None]
        for counts in [*(line.counts for line in shown), table.totals]:
            assert all(number == 0 or number >= FLOOR for number in (*counts, sum(counts)))
        if table.adds_up:  # what is printed is all there is, so a difference is a sum of printed numbers
            assert len(shown) == len(table.lines)
            assert sum(line.total or 0 for line in shown) == table.total
        else:
            for at, total in enumerate(table.totals):
                for line in shown:
                    assert total - line.counts[at] == 0 or total - line.counts[at] >= FLOOR
                left = total - sum(line.counts[at] for line in shown)
                assert len(shown) in {0, len(table.lines)} or left <= 0 or left >= FLOOR


def test_blanking_one_small_number_would_give_it_away() -> None:
    """Negative control: beside a sum, a single blank follows by subtraction."""
    rows = {"a": (30, 40), "b": (3, 20), "c": (25, 0)}

    groups = grouped(rows)

    assert ("b",) not in groups
    assert sum(rows["a"][0] + rows["c"][0] for _ in [0]) == sum(n for n, _ in rows.values()) - rows["b"][0]


@pytest.mark.parametrize(
    ("rows", "groups"),
    [
        ({"a": (10, 10), "b": (0, 0)}, {("a",), ("b",)}),
        ({"a": (10, 10), "b": (1, 0), "c": (50, 50)}, {("c",), ("a", "b")}),
        ({"a": (5, 0), "b": (5, 0), "c": (50, 50)}, {("c",), ("a", "b")}),
        ({"a": (1, 30), "b": (12, 2)}, {("a", "b")}),
    ],
)
def test_small_rows_are_put_together_and_no_more_than_needed(
    rows: dict[str, tuple[int, ...]], groups: set[tuple[str, ...]]
) -> None:
    assert set(grouped(rows)) == groups


@pytest.mark.parametrize(
    ("born", "band"),
    [
        (("2026", "11"), "under_3"), (("2023", "12"), "under_3"), (("2023", "11"), "3_to_5"),
        (("2012", "12"), "10_to_13"), (("2012", "11"), "14_and_older"), (("2027", "1"), ""), (("", "3"), ""),
    ],
)  # fmt: skip
def test_the_age_is_that_of_the_month_of_completion(born: tuple[str, str], band: str) -> None:
    assert age_band({"birth_year": born[0], "birth_month": born[1]}, 2026, 11) == band
    assert [below for _, _, below in BANDS] == sorted({below for _, _, below in BANDS})


@pytest.mark.usefixtures("inside")
def test_what_is_kept_is_what_a_recount_finds(tannfurt: Network) -> None:
    make.counted(tannfurt, [WHOLE] * 12, on=date(2026, 11, 2))
    AssessmentCount.objects.filter(cell="sex").delete()
    AssessmentCount.objects.filter(cell="total").update(number=99)

    services.recount(system(tannfurt.pk), tannfurt, year=2026)

    assert dict(AssessmentCount.objects.values_list("cell", "number")) == counted_anew(2026)
    assert (tables_of(2026).total, tables_of(2025).total) == (12, 0)
