"""Which texts somebody has checked in which language: on safety and consent, a wrong word does harm.

Compiling the translations leaves a mark for each group that a named person has read as it stands
(``locale/reviews.toml``). A changed text or translation leaves none.
"""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import pgettext as say

CONSENT = "einwilligung"  # the group of texts on consent


@dataclass(frozen=True, slots=True)
class Review:
    name: str
    on: date


def review_of(group: str) -> Review | None:
    """Return who has checked these texts in the active language, if anybody has."""
    mark = say("geprüfte Übersetzung", group)
    name, _bar, day = mark.partition("|")
    return Review(name, date.fromisoformat(day)) if day else None


def language_of(group: str) -> str:
    """Return in which language these texts stand on a page: the active one once somebody has read them."""
    language = get_language() or settings.LANGUAGE_CODE
    return language if review_of(group) else settings.LANGUAGE_CODE
