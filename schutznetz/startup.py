"""``manage.py check --deploy`` refuses a start on which no promise could be kept.

Asked before ``./run serve`` opens its port: the engine and its settings, keys, marks, disk and clock.
"""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, register
from django.db import DatabaseError, connection

from schutznetz import tombstones
from schutznetz.cases.queries.keeping import revived
from schutznetz.kernel import clock, rootfile, tenancy

SQLITE = (3, 51, 3)  # older ones may lose acknowledged rows when the log is reset
POSTGRESQL = 150000
SAFE_COMMITS = {"on", "remote_write", "remote_apply"}
PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
BUILT = datetime(2026, 11, 1, tzinfo=UTC)  # no machine's clock is earlier than the product
SKEW = timedelta(seconds=5)
ROOM = 512 * 2**20

_SKEW = "SELECT extract(epoch FROM clock_timestamp())"
_POWERS = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
_OWNED = (
    "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
    " WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema')"
    " AND pg_get_userbyid(c.relowner) = current_user"
)


def _one(sql: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


@register(deploy=True)
def the_database_keeps_what_it_acknowledges(**kwargs: Any) -> list[CheckMessage]:
    try:
        faults = list(_sqlite() if connection.vendor == "sqlite" else _postgresql())
    except DatabaseError as error:
        return [Error(f"Die Datenbank antwortet nicht ({type(error).__name__}).", id="schutznetz.E200")]
    return [Error(fault, id="schutznetz.E201") for fault in faults]


def _sqlite() -> Iterator[str]:
    found = str(_one("SELECT sqlite_version()"))
    if tuple(int(part) for part in found.split(".")) < SQLITE:
        yield f"SQLite {found} ist zu alt; nötig ist {'.'.join(map(str, SQLITE))}."
    for pragma, wanted in PRAGMAS.items():
        if (value := _one(f"PRAGMA {pragma}")) != wanted:
            yield f"SQLite: {pragma} ist {value}, nötig ist {wanted}."
    if connection.settings_dict["OPTIONS"].get("transaction_mode") != "IMMEDIATE":
        yield "SQLite: transaction_mode muss IMMEDIATE sein."


def _postgresql() -> Iterator[str]:
    if int(_one("SHOW server_version_num")) < POSTGRESQL:
        yield "PostgreSQL ist zu alt; nötig ist 15 oder neuer."
    for name in ("fsync", "full_page_writes"):
        if _one(f"SHOW {name}") != "on":
            yield f"PostgreSQL: {name} ist ausgeschaltet; bei Stromausfall gingen Meldungen verloren."
    if _one("SHOW synchronous_commit") not in SAFE_COMMITS:
        yield "PostgreSQL: synchronous_commit muss eingeschaltet sein."
    if _one(_POWERS):
        yield "PostgreSQL: Die Anwendung darf nicht als Superuser oder mit BYPASSRLS laufen."
    if _one(_OWNED):
        yield "PostgreSQL: Der Anwendung gehören Tabellen. Die Rolle aus DATABASE_URL darf nichts besitzen."
    if abs(clock.now().timestamp() - float(_one(_SKEW))) > SKEW.total_seconds():
        yield "PostgreSQL: Die Uhren von Anwendung und Datenbank gehen um mehr als 5 Sekunden auseinander."


@register(deploy=True)
def the_keys_are_there_and_private(**kwargs: Any) -> list[CheckMessage]:
    try:
        rootfile.keys()
    except (rootfile.RootKeyRefused, OSError, ValueError) as error:
        said = str(error) if isinstance(error, rootfile.RootKeyRefused) else "Er ist nicht lesbar."
        return [Error(f"Hauptschlüssel: {said}", id="schutznetz.E202")]
    signing = Path(settings.AUDIT_KEY_FILE)
    if signing.exists() and signing.stat().st_mode & 0o077:
        return [Error(f"{signing} dürfen auch andere lesen. Abhilfe: chmod 600.", id="schutznetz.E203")]
    return []


@register(deploy=True)
def nothing_deleted_is_back(**kwargs: Any) -> list[CheckMessage]:
    """An older copy of the database does not open: what two people have deleted is deleted again first."""
    try:
        deleted = tombstones.names(tombstones.read())
        back = sum(_back(network_id, deleted) for network_id in deleted)
    except tombstones.Damaged:
        return [Error("Das Verzeichnis der Löschungen ist beschädigt.", id="schutznetz.E207")]
    if back:
        return [
            Error(
                f"{back} gelöschte Meldungen oder Fälle sind wieder da. ./run manage reapply_deletions",
                id="schutznetz.E208",
            )
        ]
    return []


def _back(network_id: UUID, deleted: dict[UUID, set[UUID]]) -> int:
    with tenancy.scope(network_id):
        return len(revived(deleted))


@register(deploy=True)
def the_marks_can_be_written(**kwargs: Any) -> list[CheckMessage]:
    folder = Path(settings.CHECKPOINTS)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        free = shutil.disk_usage(folder).free
    except OSError:
        free = 0
    if not os.access(folder, os.W_OK | os.X_OK):
        return [Error(f"In {folder} kann nicht geschrieben werden.", id="schutznetz.E204")]
    if free < ROOM:
        return [checks.Warning(f"Unter {folder} sind weniger als 512 MB frei.", id="schutznetz.W205")]
    return []


@register(deploy=True)
def the_clock_is_right(**kwargs: Any) -> list[CheckMessage]:
    """The wall clock may not lie before the product was built, nor before the last mark of the trail."""
    latest = max([BUILT, *_written()])
    if clock.now() + timedelta(minutes=5) < latest:
        return [
            Error(f"Die Uhr geht nach: zuletzt war es {latest:%d.%m.%Y %H:%M} UTC.", id="schutznetz.E206")
        ]
    return []


def _written() -> Iterator[datetime]:
    folder = Path(settings.CHECKPOINTS)
    if folder.is_dir():
        for file in folder.glob("*.log"):
            yield datetime.fromtimestamp(file.stat().st_mtime, UTC)
