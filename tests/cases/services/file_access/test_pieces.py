"""Every sealed field of a case is either a piece of the file or named as none: a new one must say so."""

import pytest
from django.apps import apps

from schutznetz.cases.conflicts import ways_to
from schutznetz.cases.models import Case, Report
from schutznetz.cases.queries.file_access.pieces import NO_FIELD, NO_PART, PARTS
from schutznetz.kernel import sealing
from schutznetz.kernel.catalogue import Data
from schutznetz.law.file_access import Trait

pytestmark = pytest.mark.static
PIECES = {(part.model.__name__, name) for part in PARTS for name in part.fields}


def sealed_fields() -> set[tuple[str, str]]:
    return {
        (model.__name__, column.name)
        for model in apps.get_app_config("cases").get_models()
        if ways_to(model, Case) or ways_to(model, Report)
        for column in sealing.columns(model)
    }


def test_every_sealed_field_is_a_piece_or_named_as_none() -> None:
    known = PIECES | NO_FIELD | {field for field in sealed_fields() if field[0] in NO_PART}

    assert sealed_fields() - known == set()


def test_the_tables_name_nothing_that_is_not_there() -> None:
    models = {model.__name__ for model in apps.get_app_config("cases").get_models()}

    assert sealed_fields() >= PIECES | NO_FIELD
    assert models >= NO_PART
    assert not NO_PART & {part.model.__name__ for part in PARTS}


def test_every_place_and_every_reporter_is_known_as_such() -> None:
    """By class and not by name: whatever field comes, it stays back."""
    for part in PARTS:
        for column in sealing.columns(part.model):
            own = part.own.get(column.name, frozenset())
            if column.name in part.fields and column.data in {Data.LOCATION, Data.REPORTER}:
                always = own | part.traits(None)
                assert always & {Trait.PLACE, Trait.REPORTER}, (part.model, column.name)
            assert column.data is not Data.ENTRUSTED
