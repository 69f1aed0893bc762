"""What stands only once is refused a second time by the database itself, and nothing else is."""

import re

import pytest
from django.apps import apps
from django.db import models

from schutznetz.kernel.models import AuditEvent
from schutznetz.networks.models import Network
from tests.canaries.world import World
from tests.copying import LONGEST, ROWS, copied
from tests.once import ONCE
from tests.values import Values

OURS = [model for model in apps.get_models() if model.__module__.startswith("schutznetz.")]
SENTENCES = {
    constraint.name: model
    for model in OURS
    for constraint in model._meta.constraints
    if isinstance(constraint, models.UniqueConstraint)
} | {
    f"{model._meta.label}.{column.name}": model
    for model in OURS
    for column in model._meta.local_concrete_fields
    if column.unique and not column.primary_key
}

# Rows of the trail are counted as they come and linked later; see below.
OF_THE_TRAIL = {"audit_counted_once", "audit_one_chain"}


@pytest.fixture
def world(tannfurt: Network, inside: None) -> World:
    return World(tannfurt, ROWS)


def test_every_sentence_of_every_model_is_attacked() -> None:
    assert SENTENCES.keys() == ONCE.keys() | OF_THE_TRAIL


def test_a_second_row_is_refused_by_its_name_or_columns(world: World) -> None:
    stood = {
        name: said
        for name, once in ONCE.items()
        if not _is_told(said := twice(world, name, once.when), name, once.columns)
    }

    assert stood == {}


def test_where_the_sentence_ends_a_second_row_is_welcome(world: World) -> None:
    """Negative control: the same row out of its reach, such as a proposal that was voided."""
    refused = {name: twice(world, name, once.unless) for name, once in ONCE.items() if once.unless}

    assert {name: said for name, said in refused.items() if said} == {}


def test_no_event_of_the_trail_is_counted_or_linked_twice(world: World) -> None:
    first, second = {"count": 1_000, "payload": b"x"}, {"count": 1_001, "payload": b"x"}
    link = "UPDATE kernel_auditevent SET number = 7, chain = payload WHERE count IN (1000, 1001)"

    assert copied(world, AuditEvent, first, second) == ""
    assert re.search("append-only|audit_counted_once", copied(world, AuditEvent, first, first))
    assert re.search(
        "audit_one_chain|network_id, .*number", copied(world, AuditEvent, first, second, then=link)
    )


def twice(world: World, name: str, said: Values) -> str:
    """Write the same row twice; return what the database names, or else all that it says."""
    words = copied(world, SENTENCES[name], said, said)
    named = re.search(r'UNIQUE constraint failed: (.+)|unique constraint "(\w+)"', words)
    return (named[1] or named[2]) if named else words


def _is_told(said: str, name: str, fields: str) -> bool:
    """SQLite names the columns, PostgreSQL the sentence, or table and column where it made the name up."""
    table = SENTENCES[name]._meta.db_table
    columns = {each.name: each.column for each in SENTENCES[name]._meta.local_concrete_fields}
    found = [columns[each] for each in fields.split()]
    exactly = (", ".join(f"{table}.{column}" for column in found), name[:LONGEST])
    return said in exactly or said.startswith(f"{table}_{found[0]}_")
