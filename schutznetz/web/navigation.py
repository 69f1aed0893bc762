"""The main menu, one row per place: it shows what the role may do, in the order of a working day."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _

from schutznetz.kernel import policy
from schutznetz.kernel.context import Context
from schutznetz.kernel.policy import Action

# Address inside the network and label; who may come in says the policy.
PLACES = (
    ("aufgaben/", _("Aufgaben")),
    ("eingang/", _("Eingang")),
    ("telefon/", _("Anruf aufnehmen")),
    ("dienst/", _("Dienstwechsel")),
    ("faelle/", _("Fälle")),
    ("notzugriff/", _("Notzugriff")),
    ("notzugriff/liste/", _("Notzugriffe")),
    ("statistik/", _("Statistik")),
    ("faelle/ueberblick/", _("Überblick")),
    ("aufbewahrung/", _("Aufbewahrung")),
    ("akteneinsicht/", _("Akteneinsicht")),
    ("hilfe/", _("Familien")),
    ("hilfe/ueberleitung/", _("Familie weiterleiten")),
    ("hilfe/lotsen/", _("Zahlen der Lotsendienste")),
    ("angebote/", _("Hilfe finden")),
    ("angebote/verwalten/", _("Angebote verwalten")),
    ("angebote/luecken/", _("Wo Angebote fehlen")),
    ("familienpaten/", _("Familienpaten")),
    ("familienpaten/wunsch/", _("Familienpaten anfragen")),
    ("familienhebammen/", _("Familienhebammen")),
    ("familienhebammen/meine/", _("Meine Familien")),
    ("fachberatung/", _("Fachberatung")),
    ("fachberatung/uebersicht/", _("Fachberatung im Blick")),
    ("willkommen/", _("Willkommensbesuche")),
    ("willkommen/heute/", _("Meine Besuche heute")),
    ("zahlen/", _("Zahlen der Frühen Hilfen")),
    ("zahlen/weitergabe/", _("Zahlen weitergeben")),
    ("sorgen/", _("Meine Sorgen")),
    ("melden/", _("Sorge melden")),
    ("meldungen/", _("Meine Meldungen")),
    ("rueckfrage/", _("Rückfrage")),
    ("kontakte/", _("Kontakte")),
    ("abwesenheit/", _("Abwesenheit")),
    ("personen/", _("Personen")),
    ("personen/antraege/", _("Anträge")),
    ("briefe/", _("Briefe")),
    ("fristen/", _("Fristen")),
    ("einstellungen/", _("Einstellungen")),
)

# What is left out for those who have a better way to the same thing.
BETTER = {"melden/": "telefon/", "rueckfrage/": "aufgaben/", "zahlen/weitergabe/": "zahlen/"}

# What waits behind "Mehr" in a menu that is long: nobody goes there every day.
LONG = 8
SELDOM = {
    "notzugriff/liste/",
    "statistik/",
    "aufbewahrung/",
    "akteneinsicht/",
    "hilfe/lotsen/",
    "angebote/luecken/",
    "familienpaten/wunsch/",
    "fachberatung/uebersicht/",
    "zahlen/",
    "abwesenheit/",
    "briefe/",
    "fristen/",
    "einstellungen/",
}

# What is rarely needed by those who have a fuller way to it.
FULLER = {"angebote/": "angebote/verwalten/"}

# Where a page belongs whose address does not say it.
BELONGS = {
    "angebote/neu/": "angebote/verwalten/",
    "angebote/einlesen/": "angebote/verwalten/",
    "angebote/bestaetigen/": "angebote/verwalten/",
    "angebote/aenderungen/": "angebote/verwalten/",
    "angebote/heft/": "angebote/verwalten/",
    "verteiler/": "kontakte/",
    "treffen/": "kontakte/",
    "beratung/": "kontakte/",
    "fachberatung/pool/": "fachberatung/uebersicht/",
    "faelle/angekommen/": "eingang/",
    "befangenheit/": "aufgaben/",
}


@dataclass(frozen=True, slots=True)
class Entry:
    label: Any
    url: str
    current: str = ""
    seldom: bool = False


@lru_cache(maxsize=256)
def action_behind(path: str) -> Action | None:
    """Return the action that the screen at ``path`` asks for; nothing if there is no such screen."""
    try:
        action: Action | None = getattr(resolve(path).func, "action", None)
    except Resolver404:
        return None
    return action


def entries(request: HttpRequest, ctx: Context | None, slug: str) -> list[Entry]:
    """Return the menu of the person's role in this network: places that would let her in."""
    if ctx is None or not slug:
        return []
    places = {place: label for place, label in PLACES if may_enter(ctx, f"/{slug}/{place}")}
    shown = {f"/{slug}/{place}": label for place, label in places.items() if BETTER.get(place) not in places}
    rare = {place for place in places if place in SELDOM or FULLER.get(place) in places}
    seldom = {f"/{slug}/{place}" for place in rare} if len(shown) > LONG else set()
    page = request.path.removeprefix(f"/{slug}/")
    home = next((home for place, home in BELONGS.items() if page.startswith(place)), page)
    here = max((path for path in shown if f"/{slug}/{home}".startswith(path)), key=len, default="")
    return [
        Entry(label, path, current(request.path, path, here), path in seldom) for path, label in shown.items()
    ]


def may_enter(ctx: Context, path: str) -> bool:
    action = action_behind(path)
    return action is not None and policy.granted(action, ctx.role)


def current(page: str, path: str, here: str) -> str:
    """Return the value for ``aria-current``: this very page, or the place that it belongs to."""
    if page == path:
        return "page"
    return "true" if path == here else ""
