"""What the page of one offer says, in the order in which families ask."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schutznetz.kernel import clock
from schutznetz.offers.choices import (
    Access,
    Cost,
    Language,
    OfferCategory,
    OfferForm,
    Origin,
    Registration,
    TargetGroup,
)
from schutznetz.offers.models import PublishedOffer
from schutznetz.offers.queries import current_facts, is_confirmed
from schutznetz.web.offers import wording
from schutznetz.web.offers.cards import address
from schutznetz.web.ui.words import apart, listed


@dataclass(frozen=True, slots=True)
class Line:
    """``own`` marks the provider's own words: they are German in every language of the page."""

    text: str
    own: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaflet:
    """The page of an offer, ready to be read aloud."""

    id: Any
    title: str
    topic: str
    provider: str
    summary: str
    facts: tuple[Fact, ...]
    phone: str
    mail: str
    website: str
    source_url: str
    refuge: bool
    confirmed: bool
    confirmed_on: date | None
    from_public_sources: bool


def of(offer: PublishedOffer, *, figures: bool = True) -> Leaflet:
    """Return the page; without ``figures`` nothing of it grows old within days."""
    more = current_facts(offer)
    return Leaflet(
        id=offer.pk,
        title=offer.title,
        topic=str(OfferCategory(offer.category).label),
        provider=offer.provider,
        summary=offer.summary,
        facts=tuple(fact for fact in _facts(offer, more, figures=figures) if fact.lines),
        phone=more.get("phone", ""),
        mail=more.get("mail", ""),
        website=_link(more.get("website", "")),
        source_url=_link(more.get("source_url", "")),
        refuge=offer.hidden_address,
        confirmed=is_confirmed(offer.confirm_by),
        confirmed_on=offer.confirmed_on,
        from_public_sources=offer.origin == Origin.PUBLIC_SOURCE,
    )


def _facts(offer: PublishedOffer, more: dict[str, Any], *, figures: bool) -> list[Fact]:
    return [
        _fact(_("Für wen"), _own(offer.audience), wording.ages(offer.age_from, offer.age_to), *_groups(more)),
        _fact(_("Wann"), *_when(more)),
        _fact(_("Wo"), *_where(offer, more)),
        _fact(_("Wie"), _form(more), _("Wir kommen zu Ihnen nach Hause.") if more.get("outreach") else ""),
        _fact(_("Kosten"), *_cost(offer, more)),
        _fact(_("Anmeldung"), _registration(more), _own(more.get("registration_note", ""))),
        _fact(_("Freie Plätze"), *(_places(offer, more) if figures else ())),
        _fact(_("Sprachen"), *_languages(more)),
        _fact(_("Gut zu wissen"), *_extras(offer, more)),
    ]


def _fact(label: str, *lines: Line | str) -> Fact:
    said = (Line(line) if isinstance(line, str) else line for line in lines)
    return Fact(label, tuple(line for line in said if line.text))


def _own(text: str) -> Line:
    return Line(text, own=True)


def _groups(more: dict[str, Any]) -> list[str]:
    return [str(TargetGroup(group).label) for group in more.get("target_groups", ())]


def _when(more: dict[str, Any]) -> list[Line | str]:
    return [
        *wording.hours(more.get("times", ())),
        *wording.rests(more, clock.today()),
        _own(more.get("times_note", "")),
    ]


def _where(offer: PublishedOffer, more: dict[str, Any]) -> list[Line | str]:
    if offer.hidden_address:
        return [
            _own(offer.city),
            _("Die Adresse bleibt geheim. Rufen Sie an, dann erfahren Sie alles Weitere."),
        ]
    area = more.get("area", "")
    return [
        _own(address(offer.street, offer.postcode, offer.city, offer.district)),
        _("für %(area)s") % {"area": apart(area)} if area else "",
        _own(more.get("travel", "")),
        str(Access(offer.access).label) if offer.access != Access.UNKNOWN else "",
    ]


def _form(more: dict[str, Any]) -> str:
    return str(OfferForm(more["form"]).label) if more.get("form") else ""


def _cost(offer: PublishedOffer, more: dict[str, Any]) -> list[Line | str]:
    known = str(Cost(offer.cost).label) if offer.cost != Cost.UNKNOWN else ""
    package = _("Bezahlung über Bildung und Teilhabe (BuT) möglich") if more.get("education_package") else ""
    return [known, _own(more.get("cost_note", "")), package]


def _registration(more: dict[str, Any]) -> str:
    known = Registration(more.get("registration") or Registration.UNKNOWN)
    return str(known.label) if known != Registration.UNKNOWN else ""


def _places(offer: PublishedOffer, more: dict[str, Any]) -> list[str]:
    total, waiting = more.get("places_total"), more.get("waiting_list")
    waits = ngettext("%(count)s Familie wartet", "%(count)s Familien warten", waiting or 0)
    return [
        wording.free_places(offer.places_now, offer.places_as_of),
        wording.holds_until(offer.places_now, offer.places_as_of),
        _("insgesamt %(count)s Plätze") % {"count": total} if total else "",
        waits % {"count": waiting} if waiting else "",
    ]


def _languages(more: dict[str, Any]) -> list[str]:
    spoken = listed(Language(code).label for code in more.get("languages", ()))
    return [spoken, _("Wir holen jemanden zum Übersetzen.") if more.get("interpreter") else ""]


def _extras(offer: PublishedOffer, more: dict[str, Any]) -> list[str]:
    return [
        _("Sie müssen Ihren Namen nicht nennen.") if more.get("anonymous") else "",
        _("Jemand passt so lange auf Ihre Kinder auf.") if more.get("child_care") else "",
    ]


def _link(website: str) -> str:
    """Only web addresses become links; whatever else stands there must not be clickable."""
    if not website:
        return ""
    return website if website.startswith(("https://", "http://")) else f"https://{website}"
