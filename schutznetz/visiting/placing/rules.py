"""Hard rules and what a placement costs: the one place that says so, for the plan and for its explanation."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from math import hypot

from schutznetz.law.measures import add_months
from schutznetz.visiting.placing.problem import Midwife, MidwifeId, Problem, Request, RequestId, Rule, Weights

DETOUR = 1.25  # roads are longer than the straight line


@dataclass(frozen=True, slots=True)
class Refusal:
    """A pin that cannot be: this rule stands against it."""

    request: RequestId
    midwife: MidwifeId
    rule: Rule


class PinRefused(Exception):
    """Something is pinned that breaks a hard rule; what and why."""

    def __init__(self, refusals: tuple[Refusal, ...]) -> None:
        super().__init__(f"{len(refusals)} pins break a rule")
        self.refusals = refusals


@dataclass(frozen=True, slots=True)
class Cost:
    """What it costs, in points, that she goes there; the load of the whole week comes on top."""

    travel: int
    language: int
    stranger: int

    @property
    def points(self) -> int:
        return self.travel + self.language + self.stranger


def kilometres(midwife: Midwife, request: Request) -> float:
    return hypot(midwife.at.east - request.at.east, midwife.at.north - request.at.north) * DETOUR


def helps_until(midwife: Midwife, request: Request) -> date:
    """Return the day on which the child is too old for her profession."""
    return add_months(request.born_on, midwife.until_months)


def broken(midwife: Midwife, request: Request, on: date) -> tuple[Rule, ...]:
    """Return every rule that stands between the two; how much is free for others is not asked here."""
    return tuple(
        rule
        for rule, stands in (
            (Rule.CONSENT, request.named is not None and midwife.id not in request.named),
            (Rule.PROOF, not midwife.shown),
            (Rule.AGE, on >= helps_until(midwife, request)),
            (Rule.QUALIFICATION, not request.skills <= midwife.skills),
            (Rule.LANGUAGE, request.language_needed and not request.languages & midwife.languages),
            (Rule.AREA, not _reaches(midwife, request)),
            (Rule.CONFLICT, midwife.id in request.not_with),
        )
        if stands
    )


def _reaches(midwife: Midwife, request: Request) -> bool:
    within = not midwife.areas or request.area in midwife.areas
    return within and kilometres(midwife, request) <= midwife.reach


def cost(midwife: Midwife, request: Request, weights: Weights) -> Cost:
    return Cost(
        travel=round(weights.kilometre * kilometres(midwife, request)),
        language=0 if request.languages & midwife.languages else weights.foreign_language,
        stranger=weights.stranger if request.known not in {None, midwife.id} else 0,
    )


def without(request: Request, on: date, weights: Weights, dearest: int) -> int:
    """Return what it costs that this family waits.

    Always more than the dearest help that the rules allow: nobody waits while a suitable midwife has room.
    """
    waited = (on - request.waiting_since).days if request.waiting_since else 0
    base = weights.without * request.urgency + weights.waited_day * min(max(waited, 0), weights.longest)
    return base + max(0, dearest + 1 - weights.without)


def free_minutes(problem: Problem) -> dict[MidwifeId, int]:
    """Return what is left of each week after the helps that go on; never less than nothing."""
    taken: Counter[MidwifeId] = Counter()
    for each in problem.running:
        taken[each.midwife] += each.request.minutes
    return {midwife.id: max(0, midwife.minutes - taken[midwife.id]) for midwife in problem.midwives}


def even_minutes(problem: Problem) -> dict[MidwifeId, int]:
    """Return how many of her free minutes are within the share that all would have alike."""
    there = sum(midwife.minutes for midwife in problem.midwives if midwife.shown)
    asked = sum(r.minutes for r in (*problem.requests, *(each.request for each in problem.running)))
    share = min(1.0, asked / there) if there else 1.0
    free, unit = free_minutes(problem), problem.unit
    return {
        m.id: min(free[m.id], max(0, round(share * m.minutes) - (m.minutes - free[m.id]))) // unit * unit
        for m in problem.midwives
    }


def check_pins(problem: Problem) -> None:
    """Refuse pins that break a rule, one by one or together."""
    midwives = {midwife.id: midwife for midwife in problem.midwives}
    pinned = [
        (request, midwives[whom])
        for request in problem.requests
        if (whom := problem.pins.get(request.id)) is not None
    ]
    wanted: Counter[MidwifeId] = Counter()
    for request, midwife in pinned:
        wanted[midwife.id] += request.minutes
    free = free_minutes(problem)
    refusals = [
        Refusal(request.id, midwife.id, rule)
        for request, midwife in pinned
        for rule in (
            *broken(midwife, request, problem.on),
            *((Rule.CAPACITY,) if wanted[midwife.id] > free[midwife.id] else ()),
        )
    ]
    if refusals:
        raise PinRefused(tuple(refusals))


def holding(
    problem: Problem, pins: Mapping[RequestId, MidwifeId | None]
) -> dict[RequestId, MidwifeId | None]:
    """Return the pins that can still be: what they name is there, and no rule stands against one by now."""
    there = {midwife.id for midwife in problem.midwives} | {None}
    asked = {request.id for request in problem.requests}
    kept = {which: whom for which, whom in pins.items() if which in asked and whom in there}
    try:
        check_pins(replace(problem, pins=kept))
    except PinRefused as refused:
        gone = {each.request for each in refused.refusals}
        return {which: whom for which, whom in kept.items() if which not in gone}
    return kept
