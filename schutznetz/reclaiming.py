"""After a deletion: what the engine still holds of the rows goes as well, from its files and its log."""

from django.db import connection, transaction


def soon() -> None:
    """Reclaim once the deletion is committed: within it neither engine can."""
    transaction.on_commit(reclaim)


def reclaim() -> None:
    """Empty SQLite's log, in which earlier versions of overwritten pages lie; ``secure_delete`` did the rest.

    PostgreSQL keeps dead rows until a vacuum, which only the owner of the tables may order: autovacuum
    does it, and ``manage.py reclaim`` at once.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def rewrite() -> None:
    """Write all tables anew, as the owner: on PostgreSQL the files then hold nothing of dead rows."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM FULL" if connection.vendor == "postgresql" else "VACUUM")
    reclaim()
