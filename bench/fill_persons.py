"""``python -m bench.fill_persons COUNT [DATA]``: so many known people of one office, sealed by the product.

Their tags are made as the product makes them, beside it in other processes, and laid down in the order of
the index, so that a million people take minutes and not hours. The last line says where a question begins.
"""

import json
import multiprocessing
import os
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from itertools import islice
from multiprocessing.pool import AsyncResult
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any, Self
from uuid import UUID

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")

import django

django.setup()

from django.db import connection, transaction

from bench.persons import SEED, Made, lists, people
from schutznetz import walls
from schutznetz.cases.choices import KnownRole
from schutznetz.cases.known.tags import Compound, Person, compounds
from schutznetz.cases.models import KnownPerson, KnownTag, Report
from schutznetz.cases.queries.candidates import INDEX_KEY, keyed
from schutznetz.cases.queries.known import same_as
from schutznetz.kernel import clock, ids, keyring, keys, tenancy, vault
from schutznetz.kernel.counters import stored
from schutznetz.kernel.keystore import KeyRow
from schutznetz.networks.models import Network
from tools import template

TOGETHER = 2000
WORKERS = 2
TAG, PERSON = 16, 16  # bytes of an entry


def main(count: int, data: Path | None) -> None:
    template.provide()
    office = Network.objects.create(slug="netz-0", name="Netzwerk 0")
    _hasten()
    numbers: dict[int, str] = {}
    with tenancy.scope(office.pk), TemporaryDirectory(dir=os.environ["SCHUTZNETZ_VAR"]) as folder:
        old, asking = _report("A"), _report("B")
        _prove_the_tags()
        ring = keyring.newest_ring()
        everyone = people(lists(data), count, SEED)
        with Heap(Path(folder)) as heap, multiprocessing.get_context("fork").Pool(WORKERS) as pool:
            waiting: deque[AsyncResult[Kept]] = deque()
            while (some := list(islice(everyone, TOGETHER))) or waiting:
                if some:
                    waiting.append(pool.apply_async(_kept, [some, old, ring.row.pk]))
                if len(waiting) > 2 * WORKERS or not some:
                    _store(waiting.popleft().get(), heap, numbers)
        with _without_indexes(), transaction.atomic():
            _lay_down(heap, office.pk)
    with connection.cursor() as cursor:
        walls.put_up(connection)
        cursor.execute("ANALYZE")
    out = Path(os.environ["SCHUTZNETZ_VAR"]) / "people.json"
    out.write_text(json.dumps(numbers))
    print(json.dumps({"network": str(office.pk), "report": str(asking.pk)}))


class Heap:
    """Entries of the index in files by their first byte: each is small enough to be sorted in memory."""

    def __init__(self, folder: Path) -> None:
        self.paths = [folder / f"{first:02x}" for first in range(256)]
        self.stack = ExitStack()
        self.files: list[IO[bytes]] = []

    def __enter__(self) -> Self:
        self.files = [self.stack.enter_context(path.open("wb")) for path in self.paths]
        return self

    def __exit__(self, *_: object) -> None:
        self.stack.close()

    def add(self, entries: Iterable[bytes]) -> None:
        for entry in entries:
            self.files[entry[0]].write(entry)

    def sorted(self) -> Iterator[list[bytes]]:
        for path in self.paths:
            held = path.read_bytes()
            yield sorted(held[at : at + TAG + PERSON] for at in range(0, len(held), TAG + PERSON))


def _hasten() -> None:
    """Leave out, while filling, what keeps other people's rows apart and safe: here are none."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA cache_size = -1000000")
            cursor.execute("PRAGMA synchronous = OFF")
            cursor.execute("PRAGMA foreign_keys = OFF")  # each of 53 million tags would look its person up
        else:
            cursor.execute("RESET ROLE")
            cursor.execute("SET synchronous_commit = off")
            cursor.execute("SET session_replication_role = replica")  # looks up no person either
            cursor.execute("SET maintenance_work_mem = '1GB'")
    walls.take_down(connection)


@contextmanager
def _without_indexes() -> Iterator[None]:
    """Build at the end what need not be there before: on PostgreSQL all, on SQLite all but the key."""
    table = KnownTag._meta.db_table
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, table)
        undo = [
            (f"DROP INDEX {name}", f"CREATE INDEX {name} ON {table} ({', '.join(how['columns'])})")
            for name, how in found.items()
            if how["index"] and not how["unique"]
        ]
        if connection.vendor == "postgresql":
            key, how = next((name, how) for name, how in found.items() if how["primary_key"])
            columns = ", ".join(how["columns"])
            undo.append(
                (
                    f"ALTER TABLE {table} DROP CONSTRAINT {key}",
                    f"ALTER TABLE {table} ADD CONSTRAINT {key} PRIMARY KEY ({columns})",
                )
            )
        for drop, _make in undo:
            cursor.execute(drop)
    yield
    with connection.cursor() as cursor:
        for _drop, make in undo:
            cursor.execute(make)


def _lay_down(heap: Heap, network: UUID) -> None:
    """Write the tags in the order of their key, on PostgreSQL as it stores them."""
    columns = ("network_id", "tag", "person_id")
    if connection.vendor == "sqlite":
        number = stored(network)
        _insert(KnownTag, columns, ((number, e[:TAG], e[TAG:].hex()) for some in heap.sorted() for e in some))
        return
    size = PERSON.to_bytes(4, "big")
    head = len(columns).to_bytes(2, "big") + size + network.bytes + TAG.to_bytes(4, "big")
    names = f"{KnownTag._meta.db_table} ({', '.join(columns)})"
    with connection.cursor() as cursor, cursor.copy(f"COPY {names} FROM STDIN (FORMAT binary)") as copy:
        copy.write(b"PGCOPY\n\xff\r\n\0" + bytes(8))
        for some in heap.sorted():
            copy.write(b"".join([head + e[:TAG] + size + e[TAG:] for e in some]))
        copy.write(b"\xff\xff")


def _insert(model: Any, columns: Sequence[str], rows: Any) -> None:
    """Write rows as they lie in the database, as fast as this engine takes them."""
    names = f"{model._meta.db_table} ({', '.join(columns)})"
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(f"INSERT INTO {names} VALUES ({', '.join(['%s'] * len(columns))})", rows)
            return
        with cursor.copy(f"COPY {names} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)


def _report(letter: str) -> Report:
    now = clock.now()
    return Report.objects.create(
        reference=letter * 4, channel="telephone", reporter_kind="private", statement={},
        received_at=now - timedelta(hours=1), entered_at=now, receipt_tag=letter * 64,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kept:
    """Some people as their rows lie in the database, with their keys and their entries of the index."""

    numbers: dict[int, str]
    rows: list[list[Any]]
    keys: list[list[Any]]
    entries: list[bytes]


def _kept(some: Sequence[Made], report: Report, wrapping: UUID) -> Kept:
    """Seal people as ``save`` does, without a statement for each."""
    fields: Any = KnownPerson._meta.local_concrete_fields
    sealed: Any = KnownPerson._meta.get_field("identity")
    kept = Kept({}, [], [], [])
    ring = keyring.ring(wrapping)
    for one in some:
        who = Person(one.given, one.family, one.born)
        row, key = _row(who, report), vault.new_key()
        row.network_id = tenancy.current()
        held = keys.Keys(row.pk)
        held._open[str(sealed.data)] = key
        vars(row._state)["keys"] = held
        wrapped = vault.wrap(ring.cipher, key, keys._place(row.pk, str(sealed.data)))
        kept.numbers[one.number] = str(row.pk)
        values = (each.get_db_prep_save(each.pre_save(row, add=True), connection) for each in fields)
        kept.rows.append([bytes(v) if isinstance(v, memoryview) else v for v in values])
        owned = stored(row.network_id), stored(row.pk), str(sealed.data), wrapped, stored(wrapping)
        kept.keys.append(list(owned))
        kept.entries.extend(tag + row.pk.bytes for tag in {_tag(each) for each in compounds(who)})
    return kept


def _store(kept: Kept, heap: Heap, numbers: dict[int, str]) -> None:
    numbers |= kept.numbers
    heap.add(kept.entries)
    with transaction.atomic():
        columns = [str(field.column) for field in KnownPerson._meta.local_concrete_fields]
        _insert(KnownPerson, columns, kept.rows)
        _insert(KeyRow, ("network_id", "record", "compartment", "wrapped", "wrapping_id"), kept.keys)
    if len(numbers) == len(kept.numbers):
        first = KnownPerson.objects.get(pk=next(iter(kept.numbers.values())))
        if not first.identity["family"]:
            raise RuntimeError("The product does not open what the bench sealed.")


def _row(who: Person, report: Report) -> KnownPerson:
    born = who.born.isoformat() if who.born else ""
    return KnownPerson(
        role=KnownRole.CHILD, same=same_as(who), report=report, source=ids.new_id(),
        noted_at=report.entered_at,
        identity={"given": who.given, "family": who.family, "born": born, "address": ""},
    )  # fmt: skip


_begun: list[Any] = []  # inner and outer hash of a tag, with the key in them


def _prove_the_tags() -> None:
    """Take the key at hand, and prove on one person that the bench and the product make the same tags."""
    made = compounds(Person("Lena", "Müller-Lüdenscheidt", date(2019, 3, 5)))
    key = keys.named(INDEX_KEY).ljust(64, b"\0")
    _begun[:] = [sha256(bytes(byte ^ pad for byte in key)) for pad in (0x36, 0x5C)]
    if {_tag(each) for each in made} != set(keyed(made)):
        raise RuntimeError("The tags of the bench are not those of the product.")


def _tag(made: Compound) -> bytes:
    """Make a tag as ``vault.tag`` does, with the key read in already."""
    one, other = (side.casefold().encode() for side in made.attributes)
    inner, outer = (begun.copy() for begun in _begun)
    inner.update(len(one).to_bytes(2, "big") + one + len(other).to_bytes(2, "big") + other)
    outer.update(inner.digest())
    return bytes(outer.digest()[:TAG])


def persons(numbers: dict[str, str]) -> dict[UUID, int]:
    """Turn the filled file around: whom a hit means."""
    return {UUID(pk): int(number) for number, pk in numbers.items()}


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
