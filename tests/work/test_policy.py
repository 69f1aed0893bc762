"""Who may do what with tasks, restated by hand over role, state and relation; then mutated."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType
from uuid import UUID

import pytest

from schutznetz.accounts.models import User
from schutznetz.kernel import tenancy
from schutznetz.kernel.context import PUBLIC, SYSTEM
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.work.actions import WorkAction
from schutznetz.work.models import Escalation, Task
from tests.conftest import NOON, context, every_role_of, member
from tests.lasting import tannfurt, town
from tests.rights import OFFICE, Rules, desk, deviations, unnoticed_in
from tests.spoiling import Rows, asked, unnoticed

__all__ = ["tannfurt", "town"]
pytestmark = pytest.mark.usefixtures("inside")

W = WorkAction
OWN = {"mine", "standing in", "mine, done", "mine, late", "mine, explained"}
ON_TASKS: dict[WorkAction, set[str]] = {
    W.READ: OWN | {"line", "called", "called, done"},
    W.TAKE: {"line"},
    W.HAND_OVER: {"mine", "standing in"},
    W.FINISH: {"mine", "standing in"},
    W.EXPLAIN: {"mine, late"},
    W.ACKNOWLEDGE: {"called"},
}
ON_NETWORK: Rules = {
    W.START: (Network, lambda at: at.role in set(Role)),
    W.ANSWER: (Network, lambda at: True),  # what is public is open to everybody
    W.DUTY: (Network, lambda at: at.role in OFFICE),
    W.PLAN_SHIFT: (Network, lambda at: at.role in {"intake", "team_lead"}),
    W.CANCEL_SHIFT: (Network, lambda at: at.role in {"intake", "team_lead"}),
}
RESTATED = [*ON_TASKS, *ON_NETWORK, W.READ_OPEN, W.ESCALATE]


@pytest.fixture(scope="module")
def who_is_anna(town: Network) -> UUID:
    anna = member(town, "anna", Role.INTAKE)
    with tenancy.scope(town.pk):
        every_role_of(anna, Role.INTAKE)
    return anna.pk


@pytest.fixture
def anna(who_is_anna: UUID, tannfurt: Network) -> User:
    return User.objects.get(pk=who_is_anna)


@pytest.fixture(scope="module")
def labels(town: Network, who_is_anna: UUID) -> Mapping[object, str]:
    with tenancy.scope(town.pk):
        return labelled(town, User.objects.get(pk=who_is_anna))


def labelled(network: Network, anna: User) -> Mapping[object, str]:
    bert = member(network, "ben", Role.INTAKE)
    common = {
        "kind": "call_back",
        "about_type": "networks.Network",
        "about_id": network.pk,
        "opened_at": NOON,
        "due_at": NOON - timedelta(minutes=1),
    }
    done = {"settled_at": NOON - timedelta(minutes=2), "settled_by": anna}
    late = {"settled_at": NOON, "settled_by": anna, "late": True}
    tasks = {
        "mine": Task(owner=anna, substitute=bert, **common),
        "standing in": Task(owner=bert, substitute=anna, **common),
        "mine, done": Task(owner=anna, **common, **done),
        "mine, late": Task(owner=anna, **common, **late),
        "mine, explained": Task(owner=anna, **common, **late, late_cause="workload"),
        "called": Task(owner=bert, **common, ladder=[[0, "line"]], next_step_at=NOON),
        "called, done": Task(owner=bert, **common, settled_at=NOON, settled_by=bert, late=True),
        "theirs": Task(owner=bert, **common, ladder=[[0, "line"]], next_step_at=NOON + timedelta(hours=1)),
        "theirs, done": Task(owner=bert, **common, ladder=[[0, "line"]], next_step_at=NOON, **done),
    }
    for role in Role:
        tasks[f"line {role}"] = Task(line=role, **common)
        tasks[f"taken from line {role}"] = Task(line=role, owner=bert, **common)
        tasks[f"line {role}, done"] = Task(line=role, **common, **{**done, "settled_by": bert})
    for task in tasks.values():
        task.save()
    for label in ("called", "called, done"):
        Escalation.objects.create(task=tasks[label], step=0, rung="line", person=anna, called_at=NOON)
    return MappingProxyType({task.pk: label for label, task in tasks.items()})


def seen(
    network: Network,
    anna: User,
    labels: Mapping[object, str],
    action: WorkAction,
    role: str,
    rows: Rows = asked,
) -> set[str]:
    ctx = replace(context(network, anna, Role.INTAKE), role=role)
    return {labels[pk] for pk in rows(ctx, action, Task)}


def expected(action: WorkAction, role: Role) -> set[str]:
    line = {W.READ: {f"line {role}", f"line {role}, done"}, W.TAKE: {f"line {role}"}}.get(action, set())
    return ON_TASKS[action] - {"line"} | line


def wrong(
    network: Network, anna: User, labels: Mapping[object, str], action: WorkAction, rows: Rows = asked
) -> bool:
    return any(seen(network, anna, labels, action, role, rows) != expected(action, role) for role in Role)


@pytest.mark.parametrize("action", ON_TASKS)
def test_everybody_works_on_what_is_theirs(
    action: WorkAction, tannfurt: Network, anna: User, labels: Mapping[object, str]
) -> None:
    for role in Role:
        assert seen(tannfurt, anna, labels, action, role) == expected(action, role), role
    for outside in (PUBLIC, SYSTEM):
        assert seen(tannfurt, anna, labels, action, outside) == set()


def test_only_the_house_climbs_and_only_what_is_due(
    tannfurt: Network, anna: User, labels: Mapping[object, str]
) -> None:
    def climbs(_action: WorkAction, rows: Rows = asked) -> bool:
        return all(
            seen(tannfurt, anna, labels, W.ESCALATE, role, rows) == ({"called"} if role == SYSTEM else set())
            for role in (*Role, PUBLIC, SYSTEM)
        )

    assert climbs(W.ESCALATE)
    assert unnoticed([W.ESCALATE], climbs) == []


def test_the_pages_of_work(tannfurt: Network) -> None:
    at = desk(tannfurt)

    assert deviations(at, ON_NETWORK) == []
    assert unnoticed_in(at, ON_NETWORK) == []


@pytest.mark.once
def test_every_change_of_the_table_is_noticed(
    tannfurt: Network, anna: User, labels: Mapping[object, str]
) -> None:
    assert unnoticed(ON_TASKS, lambda each, rows: not wrong(tannfurt, anna, labels, each, rows)) == []
