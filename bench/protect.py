"""Goal 9: what protection costs. Inbox and report beside the same pages with nothing protected.

One office's reports, filled twice by one generator: by the product, and by ``bench.clear``, in which sealed
fields lie in clear, every row is allowed and no look is recorded.
"""

from collections.abc import Iterator
from dataclasses import replace

from bench.figures import Figure, Size, compare
from bench.inboxes import filled, one_office, pairs
from bench.stage import engines, stage

TARGET = 1.25


def bench(size: Size) -> Iterator[Figure]:
    for engine in engines():
        with stage(engine) as shut, stage(engine) as open_:
            protected = filled(shut, *one_office(size))
            clear = filled(open_, *one_office(size), clear=True)
            pages = {
                "Eingang": (protected, clear),
                "eine Meldung": tuple(replace(each, path=each.report) for each in (protected, clear)),
            }
            for what, (ours, reference) in pages.items():
                label = f"Preis des Schutzes, {what}, {engine}: CPU"
                found = pairs(size, ours, reference)
                yield compare(size, goal=9, name=label, unit="ms", pairs=found, target=TARGET)
