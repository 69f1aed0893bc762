"""Every state, step and role of every machine: what is restated here is lawful, and nothing else is.

A line says from which states a step leads where, who may cause it, and what guards it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

import pytest

from schutznetz.kernel import policy
from schutznetz.kernel.context import PUBLIC, SYSTEM
from schutznetz.kernel.machine import Machine
from schutznetz.law.decision import YES
from schutznetz.networks.choices import Role
from tests.machines import causes, machines

pytestmark = pytest.mark.static
ROLES = (*(str(role) for role in Role), PUBLIC, SYSTEM)
OFFICE = "intake case_worker team_lead"
BY_ANSWER = f"{OFFICE} system"  # of the other office: written down here, or from its own network
EVERYBODY = " ".join(ROLES)  # whoever asked without an account comes back with her number
NONE = "<lambda>"
HELPING = "partner partner_lead provider guide jobcenter family_midwife volunteer_coordinator"
ASKED = f"{HELPING} coordinator"  # who may be asked; with a link and its code everybody answers
GOING = "reported assessment result_set protection_plan monitoring closure_review"
WATCHED = "open broken"

# machine, step: from, to, by, guard
LAWFUL: dict[tuple[str, str], tuple[str, str, str, str]] = {
    ("REPORT", "take"): ("received", "triage", OFFICE, NONE),
    ("REPORT", "close"): ("triage", "closed_no_indication", OFFICE, "nobody_acted"),
    ("REPORT", "accept"): ("triage", "accepted", OFFICE, "two_professionals"),
    ("PROTECTION", "confirm"): ("acting", "confirmed", OFFICE, "second_is_named"),
    ("DEPARTURE", "write"): ("ordered", "written", SYSTEM, NONE),
    ("DEPARTURE", "adopt"): ("written", "adopted", OFFICE, NONE),
    ("REQUEST", "place"): ("waiting", "placed", "coordinator", NONE),
    ("REQUEST", "end"): ("waiting placed", "ended", EVERYBODY, NONE),
    ("REQUEST", "close"): ("placed", "ended", "family_midwife", NONE),
    ("CASE", "assess"): ("reported", "assessment", OFFICE, "assessed_jointly"),
    ("CASE", "set_result"): ("assessment", "result_set", OFFICE, "nothing_is_missing"),
    ("CASE", "change_result"): (
        "result_set protection_plan monitoring", "result_set", OFFICE, "nothing_is_missing",
    ),
    ("CASE", "plan"): ("result_set monitoring", "protection_plan", OFFICE, NONE),
    ("CASE", "monitor"): ("protection_plan", "monitoring", OFFICE, NONE),
    ("CASE", "review"): (
        "result_set protection_plan monitoring", "closure_review", OFFICE, "nothing_is_open",
    ),
    ("CASE", "resume"): ("closure_review", "monitoring", OFFICE, NONE),
    ("CASE", "close"): ("closure_review", "closed", OFFICE, "closed_by_two"),
    ("CASE", "hand_over"): (GOING, "handed_over", BY_ANSWER, "accepted_elsewhere"),
    ("REFERRAL", "accept"): ("requested waiting", "accepted", EVERYBODY, NONE),
    ("REFERRAL", "put_on_list"): ("requested", "waiting", EVERYBODY, NONE),
    ("REFERRAL", "decline"): ("requested waiting", "declined", EVERYBODY, NONE),
    ("REFERRAL", "begin"): ("accepted", "begun", ASKED, NONE),
    ("REFERRAL", "end"): ("accepted begun", "ended", ASKED, NONE),
    ("REFERRAL", "revoke"): ("requested waiting accepted begun", "revoked", EVERYBODY, NONE),
    ("ACCESS", "release"): ("open", "released", OFFICE, "released_by_two"),
    ("ACCESS", "hand_out"): ("released", "handed_out", OFFICE, "released_by_two"),
    ("ACCESS", "refuse"): ("open", "refused", OFFICE, NONE),
    ("ACCESS", "withdraw"): ("open released", "withdrawn", OFFICE, NONE),
    ("DOUBT", "order"): ("raised", "ordered", "team_lead", NONE),
    ("DOUBT", "dismiss"): ("raised", "unfounded", "team_lead", NONE),
    ("DOUBT", "settle"): ("raised", "declared", OFFICE, NONE),
    ("NEWBORN_LIST", "take_over"): ("checked", "open", "coordinator", NONE),
    ("NEWBORN_LIST", "confirm"): ("open", "confirmed", "coordinator", NONE),
    ("VISIT", "stop"): ("waiting", "stopped", "coordinator", NONE),
    ("VISIT", "free"): ("stopped", "waiting", "coordinator", NONE),
    ("VISIT", "write"): ("waiting", "written", SYSTEM, NONE),
    ("VISIT", "take_back"): ("written", "waiting", "coordinator welcome_visitor system", NONE),
    ("VISIT", "arrange"): ("written arranged", "arranged", "coordinator", NONE),
    ("VISIT", "postpone"): ("arranged", "written", "coordinator welcome_visitor", NONE),
    ("VISIT", "close"): ("written arranged", "closed", "coordinator welcome_visitor", NONE),
    ("HANDOVER", "withdraw"): ("proposed", "withdrawn", OFFICE, NONE),
    ("HANDOVER", "send"): ("proposed", "sent", OFFICE, "acted_first"),
    ("HANDOVER", "accept"): ("sent", "accepted", BY_ANSWER, NONE),
    ("HANDOVER", "decline"): ("sent", "declined", BY_ANSWER, NONE),
    ("HANDOVER", "end"): ("sent", "ended", "team_lead", "silent_past_the_deadline"),
    ("ARRIVAL", "accept"): ("waiting", "accepted", OFFICE, NONE),
    ("ARRIVAL", "decline"): ("waiting", "declined", OFFICE, NONE),
    ("ARRIVAL", "take_back"): ("waiting", "taken_back", SYSTEM, NONE),
    ("PLAN", "supersede"): ("active", "superseded", OFFICE, NONE),
    ("PLAN", "end"): ("active", "ended", BY_ANSWER, "no_agreement_is_watched"),
    ("WATCHED", "breach"): (WATCHED, "broken", OFFICE, NONE),
    ("WATCHED", "keep"): (WATCHED, "open", OFFICE, NONE),
    ("WATCHED", "finish"): (WATCHED, "done", OFFICE, "breach_is_answered"),
    ("WATCHED", "supersede"): (WATCHED, "superseded", OFFICE, "goes_into_a_new_version"),
    ("WATCHED", "hand_over"): (WATCHED, "handed_over", BY_ANSWER, NONE),
    ("COURT", "call"): ("weighed", "called", OFFICE, NONE),
    ("COURT", "leave"): ("weighed", "not_called", OFFICE, NONE),
    ("COURT", "dispatch"): ("called", "sent", OFFICE, "letter_is_whole"),
    ("COURT", "order"): ("sent ordered declined", "ordered", OFFICE, NONE),
    ("COURT", "decline"): ("sent ordered", "declined", OFFICE, "nothing_is_left"),
    ("COURT", "end"): ("called sent ordered declined", "ended", OFFICE, "nothing_is_left"),
    ("TAKING", "end"): ("running", "ended", BY_ANSWER, NONE),
    ("CONSULTATION", "answer"): ("asked answered", "answered", "isef", NONE),
    ("CONSULTATION", "ask_further"): ("asked answered", "asked", EVERYBODY, NONE),
    ("CONSULTATION", "sign"): ("asked answered", "signed", "isef", NONE),
    ("VOLUNTEER", "take_up"): ("preparing", "active", "volunteer_coordinator", "is_prepared"),
    ("VOLUNTEER", "leave"): ("active", "left", "volunteer_coordinator", NONE),
    ("WISH", "match"): ("waiting", "matched", "volunteer_coordinator", NONE),
    ("WISH", "wait_again"): ("matched", "waiting", "volunteer_coordinator", NONE),
    ("WISH", "close"): ("matched", "closed", "volunteer_coordinator", NONE),
    ("WISH", "withdraw"): ("waiting matched", "withdrawn", EVERYBODY, NONE),
    ("MATCH", "agree"): ("proposed", "running", "volunteer_coordinator", "is_talked_over"),
    ("MATCH", "decline"): ("proposed", "declined", "volunteer_coordinator", NONE),
    ("MATCH", "call_off"): ("proposed", "called_off", EVERYBODY, NONE),
    ("MATCH", "end"): ("running", "ended", EVERYBODY, NONE),
    ("PROPOSAL", "approve"): ("open", "approved", "data_protection team_lead", NONE),
    ("PROPOSAL", "refuse"): ("open", "refused", "data_protection team_lead", NONE),
    ("OFFER", "publish"): ("draft paused", "published", "coordinator provider", NONE),
    ("OFFER", "pause"): ("published", "paused", "coordinator provider", NONE),
    ("OFFER", "end"): ("draft published paused", "ended", "coordinator provider", NONE),
}  # fmt: skip


@dataclass
class Row:
    """What a machine looks at when its guards are at ease."""

    state: str


def states(machine: Machine[Any]) -> list[Any]:
    every: Any = machine.states
    return list(every)


def open_ways(name: str, machine: Machine[Any]) -> Iterator[tuple[str, str, str, str]]:
    """Yield which role can take which step from which state, and where it leads."""
    for step in machine.steps.values():
        at_ease = Machine(machine.field, machine.states, machine.start, machine.steps.values())
        at_ease.steps[step.name] = replace(step, guard=lambda _record: YES)
        for state, role in product(states(machine), ROLES):
            able = any(policy.granted(action, role) for action in causes().get((name, step.name), ()))
            if able and at_ease.can(Row(state), step.name):  # type: ignore[arg-type]  # only its state is asked
                yield step.name, str(state), str(step.target), role


def lawful_ways(name: str) -> set[tuple[str, str, str, str]]:
    return {
        (step, state, target, role)
        for (machine, step), (sources, target, by, _guard) in LAWFUL.items()
        if machine == name
        for state, role in product(sources.split(), by.split())
    }


@pytest.mark.parametrize("name", machines())
def test_no_way_is_open_but_the_lawful_ones(name: str) -> None:
    assert set(open_ways(name, machines()[name])) == lawful_ways(name)


def test_each_step_has_its_guard() -> None:
    guards = {
        (name, step.name): step.guard.__name__
        for name, machine in machines().items()
        for step in machine.steps.values()
    }

    assert guards == {step: said[-1] for step, said in LAWFUL.items()}


@pytest.mark.parametrize("name", machines())
def test_a_step_from_anywhere_or_by_anybody_is_noticed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: let any state be the source of a step, and any role take it."""
    machine = machines()[name]
    step = next(each for each in machine.steps.values() if LAWFUL[name, each.name][2] != EVERYBODY)
    wider = replace(step, sources=set(states(machine)))
    (action, *_others) = causes()[name, step.name]

    with monkeypatch.context() as spoilt:
        spoilt.setitem(machine.steps, step.name, wider)
        assert set(open_ways(name, machine)) != lawful_ways(name)
    with monkeypatch.context() as spoilt:
        spoilt.setitem(policy._grants, action, [policy.allow(action, *ROLES)])
        assert set(open_ways(name, machine)) != lawful_ways(name)
