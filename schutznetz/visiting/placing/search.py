"""Finds the plan: a relaxation that bounds every plan, then one neighbourhood after another, solved whole.

The prices of the relaxation say exactly what a plan loses and where: each family's way costs so and so much
more than its cheapest one, each midwife's week so and so much more than its cheapest filling, and the sum is
the distance from the bound. So the search frees midwives around the largest losses with their families, and
every other time those with idle hours and whoever lies between them: an hour here and an hour there are
nothing, two in one place are a family. It looks at ways that are nearly as cheap as the cheapest.

It stops after a fixed amount of work, not of time: the same question has the same answer on every machine.
"""

from collections.abc import Collection
from dataclasses import dataclass
from heapq import heappop, heappush
from math import ceil, inf
from random import Random

from schutznetz.visiting.placing.solver import Part, placed, solve
from schutznetz.visiting.placing.table import NOBODY, Places, Table, improve

SMALL = 20  # midwives up to which the optimum is proven
EFFORT = 19_000  # steps of the simplex method; for fifty midwives and 500 families one to three seconds
OVERHEAD = 40  # what a neighbourhood costs besides, in such steps
NODES = 200  # of the tree, in a neighbourhood
PROOF_NODES = 1_000_000
SIZES = (4, 6)  # midwives of a neighbourhood: many small ones find more than a few large ones
DEAREST = (60, 120)  # points above the cheapest way that are looked at around a loss
FARTHEST = 250  # the same where hours are gathered: a family that waits is worth a long way
CHEAP = 300  # points above it up to which two midwives count as able to take over from each other
IDLE = 50  # points that a week loses when more than the rounding is idle


@dataclass(frozen=True, slots=True)
class Found:
    """A plan, what no plan can cost less than, and whether it is proven to be the cheapest."""

    places: Places
    value: int
    bound: int
    proven: bool


class _Losses:
    """What each way and each week costs above its cheapest, at the prices of the relaxation."""

    def __init__(self, table: Table, prices: tuple[float, ...]) -> None:
        self.table, self.prices = table, prices
        self.dear: list[dict[int, float]] = []
        bound = 0.0
        for row, ways in enumerate(table.ways):
            points = {whom: own + prices[whom] * table.load[row] for whom, own in ways.items()}
            waiting = table.without[row]
            if waiting is not None:
                points[NOBODY] = waiting
            least = min(points.values())
            bound += least
            self.dear.append({whom: value - least for whom, value in points.items()})
        self.least = [
            min(self._week(whom, used) for used in (0, table.even[whom], table.room[whom]))
            for whom in range(len(table.room))
        ]
        self.bound = bound + sum(self.least)

    def _week(self, whom: int, used: int) -> float:
        return self.table.above(whom, used) - self.prices[whom] * used

    def of_weeks(self, places: Places) -> list[float]:
        """Return what each midwife's week loses by its filling alone."""
        used = self.table.used(places)
        return [self._week(whom, used[whom]) - self.least[whom] for whom in range(len(used))]

    def of_midwives(self, places: Places) -> list[float]:
        """Return what each midwife's week and the ways of her families lose."""
        lost = self.of_weeks(places)
        for row, whom in enumerate(places):
            if whom != NOBODY:
                lost[whom] += self.dear[row][whom]
        return lost


class _Search:
    def __init__(self, table: Table) -> None:
        self.table = table
        everybody = range(len(table.room))
        ways = [(row, whom) for row, mine in enumerate(table.ways) for whom in mine]
        part = Part(
            rows=range(len(table.load)),
            ways=ways,
            room=dict(enumerate(table.room)),
            even=dict(enumerate(table.even)),
        )
        relaxed = solve(table, part, whole=False)
        self.losses = _Losses(table, relaxed.prices)
        self.bound = ceil(self.losses.bound - 1e-4)
        self.effort = relaxed.effort
        start = [NOBODY] * len(table.load)
        for (row, whom), share in zip(ways, relaxed.shares, strict=True):
            if share > 0.999:
                start[row] = whom
        self.places = improve(table, start)
        self.value = table.value(self.places)
        self.proven = self.value <= self.bound
        cheap = [
            {row for row, dear in enumerate(self.losses.dear) if dear.get(whom, CHEAP) < CHEAP}
            for whom in everybody
        ]
        self.near = [[len(mine & other) for other in cheap] for mine in cheap]
        self.chance = Random(1)  # the same question has the same answer

    def group(self, turn: int, size: int) -> set[int]:
        """Choose whom to free: around a large loss, or those with idle hours and who lies between them."""
        ends = self._ends() if turn % 2 else []
        if len(ends) > 1:
            first, *others = ends
            found = {first}.union(*(self._between(first, other) for other in others))
        else:
            weights = [lost + 1 for lost in self.losses.of_midwives(self.places)]
            found = {self.chance.choices(range(len(weights)), weights)[0]}
        return found | self._around(found, size - len(found))

    def _ends(self) -> list[int]:
        """Return some of those with idle hours, and one who could take a family that waits too dearly."""
        idle = [whom for whom, lost in enumerate(self.losses.of_weeks(self.places)) if lost > IDLE]
        ends = self.chance.sample(idle, min(len(idle), 3))
        dear = self.losses.dear
        waiting = [row for row, whom in enumerate(self.places) if whom == NOBODY and dear[row][NOBODY] > IDLE]
        if waiting:
            ways = dear[self.chance.choice(waiting)]
            ends.append(min((lost, whom) for whom, lost in ways.items() if whom != NOBODY)[1])
        return list(dict.fromkeys(ends))

    def _around(self, group: Collection[int], count: int) -> set[int]:
        """Return so many who could take the same families as these, more or less the nearest ones."""
        others = [whom for whom in range(len(self.near)) if whom not in group]
        distance = {
            whom: -sum(self.near[whom][one] for one in group) * self.chance.uniform(0.5, 1.5)
            for whom in others
        }
        return set(sorted(others, key=distance.__getitem__)[: max(0, count)])

    def _between(self, start: int, goal: int) -> set[int]:
        """Return a way from one to the other along families that two of them could take."""
        before: dict[int, int] = {}
        least, queue = {start: 0.0}, [(0.0, start)]
        while queue:
            so_far, whom = heappop(queue)
            for other, shared in enumerate(self.near[whom]):
                if other == whom or not shared:
                    continue
                length = so_far + self.chance.uniform(0.5, 1.5) / shared
                if length < least.get(other, inf):
                    least[other], before[other] = length, whom
                    heappush(queue, (length, other))
        found = {goal}
        while goal in before:
            goal = before[goal]
            found.add(goal)
        return found

    def renew(self, group: Collection[int], nodes: int, dearest: float = inf) -> None:
        """Place the families of these midwives and those that wait anew, and keep it if that is better."""
        there = sorted(group)
        rows = [row for row, whom in enumerate(self.places) if whom in group or whom == NOBODY]
        lost = self.losses.of_midwives(self.places)
        waiting = sum(self.losses.dear[row][NOBODY] for row in rows if self.places[row] == NOBODY)
        limit = min(dearest, sum(lost[whom] for whom in there) + waiting)  # nothing dearer can be won back
        ways = [
            (row, whom)
            for row in rows
            for whom, dear in self.losses.dear[row].items()
            if whom in group and (dear <= limit or whom == self.places[row])
        ]
        part = Part(
            rows=rows,
            ways=ways,
            room={whom: self.table.room[whom] for whom in there},
            even={whom: self.table.even[whom] for whom in there},
            start={row: self.places[row] for row in rows},
        )
        solved = solve(self.table, part, whole=True, nodes=nodes)
        self.effort += OVERHEAD + solved.effort
        after = list(self.places)
        for row, whom in placed(part, solved).items():
            after[row] = whom
        self.take(after)
        if solved.proven and dearest == inf and len(there) == len(self.near):
            self.proven = True

    def take(self, places: Places) -> None:
        value = self.table.value(places)
        if value < self.value:
            self.places, self.value = places, value
            self.proven = self.proven or value <= self.bound


def search(table: Table, effort: int = EFFORT) -> Found:
    """Look for the cheapest plan; with few midwives until it is proven to be it."""
    found = _Search(table)
    everybody = range(len(table.room))
    small = len(everybody) <= SMALL
    if small and not found.proven:
        found.renew(everybody, NODES)  # mostly that is all
    turn = 0
    while not found.proven and found.effort < (effort // 4 if small else effort):
        turn += 1
        size, dearest = found.chance.choice(SIZES), found.chance.choice(DEAREST)
        found.renew(found.group(turn, size), NODES, FARTHEST if turn % 2 else dearest)
    if small and not found.proven:
        found.renew(everybody, PROOF_NODES)  # from a good plan few ways are left to look at
    found.take(improve(table, found.places))
    return Found(found.places, found.value, found.bound, found.proven)
