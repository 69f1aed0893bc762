"""One way to count the years in a process of its own: asked for years, it writes their tables to files.

``python -m bench.yearly ours`` uses the product; ``reference`` plain PostgreSQL. Each answer is the CPU time
of this process; asked to ``show``, it answers the numbers themselves, and asked ``what`` it keeps or submits.
"""

import csv
import json
import os
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeAlias

Lines: TypeAlias = Iterable[Iterable[Any]]


def ours() -> tuple[Callable[[int], Lines], Callable[[int], dict[str, int]]]:
    import django

    django.setup()
    from schutznetz.cases.models import AssessmentCount
    from schutznetz.cases.queries.tables import tables_of
    from schutznetz.kernel import tenancy
    from schutznetz.networks.models import Network

    network = Network.objects.get().pk

    def printed(year: int) -> Lines:
        with tenancy.scope(network):
            found = tables_of(year)
        for table in found.tables:
            yield (table.label, *table.columns)
            yield from ((*line.labels, *line.counts, line.total, line.percent) for line in table.lines)
            yield ("", *table.totals, table.total)

    def kept(year: int) -> dict[str, int]:
        with tenancy.scope(network):
            return dict(AssessmentCount.objects.filter(year=year).values_list("cell", "number"))

    return printed, kept


def reference() -> tuple[Callable[[int], Lines], Callable[[int], dict[str, int]]]:
    import psycopg

    from bench.floors.statistics import year_of

    connection = psycopg.connect(os.environ["FLOOR_DATABASE"], autocommit=True)
    return (lambda year: year_of(connection, year).items()), lambda year: year_of(connection, year)


def main(which: str) -> None:
    printed, kept = ours() if which == "ours" else reference()
    folder = Path(os.environ["SCHUTZNETZ_VAR"])
    for line in sys.stdin:
        asked = json.loads(line)
        if asked.get("show"):
            print(json.dumps({year: kept(year) for year in asked["years"]}), flush=True)
            continue
        started = time.process_time()
        if "what" in asked:
            from bench.keeping import spend

            spend(asked["what"], asked["times"])
        for year in asked["years"]:
            with (folder / f"{which}-{year}.csv").open("w", newline="") as file:
                csv.writer(file).writerows(printed(year))
        print(json.dumps(time.process_time() - started), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
