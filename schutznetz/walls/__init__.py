"""Rules that the database keeps by itself and that look across tables, the same on both engines (ADR 14).

The triggers are renewed after every migration; before it they go, because SQLite cannot rebuild a
table at which a trigger of another table looks.
"""

from collections.abc import Iterator
from typing import Any

from schutznetz.walls.answers import of_answers
from schutznetz.walls.care import of_care
from schutznetz.walls.cases import of_cases
from schutznetz.walls.deleting import of_deleting
from schutznetz.walls.final import of_final
from schutznetz.walls.networks import of_networks
from schutznetz.walls.people import of_people
from schutznetz.walls.reports import of_reports
from schutznetz.walls.wall import Wall, names_of, on_postgresql, on_sqlite

PARTS = (of_networks, of_reports, of_people, of_care, of_cases, of_final, of_answers, of_deleting)


def walls() -> Iterator[Wall]:
    for part in PARTS:
        yield from part()


def take_down(connection: Any) -> None:
    for wall in _standing(connection):
        for name in names_of(wall):
            on = f" ON {wall.table}" if connection.vendor == "postgresql" else ""
            _execute(connection, f"DROP TRIGGER IF EXISTS {name}{on}")


def put_up(connection: Any) -> None:
    """Install what is missing; repeatable."""
    take_down(connection)
    statements = on_postgresql if connection.vendor == "postgresql" else on_sqlite
    for wall in _standing(connection):
        for statement in statements(wall):
            _execute(connection, statement)


def _standing(connection: Any) -> list[Wall]:
    """Return the walls whose tables are there: half-way through the migrations some are not."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
    return [wall for wall in walls() if {wall.table, *wall.needs} <= tables]


def _execute(connection: Any, statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
