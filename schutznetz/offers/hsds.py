"""Published offers in the fields of HSDS 3.1 (Open Referral), so that other directories can read them.

A figure of free places is told only while it is current, with the day until which it may be believed.
"""

from datetime import date
from typing import Any
from uuid import UUID, uuid5

from django.utils import translation

from schutznetz.offers import freshness, typed
from schutznetz.offers.choices import (
    Access,
    Cost,
    HolidayCustom,
    Language,
    OfferCategory,
    Registration,
    Rhythm,
    Weekday,
)
from schutznetz.offers.models import PublishedOffer
from schutznetz.offers.queries import FeedPage

_TAXONOMY = "Angebotsarten Früher Hilfen"
_DAYS = dict(zip(Weekday, ("MO", "TU", "WE", "TH", "FR", "SA", "SU"), strict=True))
_RHYTHM = {Rhythm.WEEKLY: ("WEEKLY", 1), Rhythm.FORTNIGHTLY: ("WEEKLY", 2), Rhythm.MONTHLY: ("MONTHLY", 1)}


def service(offer: PublishedOffer, today: date) -> dict[str, Any]:
    """Return the offer as a service, in German, whoever asks; what nobody said is left out."""
    with translation.override("de"):
        told = _told(offer, today)
    return {name: value for name, value in told.items() if value not in (None, "", [])}


def page(found: FeedPage, today: date) -> dict[str, Any]:
    """Return one page of services with the marks by which HSDS turns pages."""
    return {
        "total_items": found.total,
        "total_pages": found.pages,
        "page_number": found.number,
        "size": len(found.rows),
        "first_page": found.number == 1,
        "last_page": found.number >= found.pages,
        "empty": not found.rows,
        "contents": [service(offer, today) for offer in found.rows],
    }


def _told(offer: PublishedOffer, today: date) -> dict[str, Any]:
    facts = offer.facts
    return {
        "id": str(offer.pk),
        "name": offer.title,
        "description": offer.summary,
        "url": facts.get("website"),
        "email": facts.get("mail"),
        "status": "active",
        "interpretation_services": "Dolmetschen möglich" if facts.get("interpreter") else None,
        "application_process": _registration(facts),
        "fees_description": _fees(offer),
        "eligibility_description": offer.audience,
        "minimum_age": _years(offer.age_from),
        "maximum_age": _years(offer.age_to),
        "assured_date": offer.confirmed_on.isoformat() if offer.confirmed_on else None,
        "alert": None if offer.confirm_by and offer.confirm_by >= today else "nicht bestätigt",
        "organization": {"id": _id(offer, "organization"), "name": offer.provider, "description": ""},
        "phones": [{"id": _id(offer, "phone"), "number": facts["phone"]}] if facts.get("phone") else [],
        "schedules": [_schedule(offer, number, time) for number, time in enumerate(facts.get("times", ()))],
        "service_areas": _areas(offer, facts),
        "service_at_locations": _locations(offer),
        "languages": [_language(offer, code) for code in facts.get("languages", ())],
        "capacities": _capacities(offer, facts),
        "attributes": [_topic(offer, code) for code in (offer.category, *facts.get("more_categories", ()))],
    }


def _id(offer: PublishedOffer, part: str) -> str:
    """Return the same identifier for the same part of the same offer, whenever it is asked for."""
    return str(uuid5(UUID(str(offer.pk)), part))


def _years(months: int | None) -> float | None:
    return None if months is None else round(max(months, 0) / 12, 2)


def _registration(facts: dict[str, Any]) -> str:
    kind = Registration(facts.get("registration") or Registration.UNKNOWN)
    said = "" if kind == Registration.UNKNOWN else str(kind.label)
    return ". ".join(filter(None, [said, facts.get("registration_note", "")]))


def _fees(offer: PublishedOffer) -> str:
    said = "" if offer.cost == Cost.UNKNOWN else str(Cost(offer.cost).label)
    return ". ".join(filter(None, [said, offer.facts.get("cost_note", "")]))


def _schedule(offer: PublishedOffer, number: int, time: dict[str, str]) -> dict[str, Any]:
    freq, interval = _RHYTHM[Rhythm(time["rhythm"])]
    hours = {f"{end}_at": f"{time[end]}:00" for end in ("opens", "closes") if time.get(end)}
    return {
        "id": _id(offer, f"schedule{number}"),
        "freq": freq,
        "interval": interval,
        "wkst": "MO",
        "byday": _DAYS[Weekday(time["weekday"])],
        "description": _rests(offer.facts),
        **hours,
    }


def _rests(facts: dict[str, Any]) -> str:
    """Return in words when it does not take place: HSDS has no field for a season or a pause."""
    custom = HolidayCustom(facts.get("in_holidays") or HolidayCustom.UNKNOWN)
    failing = typed.said_pauses(facts.get("pauses") or ()).replace("\n", ", ")
    said = [
        facts.get("times_note", ""),
        typed.said_season(facts.get("season") or ""),
        "" if custom == HolidayCustom.UNKNOWN else str(custom.label),
        f"fällt aus: {failing}" if failing else "",
    ]
    return ". ".join(filter(None, said))


def _areas(offer: PublishedOffer, facts: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"id": _id(offer, "area"), "name": facts["area"]}] if facts.get("area") else []


def _locations(offer: PublishedOffer) -> list[dict[str, Any]]:
    """Return where it is; of a refuge not even the town's middle."""
    if offer.hidden_address or not (offer.city or offer.postcode):
        return []
    location = {
        "id": _id(offer, "location"),
        "location_type": "physical",
        "name": offer.provider,
        "latitude": offer.latitude,
        "longitude": offer.longitude,
        "transportation": offer.facts.get("travel", ""),
        "addresses": [_address(offer)] if offer.street else [],
        "accessibility": _accessibility(offer),
    }
    kept = {name: value for name, value in location.items() if value not in (None, "", [])}
    return [{"id": _id(offer, "at_location"), "location": kept}]


def _address(offer: PublishedOffer) -> dict[str, str]:
    return {
        "id": _id(offer, "address"),
        "address_1": offer.street,
        "address_2": offer.district,
        "city": offer.city,
        "state_province": "",
        "postal_code": offer.postcode,
        "country": "DE",
        "address_type": "physical",
    }


def _accessibility(offer: PublishedOffer) -> list[dict[str, str]]:
    if offer.access == Access.UNKNOWN:
        return []
    return [{"id": _id(offer, "accessibility"), "description": str(Access(offer.access).label)}]


def _language(offer: PublishedOffer, code: str) -> dict[str, str]:
    return {"id": _id(offer, f"language-{code}"), "name": str(Language(code).label), "code": code}


def _capacities(offer: PublishedOffer, facts: dict[str, Any]) -> list[dict[str, Any]]:
    free, as_of = offer.places_now, offer.places_as_of
    if free is None or as_of is None:
        return []
    until = f"{freshness.places_until(as_of):%d.%m.%Y}"
    told = {
        "id": _id(offer, "capacity"),
        "available": free,
        "maximum": facts.get("places_total"),
        "updated": as_of.isoformat(),
        "description": f"freie Plätze, Angabe gilt bis {until}",
        "unit": {"id": _id(offer, "unit"), "name": "Plätze"},
    }
    return [{name: value for name, value in told.items() if value is not None}]


def _topic(offer: PublishedOffer, code: str) -> dict[str, Any]:
    topic = OfferCategory(code)
    term = {
        "id": _id(offer, f"term-{topic.value}"),
        "code": topic.value,
        "name": str(topic.label),
        "description": str(topic.label),
        "taxonomy": _TAXONOMY,
    }
    return {"id": _id(offer, f"attribute-{topic.value}"), "link_entity": "service", "taxonomy_term": term}
