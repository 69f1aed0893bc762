"""The questionnaire, its plausibility, its codes."""

import random
from datetime import date, timedelta
from typing import Any

import pytest

from schutznetz.cases.choices import Danger, DangerSource, Outcome
from schutznetz.cases.queries.statistics import cells, columns
from schutznetz.law import statistics as law
from schutznetz.law.assessment import DANGER
from schutznetz.law.statistics import BY_NAME, FEATURES, PUBLISHED, gaps, open_codes, problems
from schutznetz.law.tallies import BANDS

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


def test_without_danger_nobody_is_asked_for_its_kind_and_source() -> None:
    asked = {feature.name for feature in gaps({"result": "none"})}

    assert asked == set(WHOLE) - {"result", "dangers", "danger_from"}


AGE, NO_OTHER, NO_DANGER, TAKEN, UNKNOWN = (
    "Das Kind ist beim Abschluss noch nicht geboren oder schon volljährig.",
    "„Keine“ schließt die anderen Hilfen aus.",
    "Art und Person gibt es nur bei akuter oder latenter Gefährdung.",
    "Inobhutnahme und „kein Hilfebedarf“ passen nicht zusammen.",
    "Eine Angabe steht nicht im Fragebogen.",
)
CALM: dict[str, Any] = {"result": "none", "dangers": None, "danger_from": None}


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({}, []),
        ({"birth_year": "2008", "birth_month": "10"}, [AGE]),
        ({"birth_year": "2026", "birth_month": "12"}, [AGE]),
        ({"birth_year": None, "birth_month": "12"}, []),
        ({"birth_year": "1999", "birth_month": None}, []),
        ({"birth_month": "13"}, [UNKNOWN]),
        ({"birth_month": "März"}, [UNKNOWN]),
        ({"services": ["none", "advice"]}, [NO_OTHER]),
        ({"new_help": ["none", "continued"]}, [NO_OTHER]),
        ({"new_help": ["advice", "continued"]}, []),
        ({"result": "none"}, [NO_DANGER]),
        (CALM | {"dangers": ["neglect"]}, [NO_DANGER]),
        (CALM | {"danger_from": "mother"}, [NO_DANGER]),
        (CALM | {"new_help": ["taken_into_care"]}, [TAKEN]),
        (CALM | {"new_help": ["none"]}, []),
        ({"new_help": ["taken_into_care"]}, []),
        ({"sex": "unbekannt"}, [UNKNOWN]),
        ({"sex": ["female"]}, [UNKNOWN]),
        ({"services": "advice"}, [UNKNOWN]),
        ({"name": "Mia"}, [UNKNOWN]),
    ],
    ids=str,
)
def test_what_cannot_be_true_is_said_at_once(wrong: dict[str, Any], says: list[str]) -> None:
    said = {name: value for name, value in {**WHOLE, **wrong}.items() if value is not None}

    assert list(problems(said, COMPLETED)) == says


def test_codes_that_nobody_told_us_stay_open_and_are_named() -> None:
    everything = {f.name: {value.key: "1" for value in f.values} for f in FEATURES if f.values}
    without_one = {**everything, "sex": {"male": "1", "female": "2", "diverse": "3"}}

    assert {feature.name for feature in open_codes({})} == set(everything)
    assert [feature.name for feature in open_codes(without_one)] == ["sex"]
    assert open_codes(everything) == []


@pytest.mark.parametrize(
    ("codes", "written"),
    [
        ({}, ("female", "1", "0", "2020")),
        ({"sex": {"female": "2"}, "dangers": {"neglect": "7", "sexual": "8"}}, ("2", "7", "0", "2020")),
    ],
)
def test_a_record_fits_the_columns_of_the_file(
    codes: dict[str, dict[str, str]], written: tuple[str, ...]
) -> None:
    row = dict(zip(columns(), cells(WHOLE, codes), strict=True))

    assert (row["sex"], row["dangers.neglect"], row["dangers.sexual"], row["birth_year"]) == written


# --- a simulated year ---------------------------------------------------------------------------------


def year(number: int, seed: int = 7) -> list[dict[str, Any]]:
    chance = random.Random(seed)  # noqa: S311 - an invented year, always the same
    found = []
    for _ in range(number):
        result = chance.choices(list(Outcome.values), [16, 14, 34, 36])[0]
        born = {"birth_year": str(chance.randint(2009, 2025)), "birth_month": str(chance.randint(1, 12))}
        said: dict[str, Any] = {"result": result, **(born if chance.random() > 0.02 else {})}
        for feature in FEATURES:
            keys = [value.key for value in feature.values]
            if feature.name == "result" or not keys or (feature.danger_only and result not in DANGER):
                continue
            if feature.several:
                said[feature.name] = sorted(chance.sample(keys, chance.randint(1, 2)))
            elif chance.random() > 0.02:
                said[feature.name] = chance.choice(keys)
        found.append(said)
    return found


def test_published_shares_are_shares_of_the_questionnaire() -> None:
    values = {name: {value.key for value in feature.values} for name, feature in BY_NAME.items()}
    values |= {"age": {key for key, _, _ in BANDS}, "dangers": values["dangers"] | {"more"}}
    for share in PUBLISHED:
        assert share.value in values[share.feature]
    assert round(sum(share.percent for share in PUBLISHED if share.feature == "result"), 1) == 100.0


@pytest.mark.parametrize(
    ("own", "day"),
    [
        ([], date(2027, 3, 1)),
        ([(date(2026, 6, 1), 31)], date(2027, 1, 31)),
        ([(date(2026, 6, 1), 31), (date(2027, 1, 30), 120)], date(2027, 4, 30)),
        ([(date(2026, 6, 1), 31), (date(2027, 1, 31), 120)], date(2027, 1, 31)),  # it was closed already
        ([(date(2027, 2, 1), 10)], date(2027, 2, 1)),  # never in the past
        ([(date(2027, 3, 1), 120)], date(2027, 3, 1)),
    ],
)
def test_the_office_sets_the_closing_and_nothing_is_opened_again(
    own: list[tuple[date, int]], day: date
) -> None:
    assert law.closes_on(2026, own) == day
    assert [law.is_closed(2026, each, own) for each in (day - timedelta(days=1), day)] == [False, True]
    assert law.last_closed(date(2028, 2, 27)) == 2026
