"""``python -m bench.fill_persons COUNT [DATA]``: so many known people of one office, sealed by the product.

Their tags are made as the product makes them and laid down in the order of the index, so that a million
people take minutes and not hours. The last line says where a question begins.
"""

import hmac
import json
import os
import sys
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from pathlib import Path
from uuid import UUID

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")

import django

django.setup()

from django.db import connection, transaction

from bench.persons import SEED, Made, lists, people
from schutznetz import walls
from schutznetz.cases.choices import KnownRole
from schutznetz.cases.known.tags import Person, compounds
from schutznetz.cases.models import KnownPerson, KnownTag, Report
from schutznetz.cases.queries.known import INDEX_KEY, keyed, same_as
from schutznetz.kernel import clock, ids, keys, tenancy
from schutznetz.kernel.counters import stored
from schutznetz.networks.models import Network
from tools import template

TOGETHER = 2000


def main(count: int, data: Path | None) -> None:
    template.provide()
    office = Network.objects.create(slug="netz-0", name="Netzwerk 0")
    _hasten()
    with tenancy.scope(office.pk):
        old, asking = _report("A"), _report("B")
        everyone = people(lists(data), count, SEED)
        numbers: dict[int, str] = {}
        while some := list(islice(everyone, TOGETHER)):
            with transaction.atomic():
                numbers |= _keep(some, old)
        _lay_down()
    out = Path(os.environ["SCHUTZNETZ_VAR"]) / "people.json"
    out.write_text(json.dumps(numbers))
    print(json.dumps({"network": str(office.pk), "report": str(asking.pk)}))


def _hasten() -> None:
    """Leave out, while filling, what keeps other people's rows apart and safe: here are none."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA cache_size = -1000000")
            cursor.execute("PRAGMA synchronous = OFF")
        else:
            cursor.execute("SET synchronous_commit = off")
        walls.take_down(connection)
        kind = "BLOB" if connection.vendor == "sqlite" else "BYTEA"
        cursor.execute(f"CREATE TABLE heap (tag {kind}, person {'TEXT' if kind == 'BLOB' else 'UUID'})")


def _report(letter: str) -> Report:
    now = clock.now()
    return Report.objects.create(
        reference=letter * 4, channel="telephone", reporter_kind="private", statement={},
        received_at=now - timedelta(hours=1), entered_at=now, receipt_tag=letter * 64,
    )  # fmt: skip


def _keep(some: list[Made], report: Report) -> dict[int, str]:
    rows, tags, numbers = [], [], {}
    for one in some:
        who = Person(one.given, one.family, one.born)
        identity = {"given": one.given, "family": one.family, "born": one.born.isoformat(), "address": ""}
        row = KnownPerson(
            role=KnownRole.CHILD, identity=identity, same=same_as(who), report=report,
            source=ids.new_id(), noted_at=report.entered_at,
        )  # fmt: skip
        rows.append(row)
        tags += [(tag, stored(row.pk)) for tag in _tags(who)]
        numbers[one.number] = str(row.pk)
    KnownPerson.objects.bulk_create(rows, batch_size=200)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany("INSERT INTO heap VALUES (%s, %s)", tags)
        else:
            with cursor.copy("COPY heap (tag, person) FROM STDIN") as copy:
                for tag in tags:
                    copy.write_row(tag)
    return numbers


_key: list[bytes] = []


def _tags(who: Person) -> Iterator[bytes]:
    """Key as the field does, with the key at hand; the first person proves that both say the same."""
    made = compounds(who)
    fresh = not _key
    if fresh:
        keyed(made)
        _key.append(keys.named(INDEX_KEY))
    tags = set()
    for compound in made:
        sides = [side.casefold().encode() for side in compound.attributes]
        message = b"".join(len(side).to_bytes(2, "big") + side for side in sides)
        tags.add(hmac.digest(_key[0], message, "sha256")[:16])
    if fresh and tags != set(keyed(made)):
        raise RuntimeError("The tags of the bench are not those of the product.")
    yield from tags


def _lay_down() -> None:
    network = stored(tenancy.current())
    table = KnownTag._meta.db_table
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (network_id, tag, person_id) SELECT %s, tag, person FROM heap ORDER BY tag",
            [network],
        )
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE heap")
        walls.put_up(connection)
        cursor.execute("ANALYZE")


def persons(numbers: dict[str, str]) -> dict[UUID, int]:
    """Turn the filled file around: whom a hit means."""
    return {UUID(pk): int(number) for number, pk in numbers.items()}


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
