"""The plan: the cheapest that the rules allow, its reasons true, no rule broken even by a pin."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from schutznetz.visiting.placing.plan import Plan
from schutznetz.visiting.placing.problem import Aim, Problem, Rule, Running, Spot
from schutznetz.visiting.placing.proposing import propose
from schutznetz.visiting.placing.reasons import Explanation, Forbidden, Full, Worse
from schutznetz.visiting.placing.rules import PinRefused
from tests.visiting.questions import (
    TODAY,
    busy,
    every_plan,
    free,
    judged,
    keeps_the_rules,
    midwife,
    problems,
    request,
    worth,
)

few = settings(max_examples=20, deadline=None)


def plan_of(problem: Problem, aim: Aim = Aim.BALANCED) -> Plan:
    return propose(problem, [aim])[aim]


@few
@given(problems(), st.sampled_from(Aim))
def test_a_proposal_is_the_cheapest_plan_that_the_rules_allow(problem: Problem, aim: Aim) -> None:
    plan = plan_of(problem, aim)

    assert plan.proven
    assert keeps_the_rules(problem, plan.places)
    assert plan.points == worth(plan.problem, plan.places)
    assert plan.points == min(worth(plan.problem, each) for each in every_plan(plan.problem))


@few
@given(problems(), st.data())
def test_pins_are_kept_or_refused_with_their_reason(problem: Problem, data: st.DataObject) -> None:
    names = [None, *(each.id for each in problem.midwives)]
    pins = data.draw(
        st.dictionaries(
            st.sampled_from([each.id for each in problem.requests]), st.sampled_from(names), min_size=1
        )
    )
    pinned = replace(problem, pins=pins)

    try:
        plan = plan_of(pinned)
    except PinRefused as refused:
        assert not list(every_plan(pinned))
        by_name = {each.id: each for each in problem.midwives}
        by_request = {each.id: each for each in problem.requests}
        for each in refused.refusals:
            wrong = judged(problem, by_name[each.midwife], by_request[each.request])
            asked = sum(by_request[which].minutes for which, whom in pins.items() if whom == each.midwife)
            assert each.rule in wrong or (each.rule is Rule.CAPACITY and asked > free(problem, each.midwife))
    else:
        assert {which: plan.places[which] for which in pins} == pins
        assert plan.points == min(worth(plan.problem, each) for each in every_plan(plan.problem))


ALONE = request("r")
RULES: Mapping[Rule, tuple[object, Mapping[str, object]]] = {
    Rule.CONSENT: (replace(ALONE, named=frozenset({"other"})), {"id": "other"}),
    Rule.PROOF: (ALONE, {"shown": True}),
    Rule.AGE: (replace(ALONE, born_on=date(2025, 11, 29)), {"until_months": 36}),
    Rule.QUALIFICATION: (replace(ALONE, skills=frozenset({"twins"})), {"skills": frozenset({"twins"})}),
    Rule.LANGUAGE: (
        replace(ALONE, languages=frozenset({"tr"}), language_needed=True),
        {"languages": frozenset({"tr"})},
    ),
    Rule.AREA: (replace(ALONE, at=Spot(33, 0)), {"reach": 41.5}),
    Rule.CONFLICT: (replace(ALONE, not_with=frozenset({"m"})), {"id": "other"}),
    Rule.CAPACITY: (replace(ALONE, minutes=601 * 60), {"minutes": 601 * 60}),
}


@pytest.mark.parametrize("rule", list(Rule))
def test_a_pin_against_a_rule_is_refused_and_without_the_rule_it_stands(rule: Rule) -> None:
    asked, mended = RULES[rule]
    hers = midwife("m", shown=rule is not Rule.PROOF)
    problem = Problem(on=TODAY, midwives=(hers,), requests=(asked,), pins={"r": "m"})  # type: ignore[arg-type]

    with pytest.raises(PinRefused) as refused:
        propose(problem)

    assert [(each.request, each.midwife, each.rule) for each in refused.value.refusals] == [("r", "m", rule)]
    able = replace(problem.midwives[0], **mended)  # type: ignore[arg-type]
    assert plan_of(replace(problem, midwives=(able,), pins={"r": able.id})).places == {"r": able.id}


def test_pins_that_are_too_many_together_are_refused() -> None:
    asked = tuple(request(f"r{number}", minutes=240) for number in range(3))
    pins = {each.id: "m" for each in asked}
    problem = Problem(on=TODAY, midwives=(midwife("m", minutes=600),), requests=asked, pins=pins)

    with pytest.raises(PinRefused) as refused:
        propose(problem)

    assert {each.rule for each in refused.value.refusals} == {Rule.CAPACITY}
    assert len(plan_of(replace(problem, pins=dict(list(pins.items())[:2]))).waiting) == 1


def test_a_running_help_takes_its_hours() -> None:
    running = Running(request=request("x", minutes=540), midwife="m")
    problem = Problem(on=TODAY, midwives=(midwife("m"),), requests=(request("r"),), running=(running,))

    assert plan_of(problem).waiting == ("r",)
    assert plan_of(replace(problem, running=())).waiting == ()


@few
@given(problems(), st.sampled_from(Aim))
def test_nobody_waits_while_a_suitable_midwife_has_room(problem: Problem, aim: Aim) -> None:
    plan = plan_of(problem, aim)

    for each in problem.requests:
        if plan.places[each.id] is None:
            assert not [
                other.id
                for other in problem.midwives
                if not judged(problem, other, each)
                and busy(problem, plan.places, other.id) + each.minutes <= free(problem, other.id)
            ]


@few
@given(problems(), st.sampled_from(Aim))
def test_every_reason_is_true(problem: Problem, aim: Aim) -> None:
    plan = plan_of(problem, aim)
    explanation = Explanation(plan)
    by_name = {each.id: each for each in problem.midwives}

    for asked in problem.requests:
        reasons = explanation.why(asked.id)
        assert reasons.midwife == plan.places[asked.id]
        assert {other.midwife for other in reasons.others} == by_name.keys() - {reasons.midwife}
        for other in reasons.others:
            moved = plan.places | {asked.id: other.midwife}
            if isinstance(other, Forbidden):
                assert set(other.rules) == judged(problem, by_name[other.midwife], asked)
            elif isinstance(other, Full):
                taken = busy(problem, plan.places, other.midwife)
                room = max(0, free(problem, other.midwife)) - taken
                assert other.left <= room < asked.minutes
            else:
                assert isinstance(other, Worse)
                assert keeps_the_rules(problem, moved)
                assert other.points == worth(plan.problem, moved) - plan.points >= 0


@few
@given(problems(midwives=2, requests=5))
def test_who_waits_is_told_the_nearest_exchange_and_every_jump(problem: Problem) -> None:
    plan = plan_of(problem)
    explanation = Explanation(plan)
    assume(plan.waiting)

    for which in plan.waiting:
        exchanges = [
            plan.places | {other: None, which: whom}
            for other, whom in plan.places.items()
            if whom is not None and keeps_the_rules(problem, plan.places | {other: None, which: whom})
        ]
        instead = explanation.why(which).instead
        assert (instead is not None) == bool(exchanges)
        if instead:
            assert instead.points == min(worth(plan.problem, each) for each in exchanges) - plan.points
        for jump in explanation.jumped(which):
            whom = plan.places[jump.request]
            allowed = plan.places | {jump.request: None, which: whom} in exchanges
            assert allowed != isinstance(jump.because, Forbidden | Full)
