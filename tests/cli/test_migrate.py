"""Tables are added one by one; what changes one of them still knows of all others."""

from collections.abc import Iterator

import pytest
from django.db import connection, models
from django.db.migrations import AddField, AlterField, CreateModel, Migration
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState

from schutznetz.cli.management.commands.migrate import Executor

pytestmark = [pytest.mark.once, pytest.mark.django_db(transaction=True)]

TREE = CreateModel("Tree", [("id", models.IntegerField(primary_key=True))])
LEAF = CreateModel(
    "Leaf",
    [("id", models.AutoField(primary_key=True)), ("tree", models.ForeignKey("probe.Tree", models.CASCADE))],
)
AGED = AddField("Tree", "age", models.IntegerField(default=0))  # rendered alone, no leaf points at it
NAMED = AlterField("Tree", "id", models.CharField(primary_key=True, max_length=8))


@pytest.fixture
def _room() -> Iterator[None]:
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE probe_leaf")
        cursor.execute("DROP TABLE probe_tree")
    MigrationRecorder(connection).migration_qs.filter(app="probe").delete()


@pytest.mark.usefixtures("_room")
def test_a_key_that_changes_takes_along_what_points_at_it() -> None:
    state, executor = ProjectState(), Executor(connection)
    for name, operations in (("0001_tables", [TREE, LEAF, AGED]), ("0002_named", [NAMED])):
        migration = type(name, (Migration,), {"operations": operations})(name, "probe")
        assert state.apps  # rendered, as the command has it
        state = executor.apply_migration(state, migration)

    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, "probe_leaf")
    assert {each.name: each.type_code for each in columns}["tree_id"] == "varchar(8)"
