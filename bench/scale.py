"""Goal 10, search: the same question at one office's size and at that of all Germany."""

import random
from collections.abc import Iterator
from contextlib import ExitStack
from urllib.parse import urlencode

from bench.directory import offers
from bench.figures import Figure, Size, compare
from bench.load import ask
from bench.processes import server
from bench.stage import engines, run, stage
from bench.web_search import _data

SIZES = {
    Size.SMOKE: (1500, 10, 1, 0.4),
    Size.FULL: (100_000, 570, 5, 4.0),
}  # offers, networks, rounds, seconds
OFFICE = 175  # offers of one network
FLAT = 1.5


def bench(size: Size) -> Iterator[Figure]:
    """Ask for what exists in both: the offers of the small directory are those of the big one's towns."""
    count, networks, rounds, seconds = SIZES[size]
    for name in engines():
        with ExitStack() as stack:
            big, small = (stack.enter_context(stage(name)) for _ in range(2))
            run("bench.fill", big.ours, str(count), str(networks))
            run("bench.fill", small.ours, str(OFFICE), "1")
            chosen = random.Random(5).sample(list(offers(OFFICE, 1)), 40)
            paths = [f"/api/v1/offers?{urlencode(_data(one))}" for one in chosen]
            spots = [
                stack.enter_context(server("schutznetz.wsgi:application", each.ours)) for each in (big, small)
            ]
            pairs = []
            for _ in range(rounds + 1):
                one, other = (
                    ask(base, paths, pids=[pid, *each.pids], clients=8, seconds=seconds).cpu_ms
                    for (base, pid), each in zip(spots, (big, small), strict=True)
                )
                pairs.append((one, other))
            label = f"Suche, ganz Deutschland zu einem Amt, {name}: CPU"
            yield compare(size, goal=10, name=label, unit="ms", pairs=pairs[1:], target=FLAT)
