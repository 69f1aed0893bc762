"""Goal 3: the inbox by permission over HTTP, names opened from encryption, beside the floor."""

from collections.abc import Iterator
from contextlib import ExitStack

from bench.figures import Figure, Size, compare
from bench.load import ask
from bench.processes import server
from bench.stage import answer, engines, stage

SIZES = {
    Size.SMOKE: (2_000, 10, 1, 0.4),
    Size.FULL: (2_000_000, 570, 5, 4.0),
}  # reports, offices, rounds, seconds
TARGET = 2.5
CLIENTS = 8


def bench(size: Size) -> Iterator[Figure]:
    count, networks, rounds, seconds = SIZES[size]
    for name in engines():
        with stage(name) as built, ExitStack() as stack:
            ours_cookie = answer("bench.fill_inbox", built.ours, str(count), str(networks))
            floor_cookie = answer("bench.floors.inbox", built.floor, str(count), str(networks))
            floor, floor_pid = stack.enter_context(server("bench.floors.inbox:application", built.floor))
            ours, ours_pid = stack.enter_context(server("schutznetz.wsgi:application", built.ours))
            sides = {
                "floor": (floor, floor_pid, "/inbox", floor_cookie),
                "ours": (ours, ours_pid, "/netz-0/eingang/", ours_cookie),
            }
            spent: dict[str, list[float]] = {side: [] for side in sides}
            for turn in range(rounds + 1):
                for side, (base, pid, path, cookie) in sides.items():
                    pids = [pid, *built.pids]
                    one = ask(base, [path], pids=pids, clients=CLIENTS, seconds=seconds, cookie=cookie)
                    if turn:  # the first round only warms up
                        spent[side].append(one.cpu_ms)
            pairs = list(zip(spent["ours"], spent["floor"], strict=True))
            label = f"Eingang nach Rechten, {count} Meldungen, {name}: CPU"
            yield compare(size, goal=3, name=label, unit="ms", pairs=pairs, target=TARGET)
