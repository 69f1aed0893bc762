"""Goal 10, submission: a report to an office that is alone, and to one among those of all Germany."""

from collections.abc import Iterator
from contextlib import ExitStack

from bench.figures import Figure, Size, compare
from bench.inboxes import filled, germany, one_office
from bench.load import drive
from bench.processes import server
from bench.stage import Stage, stage
from bench.web_submit import CLIENTS, form

ROUNDS = {Size.SMOKE: (1, 0.4), Size.FULL: (5, 1.5)}  # rounds, seconds
FLAT = 1.5


def bench(size: Size) -> Iterator[Figure]:
    for big, _ in germany(size):
        with stage(big.engine) as small:
            filled(small, *one_office(size))
            label = f"Meldung absenden, ganz Deutschland zu einem Amt, {big.engine}: CPU"
            pairs = _pairs(size, big, small)
            yield compare(size, goal=10, name=label, unit="ms", pairs=pairs, target=FLAT)


def _pairs(size: Size, *stages: Stage) -> list[tuple[float, float]]:
    rounds, seconds = ROUNDS[size]
    with ExitStack() as stack:
        sides = []
        for each in stages:
            base, pid = stack.enter_context(server("schutznetz.wsgi:application", each.ours))
            sides.append((base, [form(base)] * CLIENTS, [pid, *each.pids]))
        spent = [
            [drive(base, clients, pids=pids, seconds=seconds).cpu_ms for base, clients, pids in sides]
            for _ in range(rounds + 1)
        ]
    return [(one, other) for one, other in spent[1:]]  # the first round only warms up
