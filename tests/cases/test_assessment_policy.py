"""The procedure of a child, restated by hand: which step from which state, who may sign what; mutated."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from django.db import models

from schutznetz.accounts.models import User
from schutznetz.cases.actions import CaseAction, HandoverAction, RecordAction, ResultAction
from schutznetz.cases.choices import CaseState, ClosingReason, ReviewState
from schutznetz.cases.models import Case, CaseEntry, CasePerson, Closing, Result
from schutznetz.cases.states import CASE
from schutznetz.kernel.context import PUBLIC, SYSTEM
from schutznetz.kernel.policy import Action
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from tests.conftest import NOON, context, every_role_of, member
from tests.spoiling import Rows, asked, unnoticed

S = CaseState
STEPS: dict[str, tuple[set[CaseState], CaseState, Action]] = {
    "assess": ({S.REPORTED}, S.ASSESSMENT, CaseAction.ASSESS),
    "set_result": ({S.ASSESSMENT}, S.RESULT_SET, CaseAction.PROPOSE_RESULT),
    "change_result": (
        {S.RESULT_SET, S.PROTECTION_PLAN, S.MONITORING},
        S.RESULT_SET,
        CaseAction.PROPOSE_RESULT,
    ),
    "plan": ({S.RESULT_SET, S.MONITORING}, S.PROTECTION_PLAN, CaseAction.PLAN),
    "monitor": ({S.PROTECTION_PLAN}, S.MONITORING, CaseAction.PLAN),
    "review": ({S.RESULT_SET, S.PROTECTION_PLAN, S.MONITORING}, S.CLOSURE_REVIEW, CaseAction.CLOSE),
    "resume": ({S.CLOSURE_REVIEW}, S.MONITORING, CaseAction.PLAN),
    "hand_over": (set(S) - {S.CLOSED, S.HANDED_OVER}, S.HANDED_OVER, HandoverAction.NOTE_ANSWER),
}


@pytest.mark.parametrize("name", STEPS)
@pytest.mark.parametrize("state", list(CaseState))
def test_a_step_is_open_from_its_states_and_no_other(name: str, state: CaseState) -> None:
    sources, target, action = STEPS[name]
    step = CASE.steps[name]
    assert (state in step.sources) is (state in sources)
    assert (step.target, step.action) == (target, action)


def test_no_step_is_left_out_and_none_leaves_a_closed_case() -> None:
    assert set(CASE.steps) - {"close"} == set(STEPS)
    assert not [step.name for step in CASE.steps.values() if {S.CLOSED, S.HANDED_OVER} & step.sources]


def test_only_a_signed_result_leads_on_from_the_assessment() -> None:
    assert {step.name for step in CASE.steps.values() if S.ASSESSMENT in step.sources} == {
        "set_result",
        "hand_over",  # by the written word of another office alone
    }


# --- who may do what, over role, action, state and relation ---------------------------------------------
INTAKE, WORKER, LEAD = Role.INTAKE, Role.CASE_WORKER, Role.TEAM_LEAD
OFFICE = (INTAKE, WORKER, LEAD)
MINE = {"by me", "by another, mine", "signed, mine", "signed by me", "set, mine", "void, mine"}
MINE |= {"closed, mine", "closed, signed"}
THEIRS = {"by another, theirs", "signed, theirs"}
R = ResultAction
RESULTS: dict[Action, dict[Role, set[str]]] = {
    R.READ: {INTAKE: MINE, WORKER: MINE, LEAD: MINE | THEIRS},
    R.CONFIRM: {
        INTAKE: {"by another, mine"},
        WORKER: {"by another, mine"},
        LEAD: {"by another, mine", "by another, theirs"},
    },
    R.COUNTERSIGN: {LEAD: {"signed, mine", "signed, theirs"}},
}
RECORDS: dict[Action, dict[Role, set[str]]] = {
    RecordAction.ADD_TO: {role: {"mine"} for role in OFFICE},
    RecordAction.MARK: {role: {"mine"} for role in OFFICE},
}
PEOPLE: dict[Action, dict[Role, set[str]]] = {
    RecordAction.CORRECT_PERSON: {role: {"mine, newest"} for role in OFFICE},
}
TABLES: dict[type[models.Model], dict[Action, dict[Role, set[str]]]] = {
    Result: RESULTS,
    CaseEntry: RECORDS,
    CasePerson: PEOPLE,
}
RESTATED = [action for table in TABLES.values() for action in table]


class World:
    """Anna's point of view, with one row for each state and relation."""

    def __init__(self, network: Network) -> None:
        people = [member(network, name, Role.INTAKE) for name in ("ines", "bert", "carl", "dora")]
        self.network, self.anna, self.count = network, people[0], 0
        every_role_of(self.anna, Role.INTAKE)
        self.rows: dict[type[models.Model], dict[UUID, str]] = {
            model: {row.pk: label for label, row in rows.items()}
            for model, rows in self.build(*people).items()
        }

    def build(
        self, anna: User, bert: User, carl: User, dora: User
    ) -> dict[type[models.Model], dict[str, models.Model]]:
        mine, theirs, closed = (
            self.case(anna, bert),
            self.case(bert, carl),
            self.case(bert, anna, state=S.CLOSED),
        )
        results: dict[str, models.Model] = {
            "by me": self.result(self.case(anna, bert), anna),
            "by another, mine": self.result(self.case(bert, anna), bert),
            "by another, theirs": self.result(theirs, bert),
            "signed, mine": self.result(self.case(bert, anna), bert, second=carl),
            "signed by me": self.result(self.case(anna, bert), anna, second=bert),
            "signed, theirs": self.result(self.case(bert, carl), bert, second=carl),
            "set, mine": self.result(self.case(bert, anna), bert, second=carl, leader=dora),
            "void, mine": self.result(self.case(bert, anna), bert, state=ReviewState.VOIDED),
            "closed, mine": self.result(closed, bert),
            "closed, signed": self.result(closed, bert, second=carl),
        }
        entries: dict[str, models.Model] = {
            "mine": self.entry(mine), "theirs": self.entry(theirs), "closed": self.entry(closed)
        }  # fmt: skip
        old = self.person(mine)
        persons: dict[str, models.Model] = {
            "mine, corrected": old,
            "mine, newest": self.person(mine, corrects=old),
            "theirs": self.person(theirs),
            "closed": self.person(closed),
        }
        return {Result: results, CaseEntry: entries, CasePerson: persons}

    def case(self, lead: User, substitute: User, state: CaseState = S.ASSESSMENT) -> Case:
        self.count += 1
        given = {
            "lead": lead,
            "substitute": substitute,
            "reported_at": NOON,
            "child_name": "x",
            "report": "x",
        }
        case = Case.objects.create(number=self.count, state=S.ASSESSMENT, **given)
        if state == S.CLOSED:
            self.result(case, lead, second=substitute, leader=substitute)
            self.closing(case, lead, substitute)
            Case.objects.filter(pk=case.pk).update(state=state, outcome="latent", closed_at=NOON)
        return case

    def result(
        self,
        case: Case,
        by: User,
        second: User | None = None,
        leader: User | None = None,
        state: ReviewState = ReviewState.PROPOSED,
    ) -> Result:
        words = dict.fromkeys(("reasons", "parents", "protective", "child_view"), "x")
        signed: dict[str, Any] = {"state": state}
        if second:
            signed = {"state": ReviewState.CONFIRMED, "confirmed_by": second, "confirmed_at": NOON}
            signed["confirmed_session"] = second.username
        if leader:
            signed |= {
                "countersigned_by": leader,
                "countersigned_at": NOON,
                "countersigned_session": "leader",
            }
            signed["set_at"] = NOON
        return Result.objects.create(
            case=case,
            outcome="latent",
            danger_from="mother",
            leader_signs=True,
            review_on=NOON.date(),
            proposed_by=by,
            proposed_at=NOON,
            proposed_session=by.username,
            **words,
            **signed,
        )

    def closing(self, case: Case, by: User, leader: User) -> None:
        proposed = {"proposed_by": by, "proposed_at": NOON, "proposed_session": by.username}
        confirmed = {"confirmed_by": leader, "confirmed_at": NOON, "confirmed_session": leader.username}
        Closing.objects.create(
            case=case,
            outcome="latent",
            reason=ClosingReason.values[0],
            note="x",
            state=ReviewState.CONFIRMED,
            confirmed_as=Role.TEAM_LEAD,
            **proposed,
            **confirmed,
        )

    def entry(self, case: Case) -> CaseEntry:
        given = {"kind": "fact", "observation": "own", "source": "family", "text": "x"}
        return CaseEntry.objects.create(case=case, author=self.anna, at=NOON, entered_at=NOON, **given)

    def person(self, case: Case, corrects: CasePerson | None = None) -> CasePerson:
        asked = dict.fromkeys(
            ("lives_here", "has_access", "custody", "orders_known", "interpreter", "disability"), "no"
        )
        return CasePerson.objects.create(
            case=case,
            author=self.anna,
            at=NOON,
            entered_at=NOON,
            role="mother",
            name="x",
            corrects=corrects,
            **asked,
        )

    def seen(self, action: Action, model: type[models.Model], role: str, rows: Rows = asked) -> set[str]:
        ctx = replace(context(self.network, self.anna, Role.INTAKE), role=role)
        return {self.rows[model][pk] for pk in rows(ctx, action, model) if pk in self.rows[model]}

    def wrong(self, only: Action | None = None, rows: Rows = asked) -> list[str]:
        return [
            f"{action} {role}: {sorted(seen ^ allowed.get(role, set()))}"
            for model, table in TABLES.items()
            for action, allowed in table.items()
            if only in (None, action)
            for role in Role
            if (seen := self.seen(action, model, role, rows)) != allowed.get(role, set())
        ]


@pytest.fixture
def world(tannfurt: Network, inside: None) -> World:
    return World(tannfurt)


def test_the_table_says_what_is_restated_here(world: World) -> None:
    assert world.wrong() == []


@pytest.mark.parametrize("role", [PUBLIC, SYSTEM, "nobody"])
def test_neither_visitors_nor_the_house_sign_anything(world: World, role: str) -> None:
    for model, table in TABLES.items():
        for action in table:
            assert world.seen(action, model, role) == set(), action


# A second, wider grant of the same action covers these anyway.
EQUAL = {f"{action}: row 0 without {LEAD}" for action in (R.READ, R.CONFIRM)}


@pytest.mark.once
def test_every_change_of_the_table_is_noticed(world: World) -> None:
    assert set(unnoticed(RESTATED, lambda each, rows: not world.wrong(each, rows), each_role=True)) == EQUAL
