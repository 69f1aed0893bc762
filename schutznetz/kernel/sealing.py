"""Sealed fields in the life of a row: opened when read, sealed when written, erased with their keys."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID
from weakref import ref

from django.db import models

from schutznetz.kernel import keys, vault
from schutznetz.kernel.catalogue import Data

TOGETHER = 100  # rows of one result that fetch their keys with one query


class Ciphertext(bytes):
    """A value as loaded: not opened yet."""


class Column(Protocol):
    """What sealing asks of a sealed field."""

    attname: str
    name: str
    model: type[models.Model]
    data: Data | None

    def encoded(self, value: Any) -> bytes: ...

    def decoded(self, clear: bytes) -> Any: ...


_columns: dict[type[models.Model], tuple[Any, ...]] = {}


def columns(model: type[models.Model]) -> tuple[Any, ...]:
    """Return the model's sealed fields."""
    if model not in _columns:
        _columns[model] = tuple(field for field in model._meta.concrete_fields if hasattr(field, "decoded"))
    return _columns[model]


def _place(row: Any, column: Column) -> str:
    label = column.model._meta.label
    return f"{row.network_id}|{label}|{column.name}|{row.pk}|{column.data}"


@dataclass(frozen=True, slots=True)
class _Known:
    """A value of a row as encoded text, with its ciphertext and the key that goes with it."""

    clear: bytes
    sealed: Ciphertext
    key: bytes


def opened(row: Any, column: Column, sealed: Ciphertext) -> Any:
    """Open a value. Raises keys.Destroyed for an erased record, vault.DoesNotOpen for a moved value."""
    key = (getattr(row._state, "keys", None) or _fetched(row))[str(column.data)]
    clear = vault.unseal(key, sealed, _place(row, column))
    _memory(row)[column.attname] = _Known(clear, sealed, key)
    return column.decoded(clear)


def sealed(row: Any, column: Column, value: Any) -> Ciphertext:
    """Seal a value for its place; one that was only read keeps its ciphertext byte by byte."""
    clear, key = column.encoded(value), row._state.keys[str(column.data)]
    known = _memory(row).get(column.attname)
    if known is None or (known.clear, known.key) != (clear, key):
        known = _Known(clear, Ciphertext(vault.seal(key, clear, _place(row, column))), key)
        _memory(row)[column.attname] = known
    return known.sealed


def _memory(row: Any) -> dict[str, _Known]:
    memory: dict[str, _Known] = row._state.__dict__.setdefault("known", {})
    return memory


def _fetched(row: Any) -> keys.Keys:
    peers = [peer for each in getattr(row._state, "peers", ()) if (peer := each()) is not None]
    fetch(peers or [row])
    held: keys.Keys = row._state.keys
    return held


def fetch(rows: Sequence[Any]) -> None:
    """Fetch the keys of rows that did not come from one query (as when lists are put together)."""
    held = keys.fetch(row.pk for row in rows)
    for row in rows:
        row._state.keys = held[row.pk]


class Sealing:
    """Keeps the keys of rows: see ``tenancy.Keeper``."""

    def keeps(self, model: type[models.Model]) -> bool:
        return bool(columns(model))

    def loaded(self, rows: Sequence[Any]) -> None:
        if columns(type(rows[0])):
            for start in range(0, len(rows), TOGETHER):
                peers = [ref(row) for row in rows[start : start + TOGETHER]]
                for row in rows[start : start + TOGETHER]:
                    row._state.peers = peers

    def writing(self, rows: Sequence[Any]) -> None:
        if not rows or not columns(type(rows[0])):
            return
        for new in (True, False):
            wanted = {row: _pending(row) for row in rows if row._state.adding is new}
            _provide({row: names for row, names in wanted.items() if names}, new=new)

    def erased(self, records: Iterable[UUID]) -> None:
        keys.destroy(records)


def _pending(row: Any) -> set[str]:
    """Return the compartments under which something must be sealed anew."""
    return {
        str(column.data)
        for column in columns(type(row))
        if not isinstance(row.__dict__.get(column.attname), Ciphertext | None)
    }


def _provide(wanted: dict[Any, set[str]], *, new: bool) -> None:
    if not wanted:
        return
    held = keys.provide(((row.pk, name) for row, names in wanted.items() for name in names), new=new)
    for row in wanted:
        row._state.keys = held[row.pk]
