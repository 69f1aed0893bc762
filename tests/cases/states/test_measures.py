"""Every state of a measure with every step: what is restated here is lawful, and nothing else is."""

from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from schutznetz.cases.choices import CourtState, PlanState, TakingState, WatchedState
from schutznetz.cases.models import CourtReferral, SafetyPlan, TakingIntoCare, WatchedItem
from schutznetz.cases.states import COURT, PLAN, TAKING, WATCHED
from schutznetz.kernel.machine import Machine
from schutznetz.law.decision import YES

LAWFUL = {
    PLAN: {("active", "supersede", "superseded"), ("active", "end", "ended")},
    WATCHED: {
        ("open", "breach", "broken"),
        ("broken", "breach", "broken"),
        ("open", "keep", "open"),
        ("broken", "keep", "open"),
        ("open", "finish", "done"),
        ("broken", "finish", "done"),
        ("open", "supersede", "superseded"),
        ("broken", "supersede", "superseded"),
        ("open", "hand_over", "handed_over"),
        ("broken", "hand_over", "handed_over"),
    },
    COURT: {
        ("weighed", "call", "called"),
        ("weighed", "leave", "not_called"),
        ("called", "dispatch", "sent"),
        ("sent", "order", "ordered"),
        ("ordered", "order", "ordered"),
        ("declined", "order", "ordered"),
        ("sent", "decline", "declined"),
        ("ordered", "decline", "declined"),
        ("called", "end", "ended"),
        ("sent", "end", "ended"),
        ("ordered", "end", "ended"),
        ("declined", "end", "ended"),
    },
    TAKING: {("running", "end", "ended")},
}
ROWS: dict[Machine[Any], tuple[Any, Any]] = {
    PLAN: (SafetyPlan, PlanState),
    WATCHED: (WatchedItem, WatchedState),
    COURT: (CourtReferral, CourtState),
    TAKING: (TakingIntoCare, TakingState),
}


def open_steps(machine: Machine[Any], monkeypatch: pytest.MonkeyPatch) -> set[tuple[str, str, str]]:
    """Ask the machine of every state and step, with every guard at ease."""
    row, states = ROWS[machine]
    found = set()
    for state, name in product(states, machine.steps):
        step = machine.steps[name]
        with monkeypatch.context() as at_ease:
            at_ease.setitem(machine.steps, name, replace(step, guard=lambda _record: YES))
            if machine.can(row(state=state), name):
                found.add((str(state), name, str(step.target)))
    return found


@pytest.mark.parametrize("machine", list(LAWFUL), ids=["plan", "watched", "court", "taking"])
def test_no_step_is_open_but_the_lawful_ones(machine: Machine[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    assert open_steps(machine, monkeypatch) == LAWFUL[machine]


@pytest.mark.parametrize("machine", list(LAWFUL), ids=["plan", "watched", "court", "taking"])
def test_a_step_too_many_is_noticed(machine: Machine[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: let any state be the source of a step."""
    name, step = next(iter(machine.steps.items()))
    wider = replace(step, sources=set(ROWS[machine][1]))
    monkeypatch.setitem(machine.steps, name, wider)

    assert open_steps(machine, monkeypatch) != LAWFUL[machine]
