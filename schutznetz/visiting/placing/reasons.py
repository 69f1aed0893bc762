"""Why a plan sends a family where it does, and why not elsewhere: read off the model, never told beside it.

What is said here can be checked: whoever makes the move that a reason speaks of breaks the rule it names, has
too few minutes, or gets a plan that is worse by the points it says.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from schutznetz.visiting.placing import rules
from schutznetz.visiting.placing.plan import Plan
from schutznetz.visiting.placing.problem import Midwife, MidwifeId, RequestId, Rule
from schutznetz.visiting.placing.table import NOBODY, Table, change, steps, table
from schutznetz.visiting.placing.waiting import rank


class Part(StrEnum):
    """What a move would make dearer or cheaper."""

    TRAVEL = "travel"
    LANGUAGE = "language"
    STRANGER = "stranger"
    UNEVEN = "uneven"


@dataclass(frozen=True, slots=True)
class Forbidden:
    """She may not, by these rules."""

    midwife: MidwifeId
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Full:
    """She might, but has only so many minutes left in this plan."""

    midwife: MidwifeId
    left: int


@dataclass(frozen=True, slots=True)
class Worse:
    """She might and has room; the plan would be worse by these parts, in points."""

    midwife: MidwifeId
    parts: Mapping[Part, int]

    @property
    def points(self) -> int:
        return sum(self.parts.values())


@dataclass(frozen=True, slots=True)
class Instead:
    """This family would have to wait instead; the plan would be worse by so many points."""

    request: RequestId
    midwife: MidwifeId
    points: int


@dataclass(frozen=True, slots=True)
class Pinned:
    """The coordinator decided so."""

    midwife: MidwifeId


@dataclass(frozen=True, slots=True)
class Jump:
    """A family behind on the list has help first, because she could not, or not as well, go to this one."""

    request: RequestId
    because: Forbidden | Full | Pinned | Instead


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """Why one family goes to whom it goes, or waits."""

    request: RequestId
    midwife: MidwifeId | None
    pinned: bool
    kilometres: float | None
    common_language: bool
    known: bool  # she has helped this family before
    others: tuple[Forbidden | Full | Worse, ...]
    instead: Instead | None  # the cheapest exchange, for a family that waits

    @property
    def suitable(self) -> int:
        """Return how many the rules would allow."""
        allowed = sum(not isinstance(other, Forbidden) for other in self.others)
        return allowed + (self.midwife is not None)


class Explanation:
    """One plan, ready to be asked about each of its families."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.problem = plan, plan.problem
        self.table: Table = table(plan.problem)
        self.column = {midwife.id: number for number, midwife in enumerate(self.problem.midwives)}
        self.row = {request.id: number for number, request in enumerate(self.problem.requests)}
        self.places = [
            NOBODY if whom is None else self.column[whom]
            for whom in (plan.places[request.id] for request in self.problem.requests)
        ]
        self.used = self.table.used(self.places)

    def why(self, which: RequestId) -> Reasons:
        row = self.row[which]
        request, whom = self.problem.requests[row], self.plan.places[which]
        hers = None if whom is None else self.problem.midwives[self.column[whom]]
        return Reasons(
            request=which,
            midwife=whom,
            pinned=which in self.problem.pins,
            kilometres=rules.kilometres(hers, request) if hers else None,
            common_language=bool(hers and request.languages & hers.languages),
            known=whom is not None and request.known == whom,
            others=tuple(
                self._other(row, midwife) for midwife in self.problem.midwives if midwife.id != whom
            ),
            instead=self._instead(row) if whom is None and which not in self.problem.pins else None,
        )

    def _other(self, row: int, midwife: Midwife) -> Forbidden | Full | Worse:
        request, column = self.problem.requests[row], self.column[midwife.id]
        if broken := rules.broken(midwife, request, self.problem.on):
            return Forbidden(midwife.id, broken)
        unit = self.problem.unit
        left = self.table.room[column] - self.used[column]
        if self.table.load[row] > left:
            return Full(midwife.id, left * unit)
        return Worse(midwife.id, self._parts(row, midwife))

    def _parts(self, row: int, midwife: Midwife) -> dict[Part, int]:
        """Take what she would cost, less what the plan pays now for this family."""
        request, weights = self.problem.requests[row], self.problem.weights
        there, column = rules.cost(midwife, request, weights), self.column[midwife.id]
        load = self.table.load[row]
        uneven = self.table.above(column, self.used[column] + load) - self.table.above(
            column, self.used[column]
        )
        parts = {
            Part.TRAVEL: there.travel,
            Part.LANGUAGE: there.language,
            Part.STRANGER: there.stranger,
            Part.UNEVEN: uneven,
        }
        now = self.places[row]
        if now != NOBODY:
            here = rules.cost(self.problem.midwives[now], request, weights)
            parts[Part.TRAVEL] -= here.travel
            parts[Part.LANGUAGE] -= here.language
            parts[Part.STRANGER] -= here.stranger
            parts[Part.UNEVEN] -= self.table.above(now, self.used[now]) - self.table.above(
                now, self.used[now] - load
            )
        return {part: points for part, points in parts.items() if points}

    def jumped(self, which: RequestId) -> tuple[Jump, ...]:
        """Return each family behind this one on the list that has help while it waits, and why."""
        row = self.row[which]
        order = {request.id: number for number, request in enumerate(rank(self.problem.requests))}
        return tuple(
            Jump(other.id, self._before(row, self.row[other.id]))
            for other in self.problem.requests
            if order[other.id] > order[which] and self.plan.places[other.id] is not None
        )

    def _before(self, row: int, other: int) -> Forbidden | Full | Pinned | Instead:
        request, column = self.problem.requests[row], self.places[other]
        midwife = self.problem.midwives[column]
        if broken := rules.broken(midwife, request, self.problem.on):
            return Forbidden(midwife.id, broken)
        if self.table.without[other] is None or request.id in self.problem.pins:
            return Pinned(midwife.id)
        exchange = [(other, NOBODY), (row, column)]
        fits_at_all = column in self.table.ways[row]  # else her whole week is too short for this family
        points = change(self.table, self.places, self.used, exchange) if fits_at_all else None
        if points is None:
            left = self.table.room[column] - self.used[column] + self.table.load[other]
            return Full(midwife.id, left * self.problem.unit)
        return Instead(self.problem.requests[other].id, midwife.id, points)

    def _instead(self, row: int) -> Instead | None:
        found: list[tuple[int, int, int]] = []
        for step in steps(self.table, self.places, row):
            points = change(self.table, self.places, self.used, step)
            if points is not None and len(step) == 2:
                (other, _), (_, whom) = step
                found.append((points, other, whom))
        if not found:
            return None
        points, other, whom = min(found)
        return Instead(self.problem.requests[other].id, self.problem.midwives[whom].id, points)
