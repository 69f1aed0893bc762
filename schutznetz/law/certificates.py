"""The extended certificate is looked at and given back (§ 72a SGB VIII): for how long a look counts."""

from datetime import date, timedelta

from schutznetz.law.measures import add_months
from schutznetz.law.norm import Norm

SHOWN = Norm("SGB VIII", "72a", 4)
NOTED = Norm("SGB VIII", "72a", 5)  # only that it was seen, its date, and whether it holds a relevant entry
FRESH_MONTHS = 3  # so old may it be when it is shown
SHOWN_AGAIN_AFTER = timedelta(days=1826)  # five years are practice, no statute names them
REMINDED_MONTHS = 3  # so long before
KEPT_MONTHS = 6  # after the last activity, at the latest
TAKEN_UP_MONTHS = 3  # who has not begun by then has not taken it up: deleted at once


def is_fresh(issued_on: date, seen_on: date) -> bool:
    """Say whether it was new enough on the day it was shown."""
    return issued_on <= seen_on <= add_months(issued_on, FRESH_MONTHS)


def shown_again_by(issued_on: date, after: timedelta) -> date:
    """Return the last day on which it counts."""
    return issued_on + after


def remind_on(by: date) -> date:
    return add_months(by, -REMINDED_MONTHS)


def is_outlived(last_active_on: date, today: date) -> bool:
    """Say whether the period after the last activity is over; on its last day already."""
    return add_months(last_active_on, KEPT_MONTHS) <= today


def was_not_taken_up(seen_on: date, today: date) -> bool:
    return add_months(seen_on, TAKEN_UP_MONTHS) <= today
