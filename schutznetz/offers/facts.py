"""What somebody fills in about an offer, as one value; the same for a form, a file and the demo."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, time
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder

from schutznetz.kernel.fields import Code
from schutznetz.offers.choices import (
    Access,
    Cost,
    HolidayCustom,
    Language,
    OfferCategory,
    OfferForm,
    Origin,
    Registration,
    Rhythm,
    TargetGroup,
    Visibility,
    Weekday,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    weekday: Weekday
    opens: time | None = None
    closes: time | None = None
    rhythm: Rhythm = Rhythm.WEEKLY


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferFacts:
    """Ages are months, pregnancy is -9; ``None`` and empty text mean: nobody said."""

    title: str
    provider: str
    category: OfferCategory
    organisation_id: UUID | None = None
    visibility: Visibility = Visibility.PUBLIC
    more_categories: tuple[OfferCategory, ...] = ()
    summary: str = ""
    audience: str = ""
    target_groups: tuple[TargetGroup, ...] = ()
    age_from: int | None = None
    age_to: int | None = None
    form: OfferForm | None = None
    outreach: bool = False
    street: str = ""
    postcode: str = ""
    city: str = ""
    district: str = ""
    area: str = ""
    travel: str = ""
    hidden_address: bool = False
    access: Access = Access.UNKNOWN
    times: tuple[Time, ...] = ()
    times_note: str = ""
    season: str = ""
    in_holidays: HolidayCustom = HolidayCustom.UNKNOWN
    pauses: tuple[str, ...] = ()
    registration: Registration = Registration.UNKNOWN
    registration_note: str = ""
    places_total: int | None = None
    cost: Cost = Cost.UNKNOWN
    cost_note: str = ""
    education_package: bool = False
    languages: tuple[Language, ...] = ()
    interpreter: bool = False
    anonymous: bool = False
    child_care: bool = False
    phone: str = ""
    mail: str = ""
    website: str = ""
    funding_source: str = ""
    funding_ends_on: date | None = None
    origin: Origin = Origin.PROVIDER
    source_url: str = ""
    external_key: str = ""


def digest_of(facts: OfferFacts) -> str:
    """Return what tells one version of a line from another."""
    return hashlib.sha256(_text(facts).encode()).hexdigest()


def packed(facts: OfferFacts) -> dict[str, Any]:
    """Return the facts as JSON keeps them."""
    kept: dict[str, Any] = json.loads(_text(facts))
    return kept


def unpacked(kept: Mapping[str, Any]) -> OfferFacts:
    """Return the facts that ``packed`` kept."""
    said: dict[str, Any] = dict(kept)
    for name, one in _CODES.items():
        said[name] = one(said[name]) if said[name] else None
    for name, each in _LISTS.items():
        said[name] = tuple(each(value) for value in said[name])
    said["times"] = tuple(_time(line) for line in said["times"])
    ends_on, organisation = said["funding_ends_on"], said["organisation_id"]
    said["funding_ends_on"] = date.fromisoformat(ends_on) if ends_on else None
    said["organisation_id"] = UUID(organisation) if organisation else None
    return OfferFacts(**said)


def _time(line: Mapping[str, Any]) -> Time:
    opens, closes = (time.fromisoformat(line[name]) if line[name] else None for name in ("opens", "closes"))
    return Time(weekday=Weekday(line["weekday"]), opens=opens, closes=closes, rhythm=Rhythm(line["rhythm"]))


def _text(facts: OfferFacts) -> str:
    return json.dumps({name: getattr(facts, name) for name in _NAMES}, sort_keys=True, default=_said)


_NAMES = tuple(each.name for each in fields(OfferFacts))
_CODES: dict[str, type[Code]] = {
    "category": OfferCategory, "visibility": Visibility, "form": OfferForm, "access": Access,
    "registration": Registration, "cost": Cost, "origin": Origin,
    "in_holidays": HolidayCustom,
}  # fmt: skip
_LISTS: dict[str, type[str]] = {
    "pauses": str,
    "more_categories": OfferCategory,
    "target_groups": TargetGroup,
    "languages": Language,
}
_ENCODER = DjangoJSONEncoder()


def _said(value: Any) -> Any:
    return asdict(value) if isinstance(value, Time) else _ENCODER.default(value)
