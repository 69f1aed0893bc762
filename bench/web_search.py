"""Goal 1: the public search over HTTP, as data and as a whole page, beside the floor."""

import random
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from urllib.parse import urlencode

from bench.directory import Made, offers
from bench.figures import Figure, Size, compare
from bench.load import ask
from bench.processes import server
from bench.stage import Stage, engines, run, stage

SIZES = {
    Size.SMOKE: (1500, 10, 1, 0.4),
    Size.FULL: (100_000, 570, 5, 4.0),
}  # offers, networks, rounds, seconds
AS_DATA, AS_PAGE = 2.0, 3.5
CLIENTS = 8


def bench(size: Size) -> Iterator[Figure]:
    count, networks, rounds, seconds = SIZES[size]
    made = list(offers(count, networks))
    for name in engines():
        with stage(name) as built:
            run("bench.fill", built.ours, str(count), str(networks))
            run("bench.floors.search", built.floor, str(count), str(networks))
            yield from _measure(size, built, made, rounds, seconds)


def _measure(size: Size, built: Stage, made: Sequence[Made], rounds: int, seconds: float) -> Iterator[Figure]:
    chosen = random.Random(5).sample(list(made), min(60, len(made)))
    paths = {
        "floor": [f"/search?{urlencode(_floor(one))}" for one in chosen],
        "data": [f"/api/v1/offers?{urlencode(_data(one))}" for one in chosen],
        "page": [f"/angebote/?{urlencode(_page(one))}" for one in chosen],
    }
    with ExitStack() as stack:
        floor, floor_pid = stack.enter_context(server("bench.floors.search:application", built.floor))
        ours, ours_pid = stack.enter_context(server("schutznetz.wsgi:application", built.ours))
        bases = {"floor": (floor, floor_pid), "data": (ours, ours_pid), "page": (ours, ours_pid)}
        runs: dict[str, list[float]] = {name: [] for name in paths}
        tails: dict[str, list[float]] = {name: [] for name in paths}
        for turn in range(rounds + 1):
            for name, (base, pid) in bases.items():
                one = ask(base, paths[name], pids=[pid, *built.pids], clients=CLIENTS, seconds=seconds)
                if turn:  # the first round only warms up
                    runs[name].append(one.cpu_ms)
                    tails[name].append(one.p95_ms)
    for name, target, said in (("data", AS_DATA, "als Daten"), ("page", AS_PAGE, "als Seite")):
        label = f"Öffentliche Suche {said}, {built.engine}"
        pairs = list(zip(runs[name], runs["floor"], strict=True))
        yield compare(size, goal=1, name=f"{label}: CPU", unit="ms", pairs=pairs, target=target)


def _floor(one: Made) -> dict[str, object]:
    return {"q": min(one.topics), "lat": f"{one.latitude:.3f}", "lon": f"{one.longitude:.3f}"}


def _data(one: Made) -> dict[str, object]:
    near = {"latitude": f"{one.latitude:.3f}", "longitude": f"{one.longitude:.3f}", "km": 15}
    return {"q": min(one.topics), **near, "months": 6, "free_places": "true"}


def _page(one: Made) -> dict[str, object]:
    return {"q": min(one.topics), "ort": one.postcode, "km": 25, "alter": 6, "frei": "on"}
