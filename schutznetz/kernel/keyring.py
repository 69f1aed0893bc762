"""Network keys and intake pairs, unwrapped and kept for a while in this process."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from functools import partial
from threading import Lock
from time import monotonic
from typing import Generic, TypeVar
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import IntegrityError, transaction

from schutznetz.kernel import rootfile, vault
from schutznetz.kernel.keystore import IntakeKey, NetworkKey
from schutznetz.kernel.tenancy import current

T = TypeVar("T")
KEPT = 256  # unwrapped keys a process holds at most
NEWEST_FOR = 30.0  # seconds until a process notices that another one has rotated


class Kept(Generic[T]):
    """A small memory that forgets what was used least recently."""

    def __init__(self, size: int) -> None:
        self._size, self._lock = size, Lock()
        self._items: OrderedDict[Hashable, T] = OrderedDict()

    def get(self, key: Hashable) -> T | None:
        with self._lock:
            if (item := self._items.get(key)) is not None:
                self._items.move_to_end(key)
            return item

    def put(self, key: Hashable, item: T) -> T:
        with self._lock:
            self._items[key] = item
            if len(self._items) > self._size:
                self._items.popitem(last=False)
        return item

    def drop(self, key: Hashable) -> None:
        with self._lock:
            self._items.pop(key, None)

    def clear(self) -> None:
        with self._lock:
            self._items.clear()


@dataclass(frozen=True, slots=True)
class Ring:
    """A network key ready for use, with the row that names it."""

    row: NetworkKey
    cipher: AESGCM
    key: bytes


@dataclass(frozen=True, slots=True)
class _Newest(Generic[T]):
    item: T
    read_at: float

    @property
    def is_fresh(self) -> bool:
        return monotonic() - self.read_at < NEWEST_FOR


_rings: Kept[Ring] = Kept(KEPT)
_newest_rings: Kept[_Newest[Ring]] = Kept(KEPT)
_newest_pairs: Kept[_Newest[IntakeKey]] = Kept(KEPT)


def forget() -> None:
    """Drop every unwrapped key of this process, as after a rotation."""
    for kept in (_rings, _newest_rings, _newest_pairs):
        kept.clear()


def _place(kind: str, version: int) -> str:
    return f"{current()}|{kind}|{version}"


def ring(key_id: UUID) -> Ring:
    """Return the network key that wrapped something."""
    return _rings.get((current().int, key_id.int)) or _open(NetworkKey.objects.get(pk=key_id))


def _open(row: NetworkKey) -> Ring:
    root = vault.cipher(vault.derive(rootfile.of_version(row.root_version), "root/network"))
    key = vault.unwrap(root, bytes(row.wrapped), _place("network", row.version))
    return _rings.put((current().int, row.pk.int), Ring(row, vault.cipher(key), key))


def remember(memory: Kept[T], key: Hashable, item: T) -> None:
    """Keep what was read or made, once it is sure that the database does: never what was rolled back."""
    transaction.on_commit(partial(memory.put, key, item))


def _kept(memory: Kept[_Newest[T]], item: T) -> T:
    """Remember what a network uses now."""
    remember(memory, current(), _Newest(item, monotonic()))
    return item


def newest_ring() -> Ring:
    """Return the key that wraps what is new; the first one is made when a network first needs it."""
    known = _newest_rings.get(current())
    if known and known.is_fresh:
        return known.item
    row = NetworkKey.objects.order_by("-version").first() or _begun()
    return _kept(_newest_rings, _open(row))


def _begun() -> NetworkKey:
    try:
        with transaction.atomic():
            return add_network_key()
    except IntegrityError:  # another process was first
        return NetworkKey.objects.get(version=1)


def add_network_key() -> NetworkKey:
    """Make the next version of the network's key; the first one if there is none."""
    last = NetworkKey.objects.order_by("-version").first()
    version = last.version + 1 if last else 1
    root_version, root = rootfile.newest()
    kek = vault.cipher(vault.derive(root, "root/network"))
    wrapped = vault.wrap(kek, vault.new_key(), _place("network", version))
    return NetworkKey.objects.create(version=version, root_version=root_version, wrapped=wrapped)


def rewrap_under_root(row: NetworkKey) -> None:
    """Move a network key under the newest root key."""
    held = _open(row)
    row.root_version, root = rootfile.newest()
    kek = vault.cipher(vault.derive(root, "root/network"))
    row.wrapped = vault.wrap(kek, held.key, _place("network", row.version))
    row.save(update_fields=["root_version", "wrapped"])


def newest_pair() -> IntakeKey:
    """Return the pair that public submissions are sealed to; sealing needs its public half alone."""
    known = _newest_pairs.get(current())
    if known and known.is_fresh:
        return known.item
    row = IntakeKey.objects.order_by("-version").first() or _first_pair()
    return _kept(_newest_pairs, row)


def _first_pair() -> IntakeKey:
    try:
        with transaction.atomic():
            return add_pair()
    except IntegrityError:  # another process was first
        return IntakeKey.objects.get(version=1)


def add_pair() -> IntakeKey:
    """Make the next intake pair; the earlier ones keep opening what was sealed to them."""
    last = IntakeKey.objects.order_by("-version").first()
    version = last.version + 1 if last else 1
    private, public = vault.new_pair()
    held = newest_ring()
    wrapped = vault.wrap(held.cipher, private, _place("intake", version))
    return IntakeKey.objects.create(version=version, public=public, private=wrapped, wrapping=held.row)


def private_half(row: IntakeKey) -> bytes:
    return vault.unwrap(ring(row.wrapping_id).cipher, bytes(row.private), _place("intake", row.version))


def rewrap_pair(row: IntakeKey) -> None:
    """Move the private half under the newest network key."""
    private, held = private_half(row), newest_ring()
    row.private, row.wrapping = vault.wrap(held.cipher, private, _place("intake", row.version)), held.row
    row.save(update_fields=["private", "wrapping"])
