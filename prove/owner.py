"""Acting with more rights than the product has: as whoever owns the database."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from schutznetz import walls
from schutznetz.walls.wall import names_of, on_sqlite


@contextmanager
def as_owner() -> Iterator[None]:
    """On PostgreSQL the product's own role may not touch a trigger."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, session_user")
        role, owner = cursor.fetchone()
        cursor.execute(f"SET ROLE {owner}")
        try:
            yield
        finally:
            cursor.execute(f"SET ROLE {role}")


@contextmanager
def unwalled() -> Iterator[None]:
    """Take the walls against deleting down; emptying PostgreSQL asks no row and needs no such thing."""
    doomed = [
        (wall, name)
        for wall in walls.walls()
        for name, event in zip(names_of(wall), wall.events, strict=True)
        if event == "DELETE" and connection.vendor == "sqlite"
    ]
    with connection.cursor() as cursor:
        for _wall, name in doomed:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
        try:
            yield
        finally:
            for wall, name in doomed:
                for statement in on_sqlite(wall):
                    if statement.startswith(f"CREATE TRIGGER {name} "):
                        cursor.execute(statement)
