"""Who may do what with a request for a file, restated by hand over role, relation and state; spoilt."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

import pytest
from django.db import models

from schutznetz.accounts.models import User
from schutznetz.cases.actions import FileAccessAction as F
from schutznetz.cases.models import AccessPackage, AccessRequest, Case
from schutznetz.kernel.context import PUBLIC, SYSTEM, Context
from schutznetz.kernel.policy import Action
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Assignment, Network
from tests.conftest import NOON, context, member
from tests.spoiling import Rows, asked, unnoticed

pytestmark = pytest.mark.usefixtures("inside")
RESTATED = [*F]
OFFICE = {"intake", "case_worker", "team_lead"}
ROLES = sorted({*(str(role) for role in Role), PUBLIC, SYSTEM})
RELATIONS = ("mine", "mine, proposed by me", "outside")
REQUESTS = ("open", "released", "handed_out", "refused")
PACKAGES = ("package proposed", "package voided")
ENDED = {"ended_at": NOON, "end_note": "x"}


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
    rows: dict[tuple[str, str], models.Model] = {("", "network"): tannfurt}
    for number, relation in enumerate(RELATIONS, start=1):
        lead = dora if relation.startswith("mine") else bert
        case = Case.objects.create(
            number=number, child_name="Mia", report="x", lead=lead, substitute=carl, reported_at=NOON
        )
        rows[relation, "case"] = case
        proposer = dora if "by me" in relation else carl
        for state in REQUESTS:
            rows[relation, state] = _request(case, carl, state)
        for state in PACKAGES:
            rows[relation, state] = AccessPackage.objects.create(
                request=_request(case, carl, "open"), content={}, seal="x", state=state.split()[1],
                proposed_by=proposer, proposed_at=NOON, proposed_session="first",
            )  # fmt: skip
    return World(tannfurt, dora, rows)


def _request(case: Case, by: User, state: str) -> AccessRequest:
    over = {**ENDED, "ended_by": by} if state in {"refused", "handed_out"} else {}
    how = {"handed_how": "in_person"} if state == "handed_out" else {}
    return AccessRequest.objects.create(
        case=case, state=state, asker="custodian", basis="file_access", name="x", standing="x",
        identity="document", received_on=NOON.date(), due_on=NOON.date(), opened_by=by, opened_at=NOON,
        **over, **how,
    )  # fmt: skip


def lawful(role: str, action: Action, relation: str, state: str) -> bool:
    """Restate the table by hand."""
    works = (role in OFFICE and relation.startswith("mine")) or role == "team_lead"
    rules: dict[Action, bool] = {
        F.LIST: role in {"team_lead", "data_protection"},
        F.OPEN: works,
        F.READ: works,
        F.DECIDE: works and state == "open",
        F.EXTEND: works and state == "open",
        F.END: works and state == "open",
        F.PROPOSE: works and state == "open",
        F.READ_PACKAGE: works,
        F.CONFIRM: works and state == "package proposed" and "by me" not in relation,
        F.VOID: works and state == "package proposed",
        F.FETCH: works and state in {"released", "handed_out"},
        F.HAND_OUT: works and state == "released",
    }
    return rules[action]


TARGET: dict[Action, type[models.Model]] = {
    **dict.fromkeys(F, AccessRequest),
    F.LIST: Network,
    F.OPEN: Case,
    **dict.fromkeys((F.READ_PACKAGE, F.CONFIRM, F.VOID), AccessPackage),
}


def wrong(world: World, *actions: Action, rows: Rows = asked) -> Iterator[tuple[str, Action, str, str]]:
    for action, role in product(actions, ROLES):
        found = rows(world.ctx(role), action, TARGET[action])
        for (relation, state), row in world.rows.items():
            if isinstance(row, TARGET[action]):
                if (row.pk in found) is not lawful(role, action, relation, state):
                    yield role, action, relation, state


def test_the_table_says_what_is_restated_here(world: World) -> None:
    assert list(wrong(world, *F)) == []


def test_every_change_of_the_table_is_noticed(world: World) -> None:
    """Negative control: leave out each row and each condition."""

    def agrees(action: Action, rows: Rows) -> bool:
        return next(wrong(world, action, rows=rows), None) is None

    assert unnoticed(RESTATED, agrees) == []
