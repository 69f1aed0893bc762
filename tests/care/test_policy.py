"""Who may do what in early help, restated by hand over role and state; then the table is spoilt."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from schutznetz.accounts.models import User
from schutznetz.care import services
from schutznetz.care.actions import CareAction
from schutznetz.care.choices import KEPT
from schutznetz.care.models import Family
from schutznetz.kernel.context import PUBLIC, SYSTEM, Context
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.policy import TRACED
from tests.care.conftest import AYDIN
from tests.conftest import NOON, context, every_role_of, member
from tests.spoiling import Rows, asked, unnoticed

pytestmark = pytest.mark.usefixtures("inside")
A, R = CareAction, Role
EVERYBODY = {PUBLIC, SYSTEM, *Role}
ON_NETWORK: dict[CareAction, set[str]] = {A.LIST: {R.COORDINATOR}, A.OPEN: {R.COORDINATOR}}
ENDED_AT = {"running": None, "ended": NOON - KEPT + timedelta(seconds=1), "outlived": NOON - KEPT}
RESTATED = [*CareAction]


def allowed(action: CareAction, role: str, state: str) -> bool:
    """The coordination works with families; the house deletes what is over; nobody else knows of them."""
    coordinates, running = role == R.COORDINATOR, state == "running"
    return {
        A.READ: coordinates,
        A.CHANGE: coordinates and running,
        A.END: coordinates and running,
        A.ERASE: role == SYSTEM and state == "outlived",
    }[action]


@dataclass(frozen=True)
class World:
    network: Network
    dora: User
    families: dict[str, Family]

    def ctx(self, role: str) -> Context:
        if role in {PUBLIC, SYSTEM}:
            acting = context(self.network, self.dora, R.PARTNER)
            return replace(acting, role=role, actor_id=None)
        return context(self.network, self.dora, Role(role))


@pytest.fixture
def world(tannfurt: Network, clara: Context) -> World:
    dora = member(tannfurt, "dora", R.PARTNER)
    every_role_of(dora, R.PARTNER)
    families = {state: services.open_family(clara, tannfurt, household=AYDIN) for state in ENDED_AT}
    for state, family in families.items():
        Family.objects.filter(pk=family.pk).update(ended_at=ENDED_AT[state])
    return World(tannfurt, dora, families)


def disagreements(action: CareAction, world: World, rows: Rows = asked) -> Iterator[tuple[str, str]]:
    """Yield where the table and this page differ."""
    for role in sorted(EVERYBODY):
        ctx = world.ctx(role)
        if action in ON_NETWORK:
            if (world.network.pk in rows(ctx, action, Network)) is not (role in ON_NETWORK[action]):
                yield role, ""
            continue
        found = rows(ctx, action, Family)
        for state, family in world.families.items():
            if (family.pk in found) is not allowed(action, role, state):
                yield role, state


def test_the_table_says_what_this_page_says(world: World) -> None:
    assert [(action, *each) for action in CareAction for each in disagreements(action, world)] == []


def test_a_spoilt_rule_is_noticed(world: World) -> None:
    def agrees(action: CareAction, rows: Rows) -> bool:
        return next(disagreements(action, world, rows), None) is None

    assert unnoticed(RESTATED, agrees, added={R.CASE_WORKER, R.DATA_PROTECTION}) == []


def test_every_look_at_a_family_leaves_a_trace() -> None:
    assert {A.LIST, A.READ, A.CHANGE, A.END} <= TRACED
