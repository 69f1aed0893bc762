"""``python -m bench.fill_persons COUNT [DATA]``: so many known people of one office, sealed by the product.

Their tags are made as the product makes them, beside it in other processes, and laid down in the order of
the index, so that a million people take minutes and not hours. The last line says where a question begins.
"""

import hmac
import json
import multiprocessing
import os
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date, timedelta
from itertools import islice
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
from schutznetz.kernel import clock, ids, keys, tenancy
from schutznetz.kernel.counters import stored
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
        with Heap(Path(folder)) as heap, multiprocessing.get_context("fork").Pool(WORKERS) as pool:
            everyone = people(lists(data), count, SEED)
            waiting = deque(pool.apply_async(_entries, [()]) for _ in range(2 * WORKERS))
            for some in _kept(everyone, old, numbers):
                waiting.append(pool.apply_async(_entries, [some]))
                heap.add(waiting.popleft().get())
            for entries in waiting:
                heap.add(entries.get())
        with _without_the_other_index(), transaction.atomic():
            _insert(KnownTag, ("network_id", "tag", "person_id"), heap.rows(stored(office.pk)))
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

    def rows(self, network: Any) -> Iterator[tuple[Any, bytes, Any]]:
        native = connection.features.has_native_uuid_field
        for path in self.paths:
            held = path.read_bytes()
            for entry in sorted(held[at : at + TAG + PERSON] for at in range(0, len(held), TAG + PERSON)):
                person = entry[TAG:]
                yield network, entry[:TAG], UUID(bytes=person) if native else person.hex()


def _hasten() -> None:
    """Leave out, while filling, what keeps other people's rows apart and safe: here are none."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA cache_size = -1000000")
            cursor.execute("PRAGMA synchronous = OFF")
            cursor.execute("PRAGMA foreign_keys = OFF")  # each of 53 million tags would look its person up
        else:
            cursor.execute("SET synchronous_commit = off")
    walls.take_down(connection)


@contextmanager
def _without_the_other_index() -> Iterator[None]:
    """Build the index that finds a person's own tags at the end: filled in another order it takes hours."""
    name, table = KnownTag._meta.get_field("person").name, KnownTag._meta.db_table
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, table)
        plain = {one: how["columns"] for one, how in found.items() if how["index"] and not how["unique"]}
        if list(plain.values()) != [[f"{name}_id"]]:
            raise RuntimeError(f"The tags have other indexes than those known here: {plain}.")
        for one in plain:
            cursor.execute(f"DROP INDEX {one}")
    yield
    with connection.cursor() as cursor:
        for one, columns in plain.items():
            cursor.execute(f"CREATE INDEX {one} ON {table} ({', '.join(columns)})")


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


def _kept(
    everyone: Iterator[Made], report: Report, numbers: dict[int, str]
) -> Iterator[list[tuple[Person, bytes]]]:
    """Keep people as the product seals them, and yield them with their keys, some at a time."""
    while some := list(islice(everyone, TOGETHER)):
        whom = [Person(one.given, one.family, one.born) for one in some]
        rows = [_row(who, report) for who in whom]
        with transaction.atomic():
            _seal(rows)
        numbers |= {one.number: str(row.pk) for one, row in zip(some, rows, strict=True)}
        yield [(who, row.pk.bytes) for who, row in zip(whom, rows, strict=True)]


def _row(who: Person, report: Report) -> KnownPerson:
    born = who.born.isoformat() if who.born else ""
    return KnownPerson(
        role=KnownRole.CHILD, same=same_as(who), report=report, source=ids.new_id(),
        noted_at=report.entered_at,
        identity={"given": who.given, "family": who.family, "born": born, "address": ""},
    )  # fmt: skip


def _seal(rows: list[KnownPerson]) -> None:
    """Write rows as ``bulk_create`` would, without building a statement for each value."""
    fields: Any = KnownPerson._meta.local_concrete_fields
    for row in rows:
        row.network_id = tenancy.current()
    for keeper in tenancy._keeper:
        keeper.writing(rows)
    values = [
        [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields]
        for row in rows
    ]
    _insert(KnownPerson, [field.column for field in fields], values)


_key: list[bytes] = []


def _prove_the_tags() -> None:
    """Take the key at hand, and prove on one person that the bench and the product make the same tags."""
    made = compounds(Person("Lena", "Müller-Lüdenscheidt", date(2019, 3, 5)))
    wanted = set(keyed(made))
    _key.append(keys.named(INDEX_KEY))
    if {_tag(each) for each in made} != wanted:
        raise RuntimeError("The tags of the bench are not those of the product.")


def _entries(people: Iterable[tuple[Person, bytes]]) -> list[bytes]:
    return [tag + pk for who, pk in people for tag in {_tag(each) for each in compounds(who)}]


def _tag(made: Compound) -> bytes:
    sides = [side.casefold().encode() for side in made.attributes]
    message = b"".join(len(side).to_bytes(2, "big") + side for side in sides)
    return hmac.digest(_key[0], message, "sha256")[:TAG]


def persons(numbers: dict[str, str]) -> dict[UUID, int]:
    """Turn the filled file around: whom a hit means."""
    return {UUID(pk): int(number) for number, pk in numbers.items()}


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
