"""How facts of an offer are said: ages, hours, free places with the day of the figure."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext, pgettext

from schutznetz.networks.conditions import day_of
from schutznetz.offers import freshness, seasons
from schutznetz.offers.choices import HolidayCustom, Rhythm, Weekday
from schutznetz.offers.seasons import Pause
from schutznetz.web.ui.words import apart, day_name, listed


def months(age: int) -> str:
    """Return an age in months as people say it; below zero it is pregnancy."""
    if age < 0:
        return _("Schwangerschaft")
    if age == 0:
        return _("Geburt")
    if age >= 24 and age % 12 == 0:
        return ngettext("%(count)s Jahr", "%(count)s Jahre", age // 12) % {"count": age // 12}
    return ngettext("%(count)s Monat", "%(count)s Monate", age) % {"count": age}


def ages(age_from: int | None, age_to: int | None) -> str:
    """Return for which ages an offer is, empty if nobody said."""
    if age_from is None and age_to is None:
        return ""
    if age_to is None:
        return _("ab %(age)s") % {"age": _since(age_from or 0)}
    if age_from is None or age_from == 0:
        return _("bis %(age)s") % {"age": _until(age_to)}
    if age_from < 0 and age_to <= 0:
        return _("in der Schwangerschaft")
    if age_from < 0:
        return _("von der Schwangerschaft bis %(age)s") % {"age": _until(age_to)}
    return _("%(low)s bis %(high)s") % {"low": months(age_from), "high": months(age_to)}


def _since(age: int) -> str:
    """Return an age as it stands after "ab": many languages bend it."""
    if age < 0:
        return _("der Schwangerschaft")
    if age == 0:
        return _("der Geburt")
    if age >= 24 and age % 12 == 0:
        return npgettext("ab", "%(count)s Jahr", "%(count)s Jahren", age // 12) % {"count": age // 12}
    return npgettext("ab", "%(count)s Monat", "%(count)s Monaten", age) % {"count": age}


def _until(age: int) -> str:
    """Return an age as it stands after "bis"."""
    if age <= 0:
        return pgettext("bis", "Geburt")
    if age >= 24 and age % 12 == 0:
        return npgettext("bis", "%(count)s Jahr", "%(count)s Jahre", age // 12) % {"count": age // 12}
    return npgettext("bis", "%(count)s Monat", "%(count)s Monate", age) % {"count": age}


def free_places(count: int | None, as_of: datetime | None) -> str:
    """Return the figure with its age; once it is no longer current only that one has to ask."""
    if as_of is None:
        return ""
    if count is None:
        return _("Freie Plätze bitte erfragen")
    said = ngettext("%(count)s Platz frei", "%(count)s Plätze frei", count) if count else _("kein Platz frei")
    return _("%(said)s (Stand: %(day)s)") % {"said": said % {"count": count}, "day": day_name(day_of(as_of))}


def holds_until(count: int | None, as_of: datetime | None) -> str:
    """Return until when the figure may be believed: a page that is printed grows old on paper."""
    if count is None or as_of is None:
        return ""
    return _("gilt bis %(day)s") % {"day": day_name(freshness.places_until(as_of))}


def hours(times: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the weekly pattern, one line per entry: "Montag, 9:30 bis 11:00 Uhr, alle 14 Tage"."""
    return [_line(time) for time in times]


def _line(time: Mapping[str, Any]) -> str:
    parts = [str(Weekday(time["weekday"]).label)]
    opens, closes = time.get("opens"), time.get("closes")
    if opens and closes:
        parts.append(_("%(opens)s bis %(closes)s Uhr") % {"opens": apart(opens), "closes": apart(closes)})
    elif opens:
        parts.append(_("ab %(opens)s Uhr") % {"opens": apart(opens)})
    if time.get("rhythm", Rhythm.WEEKLY) != Rhythm.WEEKLY:
        parts.append(str(Rhythm(time["rhythm"]).label))
    return listed(parts)


def rests(facts: Mapping[str, Any], today: date) -> list[str]:
    """Return when nothing takes place: out of season, in the school holidays, on days that fail."""
    custom = HolidayCustom(facts.get("in_holidays") or HolidayCustom.UNKNOWN)
    span = seasons.months(facts.get("season") or "")
    first, last = (month_name(month) for month in span) if span else ("", "")
    return [
        _("Saison: %(first)s – %(last)s") % {"first": first, "last": last} if span else "",
        str(custom.label) if custom != HolidayCustom.UNKNOWN else "",
        *(_pause(each, today) for each in seasons.ahead(facts.get("pauses") or (), today)),
    ]


def month_name(month: int) -> str:
    return date_format(date(2000, month, 1), "F")


def _pause(pause: Pause, today: date) -> str:
    days = {"first": date_format(pause.first, "DATE_FORMAT"), "last": date_format(pause.last, "DATE_FORMAT")}
    if pause.first <= today:
        return _("gerade Pause, bis %(last)s") % days
    if pause.first == pause.last:
        return _("fällt aus am %(first)s") % days
    return _("fällt aus von %(first)s bis %(last)s") % days


def distance(km: float, *, exact: bool) -> str:
    """Return how far away it is, honestly rough; without a postcode only the town's middle is known."""
    if not exact:
        return _("Ortsmitte etwa %(km)s km entfernt") % {"km": round(km)} if km >= 1.5 else ""
    return _("in der Nähe") if km < 1.5 else _("etwa %(km)s km") % {"km": round(km)}
