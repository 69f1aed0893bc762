"""The tables of a year: they add up in every direction, and no small number is printed or follows."""

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import pytest

from prove.year import subtracted
from schutznetz.cases import services
from schutznetz.cases.models import AssessmentCount
from schutznetz.cases.queries.tables import (
    FLOOR,
    MORE,
    Line,
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
from schutznetz.law.statistics import BY_NAME, is_closed, last_closed
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


def said_by(table: Table, said: Mapping[str, Any], day: date) -> set[str]:
    """Return the answers of one record to a question, looked up the simple way."""
    name = table.name
    if name == "month":
        return {MONTHS[day.month - 1]}
    if name == "age":
        return {age_band(said, day.year, day.month)}
    answer = said.get(name, "")
    if isinstance(answer, str):
        return {answer}
    if len(answer) > 1:
        return {MORE} if table.alone else {*answer, MORE}
    return set(answer) or {""}


def asked(name: str, records: Made) -> Made:
    only = BY_NAME[name].danger_only if name in BY_NAME else False
    return [each for each in records if not only or each[0]["result"] in DANGER]


def again(table: Table, keys: Iterable[str], records: Made) -> list[int]:
    """Count one row naively: by the labels of its columns."""
    labels = {value.label: value.key for value in BY_NAME["result"].values}
    columns = [{labels[label] for label in column} for column in table.columns] or [set(RESULTS)]
    found = [0] * len(columns)
    for said, day in asked(table.name, records):
        if said_by(table, said, day) & set(keys):
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
            assert line.total == sum(line.counts)
            if table.name != "age_and_sex":
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
            rows[line.labels[at]] += line.total
        assert rows == {line.labels: line.total for line in found[table].lines if line.total}


@pytest.mark.parametrize("number", [1, 9, 12, 25, 40, 80, 150, 400])
@pytest.mark.parametrize("seed", range(8))
def test_no_small_number_is_printed_or_follows_from_others(number: int, seed: int) -> None:
    found = printed(made(number, seed))

    assert found.total is None or found.total >= FLOOR
    for table in found.tables:
        for counts in [*(line.counts for line in table.lines), table.totals]:
            assert all(number == 0 or number >= FLOOR for number in (*counts, sum(counts)))
        if table.adds_up:  # what is printed is all there is, so a difference is a sum of printed numbers
            assert sum(line.total for line in table.lines) == table.total
        else:
            assert all(number == 0 or number >= FLOOR for number in subtracted(table))


def several(question: str, *answers: tuple[int, list[str]]) -> Table:
    """Print a year in which so many gave these answers together, all with one result."""
    said = [{"result": "latent", question: given} for number, given in answers for _ in range(number)]
    return next(
        table
        for table in printed([(each, date(2026, 5, 4)) for each in said]).tables
        if table.name == question
    )


@pytest.mark.parametrize(
    "answers",
    [
        [(39, ["neglect"]), (29, ["physical"]), (1, ["neglect", "physical"])],
        [(40, ["neglect"]), (30, ["physical"]), (2, [])],
        [(40, ["neglect"]), (20, ["neglect", "physical"]), (3, ["neglect", "physical", "sexual"])],
        [(40, ["neglect"]), (30, ["neglect", "physical"]), (3, ["psychological", "sexual"])],
    ],
)
def test_where_a_combination_is_small_each_child_stands_in_one_row(
    answers: list[tuple[int, list[str]]],
) -> None:
    table = several("dangers", *answers)

    assert table.alone
    assert table.adds_up
    assert sum(line.total for line in table.lines) == table.total == sum(number for number, _ in answers)
    assert all(line.total == 0 or line.total >= FLOOR for line in table.lines)


def test_who_already_had_no_help_is_no_way_round() -> None:
    table = several("services", (40, ["none"]), (30, ["advice"]), (12, ["counselling"]), (4, []))

    assert table.alone
    [line] = [line for line in table.lines if "" in line.keys]
    assert line.keys == ("counselling", "")


def test_overlapping_rows_are_printed_where_every_combination_is_large() -> None:
    table = several("dangers", (40, ["neglect"]), (30, ["physical"]), (10, ["neglect", "physical"]))

    assert {line.keys[0]: line.total for line in table.lines if line.total} == {
        "neglect": 50, "physical": 40, MORE: 10,
    }  # fmt: skip
    assert not table.adds_up
    assert {line.published.value for line in table.lines if line.published} > {"neglect", MORE}


def test_shares_published_with_all_who_gave_an_answer_stand_beside_no_other() -> None:
    table = several("dangers", (40, ["neglect"]), (30, ["neglect", "physical"]), (1, ["physical"]))

    assert {line.published.value for line in table.lines if line.published} <= {MORE}


def test_the_pencil_finds_the_one_child_with_both() -> None:
    """Negative control: overlapping rows and their sum name the one child that stands in two of them."""
    lines = [
        Line((key,), (key,), (number,), number, 69) for key, number in (("neglect", 40), ("physical", 30))
    ]
    careless = Table("dangers", "", (("latent",),), tuple(lines), (69,), adds_up=False)

    assert 1 in subtracted(careless)


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


@pytest.mark.parametrize(
    ("year", "today", "closed"),
    [(2025, date(2026, 2, 28), False), (2025, date(2026, 3, 1), True), (2026, date(2026, 12, 31), False)],
)
def test_a_year_is_closed_when_it_is_delivered(year: int, today: date, closed: bool) -> None:
    assert is_closed(year, today) is closed
    assert is_closed(last_closed(today), today)
    assert not is_closed(last_closed(today) + 1, today)


@pytest.mark.usefixtures("inside")
def test_what_is_kept_is_what_a_recount_finds(tannfurt: Network) -> None:
    make.counted(tannfurt, [WHOLE] * 12, on=date(2026, 11, 2))
    AssessmentCount.objects.filter(cell="sex").delete()
    AssessmentCount.objects.filter(cell="total").update(number=99)

    services.recount(system(tannfurt.pk), tannfurt, year=2026)

    assert dict(AssessmentCount.objects.values_list("cell", "number")) == counted_anew(2026)
    assert (tables_of(2026).total, tables_of(2025).total) == (12, 0)
