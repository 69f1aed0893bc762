"""The question as numbers: who may go where at what cost, in whole points and whole units of time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from schutznetz.visiting.placing import rules
from schutznetz.visiting.placing.problem import Problem

NOBODY = -1
Places: TypeAlias = list[int]  # for each request its midwife, or NOBODY


@dataclass(frozen=True, slots=True)
class Table:
    """Requests are rows, midwives are columns; a pinned request has one way left."""

    load: tuple[int, ...]
    room: tuple[int, ...]
    even: tuple[int, ...]
    uneven: int  # points for a unit above the even share
    ways: tuple[dict[int, int], ...]  # for each request: midwife → points
    without: tuple[int | None, ...]  # None: pinned to somebody, may not wait

    def used(self, places: Places) -> list[int]:
        used = [0] * len(self.room)
        for row, whom in enumerate(places):
            if whom != NOBODY:
                used[whom] += self.load[row]
        return used

    def above(self, whom: int, used: int) -> int:
        """Return what her week costs beyond its families."""
        return self.uneven * max(0, used - self.even[whom])

    def own(self, row: int, whom: int) -> int:
        if whom != NOBODY:
            return self.ways[row][whom]
        points = self.without[row]
        if points is None:
            raise ValueError("Somebody who is pinned was left out.")
        return points

    def value(self, places: Places) -> int:
        own = sum(self.own(row, whom) for row, whom in enumerate(places))
        return own + sum(self.above(whom, used) for whom, used in enumerate(self.used(places)))


def table(problem: Problem) -> Table:
    """Weigh every pair that the rules allow."""
    unit, free, even = problem.unit, rules.free_minutes(problem), rules.even_minutes(problem)
    ways = tuple(_ways(problem, row, free) for row in range(len(problem.requests)))
    heavy = problem.weights.uneven_minute
    return Table(
        load=tuple(request.minutes // unit for request in problem.requests),
        room=tuple(free[midwife.id] // unit for midwife in problem.midwives),
        even=tuple((even if heavy else free)[midwife.id] // unit for midwife in problem.midwives),
        uneven=heavy * unit,
        ways=ways,
        without=tuple(
            None
            if problem.pins.get(request.id) is not None
            else rules.without(
                request,
                problem.on,
                problem.weights,
                max(mine.values(), default=0) + heavy * request.minutes,
            )
            for request, mine in zip(problem.requests, ways, strict=True)
        ),
    )


def _ways(problem: Problem, row: int, free: dict[str, int]) -> dict[int, int]:
    request = problem.requests[row]
    pinned = request.id in problem.pins
    return {
        column: rules.cost(midwife, request, problem.weights).points
        for column, midwife in enumerate(problem.midwives)
        if (not pinned or problem.pins[request.id] == midwife.id)
        and request.minutes <= free[midwife.id]
        and not rules.broken(midwife, request, problem.on)
    }


def improve(table: Table, places: Places) -> Places:
    """Take every single step that helps: one family elsewhere, or one that waits instead of another.

    What is left afterwards no single step can better, which is what the explanation of a plan says.
    """
    places, used = list(places), table.used(places)
    moved = True
    while moved:
        moved = False
        for row in range(len(places)):
            for step in steps(table, places, row):
                points = change(table, places, used, step)
                if points is not None and points < 0:
                    take(table, places, used, step)
                    moved = True
    return places


def steps(table: Table, places: Places, row: int) -> Iterator[list[tuple[int, int]]]:
    """Give every step for this family: to somebody else or, while it waits, in the place of another."""
    yield from ([(row, whom)] for whom in table.ways[row] if whom != places[row])
    if places[row] == NOBODY:
        yield from (
            [(other, NOBODY), (row, whom)]
            for other, whom in enumerate(list(places))
            if whom in table.ways[row] and table.without[other] is not None
        )


def take(table: Table, places: Places, used: list[int], step: Sequence[tuple[int, int]]) -> None:
    for row, whom in step:
        for place, sign in ((places[row], -1), (whom, 1)):
            if place != NOBODY:
                used[place] += sign * table.load[row]
        places[row] = whom


def change(table: Table, places: Places, used: Sequence[int], step: Sequence[tuple[int, int]]) -> int | None:
    """Return what the plan costs more after these moves, in points; None if somebody's week is too short."""
    load: dict[int, int] = {}
    points = 0
    for row, whom in step:
        points += table.own(row, whom) - table.own(row, places[row])
        for place, sign in ((places[row], -1), (whom, 1)):
            if place != NOBODY:
                load[place] = load.get(place, 0) + sign * table.load[row]
    for whom, more in load.items():
        after = used[whom] + more
        if after > table.room[whom] and more > 0:
            return None
        points += table.above(whom, after) - table.above(whom, used[whom])
    return points
