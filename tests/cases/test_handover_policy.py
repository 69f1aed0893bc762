"""Who may do what with a handover, restated by hand over role, relation, duty and state; then spoilt."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.db import models

from schutznetz.accounts.models import User
from schutznetz.cases.actions import ArrivalAction as A
from schutznetz.cases.actions import HandoverAction as H
from schutznetz.cases.models import Arrival, Case, Handover
from schutznetz.kernel.context import PUBLIC, SYSTEM, Context
from schutznetz.kernel.ids import new_id
from schutznetz.kernel.policy import Action
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.work.models import Shift
from tests import make
from tests.conftest import NOON, context, every_role_of, member
from tests.spoiling import Rows, asked, unnoticed

pytestmark = pytest.mark.usefixtures("inside")
OFFICE = {"intake", "case_worker", "team_lead"}
ROLES = sorted({*(str(role) for role in Role), PUBLIC, SYSTEM})
RELATIONS = ("mine", "mine, proposed by me", "outside")
STATES = ("proposed", "sent", "sent inside", "accepted", "accepted inside")
RESTATED = [*H, *A]
WORDS = dict.fromkeys(("office", "contact", "reasons", "why_needed", "no_talk_why"), "x")


@dataclass(frozen=True)
class World:
    network: Network
    dora: User
    rows: dict[tuple[str, str], models.Model]

    def ctx(self, role: str, *, duty: bool) -> Context:
        now = NOON if duty else NOON + timedelta(days=2)
        acting = replace(context(self.network, self.dora, Role.PARTNER), role=role, now=now)
        return acting if role in set(Role) else replace(acting, actor_id=None)


@pytest.fixture
def world(tannfurt: Network, erlenstedt: Network) -> World:
    dora, bert, carl = (member(tannfurt, name, Role.CASE_WORKER) for name in ("dora", "bert", "carl"))
    hour = timedelta(hours=1)
    every_role_of(dora, Role.CASE_WORKER)
    Shift.objects.create(person=dora, substitute=bert, starts_at=NOON - hour, ends_at=NOON + hour)
    rows: dict[tuple[str, str], models.Model] = {("", "network"): tannfurt}
    for number, (relation, state) in enumerate(product(RELATIONS, STATES), start=1):
        lead = dora if relation.startswith("mine") else bert
        gone = {"state": "handed_over", "closed_at": NOON} if state == "accepted" else {}
        case = Case.objects.create(
            number=number, child_name="Mia", report="x", lead=lead, substitute=carl, reported_at=NOON, **gone
        )
        rows[relation, state] = _handover(
            case, dora if "by me" in relation else carl, bert, state, erlenstedt
        )
        rows[relation, f"case {state}"] = case
    report = make.report(context(tannfurt, dora, Role.INTAKE), tannfurt)
    arrivals: dict[str, dict[str, Any]] = {
        "waiting": {"content": {}},
        "declined": {"answered_by": dora, "refusal": "x", "answered_at": NOON},
        "taken_back": {"answered_at": NOON},
        "accepted": {"answered_by": dora, "answered_at": NOON, "report": report},
    }
    for state, said in arrivals.items():
        rows["", state] = Arrival.objects.create(
            sending=erlenstedt, handover_id=new_id(), ground="danger", state=state,
            arrived_at=NOON, answer_by=NOON, **said,
        )  # fmt: skip
    return World(tannfurt, dora, rows)


def _handover(case: Case, proposer: User, sender: User, state: str, other: Network) -> Handover:
    code = state.split(maxsplit=1)[0]
    said: dict[str, Any] = (
        {} if code == "proposed" else {"sent_by": sender, "sent_at": NOON, "answer_by": NOON}
    )
    if code == "accepted":
        said |= {"answered_at": NOON, "answered_by": "x", "proof": b"x"}
        said |= {"noted_by": sender, "noted_session": "third"}
    return Handover.objects.create(
        case=case, state=code, ground="danger", receiving=other if "inside" in state else None,
        guardians="told", child="told", content={}, seal="x", proposed_by=proposer, proposed_at=NOON,
        proposed_session="first", sent_session="second", **WORDS, **said,
    )  # fmt: skip


def lawful(role: str, action: Action, relation: str, state: str, *, duty: bool) -> bool:
    """Restate the table by hand."""
    mine = role in OFFICE and relation.startswith("mine")
    works, by_me = mine or role == "team_lead", "by me" in relation
    receives = role in {"intake", "team_lead"} or (role == "case_worker" and duty)
    rules = {
        H.PROPOSE: works and state.startswith("case") and state != "case accepted",
        H.READ: works and state in STATES,
        H.SEND: works and state == "proposed" and not by_me,
        H.WITHDRAW: works and state == "proposed",
        H.NOTE_ANSWER: works and state == "sent",
        H.TAKE_ANSWER: role == SYSTEM and state == "sent inside",
        H.HURRY: role == SYSTEM and state in {"sent", "sent inside"},
        H.END: role == "team_lead" and state in {"sent", "sent inside"},
        A.DELIVER: role == SYSTEM,
        A.READ: receives,
        A.ACCEPT: receives and state == "waiting",
        A.DECLINE: receives and state == "waiting",
        A.TAKE_BACK: role == SYSTEM and state == "waiting",
        A.ERASE: role == SYSTEM and state in {"declined", "taken_back"},
    }
    return rules[action]


TARGET: dict[Action, type[models.Model]] = {
    **dict.fromkeys(H, Handover), **dict.fromkeys(A, Arrival), H.PROPOSE: Case, A.DELIVER: Network
}  # fmt: skip


def wrong(world: World, *actions: Action, rows: Rows = asked) -> Iterator[tuple[str, Action, str, str, bool]]:
    for action, role, duty in product(actions, ROLES, (True, False)):
        ctx = world.ctx(role, duty=duty)
        found = rows(ctx, action, TARGET[action])
        for (relation, state), row in world.rows.items():
            if isinstance(row, TARGET[action]):
                if (row.pk in found) is not lawful(role, action, relation, state, duty=duty):
                    yield role, action, relation, state, duty


def test_the_table_says_what_is_restated_here(world: World) -> None:
    assert list(wrong(world, *H, *A)) == []


@pytest.mark.once
def test_every_change_of_the_table_is_noticed(world: World) -> None:
    """Negative control: leave out each row and each condition."""

    def agrees(action: Action, rows: Rows) -> bool:
        return next(wrong(world, action, rows=rows), None) is None

    assert unnoticed(RESTATED, agrees) == []
