"""The reports of all Germany's offices on each engine, ours and the floor's: filled once for all benches."""

import json
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import lru_cache

from bench.figures import Size
from bench.filled import kept, settle
from bench.load import ask
from bench.processes import server
from bench.stage import Stage, answer, engines, stage

SIZES = {Size.SMOKE: (2_000, 10), Size.FULL: (2_000_000, 570)}  # reports, offices
ROUNDS = {Size.SMOKE: (1, 0.4), Size.FULL: (5, 4.0)}  # rounds, seconds
CLIENTS = 8
INBOX = "/netz-0/eingang/"
PRODUCT, CLEAR = "schutznetz.wsgi:application", "bench.clear:application"


@dataclass(frozen=True, slots=True)
class Side:
    """An application on its data, what is asked of it and by whom."""

    app: str
    environment: dict[str, str]
    pids: Sequence[int]
    path: str
    cookie: str
    report: str = ""  # the page of one report


@lru_cache(maxsize=1)
def germany(size: Size) -> tuple[tuple[Stage, Side], ...]:
    """Return for each engine its stage and the inbox of one office among all."""
    stages = [kept.enter_context(stage(name)) for name in engines()]
    return tuple((each, filled(each, *SIZES[size])) for each in stages)


def one_office(size: Size) -> tuple[int, int]:
    reports, offices = SIZES[size]
    return reports // offices, 1


def filled(built: Stage, count: int, offices: int, *, clear: bool = False) -> Side:
    """Fill the stage with so many reports and return the inbox of its first office."""
    variant = ["clear"] if clear else []
    told = json.loads(answer("bench.fill_inbox", built.ours, str(count), str(offices), *variant))
    settle(built)
    return Side(
        CLEAR if clear else PRODUCT,
        built.ours,
        built.pids,
        INBOX,
        told["cookie"],
        f"{INBOX}{told['report']}/",
    )


def pairs(size: Size, one: Side, other: Side) -> list[tuple[float, float]]:
    """Ask both in turn and return the CPU time a request of each turn; the first turn only warms up."""
    rounds, seconds = ROUNDS[size]
    found = []
    with ExitStack() as stack:
        up = [(each, *stack.enter_context(server(each.app, each.environment))) for each in (one, other)]
        for _ in range(rounds + 1):
            took = [
                ask(
                    base,
                    [side.path],
                    pids=[pid, *side.pids],
                    clients=CLIENTS,
                    seconds=seconds,
                    cookie=side.cookie,
                ).cpu_ms
                for side, base, pid in up
            ]
            found.append((took[0], took[1]))
    return found[1:]
