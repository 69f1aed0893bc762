"""The order of the list, when whose turn comes, and what changes would do to it."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given

from schutznetz.visiting.placing import wire
from schutznetz.visiting.placing.plan import Plan
from schutznetz.visiting.placing.problem import Aim, Problem, Running
from schutznetz.visiting.placing.proposing import propose
from schutznetz.visiting.placing.waiting import USUAL, forecast, leaving, more, outlook, rank
from tests.visiting.questions import TODAY, midwife, problems, request


def plan_of(problem: Problem) -> Plan:
    return propose(problem, [Aim.BALANCED])[Aim.BALANCED]


FULL = midwife("m", minutes=120)
ENDS = Running(request=request("x"), midwife="m", ends_on=date(2026, 12, 24))


def test_the_urgent_come_first_then_who_asked_first_then_the_younger_child() -> None:
    asked = [
        request("old", waiting_since=TODAY, born_on=date(2026, 5, 1)),
        request("young", waiting_since=TODAY, born_on=date(2026, 9, 1)),
        request("early", waiting_since=date(2026, 1, 1)),
        request("urgent", waiting_since=TODAY, urgency=3),
        request("unsaid"),
    ]

    assert [each.id for each in rank(asked)] == ["urgent", "early", "young", "old", "unsaid"]


def test_a_turn_comes_when_hours_become_free_in_the_order_of_the_list() -> None:
    first, second = request("a", urgency=2), request("b")
    problem = Problem(on=TODAY, midwives=(FULL,), requests=(second, first), running=(ENDS,))

    waits = forecast(plan_of(problem))

    assert [(wait.request, wait.begins_on) for wait in waits] == [
        ("a", date(2026, 12, 24)),
        ("b", date(2026, 12, 24) + USUAL),
    ]
    assert outlook(plan_of(problem)).longest_days == (date(2026, 12, 24) - TODAY + USUAL).days


def test_who_is_too_old_by_then_never_has_a_turn() -> None:
    late = request("late", born_on=date(2025, 12, 24))
    problem = Problem(on=TODAY, midwives=(FULL,), requests=(late,), running=(ENDS,))

    assert [wait.begins_on for wait in forecast(plan_of(problem))] == [None]
    sooner = replace(ENDS, ends_on=date(2026, 12, 23))
    assert outlook(plan_of(replace(problem, running=(sooner,)))).never == 0


def test_families_of_who_leaves_ask_anew_and_urgently() -> None:
    other = midwife("n")
    problem = Problem(
        on=TODAY,
        midwives=(FULL, other),
        requests=(request("r", known="m"), request("p")),
        running=(ENDS, Running(request=request("y"), midwife="n")),
        pins={"r": "m", "p": "n"},
    )

    left = leaving(problem, frozenset({"m"}))

    assert left.midwives == (other,)
    assert {each.id: (each.urgency, each.known) for each in left.requests} == {
        "r": (1, None),
        "p": (1, None),
        "x": (3, None),
    }
    assert [each.request.id for each in left.running] == ["y"]
    assert left.pins == {"p": "n"}


def test_further_requests_are_drawn_evenly_and_only_thought_of() -> None:
    problem = Problem(
        on=TODAY,
        midwives=(FULL,),
        requests=(request("r", languages=frozenset({"tr"})),),
        running=(ENDS,),
    )

    grown = more(problem, 4)

    new = [each for each in grown.requests if each.id != "r"]
    assert len({each.id for each in new}) == 4
    assert [sorted(each.languages) for each in new] == [["tr"], ["tr"], ["de"], ["de"]]
    assert more(Problem(on=TODAY, midwives=(), requests=()), 4).requests == ()


def test_nobody_and_nothing_is_a_plan_too() -> None:
    nobody = plan_of(Problem(on=TODAY, midwives=(), requests=(request("r"),)))
    nothing = plan_of(Problem(on=TODAY, midwives=(FULL,), requests=()))

    assert (nobody.waiting, nobody.proven) == (("r",), True)
    assert (nothing.places, nothing.proven, nothing.gap) == ({}, True, 0.0)
    assert [wait.begins_on for wait in forecast(nobody)] == [None]


@given(problems())
def test_a_question_comes_back_from_its_record_as_it_was(problem: Problem) -> None:
    assert wire.from_json(wire.to_json(problem)) == problem


def test_a_help_that_ends_is_free_on_that_day() -> None:
    plan = plan_of(Problem(on=TODAY, midwives=(FULL,), requests=(request("r"),), running=(ENDS,)))

    assert (forecast(plan)[0].begins_on or TODAY) - TODAY == timedelta(days=25)
