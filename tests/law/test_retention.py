"""How long what is kept: each class has its limits, and majority counts to the end of its year."""

from datetime import date

import pytest

from schutznetz.law.retention import BY_CODE, RULES, SETTABLE, Own, Since, allows, earliest, limits_of

CLOSED = date(2026, 5, 22)


@pytest.mark.parametrize("code", SETTABLE)
def test_an_office_chooses_within_the_limits_of_the_class(code: str) -> None:
    for limits in BY_CODE[code].limits:
        inside = [Own(months, limits.since) for months in (limits.least, limits.most)]
        outside = [Own(months, limits.since) for months in (limits.least - 1, limits.most + 1)]
        assert [allows(code, each) for each in inside] == [True, True]
        assert [allows(code, each) for each in outside] == [False, False]
        assert limits.source


def test_the_standard_of_every_class_lies_within_its_limits() -> None:
    own = {rule.code: Own(max(rule.months, rule.days // 30), rule.since) for rule in RULES if rule.limits}
    assert [code for code, standard in own.items() if not allows(code, standard)] == []


def test_only_a_case_of_danger_or_need_counts_from_majority() -> None:
    assert [code for code in SETTABLE if limits_of(code, Since.MAJORITY)] == ["R3"]


@pytest.mark.parametrize(
    ("months", "born_on", "due_on"),
    [
        (120, date(2020, 3, 4), date(2049, 1, 1)),
        (120, date(2020, 12, 31), date(2049, 1, 1)),  # the day tells nobody when in the year it was
        (0, date(2008, 2, 29), date(2027, 1, 1)),
        (120, None, date(2055, 1, 1)),  # as if born on the day of the closing
        (0, date(1990, 1, 1), date(2026, 5, 23)),  # never before the case is closed
    ],
)
def test_ten_years_after_majority(months: int, born_on: date | None, due_on: date) -> None:
    assert earliest("R3", CLOSED, Own(months, Since.MAJORITY), born_on) == due_on


def test_without_an_own_period_the_standard_counts() -> None:
    assert earliest("R2", CLOSED) == date(2029, 5, 23)
    assert earliest("R3", CLOSED, None, date(2020, 3, 4)) == date(2049, 1, 1)
    assert earliest("R3", CLOSED, Own(7)) == date(2026, 12, 23)
    assert earliest("L2", CLOSED) == date(2026, 6, 22)


def test_an_own_period_counts_in_months_alone() -> None:
    """Where the standard is so many days, the office's months take their place and add to nothing."""
    day = date(2026, 1, 1)

    assert earliest("L2", day) == date(2026, 2, 1)
    assert earliest("L2", day, Own(1, Since.EVENT)) == date(2026, 2, 2)
    assert earliest("L2", day, Own(2, Since.EVENT)) == date(2026, 3, 2)
