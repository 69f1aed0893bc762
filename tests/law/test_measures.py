"""Periods and consequences of measures, as sentences of the law."""

from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from schutznetz.law import measures


def test_exactly_one_set_of_consequences_follows_from_each_answer() -> None:
    """§ 42 Abs. 3 SGB VIII, every combination."""
    answers = ("", "agrees", "objects", "unreachable")
    lawful = {
        pair
        for pair in product(answers, ("", "hand_back", "court", "help_plan"))
        if measures.may_follow(*pair)
    }

    assert lawful == {
        ("", ""),
        ("agrees", "help_plan"),
        ("objects", "hand_back"),
        ("objects", "court"),
        ("unreachable", "court"),
    }


@pytest.mark.parametrize(
    ("begun", "over"),
    [
        (datetime(2026, 11, 22, 0, 30, tzinfo=UTC), datetime(2026, 11, 23, 23, tzinfo=UTC)),
        (datetime(2026, 11, 22, 22, 59, tzinfo=UTC), datetime(2026, 11, 23, 23, tzinfo=UTC)),
        (datetime(2026, 11, 22, 23, 1, tzinfo=UTC), datetime(2026, 11, 24, 23, tzinfo=UTC)),
        (datetime(2026, 3, 27, 12, tzinfo=UTC), datetime(2026, 3, 28, 23, tzinfo=UTC)),
        (datetime(2026, 3, 28, 12, tzinfo=UTC), datetime(2026, 3, 29, 22, tzinfo=UTC)),
    ],
)
def test_freedom_is_given_back_with_the_end_of_the_next_day_in_germany(
    begun: datetime, over: datetime
) -> None:
    assert measures.confinement_ends_by(begun) == over


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
    ],
)
def test_a_month_ends_with_its_last_day(day: date, months: int, later: date) -> None:
    assert measures.add_months(day, months) == later


def test_an_interim_order_leaves_two_weeks_for_a_remedy_and_a_final_one_a_month() -> None:
    assert measures.REMEDY_OF_INTERIM_ORDER.after(date(2026, 11, 22)) == date(2026, 12, 6)
    assert measures.REMEDY.after(date(2026, 11, 22)) == date(2026, 12, 22)


def test_the_graver_the_result_the_sooner_the_child_is_seen() -> None:
    at = datetime(2026, 11, 22, 12, tzinfo=UTC)
    waits = [measures.child_seen_again_by(outcome, at) for outcome in ("acute", "latent")]

    assert waits == [at + timedelta(days=7), at + timedelta(days=14)]
    assert measures.child_seen_again_by("", at) == waits[0]
    assert [measures.child_seen_again_by(each, at) for each in ("none", "need_for_support")] == [None, None]
