"""Every state of a handover with every step, on both sides: what is restated here is lawful, nothing else."""

from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from schutznetz.cases.choices import ArrivalState, HandoverState
from schutznetz.cases.models import Arrival, Handover
from schutznetz.cases.states import ARRIVAL, HANDOVER
from schutznetz.kernel.machine import Machine
from schutznetz.law.decision import YES

LAWFUL = {
    HANDOVER: {
        ("proposed", "withdraw", "withdrawn"),
        ("proposed", "send", "sent"),
        ("sent", "accept", "accepted"),
        ("sent", "decline", "declined"),
        ("sent", "end", "ended"),
    },
    ARRIVAL: {
        ("waiting", "accept", "accepted"),
        ("waiting", "decline", "declined"),
        ("waiting", "take_back", "taken_back"),
    },
}
ROWS: dict[Machine[Any], tuple[Any, Any]] = {
    HANDOVER: (Handover, HandoverState),
    ARRIVAL: (Arrival, ArrivalState),
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


@pytest.mark.parametrize("machine", list(LAWFUL), ids=["sender", "receiver"])
def test_no_step_is_open_but_the_lawful_ones(machine: Machine[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    assert open_steps(machine, monkeypatch) == LAWFUL[machine]


@pytest.mark.parametrize("machine", list(LAWFUL), ids=["sender", "receiver"])
def test_a_step_too_many_is_noticed(machine: Machine[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: let any state be the source of a step."""
    name, step = next(iter(machine.steps.items()))
    monkeypatch.setitem(machine.steps, name, replace(step, sources=set(ROWS[machine][1])))

    assert open_steps(machine, monkeypatch) != LAWFUL[machine]
