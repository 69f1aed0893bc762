"""The questionnaire, its plausibility, and the tables of a simulated year against a naive recount."""

import random
from collections import Counter
from typing import Any

import pytest

from schutznetz.cases.choices import Danger, DangerSource, Outcome
from schutznetz.cases.queries.statistics import FLOOR, cells, columns, tables
from schutznetz.law.assessment import DANGER
from schutznetz.law.statistics import BY_NAME, FEATURES, PUBLISHED, gaps, open_codes, problems

COMPLETED = (2026, 11)
WHOLE: dict[str, Any] = {
    "sex": "female",
    "birth_month": "3",
    "birth_year": "2020",
    "origin": "no",
    "german": "yes",
    "integration_aid": "no",
    "repeated": "no",
    "mother_age": "27_and_older",
    "father_age": "27_and_older",
    "residence": "parents",
    "reporter": "health",
    "services": ["none"],
    "result": "latent",
    "dangers": ["neglect"],
    "danger_from": "mother",
    "new_help": ["advice"],
    "court": "no",
}


def test_the_questionnaire_has_its_seven_parts_and_what_the_statute_asks_for() -> None:
    assert sorted({feature.part for feature in FEATURES}) == list("ABCDEFG")
    assert set(WHOLE) == set(BY_NAME)
    assert len(BY_NAME) == len(FEATURES)


def test_our_own_words_have_a_place_in_it() -> None:
    for name, vocabulary in (("result", Outcome), ("dangers", Danger), ("danger_from", DangerSource)):
        assert {value.key for value in BY_NAME[name].values} == set(vocabulary.values)


@pytest.mark.parametrize("name", list(BY_NAME))
def test_every_missing_answer_is_a_gap(name: str) -> None:
    assert gaps(WHOLE) == []
    left = {key: value for key, value in WHOLE.items() if key != name}
    expected = [] if name == "result" else [name]

    assert [feature.name for feature in gaps(left) if feature.name != "result"] == (
        expected if left.get("result") in DANGER else []
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"birth_year": "2008", "birth_month": "10"},
        {"birth_year": "2026", "birth_month": "12"},
        {"birth_month": "13"},
        {"services": ["none", "advice"]},
        {"new_help": ["none", "continued"]},
        {"result": "none"},
        {"result": "none", "dangers": [], "danger_from": "", "new_help": ["taken_into_care"]},
        {"sex": "unbekannt"},
        {"services": "none"},
        {"name": "Mia"},
    ],
    ids=str,
)
def test_what_cannot_be_true_is_said_at_once(wrong: dict[str, Any]) -> None:
    assert list(problems(WHOLE, COMPLETED)) == []
    assert list(problems({**WHOLE, **wrong}, COMPLETED))


def test_codes_that_nobody_told_us_stay_open_and_are_named() -> None:
    assert {feature.name for feature in open_codes()} == {f.name for f in FEATURES if f.values}


def test_a_record_fits_the_columns_of_the_file() -> None:
    row = dict(zip(columns(), cells(WHOLE), strict=True))

    assert (row["sex"], row["dangers.neglect"], row["dangers.sexual"], row["birth_year"]) == (
        "female",
        "1",
        "0",
        "2020",
    )


# --- a simulated year ---------------------------------------------------------------------------------


def year(number: int, seed: int = 7) -> list[dict[str, Any]]:
    chance = random.Random(seed)  # noqa: S311 - an invented year, always the same
    found = []
    for _ in range(number):
        result = chance.choices(list(Outcome.values), [16, 14, 34, 36])[0]
        said: dict[str, Any] = {"result": result}
        for feature in FEATURES:
            keys = [value.key for value in feature.values]
            if feature.name == "result" or not keys or (feature.danger_only and result not in DANGER):
                continue
            if feature.several:
                said[feature.name] = chance.sample(keys, chance.randint(1, 2))
            elif chance.random() > 0.02:
                said[feature.name] = chance.choice(keys)
        found.append(said)
    return found


def recount(records: list[dict[str, Any]]) -> dict[str, Counter[str]]:
    """Count naively, question by question."""
    counted: dict[str, Counter[str]] = {}
    for said in records:
        for name, value in said.items():
            counted.setdefault(name, Counter()).update(value if isinstance(value, list) else [value])
    return counted


def test_a_year_of_two_thousand_adds_up_in_every_direction() -> None:
    records = year(2_000)
    found, again = tables(records), recount(records)

    assert found.total == len(records)
    for table in found.tables:
        for key, count in table.row.counts.items():
            assert count is None or count == again[table.feature.name][key]
        if not table.feature.several:
            assert table.row.total in {None, len(records)}
    result = next(table for table in found.tables if table.feature.name == "result")
    assert sum(count or 0 for count in result.row.counts.values()) == len(records)


@pytest.mark.parametrize("number", [1, 5, 9, 12, 30, 60, 150])
@pytest.mark.parametrize("seed", range(8))
def test_no_small_number_is_printed_or_follows_from_others(number: int, seed: int) -> None:
    records = year(number, seed)
    found, again = tables(records), recount(records)

    assert found.total is None or found.total >= FLOOR
    for table in found.tables:
        shown = [count for count in table.row.counts.values() if count is not None]
        assert all(count == 0 or count >= FLOOR for count in shown)
        hidden = [key for key, count in table.row.counts.items() if count is None]
        if table.feature.several or not hidden or table.row.total is None:
            continue
        missing = len(records) - sum(again[table.feature.name].values())
        rest = len(records) - sum(shown)
        assert rest - len(hidden) - bool(missing) + 1 >= FLOOR or len(hidden) > 1


def test_a_single_small_number_would_follow_without_the_second_gap() -> None:
    """Negative control: beside a total, one gap alone gives its number away."""
    records = [{"result": "acute"}] * 3 + [{"result": "none"}] * 40 + [{"result": "latent"}] * 30

    [result] = [table for table in tables(records).tables if table.feature.name == "result"]

    assert result.row.counts["acute"] is None
    assert sum(count is None for count in result.row.counts.values()) > 1 or result.row.total is None


def test_published_shares_are_shares_of_the_questionnaire() -> None:
    for share in PUBLISHED:
        assert share.value in {value.key for value in BY_NAME[share.feature].values}
    assert round(sum(share.percent for share in PUBLISHED if share.feature == "result"), 1) == 100.0
