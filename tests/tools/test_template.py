"""The copied database is that of these sources, and holds what the migrations made."""

import ast
from collections.abc import Iterator
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


def imported(path: Path) -> Iterator[Path]:
    """Yield the modules of ours that a source names."""
    for node in ast.walk(ast.parse(path.read_text())):
        names = [each.name for each in getattr(node, "names", ()) if isinstance(each, ast.alias)]
        above = [getattr(node, "module", None) or ""] if isinstance(node, ast.ImportFrom) else []
        for name in [*names, *above, *(f"{module}.{name}" for module in above for name in names)]:
            found = template.ROOT.joinpath(*name.split("."))
            yield from (each for each in (found.with_suffix(".py"), found / "__init__.py") if each.exists())


def makes_tables(path: Path) -> bool:
    """Models and migrations, and the walls that are renewed after each migration."""
    return bool({"models", "migrations"} & {*path.parts, path.stem}) or path.stem.startswith(
        ("wall", "final", "rowsecurity")
    )


def left_out(paths: Iterator[Path]) -> set[Path]:
    return {found for path in paths for found in imported(path) if not template.decides(found)}


@pytest.mark.static
def test_what_makes_the_tables_needs_nothing_that_is_left_out() -> None:
    assert (
        left_out(path for path in (template.ROOT / "schutznetz").rglob("*.py") if makes_tables(path)) == set()
    )


@pytest.mark.static
def test_a_wall_that_asks_a_service_is_found(tmp_path: Path) -> None:
    """Negative control."""
    wall = tmp_path / "walls.py"
    wall.write_text("from schutznetz.cases import services\n")

    assert left_out(iter([wall])) == {template.ROOT / "schutznetz/cases/services/__init__.py"}


def test_nothing_is_left_to_migrate(db: None) -> None:
    executor = MigrationExecutor(connection)

    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
