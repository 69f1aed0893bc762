"""The only caller of now(): tests freeze it here, and every deadline asks the same clock."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")

_frozen: ContextVar[datetime | None] = ContextVar("frozen", default=None)


def now() -> datetime:
    """Return the current instant in UTC."""
    return _frozen.get() or datetime.now(UTC)


def today() -> date:
    """Return the calendar day in Germany, which is what people and statutes mean by a day."""
    return now().astimezone(BERLIN).date()


@contextmanager
def frozen(at: datetime) -> Iterator[None]:
    """Hold the clock at ``at`` (with time zone) for demo building and tests."""
    token = _frozen.set(at)
    try:
        yield
    finally:
        _frozen.reset(token)
