"""The copied database is that of these sources, and holds what the migrations made."""

from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tools import template


@pytest.mark.static
@pytest.mark.parametrize("changed", ["schutznetz/cases/migrations/0001_initial.py", "requirements-dev.txt"])
def test_another_state_of_the_sources_has_another_copy(
    changed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("schutznetz/cases/migrations/0001_initial.py", "requirements-dev.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("one")
    monkeypatch.setattr(template, "ROOT", tmp_path)
    before = template.sources()

    same = template.sources()
    (tmp_path / changed).write_text("two")

    assert same == before
    assert template.sources() != before


def test_nothing_is_left_to_migrate(db: None) -> None:
    executor = MigrationExecutor(connection)

    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
