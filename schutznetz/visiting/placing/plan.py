"""A proposal that a coordinator can read: who goes where, how good that is, who waits."""

from dataclasses import dataclass
from statistics import pstdev

from schutznetz.visiting.placing import rules
from schutznetz.visiting.placing.problem import MidwifeId, Problem, RequestId


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One proposal. ``points`` can be no lower than ``bound``, whatever one tries."""

    problem: Problem
    places: dict[RequestId, MidwifeId | None]
    points: int
    bound: int
    proven: bool  # no better plan exists

    @property
    def gap(self) -> float:
        """Return by how much the plan could be too dear at most, as a share of the bound."""
        return 0.0 if self.proven else self.points / max(1, self.bound) - 1

    @property
    def waiting(self) -> tuple[RequestId, ...]:
        return tuple(which for which, whom in self.places.items() if whom is None)

    @property
    def kilometres(self) -> float:
        """Return the way to all families that the plan places, once each."""
        midwives = {midwife.id: midwife for midwife in self.problem.midwives}
        return sum(
            rules.kilometres(midwives[whom], request)
            for request in self.problem.requests
            if (whom := self.places[request.id]) is not None
        )

    def minutes(self) -> dict[MidwifeId, int]:
        """Return the minutes of each midwife's week, those of running helps included."""
        busy = dict.fromkeys((midwife.id for midwife in self.problem.midwives), 0)
        for running in self.problem.running:
            if running.midwife in busy:
                busy[running.midwife] += running.request.minutes
        for request in self.problem.requests:
            whom = self.places[request.id]
            if whom is not None:
                busy[whom] += request.minutes
        return busy

    @property
    def unevenness(self) -> float:
        """Return how far the weeks differ: the spread of the shares of hours that are taken."""
        busy = self.minutes()
        shares = [busy[midwife.id] / midwife.minutes for midwife in self.problem.midwives if midwife.minutes]
        return pstdev(shares) if shares else 0.0
