"""Who reads and passes on the figures of early help, restated by hand over every role; then spoilt."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from schutznetz.accounts.models import User
from schutznetz.counting.actions import CountingAction
from schutznetz.kernel.context import PUBLIC, SYSTEM, Context
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from tests.conftest import context, every_role_of, member
from tests.spoiling import Rows, asked, unnoticed

pytestmark = pytest.mark.usefixtures("inside")
A, R = CountingAction, Role
ALLOWED: dict[CountingAction, set[str]] = {
    A.READ: {R.COORDINATOR},
    A.READ_ROWS: {R.COORDINATOR},
    A.TAKE: {R.COORDINATOR, R.PLANNER},
    A.FIX: {SYSTEM},
}
RESTATED = [*CountingAction]


@pytest.fixture
def dora(tannfurt: Network) -> User:
    dora = member(tannfurt, "dora", R.COORDINATOR)
    every_role_of(dora, R.COORDINATOR)
    return dora


def acting(network: Network, dora: User, role: str) -> Context:
    if role in {PUBLIC, SYSTEM}:
        return replace(context(network, dora, R.COORDINATOR), role=role, actor_id=None)
    return context(network, dora, Role(role))


def disagreements(
    action: CountingAction, network: Network, dora: User, rows: Rows = asked
) -> Iterator[tuple[str, str]]:
    for role in sorted({PUBLIC, SYSTEM, *Role}):
        may = network.pk in rows(acting(network, dora, role), action, Network)
        if may is not (role in ALLOWED[action]):
            yield action, role


def test_the_table_says_what_this_page_says(tannfurt: Network, dora: User) -> None:
    assert [each for action in CountingAction for each in disagreements(action, tannfurt, dora)] == []


@pytest.mark.once
def test_a_spoilt_rule_is_noticed(tannfurt: Network, dora: User) -> None:
    def agrees(action: CountingAction, rows: Rows) -> bool:
        return next(disagreements(action, tannfurt, dora, rows), None) is None

    assert unnoticed(RESTATED, agrees, added={R.CASE_WORKER, R.VOLUNTEER_COORDINATOR}) == []
