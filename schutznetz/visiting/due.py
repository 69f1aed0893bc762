"""What is due in a help: the first contact, looking back, the end that comes."""

from datetime import date, timedelta

from schutznetz.law.holidays import is_working_day
from schutznetz.visiting.choices import END_NOTICE, REVIEW_NOTICE
from schutznetz.visiting.models import VisitRequest


def is_review_near(request: VisitRequest, today: date) -> bool:
    day = request.review_on
    return day is not None and request.review_asked != day and day - REVIEW_NOTICE <= today


def is_end_near(request: VisitRequest, today: date) -> bool:
    day = request.planned_end
    return day is not None and request.end_asked != day and day - END_NOTICE <= today


def working_days_after(day: date, count: int, land: str) -> date:
    """Return the day on which so many working days have passed."""
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day, land)
    return day
