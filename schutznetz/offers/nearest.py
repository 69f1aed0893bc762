"""A search that gives up one wish after another until something is found, and says which."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from schutznetz.offers.queries import Page, Search, search

FAR = 50  # kilometres; beyond that nobody goes with a small child
# The least important wish first. Whom it is for, and what is needed, is given up last.
WISHES: tuple[tuple[Any, dict[str, Any]], ...] = (
    (_("Kosten"), {"free_of_charge": False}),
    (_("Wochentag"), {"weekdays": ()}),
    (_("Sprache"), {"languages": ()}),
    (_("Entfernung"), {"km": FAR, "network": ""}),
    (_("Art der Hilfe"), {"topics": ()}),
    (_("Alter des Kindes"), {"months": None}),
)


@dataclass(frozen=True, slots=True)
class Nearest:
    """The best page there is, and what was wished in vain."""

    page: Page
    given_up: tuple[Any, ...]


def nearest(wanted: Search) -> Nearest:
    """Return what fits, else what comes nearest; without hits only if there is no offer at all."""
    given_up: list[Any] = []
    first = replace(wanted, after=None)
    page = search(first)
    for label, weaker in _weaker(first, known_place=page.place is not None):
        if page.hits:
            break
        page, first = search(weaker), weaker
        given_up.append(label)
    if wanted.after and page.hits:
        page = search(replace(first, after=wanted.after))
    return Nearest(page, tuple(given_up))


def _weaker(wanted: Search, *, known_place: bool) -> Iterator[tuple[Any, Search]]:
    """Return what is asked after each wish given up; further away means nothing without a place."""
    for label, change in WISHES:
        weaker = replace(wanted, **change)
        if weaker != wanted and (known_place or "km" not in change):
            yield label, weaker
            wanted = weaker
