"""One way to look people up, in a process of its own: questions come in as JSON lines, answers go out.

``python -m bench.look_up ours`` asks the product's sealed index; ``python -m bench.look_up reference`` asks
PostgreSQL's trigrams over names in clear, with the birth date as a bonus. An answer is the seconds it took,
the people found, the best first, how many records were opened, and whether the first was called likely.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias
from uuid import UUID

Answer: TypeAlias = tuple[list[int], int, bool]
Ask: TypeAlias = Callable[[dict[str, Any]], Answer]


def ours() -> Ask:
    import django

    django.setup()
    from bench.fill_persons import persons
    from schutznetz.cases.known.tags import Person
    from schutznetz.cases.models import Report
    from schutznetz.cases.queries.known import alike
    from schutznetz.kernel import tenancy

    where = json.loads(os.environ["BENCH_PERSONS"])
    numbers = persons(json.loads((Path(os.environ["SCHUTZNETZ_VAR"]) / "people.json").read_text()))
    network = UUID(where["network"])
    with tenancy.scope(network):
        report = Report.objects.get(pk=where["report"])

    def ask(question: dict[str, Any]) -> Answer:
        born = date.fromisoformat(question["born"]) if question["born"] else None
        with tenancy.scope(network):
            likest, opened = alike(Person(question["given"], question["family"], born), without=report)
        hits = [numbers[person.pk] for _likeness, person in likest]
        return hits, opened, bool(likest) and likest[0][0].is_likely

    return ask


def reference() -> Ask:
    import psycopg

    from bench.floors.person import LIMIT, QUERY, clear

    db = psycopg.connect(os.environ["FLOOR_DATABASE"], autocommit=True)
    db.execute("SET pg_trgm.similarity_threshold = 0.35")

    def ask(question: dict[str, Any]) -> Answer:
        name = clear(question["given"], question["family"])
        given = {"name": name, "born": question["born"], "limit": LIMIT}
        rows = db.execute(QUERY, given).fetchall()
        return [row[0] for row in rows], len(rows), bool(rows) and rows[0][1] >= 0.9

    return ask


def main(which: str) -> None:
    ask = {"ours": ours, "reference": reference}[which]()
    for line in sys.stdin:
        question = json.loads(line)
        started = time.perf_counter()
        answer = ask(question)
        print(json.dumps([time.perf_counter() - started, *answer]), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
