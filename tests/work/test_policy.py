"""Who may do what with tasks, restated by hand over role, state and relation; then mutated."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from schutznetz.accounts.models import User
from schutznetz.kernel.context import PUBLIC, SYSTEM
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.work.actions import WorkAction
from schutznetz.work.models import Escalation, Shift, Task
from tests.conftest import NOON, context, every_role_of, member
from tests.rights import OFFICE, Rules, desk, deviations, unnoticed_in
from tests.spoiling import Rows, asked, unnoticed

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


@pytest.fixture
def anna(tannfurt: Network) -> User:
    anna = member(tannfurt, "anna", Role.INTAKE)
    every_role_of(anna, Role.INTAKE)
    return anna


@pytest.fixture
def labels(tannfurt: Network, anna: User) -> dict[object, str]:
    bert = member(tannfurt, "bert", Role.INTAKE)
    common = {
        "kind": "call_back",
        "about_type": "networks.Network",
        "about_id": tannfurt.pk,
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
    return {task.pk: label for label, task in tasks.items()}


def seen(
    network: Network, anna: User, labels: dict[object, str], action: WorkAction, role: str, rows: Rows = asked
) -> set[str]:
    ctx = replace(context(network, anna, Role.INTAKE), role=role)
    return {labels[pk] for pk in rows(ctx, action, Task)}


def expected(action: WorkAction, role: Role) -> set[str]:
    line = {W.READ: {f"line {role}", f"line {role}, done"}, W.TAKE: {f"line {role}"}}.get(action, set())
    return ON_TASKS[action] - {"line"} | line


def wrong(
    network: Network, anna: User, labels: dict[object, str], action: WorkAction, rows: Rows = asked
) -> bool:
    return any(seen(network, anna, labels, action, role, rows) != expected(action, role) for role in Role)


@pytest.mark.parametrize("action", ON_TASKS)
def test_everybody_works_on_what_is_theirs(
    action: WorkAction, tannfurt: Network, anna: User, labels: dict[object, str]
) -> None:
    for role in Role:
        assert seen(tannfurt, anna, labels, action, role) == expected(action, role), role
    for outside in (PUBLIC, SYSTEM):
        assert seen(tannfurt, anna, labels, action, outside) == set()


def test_only_the_house_climbs_and_only_what_is_due(
    tannfurt: Network, anna: User, labels: dict[object, str]
) -> None:
    def climbs(_action: WorkAction, rows: Rows = asked) -> bool:
        return all(
            seen(tannfurt, anna, labels, W.ESCALATE, role, rows) == ({"called"} if role == SYSTEM else set())
            for role in (*Role, PUBLIC, SYSTEM)
        )

    assert climbs(W.ESCALATE)
    assert unnoticed([W.ESCALATE], climbs) == []


def wrong_on_the_rota(network: Network, anna: User, labels: dict[object, str], rows: Rows = asked) -> bool:
    """Say whether anybody sees more or less than hers: all for intake and lead, and on duty for everybody."""

    def differs(at: datetime, own: set[str]) -> bool:
        right = {Role.INTAKE: {"mine", "theirs"}, Role.TEAM_LEAD: {"mine", "theirs"}, Role.CASE_WORKER: own}
        ctx = replace(context(network, anna, Role.INTAKE), now=at)
        return any(
            {labels[pk] for pk in rows(replace(ctx, role=role), W.READ_OPEN, Task)} != right.get(role, set())
            for role in (*Role, PUBLIC, SYSTEM)
        )

    return differs(NOON, {"mine", "theirs"}) or differs(NOON + timedelta(days=1), {"mine"})


def test_the_page_at_change_of_duty_shows_what_concerns_one(tannfurt: Network, anna: User) -> None:
    bert, carl = member(tannfurt, "bert", Role.INTAKE), member(tannfurt, "carl", Role.INTAKE)
    hour, done = timedelta(hours=1), {"settled_at": NOON, "settled_by": bert}
    Shift.objects.create(person=anna, substitute=bert, starts_at=NOON - hour, ends_at=NOON + hour)
    for label, two in (
        ("mine", {"owner": anna, "substitute": bert}),
        ("theirs", {"owner": bert, "substitute": carl}),
    ):
        common = {"kind": "triage", "about_id": tannfurt.pk, "opened_at": NOON, "due_at": NOON, **two}
        Task.objects.create(about_label=label, protective=True, **common)
        Task.objects.create(about_label=f"{label}, not in protection", **common)
        Task.objects.create(about_label=f"{label}, done", protective=True, **done, **common)
    labels: dict[object, str] = dict(Task.objects.values_list("pk", "about_label"))
    assert not wrong_on_the_rota(tannfurt, anna, labels)

    def agrees(_action: WorkAction, rows: Rows) -> bool:
        return not wrong_on_the_rota(tannfurt, anna, labels, rows)

    assert unnoticed([W.READ_OPEN], agrees) == []


def test_the_pages_of_work(tannfurt: Network) -> None:
    at = desk(tannfurt)

    assert deviations(at, ON_NETWORK) == []
    assert unnoticed_in(at, ON_NETWORK) == []


@pytest.mark.parametrize("action", ON_TASKS)
def test_every_change_of_the_table_is_noticed(
    action: WorkAction, tannfurt: Network, anna: User, labels: dict[object, str]
) -> None:
    assert not wrong(tannfurt, anna, labels, action)

    assert unnoticed([action], lambda each, rows: not wrong(tannfurt, anna, labels, each, rows)) == []
