"""Who may do what with measures, restated by hand over role, relation, duty and state; then spoilt."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.db import models

from schutznetz.accounts.models import User
from schutznetz.cases.actions import MeasureAction as M
from schutznetz.cases.choices import CaseState, Outcome
from schutznetz.cases.models import (
    Case,
    CourtReferral,
    HelpOffer,
    SafetyPlan,
    TakingIntoCare,
    WatchedItem,
)
from schutznetz.kernel import policy
from schutznetz.kernel.context import PUBLIC, SYSTEM, Context
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.work.models import Shift
from tests import make
from tests.conftest import NOON, context, every_role_of, member
from tests.spoiling import Rows, asked, unnoticed

pytestmark = pytest.mark.usefixtures("inside")
OFFICE, LINE, LEAD = {"intake", "case_worker", "team_lead"}, {"intake", "case_worker"}, "team_lead"
ROLES = sorted({*(str(role) for role in Role), PUBLIC, SYSTEM})
RELATIONS = ("lead", "member", "outside", "watches", "took")
STATES = ("reported", "assessed", "closed")
TODAY = NOON.date()


@dataclass(frozen=True, slots=True, kw_only=True)
class At:
    """One situation: who looks, how she belongs to the case, if she is on duty, where the case stands."""

    role: str
    relation: str = ""
    duty: bool = False
    state: str = ""

    @property
    def mine(self) -> bool:
        return self.role in OFFICE and self.relation in {"lead", "member"}

    @property
    def works(self) -> bool:
        return self.mine or self.role == LEAD

    @property
    def on_duty(self) -> bool:
        return self.duty and self.role in LINE

    def is_(self, relation: str) -> bool:
        return self.role in OFFICE and self.relation == relation


def begun(at: At) -> bool:
    return at.works and at.state == "assessed"


def still(at: At) -> bool:
    return at.works and at.state != "closed"


def reads_item(at: At) -> bool:
    return at.works or at.is_("watches") or at.on_duty


# By what each is done to, and by whom. Every item of this world is due to be checked.
RULES: dict[M, tuple[type[models.Model], Callable[[At], bool]]] = {
    M.AGREE_PLAN: (Case, begun),
    M.OFFER_HELP: (Case, begun),
    M.AWAIT_FINDING: (Case, begun),
    M.SET_CHILD_DATE: (Case, begun),
    M.NOTE_MISSED: (Case, begun),
    M.DECIDE_ON_COURT: (Case, still),
    M.TAKE_INTO_CARE: (Case, lambda at: still(at) or (at.on_duty and at.state != "closed")),
    M.KEEP_PROTECTED: (Case, lambda at: at.role == SYSTEM and at.state != "closed"),
    M.READ: (SafetyPlan, lambda at: at.works),
    M.END_PLAN: (SafetyPlan, still),
    M.ANSWER_HELP: (HelpOffer, still),
    M.WORK_ON_COURT: (CourtReferral, still),
    M.READ_ITEM: (WatchedItem, reads_item),
    M.CHECK: (WatchedItem, lambda at: reads_item(at) and at.state != "closed"),
    M.FINISH_ITEM: (WatchedItem, still),
    M.NAME_WATCHER: (WatchedItem, lambda at: still(at) or (at.is_("watches") and at.state != "closed")),
    M.READ_TAKING: (TakingIntoCare, lambda at: at.works or at.is_("took")),
    M.WORK_ON_TAKING: (TakingIntoCare, lambda at: still(at) or (at.is_("took") and at.state != "closed")),
}
RESTATED = [*RULES]


@dataclass(frozen=True)
class World:
    network: Network
    dora: User
    rows: dict[tuple[type[models.Model], str, str], models.Model]

    def ctx(self, at: At) -> Context:
        now = NOON if at.duty else NOON + timedelta(days=2)
        acting = replace(context(self.network, self.dora, Role.PARTNER), role=at.role, now=now)
        return acting if at.role in set(Role) else replace(acting, actor_id=None)


@pytest.fixture
def world(tannfurt: Network) -> World:
    dora, bert, carl = (member(tannfurt, name, Role.CASE_WORKER) for name in ("dora", "bert", "carl"))
    every_role_of(dora, Role.CASE_WORKER)
    hour = timedelta(hours=1)
    Shift.objects.create(person=dora, substitute=bert, starts_at=NOON - hour, ends_at=NOON + hour)
    build = Builder(dora, bert, carl)
    rows: dict[tuple[type[models.Model], str, str], models.Model] = {}
    for relation, state in product(RELATIONS, STATES):
        rows |= {(type(row), relation, state): row for row in build.rows(relation, state)}
    return World(tannfurt, dora, rows)


class Builder:
    def __init__(self, dora: User, bert: User, carl: User) -> None:
        self.dora, self.bert, self.carl, self.count = dora, bert, carl, 0

    def case(self, relation: str) -> Case:
        self.count += 1
        case = Case.objects.create(
            number=self.count,
            state=CaseState.ASSESSMENT,
            child_name="Mia",
            report="x",
            lead=self.dora if relation == "lead" else self.bert,
            substitute=self.carl,
            reported_at=NOON,
        )
        case.team.set([self.dora] if relation == "member" else [])
        return case

    def rows(self, relation: str, state: str) -> list[models.Model]:
        case = self.case(relation)
        mine = self.dora if relation == "watches" else self.carl
        some: dict[str, Any] = {"case": case}
        days = {"starts_on": TODAY, "review_on": TODAY, "ends_on": TODAY}
        found: list[models.Model] = [
            case,
            SafetyPlan.objects.create(
                **some, **days, version=1, goal="x", consent="agreed", consent_by="x",
                child_told="told", child_view="x", written_by=self.bert, written_at=NOON,
            ),
            HelpOffer.objects.create(**some, what="x", offered_by=self.bert, offered_on=TODAY),
            CourtReferral.objects.create(**some, reasons="x", decided_by=self.bert, decided_at=NOON),
            WatchedItem.objects.create(
                **some, kind="finding", what="x", whose="x", how="x", otherwise="x",
                watcher=mine, substitute=self.bert, check_on=TODAY, opened_at=NOON,
            ),
            TakingIntoCare.objects.create(
                **some, started_by=self.dora if relation == "took" else self.bert, started_at=NOON
            ),
        ]  # fmt: skip
        if state == "reported":
            Case.objects.filter(pk=case.pk).update(state="reported")
        if state == "closed":
            make.with_result(case, Outcome.NONE)
            Case.objects.filter(pk=case.pk).update(state="closed", closed_at=NOON)
        return found


def disagreements(action: M, world: World, rows: Rows = asked) -> Iterator[At]:
    model, expected = RULES[action]
    for role, duty in product(ROLES, (True, False)):
        ctx = world.ctx(At(role=role, duty=duty))
        allowed = rows(ctx, action, model)
        for relation, state in product(RELATIONS, STATES):
            at = At(role=role, relation=relation, duty=duty, state=state)
            if (world.rows[model, relation, state].pk in allowed) is not expected(at):
                yield at


def test_the_table_says_what_is_restated_here(world: World) -> None:
    assert [(action, at) for action in RULES for at in disagreements(action, world)] == []


@pytest.mark.once
def test_a_spoilt_rule_is_noticed(world: World) -> None:
    def agrees(action: M, rows: Rows) -> bool:
        return next(disagreements(action, world, rows), None) is None

    survivors = unnoticed(RULES, agrees, added={"coordinator"})

    due = "„Kontrolle fällig“"  # every item here is due; its own test stands below
    assert survivors == [f"{M.READ_ITEM}: row 2 without {due}", f"{M.CHECK}: row 2 without {due}"]


def test_who_is_on_duty_sees_what_is_due_and_nothing_else(world: World) -> None:
    WatchedItem.objects.update(check_on=TODAY + timedelta(days=1))
    ctx = world.ctx(At(role="case_worker", duty=True))
    seen = policy.rows(ctx, M.READ_ITEM, WatchedItem)

    outside = world.rows[WatchedItem, "outside", "assessed"]
    assert not seen.filter(pk=outside.pk).exists()
