"""``python -m bench.fill_assessments COUNT``: records of one office over ten years, counted by the product.

The records are written as rows, because two million results set by two people would take days; the numbers
kept beside them are the product's own count.
"""

import json
import os
import sys
from collections.abc import Iterator
from itertools import islice
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")

import django
import psycopg

django.setup()

from django.db import connection, transaction

from bench.assessments import FIRST, YEARS, answers, kinds, made
from schutznetz.cases import services
from schutznetz.kernel import ids, tenancy
from schutznetz.kernel.context import system
from schutznetz.kernel.counters import stored
from schutznetz.law import statistics as law
from schutznetz.networks.models import Network
from tools import template

COLUMNS = ("id", "network_id", "key", "version", "completed_on", "answers", "complete")
NAMES = ", ".join(COLUMNS)
TOGETHER = 20_000


def main(count: int) -> None:
    template.provide()
    office = Network.objects.create(slug="netz-0", name="Netzwerk 0")
    if connection.vendor == "sqlite":
        _insert(_rows(office, count))
    else:
        _copy(_rows(office, count))
    with tenancy.scope(office.pk):
        for year in range(FIRST, FIRST + YEARS):
            services.recount(system(office.pk), office, year=year)
    print(json.dumps({"network": str(office.pk)}))


def _rows(office: Network, count: int) -> Iterator[tuple[Any, ...]]:
    all_kinds, network = kinds(), stored(office.pk)
    for number, (year, month, kind) in enumerate(made(count)):
        said = json.dumps(answers(all_kinds[kind], year, month))
        key, day = f"{number:020d}", f"{year}-{month:02}-15"
        yield stored(ids.new_id()), network, key, law.VERSION, day, said, True


def _insert(rows: Iterator[tuple[Any, ...]]) -> None:
    holes = ", ".join(["%s"] * len(COLUMNS))
    with transaction.atomic(), connection.cursor() as cursor:
        while some := list(islice(rows, TOGETHER)):
            cursor.executemany(f"INSERT INTO cases_assessmentrecord ({NAMES}) VALUES ({holes})", some)
        cursor.execute("ANALYZE")


def _copy(rows: Iterator[tuple[Any, ...]]) -> None:
    """Copy as the owner of the tables: the product's own role may only insert row by row."""
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as owner:
        with owner.cursor().copy(f"COPY cases_assessmentrecord ({NAMES}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        owner.execute("ANALYZE")


if __name__ == "__main__":
    main(int(sys.argv[1]))
