"""Goal 1: the public search over HTTP, as data and as a whole page, beside the floor."""

import random
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from urllib.parse import urlencode

from bench.directory import Made
from bench.figures import Figure, Size, compare
from bench.filled import directories, made
from bench.load import ask
from bench.processes import server
from bench.stage import Stage

ROUNDS = {Size.SMOKE: (1, 0.4), Size.FULL: (5, 4.0)}  # rounds, seconds
JUDGED = (
    ("data", "als Daten", 2.0, "Integreat: Suchfeld 46"),
    ("page", "als Seite", 3.5, "Integreat: Liste einer Region 233"),
)
CLIENTS = 8


def bench(size: Size) -> Iterator[Figure]:
    chosen = random.Random(5).sample(made(size), 60)
    for built in directories(size):
        yield from _measure(size, built, chosen)


def _measure(size: Size, built: Stage, chosen: Sequence[Made]) -> Iterator[Figure]:
    rounds, seconds = ROUNDS[size]
    paths = {
        "floor": [f"/search?{urlencode(_floor(one))}" for one in chosen],
        "data": [as_data(one) for one in chosen],
        "page": [f"/angebote/?{urlencode(_page(one))}" for one in chosen],
    }
    with ExitStack() as stack:
        floor, floor_pid = stack.enter_context(server("bench.floors.search:application", built.floor))
        ours, ours_pid = stack.enter_context(server("schutznetz.wsgi:application", built.ours))
        bases = {"floor": (floor, floor_pid), "data": (ours, ours_pid), "page": (ours, ours_pid)}
        runs: dict[str, list[float]] = {name: [] for name in paths}
        for turn in range(rounds + 1):
            for name, (base, pid) in bases.items():
                one = ask(base, paths[name], pids=[pid, *built.pids], clients=CLIENTS, seconds=seconds)
                if turn:  # the first round only warms up
                    runs[name].append(one.cpu_ms)
    for name, said, target, peer in JUDGED:
        yield compare(
            size, goal=1, name=f"Öffentliche Suche {said}, {built.engine}: CPU", unit="ms",
            pairs=list(zip(runs[name], runs["floor"], strict=True)), target=target, peer=peer,
        )  # fmt: skip


def _floor(one: Made) -> dict[str, object]:
    return {"q": min(one.topics), "lat": f"{one.latitude:.3f}", "lon": f"{one.longitude:.3f}"}


def as_data(one: Made) -> str:
    """Return the address that asks for offers like this one, around it."""
    near = {"latitude": f"{one.latitude:.3f}", "longitude": f"{one.longitude:.3f}", "km": 15}
    asked = {"q": min(one.topics), **near, "months": 6, "free_places": "true"}
    return f"/api/v1/offers?{urlencode(asked)}"


def _page(one: Made) -> dict[str, object]:
    return {"q": min(one.topics), "ort": one.postcode, "km": 25, "alter": 6, "frei": "on"}
