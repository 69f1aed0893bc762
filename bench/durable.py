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
            pairs = []
            for _ in range(rounds):
                chained, plain = _rate(built, seconds, "chained"), _rate(built, seconds, "plain")
                pairs.append((chained, plain))
            label = f"Dauerhafte Vorgänge zu acht, verkettet zu unverkettet, {name}"
            yield share(size, goal=5, name=label, unit="je Sekunde", pairs=pairs, target=TARGET)


def _rate(built: Stage, seconds: float, kind: str) -> float:
    """Return acts a second; with the chain, the clock stops when the last of them hangs in it."""
    told = json.loads(answer("bench.commits", built.ours, str(CLIENTS), str(seconds), kind))
    if kind == "chained" and told["unlinked"]:
        raise RuntimeError(f"{told['unlinked']} acts were not linked")
    return float(told["commits"] / told["seconds"])
