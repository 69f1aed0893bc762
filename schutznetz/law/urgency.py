"""How soon a decision and a look at the child are due, by class of urgency.

The statutes set no hours ("unverzüglich"); the values are the defaults that offices use, kept in
one table so that an office can see and change what it works by. Clocks run day and night.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from schutznetz.law.norm import Norm

WITHOUT_DELAY = Norm("SGB VIII", "8a", 1, 1)
BERLIN = ZoneInfo("Europe/Berlin")
TAKE_OVER = timedelta(minutes=15)  # a report nobody has taken by then is carried to the next person


class FirstDecision(StrEnum):
    """By when two professionals have decided what happens next."""

    AT_ONCE = "at_once"
    SAME_DAY = "same_day"
    NEXT_WORKING_DAY = "next_working_day"
    THREE_DAYS = "three_days"


@dataclass(frozen=True, slots=True)
class Row:
    decision: FirstDecision
    child_seen_within: timedelta
    lead_told_after: timedelta


TABLE = {
    "u0": Row(FirstDecision.AT_ONCE, timedelta(hours=2), timedelta(minutes=15)),
    "u1": Row(FirstDecision.SAME_DAY, timedelta(hours=24), timedelta(hours=24)),
    "u2": Row(FirstDecision.NEXT_WORKING_DAY, timedelta(days=3), timedelta(days=3)),
    "u3": Row(FirstDecision.THREE_DAYS, timedelta(days=7), timedelta(days=7)),
}
UNCLASSED = Row(
    FirstDecision.SAME_DAY, timedelta(hours=24), timedelta(hours=24)
)  # as the class above the mean
AT_ONCE = timedelta(minutes=30)
LEAST_TIME = timedelta(hours=2)  # what comes in late in the evening is not due before it can be read


def row(urgency: str) -> Row:
    return TABLE.get(urgency, UNCLASSED)


def is_lower(urgency: str, than: str) -> bool:
    """Say whether a class is less urgent; without a class every class is a first one and lowers nothing."""
    return bool(than) and urgency > than


def decide_by(urgency: str, received_at: datetime, is_working_day: Callable[[date], bool]) -> datetime:
    """Return by when the first decision is due."""
    match row(urgency).decision:
        case FirstDecision.AT_ONCE:
            return received_at + AT_ONCE
        case FirstDecision.SAME_DAY:
            return max(_end_of(_day(received_at)), received_at + LEAST_TIME)
        case FirstDecision.NEXT_WORKING_DAY:
            return _end_of(next_working_day(_day(received_at), is_working_day))
        case FirstDecision.THREE_DAYS:
            return received_at + timedelta(days=3)


def see_child_by(urgency: str, received_at: datetime) -> datetime:
    return received_at + row(urgency).child_seen_within


def next_working_day(day: date, is_working_day: Callable[[date], bool]) -> date:
    """Return the first working day after ``day``."""
    following = day + timedelta(days=1)
    while not is_working_day(following):
        following += timedelta(days=1)
    return following


def last_working_day(at: datetime, is_working_day: Callable[[date], bool]) -> datetime:
    """Return when the last working day before that day began."""
    day = _day(at) - timedelta(days=1)
    while not is_working_day(day):
        day -= timedelta(days=1)
    return datetime.combine(day, time(0), BERLIN)


def end_of_next_working_day(at: datetime, is_working_day: Callable[[date], bool]) -> datetime:
    return _end_of(next_working_day(_day(at), is_working_day))


def _day(at: datetime) -> date:
    return at.astimezone(BERLIN).date()


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(0), BERLIN).astimezone(ZoneInfo("UTC"))
