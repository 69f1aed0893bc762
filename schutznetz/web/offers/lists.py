"""What the pages of providers and the coordination office list."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schutznetz.kernel.fields import Code
from schutznetz.networks.conditions import day_of
from schutznetz.networks.models import Network
from schutznetz.offers import queries, typed
from schutznetz.offers.actions import OfferAction
from schutznetz.offers.choices import (
    Access,
    Cost,
    HolidayCustom,
    Language,
    OfferCategory,
    OfferForm,
    OfferState,
    Origin,
    Registration,
    Rhythm,
    TargetGroup,
    Visibility,
    Weekday,
)
from schutznetz.offers.models import Offer, OfferChange
from schutznetz.signs import readable
from schutznetz.web.offers import wording
from schutznetz.web.offers.editing import OfferEntry
from schutznetz.web.offers.results import Pager
from schutznetz.web.ui.words import day_name

PAGE = 50
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
ACTS = (
    OfferAction.CHANGE,
    OfferAction.ASK_BY_MAIL,
    OfferAction.PUBLISH,
    OfferAction.WITHDRAW,
    OfferAction.SET_PLACES,
    OfferAction.CONFIRM,
)
# What a step of the history is called for people.
_ACTS = {
    OfferAction.ADD: gettext_lazy("angelegt"),
    OfferAction.CHANGE: gettext_lazy("geändert"),
    OfferAction.PUBLISH: gettext_lazy("veröffentlicht"),
    OfferAction.WITHDRAW: gettext_lazy("herausgenommen"),
    OfferAction.SET_PLACES: gettext_lazy("freie Plätze gemeldet"),
    OfferAction.CONFIRM: gettext_lazy("bestätigt"),
    OfferAction.ASK_BY_MAIL: gettext_lazy("per Mail um Bestätigung gebeten"),
    OfferAction.ANSWER_LINK: gettext_lazy("über den Link aus der Mail geantwortet"),
    OfferAction.LET_LAPSE: gettext_lazy("Zahl freier Plätze gilt nicht mehr"),
    OfferAction.DECIDE_CHANGE: gettext_lazy("Vorschlag des Anbieters übernommen"),
    OfferAction.IMPORT: gettext_lazy("aus einer Datei übernommen"),
}
_OTHER = {
    "state": gettext_lazy("Stand"),
    "places_free": gettext_lazy("Freie Plätze"),
    "places_as_of": gettext_lazy("Stand der Plätze"),
    "waiting_list": gettext_lazy("Warteliste"),
    "confirmed_on": gettext_lazy("Bestätigt am"),
    "confirm_by": gettext_lazy("Bestätigt bis"),
    "origin": gettext_lazy("Herkunft"),
    "external_key": gettext_lazy("Schlüssel der Datei"),
    "source_url": gettext_lazy("Quelle"),
}


_CODES: dict[str, type[Code]] = {
    "category": OfferCategory, "more_categories": OfferCategory, "target_groups": TargetGroup,
    "form": OfferForm, "access": Access, "registration": Registration, "cost": Cost, "languages": Language,
    "visibility": Visibility, "state": OfferState, "origin": Origin,
    "in_holidays": HolidayCustom,
}  # fmt: skip
_RESTS: dict[str, Callable[[str], str]] = {
    "season": typed.said_season,
    "pauses": lambda kept: typed.said_pauses([kept]),
}
_DAYS = {"confirmed_on", "confirm_by", "funding_ends_on"}


@dataclass(frozen=True, slots=True)
class Tab:
    label: Any
    url: str
    current: str


@dataclass(frozen=True, slots=True)
class Step:
    """One line of an offer's history."""

    at: datetime
    what: Any
    who: str
    changes: list[tuple[str, str, str]]


def manage(mine: QuerySet[Offer], query: QueryDict, network: Network) -> dict[str, Any]:
    """Return one page of offers, by title; a page is asked for by the last title of the one before."""
    state = query.get("stand", "")
    rows = mine.filter(state=state) if state in OfferState.values else mine.exclude(state=OfferState.ENDED)
    if words := readable(query.get("q", "")).strip()[:100]:
        rows = rows.filter(Q(title__icontains=words) | Q(provider__icontains=words))
    title, _bar, number = readable(query.get("nach", ""))[:260].rpartition("|")
    if title and _UUID.fullmatch(number):
        rows = rows.filter(Q(title__gt=title) | Q(title=title, id__gt=number))
    found = list(rows.order_by("title", "id")[: PAGE + 1])
    return {
        "offers": found[:PAGE],
        "tabs": _tabs(state),
        "words": words,
        "pager": _pager(found, query),
        "network": network,
    }


def _tabs(state: str) -> list[Tab]:
    entries = [("", _("Alle laufenden")), *((code.value, code.label) for code in OfferState)]
    return [
        Tab(label, f"?stand={code}" if code else "?", "page" if code == state else "")
        for code, label in entries
    ]


def _pager(found: list[Offer], query: QueryDict) -> Pager:
    following = ""
    if len(found) > PAGE:
        changed, last = query.copy(), found[PAGE - 1]
        changed["nach"] = f"{last.title}|{last.pk}"
        following = f"?{changed.urlencode()}"
    return Pager(previous_url="?" if query.get("nach") else "", next_url=following, text="")


def history(offer: Offer) -> list[Step]:
    """Return the last steps, newest first."""
    steps = list(offer.changes.order_by("-changed_at", "id")[:30])
    names = queries.names_of({step.actor_id for step in steps if step.actor_id})
    return [
        Step(
            step.changed_at,
            act_of(step),
            _who(step, names),
            changes(step.before, step.after, sorted(step.before)),
        )
        for step in steps
    ]


def changes(
    before: Mapping[str, Any], after: Mapping[str, Any], names: Iterable[str]
) -> list[tuple[str, str, str]]:
    """Return what changed as people say it: the fact, what it said, what it says."""
    return [(_field(name), _said(name, before.get(name)), _said(name, after.get(name))) for name in names]


def act_of(step: OfferChange) -> Any:
    """Return what a step of the history is called."""
    return _ACTS.get(OfferAction(step.action), step.action)


def _who(step: OfferChange, names: Mapping[UUID, str]) -> str:
    if step.actor_id:
        return names.get(step.actor_id, "")
    return "" if step.action == OfferAction.ANSWER_LINK else _("automatisch")


def _field(name: str) -> str:
    field = OfferEntry.base_fields.get(name)
    return str(field.label if field else _OTHER.get(name, name))


def _said(name: str, value: Any) -> str:
    """Return a kept value as people say it, and a dash for nothing."""
    if value in ("", None, []):
        return "–"
    if name == "times":
        return "; ".join(_line(each) for each in value)
    return ", ".join(_one(name, each) for each in (value if isinstance(value, list) else [value]))


def _one(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    if name in _CODES:
        return str(dict(_CODES[name].choices).get(value, value))
    if name == "places_as_of":
        return day_name(day_of(datetime.fromisoformat(value)))
    if name in _DAYS:
        return day_name(date.fromisoformat(str(value)[:10]))
    if name in _RESTS:
        return _RESTS[name](value).replace("-", "–")
    return wording.months(value) if name in {"age_from", "age_to"} else str(value)[:200]


def _line(text: str) -> str:
    """Say one line of the weekly pattern, which the history keeps as "mo 09:30-11:00 weekly"."""
    weekday, _blank, rest = text.partition(" ")
    hours, _blank, rhythm = rest.rpartition(" ")
    opens, _dash, closes = hours.partition("-")
    known = {"weekday": weekday, "opens": opens, "closes": closes, "rhythm": rhythm}
    return wording.hours([known])[0] if weekday in Weekday.values and rhythm in Rhythm.values else text
