"""Goal 10: the same work at one office's size and at that of all Germany, flow by flow."""

from collections.abc import Iterator

from bench import scale_inbox, scale_search, scale_submit
from bench.figures import Figure, Size


def bench(size: Size) -> Iterator[Figure]:
    for flow in (scale_search, scale_inbox, scale_submit):
        yield from flow.bench(size)
