"""Goal 10, search: the same questions with the same answers, at one office's size and in all of Germany."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack

from bench.directory import Made, towns
from bench.figures import Figure, Size, compare
from bench.filled import SIZES, directories, fill, made
from bench.load import ask
from bench.processes import server
from bench.stage import Stage, stage
from bench.web_search import CLIENTS, as_data
from schutznetz.offers.search.facets import Circle

ROUNDS = {Size.SMOKE: (1, 0.4), Size.FULL: (5, 4.0)}  # rounds, seconds
OFFICE = 175  # offers of one network
ASKED, ALL_AROUND = 10, 30  # kilometres; who asks within 15 km sees nothing from beyond
FLAT = 1.5


def bench(size: Size) -> Iterator[Figure]:
    """The small directory holds all offers around a town, so there is no other answer in the big one."""
    everything = made(size)
    area = _area(everything)
    asked = [one for one in everything if area.km_to(one.latitude, one.longitude) <= ASKED]
    paths = [as_data(one) for one in random.Random(5).sample(asked, min(60, len(asked)))]
    for big in directories(size):
        with stage(big.engine) as small:
            given = f"{area.latitude},{area.longitude},{area.km}"
            fill(small, arguments=[*(str(number) for number in SIZES[size]), given])
            yield _judged(size, big, small, paths)


def _area(everything: Sequence[Made]) -> Circle:
    """Return the surroundings of the town around which there are about as many offers as an office has."""
    counts = Counter(one.postcode for one in everything)

    def held(area: Circle) -> int:
        near = (each for each in towns() if area.km_to(each.latitude, each.longitude) <= area.km)
        return sum(counts[each.postcode] for each in near)

    areas = [Circle(town.latitude, town.longitude, ALL_AROUND) for town in towns() if counts[town.postcode]]
    return min(areas, key=lambda area: abs(held(area) - OFFICE))


def _judged(size: Size, big: Stage, small: Stage, paths: Sequence[str]) -> Figure:
    rounds, seconds = ROUNDS[size]
    with ExitStack() as stack:
        sides = [
            (stack.enter_context(server("schutznetz.wsgi:application", each.ours)), each.pids)
            for each in (big, small)
        ]
        pairs = []
        for _ in range(rounds + 1):  # the first round only warms up
            one, other = (
                ask(base, paths, pids=[pid, *pids], clients=CLIENTS, seconds=seconds).cpu_ms
                for (base, pid), pids in sides
            )
            pairs.append((one, other))
    name = f"Suche, ganz Deutschland zu einem Amt, {big.engine}: CPU"
    peer = "Integreat 5,5 bei 5,7-mal so vielen Orten"
    return compare(size, goal=10, name=name, unit="ms", pairs=pairs[1:], target=FLAT, peer=peer)
