"""Small questions for the placing, drawn at random, and a judge that knows the rules by heart.

The judge shares nothing with the product but the values: it counts anew what a plan breaks and what it costs.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import product
from math import hypot

from hypothesis import strategies as st

from schutznetz.visiting.placing.problem import Midwife, Problem, Request, Rule, Running, Spot

TODAY = date(2026, 11, 29)
LANGUAGES = ("de", "tr", "ar")


def midwife(name: str, **more: object) -> Midwife:
    given: dict[str, object] = {
        "id": name,
        "at": Spot(0, 0),
        "minutes": 600,
        "until_months": 12,
        "languages": frozenset({"de"}),
    }
    return Midwife(**given | more)  # type: ignore[arg-type]  # plain values


def request(name: str, **more: object) -> Request:
    given: dict[str, object] = {
        "id": name,
        "at": Spot(0, 0),
        "minutes": 120,
        "born_on": date(2026, 10, 1),
        "languages": frozenset({"de"}),
    }
    return Request(**given | more)  # type: ignore[arg-type]  # plain values


def spots() -> st.SearchStrategy[Spot]:
    return st.builds(Spot, st.integers(0, 30), st.integers(0, 30))


def some(names: tuple[str, ...], least: int = 0) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(names), min_size=least)


@st.composite
def asking(draw: st.DrawFn, name: str, midwives: tuple[str, ...]) -> Request:
    return request(
        name,
        at=draw(spots()),
        minutes=draw(st.sampled_from((60, 120, 240))),
        born_on=TODAY - timedelta(days=draw(st.sampled_from((-60, 30, 364, 365, 366, 1000)))),
        languages=draw(some(LANGUAGES, 1)),
        language_needed=draw(st.booleans()),
        skills=draw(some(("a", "b"))),
        area=draw(st.sampled_from(("north", "south"))),
        urgency=draw(st.integers(1, 3)),
        waiting_since=draw(st.none() | st.integers(0, 300).map(lambda days: TODAY - timedelta(days))),
        known=draw(st.none() | st.sampled_from(midwives)),
        not_with=draw(some(midwives)),
        named=draw(st.none() | st.none() | some(midwives)),
    )


@st.composite
def helping(draw: st.DrawFn, name: str) -> Midwife:
    return midwife(
        name,
        at=draw(spots()),
        minutes=draw(st.sampled_from((0, 90, 240, 480))),
        until_months=draw(st.sampled_from((12, 36))),
        languages=draw(some(LANGUAGES, 1)),
        skills=draw(some(("a", "b"))),
        areas=draw(some(("north", "south"))),
        reach=draw(st.sampled_from((15, 40))),
        shown=draw(st.sampled_from((True, True, True, False))),
    )


@st.composite
def problems(draw: st.DrawFn, midwives: int = 3, requests: int = 4) -> Problem:
    """Draw a question with every rule and every aim in it; pins come later."""
    names = tuple(f"m{number}" for number in range(draw(st.integers(1, midwives))))
    return Problem(
        on=TODAY,
        midwives=tuple(draw(helping(name)) for name in names),
        requests=tuple(draw(asking(f"r{number}", names)) for number in range(draw(st.integers(1, requests)))),
        running=tuple(
            Running(request=draw(asking(f"x{number}", names)), midwife=draw(st.sampled_from(names)))
            for number in range(draw(st.integers(0, 2)))
        ),
    )


def judged(problem: Problem, midwife: Midwife, request: Request) -> set[Rule]:
    """Return which rules stand between the two."""
    born, on = request.born_on, problem.on
    years = midwife.until_months // 12
    wrong = set() if midwife.shown else {Rule.PROOF}
    if request.named is not None and midwife.id not in request.named:
        wrong.add(Rule.CONSENT)
    if (on.year - years, on.month, on.day) >= (born.year, born.month, born.day):
        wrong.add(Rule.AGE)
    if any(skill not in midwife.skills for skill in request.skills):
        wrong.add(Rule.QUALIFICATION)
    if request.language_needed and not any(spoken in midwife.languages for spoken in request.languages):
        wrong.add(Rule.LANGUAGE)
    if way(midwife, request) > midwife.reach or (midwife.areas and request.area not in midwife.areas):
        wrong.add(Rule.AREA)
    if midwife.id in request.not_with:
        wrong.add(Rule.CONFLICT)
    return wrong


def way(midwife: Midwife, request: Request) -> float:
    return 1.25 * hypot(midwife.at.east - request.at.east, midwife.at.north - request.at.north)


def busy(problem: Problem, places: Mapping[str, str | None], name: str) -> int:
    """Return the minutes that the plan adds to her week."""
    return sum(each.minutes for each in problem.requests if places[each.id] == name)


def free(problem: Problem, name: str) -> int:
    running = sum(each.request.minutes for each in problem.running if each.midwife == name)
    return next(each.minutes for each in problem.midwives if each.id == name) - running


def keeps_the_rules(problem: Problem, places: Mapping[str, str | None]) -> bool:
    by_name = {each.id: each for each in problem.midwives}
    fits = all(
        busy(problem, places, name) <= max(0, free(problem, name))
        for name in {*places.values()} - {None}
        if name
    )
    return fits and not any(
        whom and judged(problem, by_name[whom], each)
        for each in problem.requests
        for whom in [places[each.id]]
    )


def worth(problem: Problem, places: Mapping[str, str | None]) -> int:
    """Count anew what a plan costs, in points."""
    weights, by_name = problem.weights, {each.id: each for each in problem.midwives}
    points = sum(_own(problem, each, by_name.get(places[each.id] or "")) for each in problem.requests)
    there = sum(each.minutes for each in problem.midwives if each.shown)
    asked = sum(each.minutes for each in problem.requests)
    asked += sum(each.request.minutes for each in problem.running)
    unit = next(size for size in (240, 120, 60) if all(each.minutes % size == 0 for each in problem.requests))
    for each in problem.midwives:
        share = round(min(1.0, asked / there) * each.minutes) if there else 0
        left = max(0, free(problem, each.id))
        even = min(left, max(0, share - (each.minutes - left))) // unit * unit
        points += weights.uneven_minute * max(0, busy(problem, places, each.id) - even)
    return points


def _own(problem: Problem, asked: Request, whom: Midwife | None) -> int:
    weights = problem.weights
    if whom is not None:
        foreign = 0 if asked.languages & whom.languages else weights.foreign_language
        stranger = weights.stranger if asked.known and asked.known != whom.id else 0
        return round(10 * way(whom, asked)) + foreign + stranger
    days = (problem.on - asked.waiting_since).days if asked.waiting_since else 0
    allowed = [each for each in problem.midwives if not judged(problem, each, asked)]
    dearest = max(
        (_own(problem, asked, each) for each in allowed if asked.minutes <= free(problem, each.id)), default=0
    )
    most = dearest + weights.uneven_minute * asked.minutes + 1
    return 3000 * asked.urgency + 10 * min(days, 200) + max(0, most - 3000)


def every_plan(problem: Problem) -> Iterator[dict[str, str | None]]:
    """Give every plan that keeps the rules and the pins."""
    names = [each.id for each in problem.midwives]
    for whom in product([None, *names], repeat=len(problem.requests)):
        places = {each.id: to for each, to in zip(problem.requests, whom, strict=True)}
        pinned = all(places[which] == to for which, to in problem.pins.items())
        if pinned and keeps_the_rules(problem, places):
            yield places
