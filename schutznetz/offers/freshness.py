"""How long a figure of free places is current. Past its due time it is shown nowhere, whoever looks.

The figure is read through here alone, at the moment it is shown: no job has to run in time for it to age.
"""

from datetime import date, datetime, time, timedelta

from schutznetz.kernel import clock

PLACES_HOLD = timedelta(days=28)


def places_until(as_of: datetime) -> date:
    """Return the last day on which a figure given at ``as_of`` is current."""
    return as_of.astimezone(clock.BERLIN).date() + PLACES_HOLD


def is_current(as_of: datetime | None) -> bool:
    return as_of is not None and clock.today() <= places_until(as_of)


def current(figure: int | None, as_of: datetime | None) -> int | None:
    """Return the figure while it is current, and nothing afterwards."""
    return figure if is_current(as_of) else None


def oldest_current(today: date) -> datetime:
    """Return the first instant whose figures are current on ``today``: what queries compare with."""
    return datetime.combine(today - PLACES_HOLD, time.min, clock.BERLIN)
