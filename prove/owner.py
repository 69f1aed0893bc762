"""Acting with more rights than the product has: as whoever owns the database."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


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
