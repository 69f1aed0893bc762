"""Goal 8: all tables of ten years with small numbers protected, beside plain PostgreSQL; what keeping costs.

Both sides write every table of every year to a file, in turn; the numbers of both are compared with a count
by hand first.
"""

import json
from collections.abc import Iterator
from contextlib import ExitStack

from bench import stage
from bench.assessments import FIRST, YEARS, recount
from bench.figures import Figure, Size, compare
from bench.processes import cpu_seconds
from bench.search import Engine, engine
from bench.stage import Stage

SIZES = {Size.SMOKE: (600, 1, 5), Size.FULL: (2_000_000, 5, 200)}  # assessments, rounds, times kept a round
TARGET, KEEPING = 0.2, 0.1
ALL = list(range(FIRST, FIRST + YEARS))


def bench(size: Size) -> Iterator[Figure]:
    count, rounds, times = SIZES[size]
    expected = {str(year): cells for year, cells in recount(count).items()}
    with ExitStack() as stack:
        stages = {name: stack.enter_context(stage.stage(name)) for name in stage.engines()}
        floor = stages.get("postgresql") or stack.enter_context(stage.stage("postgresql"))
        fills = [("bench.fill_assessments", each.ours, [str(count)]) for each in stages.values()]
        stage.at_once(*fills, ("bench.floors.statistics", floor.floor, [str(count)]))
        reference = stack.enter_context(engine("reference", floor.floor, "bench.yearly"))
        _insist(reference, expected)
        for name, built in stages.items():
            ours = stack.enter_context(engine("ours", built.ours, "bench.yearly"))
            _insist(ours, expected)
            pairs = [(_cost(ours, built), _cost(reference, floor)) for _ in range(rounds)]
            number = f"{count:,}".replace(",", ".")
            label = f"Statistik von zehn Jahren, {number} Verfahren, {name}: CPU"
            yield compare(size, goal=8, name=label, unit="s", pairs=pairs, target=TARGET)
            yield _keeping(size, name, ours, built, rounds, times)


def _insist(one: Engine, expected: dict[str, dict[str, int]]) -> None:
    if one.answer(json.dumps({"show": True, "years": ALL})) != expected:
        raise RuntimeError("The numbers are not those of the count by hand.")


def _cost(one: Engine, built: Stage) -> float:
    """Return the CPU time of process and database server for all tables of all years."""
    before = cpu_seconds(*built.pids)
    own = one.answer(json.dumps({"years": ALL}))
    return float(own + cpu_seconds(*built.pids) - before) or 0.01


def _keeping(size: Size, name: str, one: Engine, built: Stage, rounds: int, times: int) -> Figure:
    """Compare what the numbers of one record cost, from the result to the last answer, with a submission."""
    pairs = []
    for warm in ("keep", "submit"):
        one.answer(json.dumps({"what": warm, "times": 1, "years": []}))
    for _ in range(rounds):
        spent = []
        for what in ("keep", "submit"):
            before = cpu_seconds(*built.pids)
            own = one.answer(json.dumps({"what": what, "times": times, "years": []}))
            spent.append(1000 * (own + cpu_seconds(*built.pids) - before) / times or 0.001)
        pairs.append((spent[0], spent[1]))
    label = f"Zahlen mitführen je Datensatz zu einer Meldung, {name}: CPU"
    return compare(size, goal=8, name=label, unit="ms", pairs=pairs, target=KEEPING)
