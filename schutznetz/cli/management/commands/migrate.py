"""``manage.py migrate``: as Django does it, as the owner, and then with all walls drawn up."""

from typing import Any

from django.core.management.commands import migrate
from django.db import connections
from django.db.migrations import (
    AddConstraint,
    AddField,
    AddIndex,
    CreateModel,
    Migration,
    RemoveConstraint,
    RunPython,
)
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState

from schutznetz import walls
from schutznetz.kernel import rowsecurity

ALONE = CreateModel, AddField, AddIndex, AddConstraint, RemoveConstraint  # ask nothing of other tables
RENDERS = RunPython  # all of them, for itself


class Executor(MigrationExecutor):
    """Does not render nearly all models anew for each table: that took nine tenths of the time.

    Nobody asks a table that is only added to who points at it. Whatever else changes a table may ask, so what
    was left out is rendered before it.
    """

    def apply_migration(
        self, state: ProjectState, migration: Migration, *how: bool, **further: bool
    ) -> ProjectState:
        def alone(app_label: str, model_name: str, *_delay: bool) -> set[tuple[str, str]]:
            state.is_delayed = True
            return {(app_label, model_name)}

        if all(isinstance(each, (*ALONE, RENDERS)) for each in migration.operations):
            vars(state)["_find_reload_model"] = alone
        else:
            state.clear_delayed_apps_cache()
            state.is_delayed = not state.apps  # rendered by asking
        try:
            return super().apply_migration(state, migration, *how, **further)
        finally:
            vars(state).pop("_find_reload_model", None)


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        role = connection.settings_dict.get("OPTIONS", {}).pop("assume_role", None)  # which owns nothing
        if role:
            connection.close()
        changes = not options["check_unapplied"] and not options["plan"]
        vars(migrate)["MigrationExecutor"] = Executor  # the command asks its own module for it
        try:
            if changes:
                walls.take_down(connection)
            super().handle(*args, **options)
            if changes:
                rowsecurity.protect(connection)
                walls.put_up(connection)
        finally:
            if role:
                connection.settings_dict["OPTIONS"]["assume_role"] = role
                connection.close()
