"""Finding a person again without a readable name: keyed tags over several attributes together.

Never over one alone: ranking the tags of single surnames by frequency names people without any key.
"""

import unicodedata
from enum import StrEnum
from typing import Any

from django.db import models

from schutznetz.kernel import keys, vault

LOOKUPS = {"exact", "in", "isnull"}


class Part(StrEnum):
    """What a part of a tag is made of: a name or its sound, a date or a piece of one."""

    NAME = "name"
    DATE = "date"


class BlindTagField(models.BinaryField[Any, Any]):
    """A tag of 128 bits under a key of the network and the field. Assigned and looked up as a tuple.

    Raises ValueError unless it has at least two parts and one of them is a name.
    """

    def __init__(self, *parts: Part, **kwargs: Any) -> None:
        if parts and (len(parts) < 2 or Part.NAME not in parts):
            raise ValueError("A blind tag joins a name with another name or a date.")
        self.parts, self.told = parts, {"null": True, "db_index": True, **kwargs}
        super().__init__(**{**self.told, "editable": True})

    def deconstruct(self) -> Any:
        *rest, kwargs = super().deconstruct()
        return *rest, kwargs | self.told  # Django leaves out what is its own default

    def tag(self, values: tuple[str, ...], key: bytes | None = None) -> bytes | None:
        """Return the tag in the open network; None while a part is missing. Who makes many brings the key."""
        if len(values) != len(self.parts):
            raise ValueError(f"{self.name} has {len(self.parts)} parts.")
        folded = [unicodedata.normalize("NFKC", value).casefold().strip().encode() for value in values]
        if not all(folded):
            return None
        message = b"".join(len(part).to_bytes(2, "big") + part for part in folded)
        key = key or keys.named(f"index/{self.model._meta.label}.{self.name}")
        return vault.tag(key, message)

    def get_prep_value(self, value: Any) -> Any:
        return super().get_prep_value(self.tag(value) if isinstance(value, tuple) else value)

    def get_lookup(self, lookup_name: str) -> Any:
        return super().get_lookup(lookup_name) if lookup_name in LOOKUPS else None
