"""A token for every protected field of the catalogue: what holds one can be found wherever it goes."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from django.apps import apps
from django.db import models

from schutznetz.concerns.choices import Indicator, Sign
from schutznetz.kernel import catalogue
from schutznetz.kernel.blind import BlindTagField
from schutznetz.kernel.catalogue import Data
from schutznetz.law.question import Shape
from schutznetz.law.report_fields import FIELDS, Group
from schutznetz.volunteers.values import Profile, Wanted

TOKEN = re.compile(rb"kn[0-9a-f]{10}")


@dataclass(frozen=True, slots=True, order=True)
class Field:
    """One protected field; of a JSON field ``part`` names what inside it is free text."""

    model: str
    name: str
    part: str = ""
    data: Data = Data.CONTENT

    @property
    def token(self) -> str:
        digest = blake2b(f"{self.model}.{self.name}.{self.part}".encode(), digest_size=5)
        return f"KN{digest.hexdigest()}"

    def __str__(self) -> str:
        return f"{self.model}.{self.name}" + (f"[{self.part}]" if self.part else "")


def free(*groups: Group) -> tuple[str, ...]:
    """Return the questions of the report form that are answered in one's own words."""
    return tuple(
        field.name for field in FIELDS if field.group in groups and field.shape in {Shape.TEXT, Shape.LINE}
    )


# What inside a JSON field is text of people; a new one must say so here.
PARTS: dict[str, tuple[str, ...]] = {
    "cases.Report.statement": free(Group.FACTS, Group.FAMILY, Group.STEPS, Group.SAFETY),
    "cases.ReportChild.description": free(Group.CHILD),
    "cases.ReporterContact.details": free(Group.REPORTER),
    "cases.Handover.content": ("child_name",),
    "cases.Arrival.content": ("child_name",),
    "cases.AccessPackage.content": ("text",),
    "cases.KnownPerson.identity": ("given", "family", "address"),
    "care.CallBack.safe": (),
    "care.FamilyChild.known": ("given",),
    "visiting.VisitRequest.topics": (),
    "visiting.VisitContact.topics": (),
    "visiting.VisitSheet.burdens": (),
    "visiting.VisitSheet.strengths": (),
    "visiting.PlacingPlan.question": (),
    "concerns.Concern.child": free(Group.CHILD),
    "concerns.Concern.answers": (),
    "concerns.Entry.content": ("text", "source", "why_not"),
    "concerns.Look.signs": ("note",),
    "welcome.NewbornList.arrived": ("family",),
    "welcome.WelcomeVisit.household": ("family", "given", "street", "town", "district"),
    "volunteers.Volunteer.profile": ("experience",),
    "volunteers.Wish.details": ("area",),
    "kernel.Draft.text": ("observed",),
    "kernel.Job.payload": ("text",),
}

HOUSEHOLD = dict.fromkeys(("family", "given", "street", "town", "district", "language"), "")
HOUSEHOLD |= {"postcode": "01067", "born": "2026-11-01"}

# How it stands inside, so that the pages can read it.
BUILD: dict[str, Callable[[dict[str, str]], Any]] = {
    "welcome.NewbornList.arrived": lambda said: {
        "rows": [{**HOUSEHOLD, **said}],
        "barred": [],
        "dropped": [],
    },
    "welcome.WelcomeVisit.household": lambda said: {**HOUSEHOLD, **said},
    "cases.KnownPerson.identity": lambda said: {**said, "born": "2020-01-01"},
    "cases.Handover.content": lambda said: {"child": said, "sections": []},
    "cases.Arrival.content": lambda said: {"child": said, "sections": []},
    "cases.AccessPackage.content": lambda said: {
        "sections": [{"title": "", "records": [{"at": "", "title": "", "lines": [{"heading": "", **said}]}]}],
        "withheld": [],
        "transfers": [],
    },
    "visiting.VisitRequest.topics": lambda said: ["preterm"],
    "visiting.VisitContact.topics": lambda said: ["sleep"],
    "visiting.VisitSheet.burdens": lambda said: ["money"],
    "visiting.VisitSheet.strengths": lambda said: ["asks"],
    "visiting.PlacingPlan.question": lambda said: {
        "on": "2026-11-22",
        "midwives": [],
        "requests": [],
        "running": [],
        "pins": {},
    },
    "care.CallBack.safe": lambda said: {"days": ["do"], "parts": ["morning"]},
    "care.FamilyChild.known": lambda said: {**said, "born": "2026-05", "expected": ""},
    "volunteers.Volunteer.profile": lambda said: Profile().packed() | said,
    "volunteers.Wish.details": lambda said: Wanted(area="").packed() | said,
    "concerns.Concern.answers": lambda said: {"reporter": "health"},
    "concerns.Entry.content": lambda said: {**said, "on": "", "witness": "own"},
    "concerns.Look.signs": lambda said: {next(iter(Indicator)).value: {**said, "sign": Sign.SIGN.value}},
}


def protected() -> Iterator[tuple[type[models.Model], models.Field[Any, Any], Data]]:
    """Yield every field that the catalogue calls protected, keyed tags apart: they hold no text."""
    for model in apps.get_models():
        known = catalogue.of(model)
        for column in catalogue.columns(model) if known else ():
            entry = known.entry(column) if known else None
            if entry and entry.data.is_protected and not isinstance(column, BlindTagField):
                yield model, column, entry.data


def fields() -> list[Field]:
    found: list[Field] = []
    for model, column, data in protected():
        label = model._meta.label
        parts: Iterable[str] = PARTS.get(f"{label}.{column.name}", ("",))
        found += [Field(label, column.name, part, data) for part in parts]
    return found


def value_of(model: type[models.Model], column: models.Field[Any, Any], data: Data) -> Any:
    """Return what a row of the world holds in this field."""
    label, kind = model._meta.label, type(column).__name__
    if kind == "SealedJSONField":
        place = f"{label}.{column.name}"
        said = {part: Field(label, column.name, part, data).token for part in PARTS.get(place, ())}
        return BUILD.get(place, dict)(said)
    token = Field(label, column.name, "", data).token
    return token.encode() if kind == "SealedBytesField" else token


def tokens_in(raw: bytes) -> set[str]:
    return {found.decode() for found in TOKEN.findall(raw.lower())}


# The name of whoever reported with her own account: no sealed field holds it.
REPORTER = Field("accounts.User", "last_name", "who reported", Data.REPORTER)
BY_TOKEN = {field.token.lower(): field for field in (*fields(), REPORTER)}

__all__ = ["BY_TOKEN", "PARTS", "REPORTER", "Field", "fields", "protected", "tokens_in", "value_of"]
