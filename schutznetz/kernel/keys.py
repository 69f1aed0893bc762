"""The key hierarchy: root file, network key, one random key per record and compartment.

A record's keys are made when something of it is first sealed and destroyed when it is deleted. Rows that
were loaded together fetch their keys together: a list of records costs one query, whatever its length.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import IntegrityError, models, transaction

from schutznetz.kernel import ids, keyring, rootfile, vault
from schutznetz.kernel.keystore import Envelope, IntakeKey, KeyRow
from schutznetz.kernel.tenancy import current

NAMED = "named"  # compartment of keys that belong to no record: a month of the trail, an index


class Destroyed(LookupError):
    """The key is gone, and with it what it sealed."""


class Wrapped(NamedTuple):
    """A key as it lies in the database, with what wraps it: the network's key or an envelope."""

    wrapped: bytes
    wrapping_id: UUID | None
    envelope_id: UUID
    sealed: bytes
    pair_version: int
    private: bytes
    pair_wrapping_id: UUID


# Named rows instead of models, and the envelope in the same query: lists ask for nothing else.
COLUMNS = (
    "wrapped",
    "wrapping_id",
    "envelope_id",
    "envelope__sealed",
    "envelope__intake__version",
    "envelope__intake__private",
    "envelope__intake__wrapping_id",
)


class Keys:
    """The keys of one record as far as this process has met them; unwrapped only when used."""

    __slots__ = ("_open", "_wrapped", "record")

    def __init__(self, record: UUID) -> None:
        self.record = record
        self._wrapped: dict[str, Wrapped] = {}
        self._open: dict[str, bytes] = {}

    def __contains__(self, compartment: str) -> bool:
        return compartment in self._open or compartment in self._wrapped

    def __getitem__(self, compartment: str) -> bytes:
        if compartment not in self._open:
            if compartment not in self._wrapped:
                raise Destroyed(f"No key for {compartment} of {self.record}.")
            place = _place(self.record, compartment)
            self._open[compartment] = _unwrapped(self._wrapped[compartment], place)
        return self._open[compartment]


def _place(record: UUID, compartment: str) -> str:
    return f"{current()}|{record}|{compartment}"


def _unwrapped(key: Wrapped, place: str) -> bytes:
    kek = keyring.ring(key.wrapping_id).cipher if key.wrapping_id else _disclosed(key)
    return vault.unwrap(kek, bytes(key.wrapped), place)


def fetch(records: Iterable[UUID]) -> dict[UUID, Keys]:
    """Load the wrapped keys of records with one query."""
    found = {record: Keys(record) for record in records}
    if submission := _submission.get():
        submission.write()
    rows = KeyRow.objects.filter(record__in=found).values_list("record", "compartment", *COLUMNS)
    for record, compartment, *columns in rows:
        found[record]._wrapped[compartment] = Wrapped(*columns)
    return found


# Around a query with ``network_id`` and the ``record`` that something is sealed for: each row with its key.
ALONG = """SELECT list.*, held.wrapped, held.wrapping_id, held.envelope_id, envelope.sealed, pair.version,
    pair.private, pair.wrapping_id FROM ({{}}) list
  LEFT JOIN kernel_keyrow held ON held.network_id = list.network_id AND held.record = list.record
    AND held.compartment = '{}'
  LEFT JOIN kernel_envelope envelope ON envelope.id = held.envelope_id
  LEFT JOIN kernel_intakekey pair ON pair.id = envelope.intake_id"""


def came_along(row: Any, compartment: str, columns: Sequence[Any]) -> None:
    """Give a row the key that was read with it."""
    row._state.keys = Keys(row.pk)
    if columns[0] is not None:
        stored: Any = (UUID(each) if isinstance(each, str) else each for each in columns)
        row._state.keys._wrapped[compartment] = Wrapped(*stored)


def provide(wanted: Iterable[tuple[UUID, str]], *, new: bool) -> dict[UUID, Keys]:
    """Return keys to seal under, making the missing ones. ``new`` records have none yet."""
    wanted = list(dict.fromkeys(wanted))
    records = dict.fromkeys(record for record, _ in wanted)
    held = {record: Keys(record) for record in records} if new else fetch(records)
    made = {pair: vault.new_key() for pair in wanted if pair[1] not in held[pair[0]]}
    if made:
        _store(made)
    for (record, compartment), key in made.items():
        held[record]._open[compartment] = key
    return held


def destroy(records: Iterable[UUID]) -> None:
    """Make everything sealed under these records' keys unreadable, in every copy of the database."""
    rows = KeyRow.objects.filter(record__in=list(records))
    envelopes = list(rows.exclude(envelope=None).values_list("envelope_id", flat=True).distinct())
    rows.delete()
    if envelopes:
        Envelope.objects.filter(pk__in=envelopes, keyrow=None).delete()


# --- public intake: sealed on arrival, opened by the intake team only -------------------------------


class _Wrapping:
    """What wraps new keys: the network's key, or within ``for_intake`` a key that only intake can open."""

    def __init__(self, cipher: AESGCM, owner: dict[str, Any]) -> None:
        self.cipher, self.owner = cipher, owner

    def rows(self, made: Mapping[tuple[UUID, str], bytes]) -> list[KeyRow]:
        return [self.row(*pair, key) for pair, key in made.items()]

    def row(self, record: UUID, compartment: str, key: bytes) -> KeyRow:
        wrapped = vault.wrap(self.cipher, key, _place(record, compartment))
        return KeyRow(record=record, compartment=compartment, wrapped=wrapped, **self.owner)


class _Submission:
    """One public submission: its envelope and all keys in it are written together, at its end."""

    def __init__(self) -> None:
        self._wrapping: _Wrapping | None = None
        self._envelope: Envelope | None = None
        self._rows: list[KeyRow] = []

    def add(self, made: Mapping[tuple[UUID, str], bytes]) -> None:
        if self._wrapping is None:
            pair, kek, number = keyring.newest_pair(), vault.new_key(), ids.new_id()
            sealed = vault.enclose(bytes(pair.public), kek, _place(number, "envelope"))
            self._envelope = Envelope(pk=number, intake=pair, sealed=sealed)
            self._wrapping = _Wrapping(vault.cipher(kek), {"envelope": self._envelope})
        self._rows += self._wrapping.rows(made)

    def write(self) -> None:
        if self._envelope and self._envelope._state.adding:
            self._envelope.save(force_insert=True)
        rows, self._rows = self._rows, []
        KeyRow.objects.bulk_create(rows)


_submission: ContextVar[_Submission | None] = ContextVar("submission", default=None)


def _store(made: Mapping[tuple[UUID, str], bytes]) -> None:
    if submission := _submission.get():
        submission.add(made)
        return
    held = keyring.newest_ring()
    KeyRow.objects.bulk_create(_Wrapping(held.cipher, {"wrapping": held.row}).rows(made))


@contextmanager
def for_intake() -> Iterator[None]:
    """Seal what is created inside for the intake team: one hybrid envelope a submission.

    The sealing process needs the public half alone and cannot read back what it stored. Open it inside
    the transaction that stores the submission.
    """
    submission = _Submission()
    token = _submission.set(submission)
    try:
        yield
        submission.write()
    finally:
        _submission.reset(token)


_disclosures: keyring.Kept[AESGCM] = keyring.Kept(keyring.KEPT)


def _disclosed(key: Wrapped) -> AESGCM:
    sealed = bytes(key.sealed)
    if known := _disclosures.get(sealed):
        return known
    pair = IntakeKey(version=key.pair_version, private=key.private, wrapping_id=key.pair_wrapping_id)
    kek = vault.disclose(keyring.private_half(pair), sealed, _place(key.envelope_id, "envelope"))
    return _disclosures.put(sealed, vault.cipher(kek))


def take_over(*records: models.Model) -> None:
    """Move the whole submissions of these records under the network's key, so that lists open quickly.

    The sealed values stay as they are; only what wraps their keys changes.
    """
    theirs = KeyRow.objects.filter(record__in=[record.pk for record in records]).exclude(envelope=None)
    with transaction.atomic():
        envelopes = set(theirs.values_list("envelope", flat=True))
        rewrap(list(KeyRow.objects.filter(envelope__in=envelopes)))
        Envelope.objects.filter(pk__in=envelopes).delete()


def rewrap(rows: list[KeyRow]) -> None:
    """Wrap keys anew under the newest network key, whatever wraps them now."""
    if not rows:
        return
    held, opened = keyring.newest_ring(), fetch({row.record for row in rows})
    for row in rows:
        key = opened[row.record][row.compartment]
        row.wrapped = vault.wrap(held.cipher, key, _place(row.record, row.compartment))
        row.wrapping, row.envelope = held.row, None
    KeyRow.objects.bulk_update(rows, ["wrapped", "wrapping", "envelope"])


# --- keys with a name instead of a record -----------------------------------------------------------


_named_keys: keyring.Kept[bytes] = keyring.Kept(keyring.KEPT)


def _named(name: str) -> UUID:
    return uuid5(current(), name)


def named(name: str) -> bytes:
    """Return the network's key of this name ("audit/2026-11"), making it when it is first asked for."""
    record = _named(name)
    known = _named_keys.get(record)
    if known is None:
        known = _found(record) or _made(record)
        keyring.remember(_named_keys, record, known)
    return known


def _found(record: UUID) -> bytes | None:
    with suppress(Destroyed):
        return fetch([record])[record][NAMED]
    return None


def _made(record: UUID) -> bytes:
    try:
        with transaction.atomic():
            return provide([(record, NAMED)], new=False)[record][NAMED]
    except IntegrityError:  # another transaction was first, and has ended
        return fetch([record])[record][NAMED]


def seal_named(name: str, clear: bytes, place: str) -> bytes:
    return vault.seal(named(name), clear, f"{current()}|{name}|{place}")


def open_named(name: str, sealed: bytes, place: str) -> bytes:
    """Open what ``seal_named`` sealed. Raises Destroyed after ``destroy_named``."""
    record = _named(name)
    key = _named_keys.get(record)
    if key is None:
        key = fetch([record])[record][NAMED]
        keyring.remember(_named_keys, record, key)
    return vault.unseal(key, sealed, f"{current()}|{name}|{place}")


def destroy_named(name: str) -> None:
    record = _named(name)
    _named_keys.drop(record)
    destroy([record])


def seal_global(purpose: str, clear: bytes) -> bytes:
    """Seal a secret that belongs to no network, such as a person's second factor, under the root key.

    ``purpose`` names the secret and whose it is ("totp:<id of the person>"); it opens for no other.
    """
    version, root = rootfile.newest()
    return version.to_bytes(2, "big") + vault.seal(vault.derive(root, "root/global"), clear, purpose)


def open_global(purpose: str, sealed: bytes) -> bytes:
    root = rootfile.of_version(int.from_bytes(sealed[:2], "big"))
    return vault.unseal(vault.derive(root, "root/global"), sealed[2:], purpose)
