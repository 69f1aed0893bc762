"""Goal 3: the inbox by permission over HTTP, names opened from encryption, beside the floor."""

from collections.abc import Iterator

from bench.figures import Figure, Size, compare
from bench.inboxes import SIZES, Side, germany, pairs
from bench.stage import answer

TARGET = 2.5


def bench(size: Size) -> Iterator[Figure]:
    count, offices = SIZES[size]
    for built, ours in germany(size):
        cookie = answer("bench.floors.inbox", built.floor, str(count), str(offices))
        floor = Side("bench.floors.inbox:application", built.floor, built.pids, "/inbox", cookie)
        label = f"Eingang nach Rechten, {count} Meldungen, {built.engine}: CPU"
        peer = "Open Zaak 31"
        yield compare(
            size, goal=3, name=label, unit="ms", pairs=pairs(size, ours, floor), target=TARGET, peer=peer
        )
