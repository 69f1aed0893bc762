"""The columns of a file with offers, as docs/handbuch/angebote-import.md describes them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from schutznetz.files import tables
from schutznetz.files.tables import Column, Row, Table
from schutznetz.geo import places
from schutznetz.kernel.fields import Code
from schutznetz.offers import refuges, typed
from schutznetz.offers.choices import (
    Access,
    Cost,
    HolidayCustom,
    Language,
    OfferCategory,
    OfferForm,
    Origin,
    Registration,
    TargetGroup,
    Visibility,
)
from schutznetz.offers.facts import OfferFacts

C = TypeVar("C", bound=Code)

_ACCESS = {"ja": Access.BARRIER_FREE, "nein": Access.NOT, "teilweise": Access.PARTLY}
_COST = {"ja": Cost.FEE, "nein": Cost.FREE, "gebuehr": Cost.FEE, "krankenkasse": Cost.INSURANCE}
_REGISTRATION = {
    "ja": Registration.REQUIRED,
    "nein": Registration.DROP_IN,
    "offen": Registration.DROP_IN,
    "fachstelle": Registration.REFERRAL,
}
_HOLIDAYS = {"ja": HolidayCustom.RUNS, "nein": HolidayCustom.PAUSES}
_VISIBILITY = {"alle": Visibility.PUBLIC, "fachkraefte": Visibility.PROFESSIONALS}
MOST_PLACES = 5000


def _code(vocabulary: type[C], more: Mapping[str, C] | None = None) -> Callable[[str], C]:
    return lambda text: typed.code(vocabulary, text, more)


def _codes(vocabulary: type[C]) -> Callable[[str], tuple[C, ...]]:
    return lambda text: typed.codes(vocabulary, text)


def _postcode(text: str) -> str:
    code = tables.postcode(text)
    if places.at_postcode(code) is None:
        raise ValueError(_("Die Postleitzahl %(code)s gibt es nicht.") % {"code": code})
    return code


def _places(text: str) -> int:
    if not (text.isascii() and text.isdecimal()) or int(text) > MOST_PLACES:
        raise ValueError(_("Bitte eine Zahl von 0 bis %(most)s.") % {"most": MOST_PLACES})
    return int(text)


COLUMNS = (
    Column(key="external_key", title="Schlüssel", aliases=("Nr", "ID"), required=True, max_length=120),
    Column(key="title", title="Titel", aliases=("Angebot",), required=True, max_length=200),
    Column(
        key="provider", title="Anbieter", aliases=("Träger", "Einrichtung"), required=True, max_length=200
    ),
    Column(key="category", title="Thema", aliases=("Kategorie",), required=True, parse=_code(OfferCategory)),
    Column(key="more_categories", title="Weitere Themen", parse=_codes(OfferCategory)),
    Column(key="summary", title="Beschreibung", aliases=("Kurztext",), max_length=4000),
    Column(key="audience", title="Zielgruppe", max_length=200),
    Column(key="target_groups", title="Besonders für", parse=_codes(TargetGroup)),
    Column(key="age_from", title="Alter von", parse=typed.months),
    Column(key="age_to", title="Alter bis", parse=typed.months),
    Column(key="form", title="Art", parse=_code(OfferForm)),
    Column(key="outreach", title="Hausbesuche", parse=tables.yes_or_no),
    Column(key="street", title="Straße", aliases=("Adresse",), max_length=120),
    Column(key="postcode", title="PLZ", aliases=("Postleitzahl",), parse=_postcode),
    Column(key="city", title="Ort", aliases=("Stadt",), max_length=80),
    Column(key="district", title="Stadtteil", aliases=("Ortsteil",), max_length=80),
    Column(key="area", title="Einzugsgebiet", max_length=200),
    Column(key="travel", title="Anfahrt", max_length=300),
    Column(key="hidden_address", title="Adresse geheim", parse=tables.yes_or_no),
    Column(key="access", title="Barrierefrei", parse=_code(Access, _ACCESS)),
    Column(key="times", title="Zeiten", aliases=("Öffnungszeiten",), max_length=1000, parse=typed.times),
    Column(key="times_note", title="Hinweis zu Zeiten", max_length=300),
    Column(key="season", title="Saison", aliases=("Jahreszeit",), max_length=40, parse=typed.season),
    Column(key="in_holidays", title="Ferien", parse=_code(HolidayCustom, _HOLIDAYS)),
    Column(key="pauses", title="Fällt aus", aliases=("Pause",), max_length=1000, parse=typed.pauses),
    Column(key="registration", title="Anmeldung", parse=_code(Registration, _REGISTRATION)),
    Column(key="registration_note", title="Hinweis zur Anmeldung", max_length=300),
    Column(key="places_total", title="Plätze", parse=_places),
    Column(key="cost", title="Kosten", parse=_code(Cost, _COST)),
    Column(key="cost_note", title="Hinweis zu Kosten", max_length=200),
    Column(key="education_package", title="Bildung und Teilhabe", aliases=("BuT",), parse=tables.yes_or_no),
    Column(key="languages", title="Sprachen", parse=_codes(Language)),
    Column(key="interpreter", title="Dolmetschen", parse=tables.yes_or_no),
    Column(key="anonymous", title="Anonym", parse=tables.yes_or_no),
    Column(key="child_care", title="Kinderbetreuung", parse=tables.yes_or_no),
    Column(key="phone", title="Telefon", parse=tables.phone),
    Column(key="mail", title="E-Mail", aliases=("Mail",), max_length=120, parse=tables.email),
    Column(
        key="website", title="Internet", aliases=("Web", "Homepage"), max_length=300, parse=tables.website
    ),
    Column(key="visibility", title="Sichtbar für", parse=_code(Visibility, _VISIBILITY)),
    Column(key="funding_source", title="Finanzierung", max_length=120),
    Column(key="funding_ends_on", title="Finanziert bis", parse=tables.day),
    Column(key="source_url", title="Quelle", max_length=500, parse=tables.website),
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file as it was read: the table with its problems, and the offers if there are none."""

    table: Table
    offers: tuple[OfferFacts, ...]


def read(content: bytes, said: Callable[[int], None] = lambda count: None) -> Sheet:
    """Read a file of offers; nothing is raised, every problem stands in the table."""
    table = tables.read(content, COLUMNS, unique=("external_key",), said=said)
    offers = [_offer(table, row) for row in table.rows]
    whole = tuple(offer for offer in offers if offer is not None) if table else ()
    return Sheet(table, whole)


def _offer(table: Table, row: Row) -> OfferFacts | None:
    given: dict[str, Any] = {key: value for key, value in row.cells.items() if value is not None}
    if not {"title", "provider", "category", "external_key"} <= given.keys():
        return None  # reported already
    facts = OfferFacts(**given, origin=Origin.IMPORT)
    before = table.problem_count
    if None not in {facts.age_from, facts.age_to} and (facts.age_from or 0) > (facts.age_to or 0):
        table.report(row.number, "Alter bis", _("Das Alter endet, bevor es beginnt."))
    if refuges.is_refuge(facts):
        _check_refuge(table, row, facts)
    return facts if table.problem_count == before else None


def _check_refuge(table: Table, row: Row, facts: OfferFacts) -> None:
    if facts.street or facts.postcode or facts.district:
        secret = _("Eine Schutzeinrichtung hat hier keine Adresse. Bitte Straße, PLZ und Stadtteil leeren.")
        table.report(row.number, "Straße", secret)
    try:
        refuges.refuse_address(facts)
    except refuges.AddressWritten as reason:
        table.report(row.number, "Beschreibung", str(reason))
