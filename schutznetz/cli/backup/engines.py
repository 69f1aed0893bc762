"""How each database engine copies itself consistently while it is in use, and loads the copy."""

import os
import shutil
import sqlite3
import subprocess
from pathlib import Path
from typing import Protocol

from django.db import connections, transaction

from schutznetz.cli.backup.parcel import BackupRefused

FULL = "Hier gibt es schon Daten. Zurückgespielt wird nur in eine leere Einrichtung."


class Engine(Protocol):
    def dump(self, target: Path) -> dict[str, int]:
        """Copy everything as of one instant and return the rows of each table."""
        ...

    def load(self, source: Path) -> None: ...

    def refuse_unless_empty(self) -> None: ...


def current() -> Engine:
    return Sqlite() if connections["default"].vendor == "sqlite" else Postgres()


def count_rows() -> dict[str, int]:
    """Rows of each ordinary table of the current connection."""
    connection = connections["default"]
    with connection.cursor() as cursor:
        tables = sorted(
            table.name for table in connection.introspection.get_table_list(cursor) if table.type == "t"
        )
        return {table: _count(cursor, connection.ops.quote_name(table)) for table in tables}


def _count(cursor: object, table: str) -> int:
    cursor.execute(f"SELECT count(*) FROM {table}")  # type: ignore[attr-defined]  # noqa: S608 - names from the engine
    return int(cursor.fetchone()[0])  # type: ignore[attr-defined]  # Django's cursors are untyped


class Sqlite:
    """The library's online copy: readers and writers go on."""

    def dump(self, target: Path) -> dict[str, int]:
        connection = connections["default"]
        connection.ensure_connection()
        with sqlite3.connect(target) as copy:
            connection.connection.backup(copy)
            tables = copy.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            )
            names = sorted(name for (name,) in tables.fetchall())
            return {name: _count(copy.cursor(), f'"{name}"') for name in names}

    def load(self, source: Path) -> None:
        connections.close_all()
        shutil.copyfile(source, self._file())

    def refuse_unless_empty(self) -> None:
        if self._file().exists() and connections["default"].introspection.table_names():
            raise BackupRefused(FULL)

    def _file(self) -> Path:
        return Path(connections["default"].settings_dict["NAME"])


class Postgres:
    """``pg_dump`` and ``pg_restore`` as the role of ``DATABASE_URL``, which must see all rows (BYPASSRLS)."""

    def dump(self, target: Path) -> dict[str, int]:
        connection = connections["default"]
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = cursor.fetchone()[0]
            rows = count_rows()
            self._run(
                "pg_dump", "--format=custom", "--no-owner", f"--snapshot={snapshot}", f"--file={target}"
            )
        return rows

    def load(self, source: Path) -> None:
        name = str(connections["default"].settings_dict["NAME"])
        connections.close_all()
        self._run(
            "pg_restore",
            "--no-owner",
            "--exit-on-error",
            "--single-transaction",
            f"--dbname={name}",
            str(source),
        )

    def refuse_unless_empty(self) -> None:
        if connections["default"].introspection.table_names():
            raise BackupRefused(FULL)

    def _run(self, program: str, *arguments: str) -> None:
        found = shutil.which(program)
        if found is None:
            raise BackupRefused(f"Das Programm {program} fehlt: apt-get install postgresql-client.")
        wanted = connections["default"].settings_dict
        place = {
            "PGHOST": wanted["HOST"],
            "PGPORT": wanted["PORT"],
            "PGUSER": wanted["USER"],
            "PGPASSWORD": wanted["PASSWORD"],
            "PGDATABASE": wanted["NAME"],
        }
        environment = os.environ | {name: str(value) for name, value in place.items() if value}
        done = subprocess.run(  # noqa: S603 - fixed program, arguments are our own paths
            [found, *arguments], env=environment, capture_output=True, check=False, text=True
        )
        if done.returncode:
            raise BackupRefused(f"{program} hat abgebrochen: {done.stderr.strip()[:300]}")
