"""Who may do what with tasks, restated by hand over role, state and relation; then mutated."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from schutznetz.accounts.models import User
from schutznetz.kernel import policy
from schutznetz.kernel.context import PUBLIC, SYSTEM
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Assignment, Network
from schutznetz.work.actions import WorkAction
from schutznetz.work.models import Escalation, Shift, Task
from tests.conftest import NOON, context, member
from tests.spoiling import unnoticed

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
OFFICE = {Role.INTAKE, Role.CASE_WORKER, Role.TEAM_LEAD}
ON_NETWORK: dict[WorkAction, set[str]] = {
    W.START: set(Role),
    W.ANSWER: {*Role, PUBLIC, SYSTEM},  # what is public is open to everybody
    W.DUTY: set(OFFICE),
    W.PLAN_SHIFT: {Role.INTAKE, Role.TEAM_LEAD},
    W.CANCEL_SHIFT: {Role.INTAKE, Role.TEAM_LEAD},
}


@pytest.fixture
def anna(tannfurt: Network) -> User:
    anna = member(tannfurt, "anna", Role.INTAKE)
    for role in set(Role) - {Role.INTAKE}:
        Assignment.objects.create(
            user=anna, role=role, starts_on=date(2026, 1, 1), ends_on=date(2027, 12, 31)
        )
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


def seen(network: Network, anna: User, labels: dict[object, str], action: WorkAction, role: str) -> set[str]:
    ctx = replace(context(network, anna, Role.INTAKE), role=role)
    return {labels[pk] for pk in policy.rows(ctx, action, Task).values_list("pk", flat=True)}


def expected(action: WorkAction, role: Role) -> set[str]:
    line = {W.READ: {f"line {role}", f"line {role}, done"}, W.TAKE: {f"line {role}"}}.get(action, set())
    return ON_TASKS[action] - {"line"} | line


def wrong(network: Network, anna: User, labels: dict[object, str], action: WorkAction) -> bool:
    return any(seen(network, anna, labels, action, role) != expected(action, role) for role in Role)


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
    assert seen(tannfurt, anna, labels, W.ESCALATE, SYSTEM) == {"called"}
    assert all(not seen(tannfurt, anna, labels, W.ESCALATE, role) for role in (*Role, PUBLIC))


def open_ones(network: Network, anna: User, role: str) -> str:
    ctx = replace(context(network, anna, Role.INTAKE), role=role)
    return " ".join(
        policy.rows(ctx, W.READ_OPEN, Task).order_by("about_label").values_list("about_label", flat=True)
    )


def wrong_on_the_rota(network: Network, anna: User, bert: User) -> bool:
    """Say whether anybody sees more or less than hers: all for intake and lead, and on duty for everybody."""

    def differs(off_duty: bool) -> bool:
        own = "mine" if off_duty else "mine theirs"
        right = {Role.INTAKE: "mine theirs", Role.TEAM_LEAD: "mine theirs", Role.CASE_WORKER: own}
        return any(open_ones(network, anna, role) != right.get(role, "") for role in (*Role, PUBLIC, SYSTEM))

    before = differs(off_duty=True)
    hour = timedelta(hours=1)
    shift = Shift.objects.create(person=anna, substitute=bert, starts_at=NOON - hour, ends_at=NOON + hour)
    after = differs(off_duty=False)
    shift.delete()
    return before or after


def test_the_page_at_change_of_duty_shows_what_concerns_one(tannfurt: Network, anna: User) -> None:
    bert, carl = member(tannfurt, "bert", Role.INTAKE), member(tannfurt, "carl", Role.INTAKE)
    done = {"settled_at": NOON, "settled_by": bert}
    for label, two in (
        ("mine", {"owner": anna, "substitute": bert}),
        ("theirs", {"owner": bert, "substitute": carl}),
    ):
        common = {"kind": "triage", "about_id": tannfurt.pk, "opened_at": NOON, "due_at": NOON, **two}
        Task.objects.create(about_label=label, protective=True, **common)
        Task.objects.create(about_label=f"{label}, not in protection", **common)
        Task.objects.create(about_label=f"{label}, done", protective=True, **done, **common)
    assert not wrong_on_the_rota(tannfurt, anna, bert)

    assert unnoticed([W.READ_OPEN], lambda _action: not wrong_on_the_rota(tannfurt, anna, bert)) == []


@pytest.mark.parametrize("action", ON_NETWORK)
def test_the_pages_of_work(action: WorkAction, tannfurt: Network, anna: User) -> None:
    allowed = {
        role
        for role in (*Role, PUBLIC, SYSTEM)
        if policy.may(replace(context(tannfurt, anna, Role.INTAKE), role=role), action, tannfurt)
    }

    assert allowed == ON_NETWORK[action]


@pytest.mark.parametrize("action", ON_TASKS)
def test_every_change_of_the_table_is_noticed(
    action: WorkAction, tannfurt: Network, anna: User, labels: dict[object, str]
) -> None:
    assert not wrong(tannfurt, anna, labels, action)

    assert unnoticed([action], lambda each: not wrong(tannfurt, anna, labels, each)) == []
