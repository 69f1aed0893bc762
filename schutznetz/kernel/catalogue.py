"""What every field holds, why and for how long: one source for sealing, deletion, export and the registers.

Each model says it beside its fields::

    class Contact(ScopedModel):
        phone = models.CharField(max_length=40)
        remark = SealedTextField(Data.CONTENT)
        ends_on = models.DateField(null=True)

        catalogue = Catalogue(
            purpose="Feste Ansprechpersonen je Einrichtung und Thema",
            retention="L12",
            fields={
                "phone": field(Data.STAFF, "Rückruf durch Partner"),  # own purpose or retention
                "ends_on": Data.INTERNAL,
            },
        )

Primary keys, foreign keys, codes and instants are INTERNAL unless named; a sealed field carries its own
class; all others must be named, or ``rest=Data.PUBLIC`` answers for a table that holds nothing else.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as default
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from django.db import models


class Data(StrEnum):
    """Data classes. A sealed field's class is also its compartment: the key it is sealed under."""

    PUBLIC = "public"
    INTERNAL = "internal"
    STAFF = "staff"
    PERSONAL = "personal"
    REPORTER = "reporter"
    ENTRUSTED = "entrusted"
    HEALTH = "health"
    LOCATION = "location"
    CONTENT = "content"
    PROFESSIONAL = "professional"  # § 203 StGB: for whoever was told, and nobody else

    @property
    def is_protected(self) -> bool:
        """Whether it must never lie readable in the database."""
        return self not in {Data.PUBLIC, Data.INTERNAL, Data.STAFF}


# The deletion classes of the concept after DIN 66398; "network": for as long as the network exists.
RETENTIONS = frozenset({f"L{number}" for number in range(19)} | {"network"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One field's answer; an empty purpose or retention is the model's."""

    data: Data
    purpose: str = ""
    retention: str = ""


def field(data: Data, purpose: str = "", retention: str = "") -> Entry:
    return Entry(data=data, purpose=purpose, retention=retention)


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """A model's answers. Raises ValueError for a retention kind that the concept does not know."""

    purpose: str
    retention: str
    fields: Mapping[str, Data | Entry] = default(default_factory=lambda: MappingProxyType({}))
    rest: Data | None = None

    def __post_init__(self) -> None:
        kinds = {self.retention} | {e.retention for e in self.fields.values() if isinstance(e, Entry)}
        if unknown := kinds - RETENTIONS - {""}:
            raise ValueError(f"unknown retention kind: {sorted(unknown)}")
        if self.rest is not None and self.rest.is_protected:
            raise ValueError("A protected class is named field by field.")

    def entry(self, column: models.Field[Any, Any]) -> Entry | None:
        """Return what is known of the field, or None: nobody said."""
        said = self.fields.get(column.name)
        known = said.data if isinstance(said, Entry) else said
        data = getattr(column, "data", None) or known or self.rest or _by_kind(column)
        if data is None:
            return None
        own = said if isinstance(said, Entry) else Entry(data=data)
        return Entry(
            data=data, purpose=own.purpose or self.purpose, retention=own.retention or self.retention
        )


def _by_kind(column: models.Field[Any, Any]) -> Data | None:
    obvious = column.primary_key or column.is_relation or hasattr(column, "vocabulary")
    return Data.INTERNAL if obvious or isinstance(column, models.DateTimeField) else None


def columns(model: type[models.Model]) -> Iterator[models.Field[Any, Any]]:
    """Yield the model's own fields and its many-to-many relations."""
    yield from model._meta.local_fields
    yield from model._meta.local_many_to_many


def of(model: type[models.Model]) -> Catalogue | None:
    """Return the model's own catalogue; an inherited one says nothing about new fields."""
    known = vars(model).get("catalogue")
    return known if isinstance(known, Catalogue) else None
