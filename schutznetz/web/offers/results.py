"""What surrounds the hits of a result page: chosen filters, the way on, and help when there is little."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schutznetz.offers.queries import Page
from schutznetz.offers.search.index import CAP
from schutznetz.web.offers.finder import Filters
from schutznetz.web.offers.forms import DISTANCES
from schutznetz.web.ui.words import apart


@dataclass(frozen=True, slots=True)
class Choice:
    """A chosen filter, and the address of the page without it."""

    label: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    previous_url: str
    next_url: str
    text: str


def count(page: Page) -> str:
    """Return how many offers were found, capped honestly."""
    if page.more_than:
        return _("Mehr als %(count)s Angebote") % {"count": CAP}
    return ngettext("%(count)s Angebot", "%(count)s Angebote", page.total) % {"count": page.total}


def choices(filters: Filters, query: QueryDict) -> list[Choice]:
    """Return the filters in words, each with the way to drop it."""
    return [Choice(label, without(query, name)) for name, label in filters.labels]


def without(query: QueryDict, *names: str) -> str:
    """Return the address of the first page of the same search without some of its parts."""
    rest = query.copy()
    for name in (*names, "nach", "ab"):
        rest.pop(name, None)
    return f"?{rest.urlencode()}" if rest else "?"


def wider(filters: Filters, query: QueryDict) -> Choice | None:
    """Return the next larger distance, if there is one to offer."""
    if not query.get("ort"):
        return None
    further = next((km for km, _label in DISTANCES if km > filters.wanted.km), None)
    if further is None:
        return None
    changed = query.copy()
    changed["km"] = str(further)
    return Choice(_("Bis %(km)s km suchen") % {"km": further}, without(changed, ""))


def pager(page: Page, query: QueryDict, start: int) -> Pager:
    """Return the way to the next page; back to the first one the browser's own way is enough."""
    following, first = "", ""
    if page.next_after:
        changed = query.copy()
        changed["nach"] = "{}-{}".format(*page.next_after)
        changed["ab"] = str(start + len(page.hits))
        following = f"?{changed.urlencode()}"
    if query.get("nach"):
        first = without(query)
    last = start + len(page.hits) - 1
    return Pager(previous_url=first, next_url=following, text=apart(f"{start}–{last}") if page.hits else "")
