"""Goal 5: the chain serialises nobody: durable acts of eight writers with and without it, in turn."""

import json
from collections.abc import Iterator

from bench.figures import Figure, Size, share
from bench.stage import Stage, answer, engines, run, stage

SIZES = {Size.SMOKE: (1, 0.5), Size.FULL: (5, 3.0)}  # rounds, seconds
CLIENTS = 8
TARGET = 0.8


def bench(size: Size) -> Iterator[Figure]:
    rounds, seconds = SIZES[size]
    for name in engines():
        with stage(name) as built:
            run("bench.submissions", built.ours, "fill", "1")
            pairs = [_rates(built, seconds) for _ in range(rounds)]
            label = f"Dauerhafte Vorgänge zu acht, verkettet zu unverkettet, {name}"
            yield share(size, goal=5, name=label, unit="je Sekunde", pairs=pairs, target=TARGET)


def _rates(built: Stage, seconds: float) -> tuple[float, float]:
    """Return acts a second; with the chain, the clock stops when the last of them hangs in it."""
    arguments = (str(CLIENTS), str(seconds), "chained", "plain")
    chained, plain = json.loads(answer("bench.commits", built.ours, *arguments))
    if chained["unlinked"]:
        raise RuntimeError(f"{chained['unlinked']} acts were not linked")
    return chained["commits"] / chained["seconds"], plain["commits"] / plain["seconds"]
