"""A consent on paper: a sheet to sign, and a copy for each who declares it, in German and her language.

Her language stands there once somebody has read these texts in it; until then the sheet is German alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import translation

from schutznetz.care import queries
from schutznetz.care.choices import ConsentKind, ConsentPurpose, DataItem
from schutznetz.care.models import FamilyConsent
from schutznetz.files import documents
from schutznetz.law import receipt
from schutznetz.web.care.consent_forms import NoteConsentForm
from schutznetz.web.ui.reviews import CONSENT, review_of

RIGHT_TO_LEFT = {"ar"}
SHEET = "Einwilligung.pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What stands on the paper; labels are said in the language of each part."""

    kind: ConsentKind
    purpose: ConsentPurpose
    items: Sequence[Any]
    people: Sequence[str]
    by: Sequence[str]
    given_on: date
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One copy; without a name it is the sheet that is signed. ``number`` is known only while it is noted."""

    name: str = ""
    number: str = ""

    @property
    def signed(self) -> bool:
        return not self.name


@dataclass(frozen=True, slots=True)
class Part:
    language: str
    direction: str


def typed(form: NoteConsentForm, *, people: Sequence[tuple[str, str]], holders: dict[str, str]) -> Sheet:
    """Return what a form says that is not noted yet."""
    said, called = form.declared(), dict(people)
    names = [each.name or holders[str(each.holder_id)] for each in form.declarers()]
    return Sheet(
        kind=said.kind,
        purpose=said.purpose,
        items=[item.label for item in said.items],
        people=[*(called[str(pk)] for pk in said.people), *said.outside],
        by=names,
        given_on=said.given_on,
        until=said.until,
    )


def noted(consent: FamilyConsent) -> Sheet:
    """Return what a consent says."""
    said = set(consent.items.values_list("item", flat=True))
    return Sheet(
        kind=consent.kind,
        purpose=consent.purpose,
        items=[item.label for item in DataItem if item.value in said],
        people=[queries.called(each) for each in queries.named_in([consent])],
        by=[each.holder.name for each in consent.declarations.select_related("holder").order_by("id")],
        given_on=consent.given_on,
        until=consent.until,
    )


def copies(form: NoteConsentForm, sheet: Sheet) -> list[Copy]:
    """Return the sheet to sign and a copy for each person, a new one's with her number."""
    typed_names = [declarer.name for declarer in form.declarers()]
    codes = dict(queries.codes_of(form.cleaned_data["submission_key"], typed_names))
    numbers = {name: receipt.shown(code) for name, code in codes.items()}
    return [Copy(), *(Copy(name=name, number=numbers.get(name, "")) for name in sheet.by)]


def pdf(sheet: Sheet, made: Sequence[Copy], *, language: str, place: str) -> bytes:
    """Return the paper: each copy in the family's language, where it may be, and in German."""
    page = {"sheet": sheet, "copies": made, "parts": parts(language), "place": place}
    return documents.pdf("documents/consent.html", page)


def parts(language: str) -> list[Part]:
    """Return the languages in which a family reads a consent, its own first."""
    german = settings.LANGUAGE_CODE
    own = language if language in dict(settings.LANGUAGES) and language != german else ""
    with translation.override(own or german):
        checked = bool(own) and review_of(CONSENT) is not None
    spoken = [own, german] if checked else [german]
    return [Part(each, "rtl" if each in RIGHT_TO_LEFT else "ltr") for each in spoken]
