"""Who may do what about family midwives, restated by hand over role, relation and state; then spoilt."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import models

from schutznetz.accounts.models import User
from schutznetz.care.models import ConsentRecipient, FamilyConsent, Passing
from schutznetz.kernel.context import PUBLIC, SYSTEM, Context
from schutznetz.law.visits import WAITS_LONG
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.policy import TRACED
from schutznetz.visiting import services
from schutznetz.visiting.actions import VisitingAction
from schutznetz.visiting.choices import PLAN_KEPT, PROOF_NOTICE, MeanwhileKind, ProofKind
from schutznetz.visiting.models import (
    FamilyMidwife,
    Meanwhile,
    PlacingPlan,
    VisitContact,
    VisitGoal,
    VisitHandOver,
    VisitRequest,
)
from tests.conftest import NOON, context, every_role_of, member
from tests.spoiling import Rows, asked, unnoticed
from tests.visiting.conftest import ENTRY, asks, registered

pytestmark = pytest.mark.usefixtures("inside")
A, R = VisitingAction, Role
TODAY = NOON.date()
EVERYBODY = {PUBLIC, SYSTEM, *Role}
ON_NETWORK: dict[VisitingAction, set[str]] = {
    A.KEEP_REGISTER: {R.COORDINATOR},
    A.LIST: {R.COORDINATOR},
    A.LIST_OWN: {R.FAMILY_MIDWIFE},
    A.REQUEST: {R.COORDINATOR},
    A.PLAN: {R.COORDINATOR},
    A.SEE_HOURS: {R.COORDINATOR},
    A.TAKE_HOURS: {R.COORDINATOR},
    A.EVALUATE: {R.COORDINATOR},
}
RESTATED = [*VisitingAction]
A_DAY = timedelta(days=1)
TOLD: dict[str, tuple[str, bool, dict[str, Any]]] = {
    "told": ("hers", True, {}),
    "of another's family": ("another's", True, {}),
    "names another": ("hers", False, {}),
    "withdrawn": ("hers", True, {"withdrawn": True}),
    "expired": ("hers", True, {"given_on": TODAY - A_DAY, "until": TODAY - A_DAY}),
    "to come": ("hers", True, {"given_on": TODAY + A_DAY, "until": TODAY + A_DAY}),
}
ON_PLAN = (A.READ_PLAN, A.PIN, A.NOTE_PLAN, A.ADOPT, A.FORGET_PLAN)
ON_REQUEST = (
    A.READ, A.PLACE, A.END, A.READ_OWN, A.NOTE_CONTACT, A.AGREE_GOAL, A.REVIEW, A.NOTE_START, A.CLOSE,
    A.PASS_ON, A.HAND_OVER, A.REMIND, A.OFFER_MEANWHILE, A.ALARM, A.WATCH_CONSENT,
)  # fmt: skip
PLACED = {"hers", "another's", "followed", "handed over", "another's followed"}
HERS = {"hers", "followed", "handed over", "ended"}


def allowed(action: VisitingAction, role: str, state: str) -> bool:
    """The coordination places and ends; she works with her own; the house works out and deletes."""
    coordinates, house, helps = role == R.COORDINATOR, role == SYSTEM, role == R.FAMILY_MIDWIFE
    works = helps and state in HERS & PLACED
    return {
        A.CHANGE_MIDWIFE: coordinates,
        A.NOTE_PROOF: coordinates,
        A.RENEW_PROOF: coordinates,
        A.REMIND_PROOF: house and state == "lapsing",
        A.OFFER_MEANWHILE: coordinates and state in {"waiting", "long"},
        A.ANSWER_MEANWHILE: coordinates and state == "open",
        A.ALARM: house and state in {"waiting", "long"},
        A.PIN: coordinates and state in {"ready", "old"},
        A.READ: coordinates,
        A.PLACE: coordinates and state in {"waiting", "long"},
        A.END: coordinates and state != "ended",
        A.READ_OWN: helps and state in HERS,
        A.NOTE_CONTACT: works,
        A.AGREE_GOAL: works,
        A.REVIEW: works,
        A.NOTE_START: works,
        A.CLOSE: works,
        A.PASS_ON: works and state == "hers",
        A.HAND_OVER: works and state == "followed",
        A.REMIND: house and (state in PLACED or state.startswith("after")),
        A.WATCH_CONSENT: house and (state in PLACED or state.startswith("after")),
        A.CORRECT_CONTACT: helps and state in {"contact", "wrong"},
        A.SETTLE_GOAL: helps and state == "goal",
        A.READ_HANDOVER: helps and state == "told",
        A.READ_PLAN: coordinates,
        A.NOTE_PLAN: house,
        A.ADOPT: coordinates and state in {"ready", "old"},
        A.FORGET_PLAN: house and state == "old",
    }[action]


@dataclass(frozen=True)
class World:
    network: Network
    dora: User
    midwife: FamilyMidwife
    requests: dict[str, VisitRequest]
    plans: dict[str, PlacingPlan]
    notes: dict[VisitingAction, dict[str, models.Model]]

    def ctx(self, role: str) -> Context:
        if role in {PUBLIC, SYSTEM}:
            acting = context(self.network, self.dora, R.FAMILY_MIDWIFE)
            return replace(acting, role=role, actor_id=None)
        return context(self.network, self.dora, Role(role))

    def rows(self, action: VisitingAction) -> dict[str, models.Model]:
        if action in ON_REQUEST:
            return {**self.requests}
        if action in self.notes:
            return self.notes[action]
        return {**self.plans} if action in ON_PLAN else {"": self.midwife}


@pytest.fixture
def world(tannfurt: Network, clara: Context, other: FamilyMidwife) -> World:
    dora = member(tannfurt, "dora", R.FAMILY_MIDWIFE)
    mine = registered(clara, tannfurt, user_id=dora.pk, entry=ENTRY)
    every_role_of(dora, R.FAMILY_MIDWIFE)
    states = (
        "waiting", "long", "hers", "another's", "ended", "followed", "handed over", "another's followed",
    )  # fmt: skip
    requests = {state: asks(clara, tannfurt) for state in states}
    on = {"state": "placed", "placed_at": NOON, "placed_by": clara.person_id, "planned_end": NOON.date()}
    changes: dict[str, dict[str, object]] = {
        "waiting": {},
        "long": {"asked_at": NOON - WAITS_LONG},
        "hers": on | {"midwife": mine, "asked_at": NOON - WAITS_LONG},
        "another's": on | {"midwife": other},
        "ended": {"state": "ended", "ended_at": NOON, "end": "planned", "midwife": mine},
        "followed": on | {"midwife": mine},
        "handed over": on | {"midwife": mine},
        "another's followed": on | {"midwife": other},
    }
    for state, change in changes.items():
        VisitRequest.objects.filter(pk=requests[state].pk).update(**({"urgency": "soon"} | change))
    for state in ("followed", "handed over", "another's followed"):
        next_one = on | {"midwife": other, "follows": requests[state]}
        follower = asks(clara, tannfurt)
        VisitRequest.objects.filter(pk=follower.pk).update(**next_one)
        requests[f"after {state}"] = follower
    notes = noted(clara, requests, mine, other)
    return World(tannfurt, dora, mine, requests, plans_of(clara), notes)


def plans_of(clara: Context) -> dict[str, PlacingPlan]:
    person = clara.person_id
    found: dict[str, object] = {"near": {}}
    return {
        "begun": PlacingPlan.objects.create(asked_at=clara.now, asked_by_id=person),
        "ready": PlacingPlan.objects.create(asked_at=clara.now, asked_by_id=person, proposals=found),
        "old": PlacingPlan.objects.create(
            asked_at=clara.now - PLAN_KEPT, asked_by_id=person, proposals=found
        ),
        "trial": PlacingPlan.objects.create(
            asked_at=clara.now, asked_by_id=person, proposals=found, trial=True
        ),
        "adopted": PlacingPlan.objects.create(
            asked_at=clara.now,
            asked_by_id=person,
            proposals=found,
            adopted="near",
            adopted_at=clara.now,
            adopted_by_id=person,
        ),
    }


def noted(
    clara: Context, requests: dict[str, VisitRequest], mine: FamilyMidwife, other: FamilyMidwife
) -> dict[VisitingAction, dict[str, models.Model]]:
    """What stands in her log and in a colleague's, and what a colleague told her under four consents."""
    hers = {"request": requests["hers"], "midwife": mine}
    theirs = {"request": requests["another's"], "midwife": other}
    contacts: dict[str, models.Model] = {
        "contact": contact(hers),
        "wrong": contact(hers),
        "another's": contact(theirs),
    }
    contacts["struck"] = contact(hers, corrects=contacts["wrong"], void=True)
    goals: dict[str, models.Model] = {
        "goal": goal(requests["hers"]),
        "reached": goal(requests["hers"], state="reached", settled_on=TODAY),
        "over": goal(requests["ended"]),
        "another's": goal(requests["another's"]),
    }
    told: dict[str, models.Model] = {
        state: told_to(clara, requests[after], mine if named else other, cover)
        for state, (after, named, cover) in TOLD.items()
    }
    handed = told_to(clara, requests["after handed over"], other, {})
    VisitHandOver.objects.filter(pk=handed.pk).update(request=requests["handed over"])
    proofs, bridges = proofs_of(clara, mine), bridges_of(clara, requests)
    return {
        A.CORRECT_CONTACT: contacts,
        A.SETTLE_GOAL: goals,
        A.READ_HANDOVER: told,
        A.RENEW_PROOF: proofs,
        A.REMIND_PROOF: proofs,
        A.ANSWER_MEANWHILE: bridges,
    }


def contact(of: dict[str, Any], **said: Any) -> VisitContact:
    minutes = 0 if said else 60
    return VisitContact.objects.create(
        **of, on=TODAY, kind="home", minutes=minutes, noted_at=NOON, topics=[], **said
    )


def goal(request: VisitRequest, **said: Any) -> VisitGoal:
    return VisitGoal.objects.create(request=request, agreed_on=TODAY, words="x", **said)


def told_to(
    clara: Context, successor: VisitRequest, named: FamilyMidwife, cover: dict[str, Any]
) -> VisitHandOver:
    """A colleague's help that is over, and what she told under a consent that names somebody."""
    before = asks(clara, Network.objects.get(pk=clara.network_id))
    family = before.family_id
    said = {"given_on": TODAY, "until": TODAY} | cover
    withdrawn = said.pop("withdrawn", False)
    consent = FamilyConsent.objects.create(
        family_id=family, kind="release", purpose="hand_over", form="paper", language="de",
        declared_by="self", custody="sole", noted_at=NOON, noted_by_id=clara.person_id, **said,
    )  # fmt: skip
    recipient = ConsentRecipient.objects.create(consent=consent, person_id=named.user_id)
    passing = Passing.objects.create(
        family_id=family, recipient=recipient, passed_at=NOON, passed_on=said["until"], necessity="x",
        passed_by_id=clara.person_id, basis="release", by_youth_office=False,
    )  # fmt: skip
    if withdrawn:
        FamilyConsent.objects.filter(pk=consent.pk).update(withdrawn_at=NOON, withdrawal="code")
    return VisitHandOver.objects.create(
        request=before, successor=successor, passing=passing, handed_at=NOON, words="x",
        handed_by_id=clara.person_id,
    )  # fmt: skip


def proofs_of(clara: Context, midwife: FamilyMidwife) -> dict[str, models.Model]:
    today = NOON.date()
    until = {ProofKind.SECRECY: None, ProofKind.LIABILITY: today + PROOF_NOTICE}
    until[ProofKind.TRAINING] = today + PROOF_NOTICE + timedelta(days=1)
    names = {ProofKind.SECRECY: "stays", ProofKind.LIABILITY: "lapsing", ProofKind.TRAINING: "later"}
    return {
        names[kind]: services.note_proof(clara, midwife, kind=kind, seen_on=today, counts_until=day)
        for kind, day in until.items()
    }


def bridges_of(clara: Context, requests: dict[str, VisitRequest]) -> dict[str, models.Model]:
    """One that is open, one that was answered, and one of a family that waits no more."""
    said: dict[str, tuple[str, dict[str, object]]] = {
        "open": ("waiting", {}),
        "answered": ("waiting", {"answer": "accepted", "answered_at": NOON}),
        "over": ("hers", {}),
    }
    return {
        name: Meanwhile.objects.create(
            request=requests[state],
            kind=MeanwhileKind.CALLS,
            offered_at=NOON,
            offered_by_id=clara.person_id,
            **more,
        )
        for name, (state, more) in said.items()
    }


def disagreements(action: VisitingAction, world: World, rows: Rows = asked) -> Iterator[tuple[str, str]]:
    """Yield where the table and this page differ."""
    for role in sorted(EVERYBODY):
        ctx = world.ctx(role)
        if action in ON_NETWORK:
            if (world.network.pk in rows(ctx, action, Network)) is not (role in ON_NETWORK[action]):
                yield role, ""
            continue
        for state, record in world.rows(action).items():
            if (record.pk in rows(ctx, action, type(record))) is not allowed(action, role, state):
                yield role, state


def test_the_table_says_what_this_page_says(world: World) -> None:
    assert [(action, *each) for action in VisitingAction for each in disagreements(action, world)] == []


@pytest.mark.once
def test_a_spoilt_rule_is_noticed(world: World) -> None:
    def agrees(action: VisitingAction, rows: Rows) -> bool:
        return next(disagreements(action, world, rows), None) is None

    assert unnoticed(RESTATED, agrees, added={R.CASE_WORKER, R.DATA_PROTECTION}) == []


def test_every_look_at_what_a_family_needs_leaves_a_trace() -> None:
    assert {A.LIST, A.READ, A.PLACE, A.END, A.READ_PLAN, A.PIN, A.OFFER_MEANWHILE} <= TRACED
    silent = {A.NOTE_START, A.AGREE_GOAL, A.PASS_ON} - TRACED
    hers = {A.LIST_OWN, A.READ_OWN, A.NOTE_CONTACT, A.CORRECT_CONTACT, A.SETTLE_GOAL, A.REVIEW, A.CLOSE}
    assert hers | {A.NOTE_START, A.HAND_OVER, A.READ_HANDOVER} <= TRACED
    assert silent == {A.AGREE_GOAL, A.PASS_ON}  # these open nothing
    assert {A.LIST, A.READ, A.PLACE, A.END, A.READ_PLAN, A.PIN, A.OFFER_MEANWHILE} <= TRACED
