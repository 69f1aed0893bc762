"""Days and spans as people say them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from schutznetz.kernel import clock
from schutznetz.web.ui import words

NOON = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)  # a Tuesday, noon in Germany


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (1, "noch 1 Minute"),
        (40, "noch 40 Minuten"),
        (99, "noch 99 Minuten"),
        (100, "noch 1 Stunde"),
        (600, "noch 10 Stunden"),
        (35 * 60, "noch 35 Stunden"),
        (48 * 60, "noch 2 Tage"),
        (0, "seit 1 Minute überfällig"),
        (-40, "seit 40 Minuten überfällig"),
        (-120, "seit 2 Stunden überfällig"),
        (-48 * 60, "seit 2 Tagen überfällig"),
    ],
)
def test_clocks_speak(minutes: int, said: str) -> None:
    with clock.frozen(NOON):
        assert words.remaining(NOON + timedelta(minutes=minutes)) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (NOON, "heute, 12:00"),
        (datetime(2026, 11, 23, 23, 30, tzinfo=UTC), "heute, 00:30"),
        (datetime(2026, 11, 23, 22, 30, tzinfo=UTC), "gestern, 23:30"),
        (date(2026, 11, 25), "morgen"),
        (date(2026, 11, 30), "Mo., 30. Nov."),
        (date(2027, 5, 3), "Mo., 3. Mai 2027"),
    ],
)
def test_days_speak(value: date, said: str) -> None:
    with clock.frozen(NOON), translation.override("de"):
        assert words.moment(value) == said


@pytest.mark.parametrize(
    ("count", "said"), [(1, "1 Byte"), (999, "999 Byte"), (41_600, "42 kB"), (1_340_000, "1,3 MB")]
)
def test_sizes_speak(count: int, said: str) -> None:
    with translation.override("de"):
        assert words.size(count) == said
