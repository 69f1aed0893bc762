"""Who may do what about family midwives, restated by hand over role, relation and state; then spoilt."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from django.db import models

from schutznetz.accounts.models import User
from schutznetz.kernel.context import PUBLIC, SYSTEM, Context
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.policy import TRACED
from schutznetz.visiting import services
from schutznetz.visiting.actions import VisitingAction
from schutznetz.visiting.choices import PLAN_KEPT
from schutznetz.visiting.models import FamilyMidwife, PlacingPlan, VisitRequest
from tests.conftest import NOON, context, every_role_of, member
from tests.spoiling import Rows, asked, unnoticed
from tests.visiting.conftest import ENTRY, asks

pytestmark = pytest.mark.usefixtures("inside")
A, R = VisitingAction, Role
EVERYBODY = {PUBLIC, SYSTEM, *Role}
ON_NETWORK: dict[VisitingAction, set[str]] = {
    A.KEEP_REGISTER: {R.COORDINATOR},
    A.LIST: {R.COORDINATOR},
    A.LIST_OWN: {R.FAMILY_MIDWIFE},
    A.REQUEST: {R.COORDINATOR},
    A.PLAN: {R.COORDINATOR},
}
RESTATED = [*VisitingAction]
ON_REQUEST, ON_PLAN = (A.READ, A.PLACE, A.END), (A.READ_PLAN, A.NOTE_PLAN, A.ADOPT, A.FORGET_PLAN)


def allowed(action: VisitingAction, role: str, state: str) -> bool:
    """The coordination places and ends; she ends her own; the house works out and deletes."""
    coordinates, house = role == R.COORDINATOR, role == SYSTEM
    return {
        A.CHANGE_MIDWIFE: coordinates,
        A.READ: coordinates,
        A.PLACE: coordinates and state == "waiting",
        A.END: (coordinates and state != "ended") or (role == R.FAMILY_MIDWIFE and state == "hers"),
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

    def ctx(self, role: str) -> Context:
        if role in {PUBLIC, SYSTEM}:
            acting = context(self.network, self.dora, R.FAMILY_MIDWIFE)
            return replace(acting, role=role, actor_id=None)
        return context(self.network, self.dora, Role(role))

    def rows(self, action: VisitingAction) -> dict[str, models.Model]:
        if action in ON_REQUEST:
            return {**self.requests}
        return {**self.plans} if action in ON_PLAN else {"": self.midwife}


@pytest.fixture
def world(tannfurt: Network, clara: Context, other: FamilyMidwife) -> World:
    dora = member(tannfurt, "dora", R.FAMILY_MIDWIFE)
    mine = services.add_midwife(clara, tannfurt, user_id=dora.pk, entry=ENTRY)
    every_role_of(dora, R.FAMILY_MIDWIFE)
    requests = {state: asks(clara, tannfurt) for state in ("waiting", "hers", "another's", "ended")}
    on = {"state": "placed", "placed_at": NOON, "placed_by": clara.person_id, "planned_end": NOON.date()}
    changes: dict[str, dict[str, object]] = {
        "waiting": {},
        "hers": on | {"midwife": mine},
        "another's": on | {"midwife": other},
        "ended": {"state": "ended", "ended_at": NOON, "end": "planned", "midwife": mine},
    }
    for state, change in changes.items():
        VisitRequest.objects.filter(pk=requests[state].pk).update(**({"urgency": "soon"} | change))
    person = clara.person_id
    found: dict[str, object] = {"near": {}}
    plans = {
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
    return World(tannfurt, dora, mine, requests, plans)


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


def test_a_spoilt_rule_is_noticed(world: World) -> None:
    def agrees(action: VisitingAction, rows: Rows) -> bool:
        return next(disagreements(action, world, rows), None) is None

    assert unnoticed(RESTATED, agrees, added={R.CASE_WORKER, R.DATA_PROTECTION}) == []


def test_every_look_at_what_a_family_needs_leaves_a_trace() -> None:
    assert {A.LIST, A.READ, A.PLACE, A.END, A.READ_PLAN} <= TRACED
