"""Prints the tables of ``schutznetz.law`` as pages that a jurist can read."""

import dataclasses
import inspect
from collections.abc import Iterator, Mapping
from enum import Enum
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def pages() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "schutznetz" / "law").glob("*.py")):
        module = import_module(f"schutznetz.law.{path.stem}")
        tables = {name: value for name, value in vars(module).items() if _is_table(name, value)}
        if tables:
            head = f"# {inspect.getdoc(module) or path.stem}".split("\n\n", 1)
            parts = [head[0].replace("\n", " "), *head[1:]]
            parts += [_table(name, rows) for name, rows in tables.items()]
            yield path.stem, "\n\n".join(parts) + "\n"


def _is_table(name: str, value: object) -> bool:
    return (
        name.isupper()
        and isinstance(value, tuple)
        and bool(value)
        and all(dataclasses.is_dataclass(row) and not isinstance(row, type) for row in value)
    )


def _table(name: str, rows: tuple[object, ...]) -> str:
    fields = [field.name for field in dataclasses.fields(rows[0])]  # type: ignore[arg-type]  # checked by _is_table
    lines = [f"## {name}", "", f"| {' | '.join(fields)} |", f"|{' --- |' * len(fields)}"]
    lines += [f"| {' | '.join(_cell(getattr(row, field, '')) for field in fields)} |" for row in rows]
    return "\n".join(lines)


def _cell(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(sorted(f"{_cell(key)}: {_cell(item)}" for key, item in value.items())) or "immer"
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, tuple | list | frozenset | set):
        cells = [_cell(item) for item in value]
        return ", ".join(cells if isinstance(value, tuple | list) else sorted(cells))
    if callable(value):
        return f"`{getattr(value, '__name__', '')}`"
    return "" if value is None else str(value).replace("\n", " ").replace("|", "\\|")
