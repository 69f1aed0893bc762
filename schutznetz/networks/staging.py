"""Taking over a long file: worked out in short pieces that nobody sees, entered by one switch.

Working out takes the time. Every piece is kept in a transaction of its own, so that on SQLite reports
come in between. The switch puts the finished rows into their tables in one transaction: all or none.
A worker killed before leaves pieces that nobody reads; the next run throws them away and begins anew.
"""

import hashlib
import json
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache
from itertools import groupby
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection, models

from schutznetz.kernel import clock, tenancy
from schutznetz.kernel.fields import Sealed
from schutznetz.kernel.tenancy import OutOfScope, ScopedModel
from schutznetz.networks.models import StagedRows

KEPT = timedelta(hours=72)
AT_ONCE = 500


class Stale(RuntimeError):
    """A row that the file changes was changed by somebody else meanwhile; work it out again."""


@dataclass(slots=True)
class Piece:
    """Rows as they shall stand, those that others point to first.

    ``seen`` names the known rows among them, each with its mark from before anything was set, and
    ``notes`` is what the domain wants to know when the piece is entered.
    """

    rows: list[models.Model] = field(default_factory=list)
    seen: dict[str, dict[str, str]] = field(default_factory=dict)
    notes: dict[str, Any] = field(default_factory=dict)

    def known(self, row: models.Model, mark: str) -> None:
        self.seen.setdefault(row._meta.label, {})[str(row.pk)] = mark


def mark_of(row: models.Model) -> str:
    """Return what tells this state of a row from any other."""
    text = json.dumps(_values(row), default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def stage(upload_id: UUID, pieces: Iterable[Piece], said: Callable[[int], None]) -> None:
    """Keep every piece as it comes, in a transaction of its own; what an earlier run left goes first.

    ``said`` hears how many pieces are ready.
    """
    forget(upload_id)
    for number, piece in enumerate(pieces):
        StagedRows.objects.create(upload_id=upload_id, number=number, packed=_pack(piece))
        said(number + 1)


def enter(upload_id: UUID, before: Callable[[Mapping[str, Any]], None]) -> None:
    """Enter all pieces within the transaction of the command that takes the file over.

    ``before`` hears the notes of each piece before its rows are written. Raises ``Stale``.
    """
    numbers = StagedRows.objects.filter(upload_id=upload_id).order_by("number").values_list("pk", flat=True)
    for pk in list(numbers):
        packed = StagedRows.objects.values_list("packed", flat=True).get(pk=pk)
        _enter(json.loads(zlib.decompress(bytes(packed))), before)
    forget(upload_id)


def enter_at_once(pieces: Iterable[Piece], before: Callable[[Mapping[str, Any]], None]) -> None:
    """Enter a few pieces straight away, within the transaction of a command."""
    for piece in pieces:
        _enter(_content(piece), before)


def forget(upload_id: UUID) -> None:
    StagedRows.objects.filter(upload_id=upload_id).delete()


def tidy() -> None:
    """Throw away what a take-over that failed for good has left."""
    StagedRows.objects.filter(staged_at__lt=clock.now() - KEPT).delete()


def _pack(piece: Piece) -> bytes:
    return zlib.compress(json.dumps(_content(piece), default=str).encode(), 1)


def _content(piece: Piece) -> dict[str, Any]:
    rows = [
        (label, [_values(_inside(row)) for row in same])
        for label, same in groupby(piece.rows, key=lambda row: row._meta.label)
    ]
    return {"rows": rows, "seen": piece.seen, "notes": piece.notes}


def _enter(content: Mapping[str, Any], before: Callable[[Mapping[str, Any]], None]) -> None:
    for label, seen in content["seen"].items():
        _refuse_stale(apps.get_model(label), seen)
    before(content["notes"])
    with connection.cursor() as cursor:
        for label, rows in content["rows"]:
            cursor.executemany(_sql(label), rows)


def _refuse_stale(model: type[models.Model], seen: Mapping[str, str]) -> None:
    keys = list(seen)
    for start in range(0, len(keys), AT_ONCE):
        some = keys[start : start + AT_ONCE]
        now = {str(row.pk): mark_of(row) for row in model._default_manager.filter(pk__in=some)}
        if any(now.get(key) != seen[key] for key in some):
            raise Stale


def _inside(row: models.Model) -> models.Model:
    """Stamp a row with the open network, as saving does; a link into another network is refused."""
    linked = [other for other in row._state.fields_cache.values() if isinstance(other, ScopedModel)]
    if isinstance(row, ScopedModel):
        row.network_id = row.network_id or tenancy.current()
        linked.append(row)
    if any(other.network_id not in {None, tenancy.current()} for other in linked):
        raise OutOfScope(f"{row._meta.label} leaves the network.")
    return row


@lru_cache(maxsize=64)
def _columns(label: str) -> tuple[models.Field[Any, Any], ...]:
    """Return what is written: everything but a number that the database gives."""
    model = apps.get_model(label)
    found = tuple(f for f in model._meta.concrete_fields if not isinstance(f, models.AutoField))
    if any(isinstance(f, Sealed) for f in found):
        raise TypeError(f"{model._meta.label} holds sealed fields; save it instead.")
    return found


def _values(row: models.Model) -> list[Any]:
    return [_value(column, row) for column in _columns(row._meta.label)]


def _value(column: models.Field[Any, Any], row: models.Model) -> Any:
    value = getattr(row, column.attname)
    if value is None or (isinstance(value, str | int | float) and not isinstance(column, models.JSONField)):
        return value
    ready = column.get_db_prep_save(value, connection)
    return json.dumps(ready.obj) if hasattr(ready, "obj") else ready  # psycopg wraps JSON


@lru_cache(maxsize=64)
def _sql(label: str) -> str:
    """Return the statement that enters a row or, where it is known, replaces it."""
    model = apps.get_model(label)
    names = [connection.ops.quote_name(str(column.column)) for column in _columns(label)]
    key = next(f for f in _columns(label) if f.unique)  # the primary key, where the database does not give it
    known = connection.ops.quote_name(str(key.column))
    fresh = ", ".join(f"{name} = excluded.{name}" for name in names if name != known)
    return (
        f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({', '.join(names)})"
        f" VALUES ({', '.join(['%s'] * len(names))}) ON CONFLICT ({known}) DO UPDATE SET {fresh}"
    )
