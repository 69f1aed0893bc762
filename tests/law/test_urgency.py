from datetime import UTC, date, datetime, time, timedelta

import pytest

from schutznetz.law.holidays import is_working_day
from schutznetz.law.urgency import (
    BERLIN,
    TABLE,
    decide_by,
    end_of_next_working_day,
    is_lower,
    last_working_day,
    row,
    see_child_by,
)

FRIDAY_NOON = datetime(2026, 11, 27, 11, tzinfo=UTC)
LATE_EVENING = datetime(2026, 11, 27, 22, 30, tzinfo=UTC)  # half past eleven in Germany


def weekdays(day: date) -> bool:
    return day.weekday() < 5


@pytest.mark.parametrize(
    ("urgency", "expected"),
    [
        ("u0", FRIDAY_NOON + timedelta(minutes=30)),
        ("u1", datetime(2026, 11, 27, 23, tzinfo=UTC)),
        ("u2", datetime(2026, 11, 30, 23, tzinfo=UTC)),
        ("u3", FRIDAY_NOON + timedelta(days=3)),
        ("", datetime(2026, 11, 27, 23, tzinfo=UTC)),
    ],
)
def test_the_first_decision_is_due_by_class(urgency: str, expected: datetime) -> None:
    assert decide_by(urgency, FRIDAY_NOON, weekdays) == expected


def test_what_comes_in_late_is_not_due_before_it_can_be_read() -> None:
    assert decide_by("u1", LATE_EVENING, weekdays) == LATE_EVENING + timedelta(hours=2)


def test_every_step_down_gives_more_time_for_everything() -> None:
    rows = [TABLE[name] for name in sorted(TABLE)]
    assert [r.child_seen_within for r in rows] == sorted({r.child_seen_within for r in rows})
    assert [r.lead_told_after for r in rows] == sorted({r.lead_told_after for r in rows})
    assert see_child_by("u2", FRIDAY_NOON) == FRIDAY_NOON + timedelta(days=3)
    assert row("") == row("unheard of")


def test_only_a_class_that_is_less_urgent_lowers() -> None:
    assert is_lower("u2", "u1")
    assert not is_lower("u1", "u1")
    assert not is_lower("u0", "u1")
    assert not is_lower("u3", "")


def test_the_next_working_day_skips_the_weekend() -> None:
    assert end_of_next_working_day(FRIDAY_NOON, weekdays) == datetime(2026, 11, 30, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("today", "began"),
    [
        (date(2027, 3, 30), date(2027, 3, 25)),  # Tuesday after Easter: Thursday, its night included
        (date(2026, 11, 30), date(2026, 11, 27)),  # Monday: Friday
        (date(2026, 12, 28), date(2026, 12, 24)),  # Monday after Christmas
        (date(2026, 11, 25), date(2026, 11, 24)),
    ],
)
def test_who_comes_back_sees_from_the_last_working_day_on(today: date, began: date) -> None:
    at = datetime.combine(today, time(8), BERLIN)

    assert last_working_day(at, is_working_day) == datetime.combine(began, time(0), BERLIN)
