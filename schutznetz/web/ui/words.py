"""Days and spans as people say them: "heute, 14:30", "Mo., 23. Nov.", "noch 40 Minuten"."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache

from django.utils.formats import date_format, localize
from django.utils.translation import get_language, get_language_bidi, ngettext, npgettext
from django.utils.translation import gettext as _

from schutznetz.kernel import clock

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
MINUTES_BEFORE_HOURS = 100 * MINUTE  # "noch 90 Minuten" is clearer than "noch 1 Stunde"
HOURS_BEFORE_DAYS = 36 * HOUR


def apart(text: object) -> str:
    """Keep a number or a name in its own direction inside a sentence that runs from right to left."""
    return f"\u2068{text}\u2069" if get_language_bidi() else str(text)


def listed(texts: Iterable[object]) -> str:
    """Return the texts in one line, with the comma of the language."""
    return ("، " if get_language() == "ar" else ", ").join(map(str, texts))


def span(length: timedelta) -> str:
    """Say a length of time in its one fitting unit, never two."""
    if length < MINUTES_BEFORE_HOURS:
        count = max(1, round(length / MINUTE))
        return ngettext("%(count)s Minute", "%(count)s Minuten", count) % {"count": count}
    if length < HOURS_BEFORE_DAYS:
        count = int(length / HOUR)
        return ngettext("%(count)s Stunde", "%(count)s Stunden", count) % {"count": count}
    count = int(length / DAY)
    return npgettext("seit", "%(count)s Tag", "%(count)s Tagen", count) % {"count": count}


def left(length: timedelta) -> str:
    """Say how much time remains, in the nominative that "noch" needs."""
    if length < HOURS_BEFORE_DAYS:
        return span(length)
    count = int(length / DAY)
    return ngettext("%(count)s Tag", "%(count)s Tage", count) % {"count": count}


def remaining(due: datetime) -> str:
    """Return "noch 40 Minuten" or "seit 2 Stunden überfällig"."""
    now = clock.now()
    if due > now:
        return _("noch %(span)s") % {"span": left(due - now)}
    return _("seit %(span)s überfällig") % {"span": span(now - due)}


def day_name(day: date) -> str:
    """Return "heute", "gestern", "morgen", else "Mo., 23. Nov." and the year if it is another one."""
    return _day_name(day, clock.today(), get_language())


@lru_cache(maxsize=1024)
def _day_name(day: date, today: date, language: str | None) -> str:
    """Return the name in ``language``, the active one; lists say the same few days again and again."""
    near = {0: _("heute"), -1: _("gestern"), 1: _("morgen")}
    if (day - today).days in near:
        return near[(day - today).days]
    return date_format(day, _("D., j. N") if day.year == today.year else _("D., j. N Y"))


def moment(value: date) -> str:
    """Return day and time of an instant, or the day alone if there is no time."""
    if not isinstance(value, datetime):
        return day_name(value)
    local = value.astimezone(clock.BERLIN)
    return f"{day_name(local.date())}, {local:%H:%M}"


def is_late(due: datetime) -> bool:
    return due <= clock.now()


def size(count: int) -> str:
    """Say how big a file is, in the unit that people compare."""
    if count < 1000:
        return ngettext("%(count)s Byte", "%(count)s Byte", count) % {"count": count}
    if count < 1_000_000:
        return _("%(size)s kB") % {"size": round(count / 1000)}
    return _("%(size)s MB") % {"size": localize(round(count / 1_000_000, 1))}
