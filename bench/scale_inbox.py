"""Goal 10, inbox: one office's reports alone, and the same among those of all Germany."""

from collections.abc import Iterator

from bench.figures import Figure, Size, compare
from bench.inboxes import filled, germany, one_office, pairs
from bench.stage import stage

FLAT = 1.5


def bench(size: Size) -> Iterator[Figure]:
    for built, big in germany(size):
        with stage(built.engine) as small:
            office = filled(small, *one_office(size))
            label = f"Eingang, ganz Deutschland zu einem Amt, {built.engine}: CPU"
            yield compare(size, goal=10, name=label, unit="ms", pairs=pairs(size, big, office), target=FLAT)
