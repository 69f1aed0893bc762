"""Our side of the placing: a question of the reference in the product's own words, and its plan as JSON.

``python -m bench.placing MIDWIVES FAMILIES SEED`` plans in a process of its own; the time it says is CPU time
of the whole, from the values of families and midwives to the plan.
"""

import json
import sys
import time
from datetime import date

from bench.floors.assignment import REACH, instance
from schutznetz.visiting.placing.problem import Midwife, Problem, Request, Spot, Weights
from schutznetz.visiting.placing.search import search
from schutznetz.visiting.placing.table import table

TODAY, BORN = date(2026, 11, 29), date(2026, 8, 1)
ONLY_THE_WAY = Weights(uneven_minute=0)  # as the reference counts


def question(midwives: int, families: int, seed: int) -> Problem:
    """Say the same question in the product's words."""
    asking, helping = instance(midwives, families, seed)
    return Problem(
        on=TODAY,
        midwives=tuple(
            Midwife(
                id=str(number),
                at=Spot(*each.at),
                minutes=60 * each.hours,
                until_months=36,
                languages=each.languages,
                skills=frozenset(str(skill) for skill in each.skills),
                reach=REACH,
            )
            for number, each in enumerate(helping)
        ),
        requests=tuple(
            Request(
                id=str(number),
                at=Spot(*each.at),
                minutes=60 * each.hours,
                born_on=BORN,
                languages=frozenset({each.language}),
                skills=frozenset({str(each.skill)}),
                urgency=each.urgency,
            )
            for number, each in enumerate(asking)
        ),
        weights=ONLY_THE_WAY,
    )


def main(midwives: int, families: int, seed: int) -> dict[str, object]:
    asked = question(midwives, families, seed)
    before, began = time.process_time(), time.perf_counter()
    found = search(table(asked))
    return {
        "places": found.places,
        "proven": found.proven,
        "cpu": time.process_time() - before,
        "wall": time.perf_counter() - began,
    }


if __name__ == "__main__":
    print(json.dumps(main(*(int(number) for number in sys.argv[1:]))))
