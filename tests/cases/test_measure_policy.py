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
    Closing,
    CourtReferral,
    HelpOffer,
    SafetyPlan,
    TakingIntoCare,
    WatchedItem,
)
from schutznetz.kernel import policy
from schutznetz.kernel.context import PUBLIC, SYSTEM, Context
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Assignment, Network
from schutznetz.work.models import Shift
from tests import make
from tests.conftest import NOON, context, member
from tests.spoiling import unnoticed

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


@dataclass(frozen=True)
class World:
    network: Network
    dora: User
    rows: dict[tuple[type[models.Model], str, str], models.Model]
    closings: dict[tuple[str, str], Closing]

    def ctx(self, at: At) -> Context:
        now = NOON if at.duty else NOON + timedelta(days=2)
        acting = replace(context(self.network, self.dora, Role.PARTNER), role=at.role, now=now)
        return acting if at.role in set(Role) else replace(acting, actor_id=None)


@pytest.fixture
def world(tannfurt: Network) -> World:
    dora, bert, carl = (member(tannfurt, name, Role.CASE_WORKER) for name in ("dora", "bert", "carl"))
    for role in set(Role) - {Role.CASE_WORKER}:
        Assignment.objects.create(
            user=dora, role=role, starts_on=TODAY - timedelta(days=9), ends_on=TODAY + timedelta(days=9)
        )
    hour = timedelta(hours=1)
    Shift.objects.create(person=dora, substitute=bert, starts_at=NOON - hour, ends_at=NOON + hour)
    build = Builder(dora, bert, carl)
    rows: dict[tuple[type[models.Model], str, str], models.Model] = {}
    for relation, state in product(RELATIONS, STATES):
        rows |= {(type(row), relation, state): row for row in build.rows(relation, state)}
    return World(tannfurt, dora, rows, build.closings())


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

    def closings(self) -> dict[tuple[str, str], Closing]:
        """One for each outcome: of dora's own case, by another and by herself."""
        found = {}
        for outcome, whose in product(("none", "latent"), ("mine", "by me", "theirs")):
            found[outcome, whose] = Closing.objects.create(
                case=self.case("lead" if whose != "theirs" else "outside"),
                outcome=outcome,
                reason="averted",
                note="x",
                proposed_by=self.dora if whose == "by me" else self.bert,
                proposed_at=NOON,
            )
        return found


def disagreements(action: M, world: World) -> Iterator[At]:
    model, expected = RULES[action]
    for role, duty in product(ROLES, (True, False)):
        ctx = world.ctx(At(role=role, duty=duty))
        allowed = set(policy.rows(ctx, action, model).values_list("pk", flat=True))
        for relation, state in product(RELATIONS, STATES):
            at = At(role=role, relation=relation, duty=duty, state=state)
            if (world.rows[model, relation, state].pk in allowed) is not expected(at):
                yield at


def test_the_table_says_what_is_restated_here(world: World) -> None:
    assert [(action, at) for action in RULES for at in disagreements(action, world)] == []


def test_a_spoilt_rule_is_noticed(world: World) -> None:
    def agrees(action: M) -> bool:
        return next(disagreements(action, world), None) is None

    survivors = unnoticed(RULES, agrees, added={"coordinator"})

    due = "„Kontrolle fällig“"  # every item here is due; its own test stands below
    assert survivors == [f"{M.READ_ITEM}: row 2 without {due}", f"{M.CHECK}: row 2 without {due}"]


def test_who_is_on_duty_sees_what_is_due_and_nothing_else(world: World) -> None:
    WatchedItem.objects.update(check_on=TODAY + timedelta(days=1))
    ctx = world.ctx(At(role="case_worker", duty=True))
    seen = policy.rows(ctx, M.READ_ITEM, WatchedItem)

    outside = world.rows[WatchedItem, "outside", "assessed"]
    assert not seen.filter(pk=outside.pk).exists()


def test_who_closes_is_another_person_and_under_a_danger_a_lead(world: World) -> None:
    def may(role: str) -> set[tuple[str, str]]:
        ctx = world.ctx(At(role=role))
        allowed = set(policy.rows(ctx, M.DECIDE_ON_CLOSING, Closing).values_list("pk", flat=True))
        return {label for label, closing in world.closings.items() if closing.pk in allowed}

    assert may("case_worker") == may("intake") == {("none", "mine")}
    assert may("team_lead") == {(each, whose) for each in ("none", "latent") for whose in ("mine", "theirs")}
    for role in set(ROLES) - OFFICE:
        assert may(role) == set()
    Closing.objects.filter(state="proposed").update(state="voided")
    assert may("team_lead") == set()


def test_only_a_lead_oversees(world: World) -> None:
    allowed = {role for role in ROLES if policy.may(world.ctx(At(role=role)), M.OVERSEE, world.network)}

    assert allowed == {LEAD}
