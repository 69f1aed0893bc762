"""Who waits, in which order, and until when: the list, what jumps it, and what changes would do to it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from heapq import heapify, heappop, heappush
from statistics import median

from schutznetz.visiting.placing import rules
from schutznetz.visiting.placing.plan import Plan
from schutznetz.visiting.placing.problem import Midwife, MidwifeId, Problem, Request, RequestId

USUAL = timedelta(weeks=30)  # a help lasts seven months in the middle (Hamburg, 1,484 closed helps)

THOUGHT_OF = "more-"  # how the key of a request begins that nobody has made


def rank(requests: Iterable[Request]) -> tuple[Request, ...]:
    """Order families that wait: the more urgent first, then who asked first, then the younger child."""
    return tuple(
        sorted(
            requests,
            key=lambda each: (
                -each.urgency,
                each.waiting_since or date.max,
                -each.born_on.toordinal(),
                each.id,
            ),
        )
    )


@dataclass(frozen=True, slots=True)
class Wait:
    """When a family's turn comes; None where the child is too old for everybody before."""

    request: RequestId
    begins_on: date | None


def forecast(plan: Plan) -> tuple[Wait, ...]:
    """Say when each family that waits has its turn, if helps end as planned and nobody else asks.

    Whenever hours become free, the list is gone through by rank: the first one whom she suits begins.
    """
    problem = plan.problem
    midwives = {midwife.id: midwife for midwife in problem.midwives}
    waiting = rank(request for request in problem.requests if plan.places[request.id] is None)
    free, ends = _as_planned(plan, midwives)
    begins: dict[RequestId, date] = {}
    while ends and len(begins) < len(waiting):
        day, whom, minutes = heappop(ends)
        free[whom] += minutes
        for request in (each for each in waiting if each.id not in begins):
            if free[whom] >= request.minutes and not rules.broken(midwives[whom], request, day):
                begins[request.id] = day
                free[whom] -= request.minutes
                heappush(ends, (planned_end(request, midwives[whom], day), whom, request.minutes))
    return tuple(Wait(request.id, begins.get(request.id)) for request in waiting)


def _as_planned(
    plan: Plan, midwives: dict[MidwifeId, Midwife]
) -> tuple[dict[MidwifeId, int], list[tuple[date, MidwifeId, int]]]:
    """Return what is free once the plan has begun, and when which minutes come back."""
    on, busy = plan.problem.on, plan.minutes()
    free = {whom: midwife.minutes - busy[whom] for whom, midwife in midwives.items()}
    ends = [
        (
            max(on, each.ends_on or planned_end(each.request, midwives[each.midwife], on)),
            each.midwife,
            each.request.minutes,
        )
        for each in plan.problem.running
    ]
    for request in plan.problem.requests:
        whom = plan.places[request.id]
        if whom is not None:
            ends.append((planned_end(request, midwives[whom], on), whom, request.minutes))
    heapify(ends)
    return free, ends


def planned_end(request: Request, midwife: Midwife, begun_on: date) -> date:
    """Return when a help ends that begins that day: after the usual time, at the age limit at the latest."""
    return min(begun_on + USUAL, rules.helps_until(midwife, request))


def leaving(problem: Problem, who: frozenset[MidwifeId]) -> Problem:
    """Return the question without these midwives: their families ask anew, most urgently, and know nobody.

    Whom they would name then is not known, so nobody is ruled out for them.
    """
    orphans = tuple(
        replace(each.request, known=None, named=None, urgency=3, waiting_since=problem.on)
        for each in problem.running
        if each.midwife in who
    )
    return replace(
        problem,
        midwives=tuple(midwife for midwife in problem.midwives if midwife.id not in who),
        requests=(
            *(replace(each, known=None) if each.known in who else each for each in problem.requests),
            *orphans,
        ),
        running=tuple(each for each in problem.running if each.midwife not in who),
        pins={which: whom for which, whom in problem.pins.items() if whom not in who},
    )


def more(problem: Problem, count: int) -> Problem:
    """Return the question with so many further requests, drawn evenly from all that are there."""
    drawn = [*problem.requests, *(each.request for each in problem.running)]
    if not drawn:
        return problem
    added = tuple(
        replace(
            drawn[number * len(drawn) // count % len(drawn)],
            id=f"{THOUGHT_OF}{number}",
            waiting_since=problem.on,
            known=None,
            named=None,
            not_with=frozenset(),
        )
        for number in range(count)
    )
    return replace(problem, requests=(*problem.requests, *added))


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a plan means for those who wait: how many, how long, and who never has a turn."""

    waiting: int
    usual_days: int | None
    longest_days: int | None
    never: int


def outlook(plan: Plan) -> Outlook:
    waits = forecast(plan)
    days = [(wait.begins_on - plan.problem.on).days for wait in waits if wait.begins_on]
    return Outlook(
        waiting=len(waits),
        usual_days=round(median(days)) if days else None,
        longest_days=max(days, default=None),
        never=len(waits) - len(days),
    )
