"""Who may do what beside an entry, restated by hand over role, relation and state; then spoilt."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

import pytest
from django.db import models

from schutznetz.accounts.models import User
from schutznetz.cases.actions import DisputeAction as D
from schutznetz.cases.models import Case, Restriction, RestrictionLifting
from schutznetz.kernel.context import PUBLIC, SYSTEM, Context
from schutznetz.kernel.policy import Action
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Assignment, Network
from tests.conftest import NOON, context, member
from tests.spoiling import Rows, asked, unnoticed

pytestmark = pytest.mark.usefixtures("inside")
RESTATED = [*D]
OFFICE = {"intake", "case_worker", "team_lead"}
ROLES = sorted({*(str(role) for role in Role), PUBLIC, SYSTEM})
RELATIONS = ("mine", "mine, proposed by me", "outside")
TARGET: dict[Action, type[models.Model]] = {
    D.NOTE: Case,
    D.RESTRICT: Case,
    D.PROPOSE_LIFTING: Restriction,
    D.CONFIRM_LIFTING: RestrictionLifting,
}


@dataclass(frozen=True)
class World:
    network: Network
    dora: User
    rows: dict[tuple[str, str], models.Model]

    def ctx(self, role: str) -> Context:
        acting = replace(context(self.network, self.dora, Role.PARTNER), role=role)
        return acting if role in set(Role) else replace(acting, actor_id=None)


@pytest.fixture
def world(tannfurt: Network) -> World:
    dora, bert, carl = (member(tannfurt, name, Role.CASE_WORKER) for name in ("dora", "bert", "carl"))
    for role in set(Role) - {Role.CASE_WORKER}:
        Assignment.objects.create(user=dora, role=role, starts_on=NOON.date(), ends_on=NOON.date())
    rows: dict[tuple[str, str], models.Model] = {}
    for number, relation in enumerate(RELATIONS, start=1):
        lead = dora if relation.startswith("mine") else bert
        case = Case.objects.create(
            number=number, child_name="Mia", report="x", lead=lead, substitute=carl, reported_at=NOON
        )
        rows[relation, "case"] = case
        for lifted in (None, NOON):
            restriction = Restriction.objects.create(
                case=case, ground="claims", reasons="x", placed_by=carl, placed_at=NOON,
                review_on=NOON.date(), lifted_at=lifted,
            )  # fmt: skip
            rows[relation, "lifted" if lifted else "restricted"] = restriction
        for state in ("proposed", "voided"):
            rows[relation, state] = RestrictionLifting.objects.create(
                restriction=restriction, reasons="x", told_on=NOON.date(), seal="x", state=state,
                proposed_by=dora if "by me" in relation else carl, proposed_at=NOON, proposed_session="first",
            )  # fmt: skip
    return World(tannfurt, dora, rows)


def lawful(role: str, action: Action, relation: str, state: str) -> bool:
    """Restate the table by hand."""
    works = role == "team_lead" or (role in OFFICE and relation.startswith("mine"))
    rules: dict[Action, bool] = {
        D.NOTE: works,
        D.RESTRICT: works,
        D.PROPOSE_LIFTING: works and state == "restricted",
        D.CONFIRM_LIFTING: works and state == "proposed" and "by me" not in relation,
    }
    return rules[action]


def wrong(world: World, *actions: Action, rows: Rows = asked) -> Iterator[tuple[str, Action, str, str]]:
    for action, role in product(actions, ROLES):
        found = rows(world.ctx(role), action, TARGET[action])
        for (relation, state), row in world.rows.items():
            if isinstance(row, TARGET[action]):
                if (row.pk in found) is not lawful(role, action, relation, state):
                    yield role, action, relation, state


def test_the_table_says_what_is_restated_here(world: World) -> None:
    assert list(wrong(world, *D)) == []


def test_every_change_of_the_table_is_noticed(world: World) -> None:
    """Negative control: leave out each row and each condition."""

    def agrees(action: Action, rows: Rows) -> bool:
        return next(wrong(world, action, rows=rows), None) is None

    assert unnoticed(RESTATED, agrees) == []
