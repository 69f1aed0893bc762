"""What one table gives to the file that somebody may ask to see: its fields, and what each is by itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from schutznetz.cases.choices import FileSection
from schutznetz.law.file_access import Trait
from schutznetz.law.text import gettext_noop

Look = Callable[[Any], frozenset[Trait]]
NOTHING: frozenset[Trait] = frozenset()


def always(*traits: Trait) -> Look:
    known = frozenset(traits)
    return lambda row: known


NO_LOOK = always()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The fields of one table: what each is headed with, where it stands, and what it is by itself.

    ``way`` leads from a row to its case or, with ``of_report``, to its report.
    """

    model: type[models.Model]
    section: FileSection
    at: str
    title: Callable[[Any], Any]
    fields: Mapping[str, str]
    way: str = "case"
    of_report: bool = False
    traits: Look = NO_LOOK
    own: Mapping[str, frozenset[Trait]] = field(default_factory=dict)  # of single fields


WORDS = frozenset({Trait.CHILDS_WORDS})
PLACE = frozenset({Trait.PLACE})
HEALTH = frozenset({Trait.HEALTH})
TEXT = {"text": ""}
REASONS = {"reasons": gettext_noop("Begründung")}
