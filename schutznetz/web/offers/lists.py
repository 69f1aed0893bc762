"""What the pages of providers and the coordination office list."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schutznetz.networks.models import Network
from schutznetz.offers import queries
from schutznetz.offers.actions import OfferAction
from schutznetz.offers.choices import OfferState
from schutznetz.offers.models import Offer
from schutznetz.web.offers.editing import OfferEntry
from schutznetz.web.offers.results import Pager

PAGE = 50
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
ACTS = (
    OfferAction.CHANGE,
    OfferAction.PUBLISH,
    OfferAction.WITHDRAW,
    OfferAction.SET_PLACES,
    OfferAction.CONFIRM,
)
# What a step of the history is called for people.
_SAID = {
    OfferAction.ADD: gettext_lazy("angelegt"),
    OfferAction.CHANGE: gettext_lazy("geändert"),
    OfferAction.PUBLISH: gettext_lazy("veröffentlicht"),
    OfferAction.WITHDRAW: gettext_lazy("herausgenommen"),
    OfferAction.SET_PLACES: gettext_lazy("freie Plätze gemeldet"),
    OfferAction.CONFIRM: gettext_lazy("bestätigt"),
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
}


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
    if words := query.get("q", "").strip()[:100]:
        rows = rows.filter(Q(title__icontains=words) | Q(provider__icontains=words))
    title, _bar, number = query.get("nach", "")[:260].rpartition("|")
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
            _SAID.get(OfferAction(step.action), step.action),
            names.get(step.actor_id, "") if step.actor_id else _("automatisch"),
            [
                (_field(name), _short(step.before[name]), _short(step.after.get(name)))
                for name in sorted(step.before)
            ],
        )
        for step in steps
    ]


def _field(name: str) -> str:
    field = OfferEntry.base_fields.get(name)
    return str(field.label if field else _OTHER.get(name, name))


def _short(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(str(each) for each in value) or "–"
    return "–" if value in {None, ""} else str(value)[:200]
