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

# Address inside the network, label, and whether visitors see it too; who may come in says the policy.
PLACES = (
    ("aufgaben/", _("Aufgaben")),
    ("eingang/", _("Eingang")),
    ("telefon/", _("Anruf aufnehmen")),
    ("dienst/", _("Dienstwechsel")),
    ("faelle/", _("Fälle")),
    ("angebote/", _("Hilfe finden")),
    ("angebote/verwalten/", _("Angebote verwalten")),
    ("melden/", _("Sorge melden")),
    ("meldungen/", _("Meine Meldungen")),
    ("rueckfrage/", _("Rückfrage")),
    ("kontakte/", _("Kontakte")),
    ("personen/", _("Personen")),
)


@dataclass(frozen=True, slots=True)
class Entry:
    label: Any
    url: str
    current: str = ""


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
    found = []
    for place, label in PLACES:
        path = f"/{slug}/{place}"
        action = action_behind(path)
        if action and policy.granted(action, ctx.role):
            found.append(Entry(label, path, current(request.path, path)))
    return found


def current(here: str, path: str) -> str:
    """Return the value for ``aria-current``: this very page, or a page below it."""
    if here == path:
        return "page"
    return "true" if here.startswith(path) else ""
