from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError

from schutznetz.accounts.models import User
from schutznetz.kernel import policy
from schutznetz.kernel.command import NotInCommand, command
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import Denied
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.work import services
from schutznetz.work.actions import WorkAction
from schutznetz.work.choices import LateCause, TaskKind
from schutznetz.work.models import Task
from tests.conftest import NOON, context, member
from tests.racing import lost

pytestmark = pytest.mark.usefixtures("inside")


@command(WorkAction.START)
def begin(ctx: Context, network: Network, /, **task: Any) -> Task:
    """Open a task about the network, as some command of another domain would about its record."""
    wish = {"kind": TaskKind.CALL_BACK, "due_at": NOON + timedelta(hours=1), **task}
    return services.open_task(ctx, network, **wish)


@command(WorkAction.START)
def end(ctx: Context, network: Network) -> int:
    return services.settle_tasks(ctx, network)


@pytest.fixture
def bert(tannfurt: Network) -> User:
    return member(tannfurt, "bert", Role.CASE_WORKER)


def test_a_task_begins_only_inside_a_command(ctx: Context, tannfurt: Network) -> None:
    with pytest.raises(NotInCommand):
        services.open_task(ctx, tannfurt, kind=TaskKind.CALL_BACK, due_at=NOON)


def test_a_task_of_the_line_is_taken_once(ctx: Context, bert: User, tannfurt: Network) -> None:
    task = begin(ctx, tannfurt, line=Role.CASE_WORKER)
    services.take(ctx, task)

    with pytest.raises(Denied):
        services.take(context(tannfurt, bert, Role.CASE_WORKER), task)

    task.refresh_from_db()
    assert task.owner_id == ctx.actor_id


def test_of_two_who_were_both_allowed_one_wins(
    ctx: Context, bert: User, tannfurt: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both asked for the right before the first click landed."""
    task = begin(ctx, tannfurt, line=Role.CASE_WORKER)
    stale = Task.objects.get(pk=task.pk)
    services.take(ctx, task)
    monkeypatch.setattr(policy, "may", lambda *_asked: True)
    berts = context(tannfurt, bert, Role.CASE_WORKER)

    with pytest.raises(Conflict, match="inzwischen jemand anderes"):
        services.take(berts, stale)
    with pytest.raises(Conflict, match="bei jemand anderem"):
        services.hand_over(berts, stale, owner_id=bert.pk)
    services.finish(ctx, task)
    with pytest.raises(Conflict, match="schon erledigt"):
        services.finish(ctx, task)


def test_of_two_who_hand_it_over_or_explain_it_one_wins(ctx: Context, bert: User, tannfurt: Network) -> None:
    """Also where only the stand-in has changed meanwhile."""
    carl = member(tannfurt, "carl", Role.CASE_WORKER)
    task = begin(ctx, tannfurt, owner_id=ctx.actor_id, due_at=NOON - timedelta(hours=1))
    lost(
        task,
        lambda each: services.hand_over(ctx, each, owner_id=bert.pk),
        lambda each: services.hand_over(ctx, each, owner_id=ctx.person_id, substitute_id=carl.pk),
        words="bei jemand anderem",
    )
    late = begin(ctx, tannfurt, owner_id=ctx.actor_id, due_at=NOON - timedelta(hours=1))
    end(ctx, tannfurt)
    lost(
        late,
        lambda each: services.explain(ctx, each, cause=LateCause.WORKLOAD, note="Zwei Notfälle"),
        lambda each: services.explain(ctx, each, cause=LateCause.ABSENCE),
        words="inzwischen jemand genannt",
    )


def test_nobody_takes_protective_work_without_a_stand_in(ctx: Context, tannfurt: Network) -> None:
    """Anna is alone in the office."""
    task = begin(ctx, tannfurt, line=Role.CASE_WORKER, protective=True)

    with pytest.raises(Conflict, match="braucht jede Aufgabe eine Vertretung"):
        services.take(ctx, task)
    member(tannfurt, "bert", Role.CASE_WORKER)
    assert services.take(ctx, task).substitute_id  # negative control


def test_protective_work_without_a_substitute_is_refused_by_the_database(
    ctx: Context, anna: User, tannfurt: Network
) -> None:
    with pytest.raises(IntegrityError):
        begin(ctx, tannfurt, owner_id=anna.pk, protective=True)


def test_handing_over_names_two_people(ctx: Context, bert: User, anna: User, tannfurt: Network) -> None:
    task = begin(ctx, tannfurt, owner_id=anna.pk, substitute_id=bert.pk, protective=True)

    with pytest.raises(Conflict):
        services.hand_over(ctx, task, owner_id=bert.pk)
    with pytest.raises(Conflict):
        services.hand_over(ctx, task, owner_id=bert.pk, substitute_id=bert.pk)
    services.hand_over(ctx, task, owner_id=bert.pk, substitute_id=anna.pk)

    assert (task.owner_id, task.substitute_id) == (bert.pk, anna.pk)


def test_what_is_done_late_needs_a_reason(ctx: Context, anna: User, tannfurt: Network) -> None:
    task = begin(ctx, tannfurt, owner_id=anna.pk, due_at=NOON - timedelta(minutes=1))

    with pytest.raises(Conflict):
        services.finish(ctx, task)
    services.finish(ctx, task, cause=LateCause.WORKLOAD, note="drei Meldungen zugleich")

    task.refresh_from_db()
    assert (task.late, task.late_cause, task.late_note) == (True, "workload", "drei Meldungen zugleich")


def test_urgent_work_is_not_stopped_to_ask_why_it_is_late(
    ctx: Context, anna: User, tannfurt: Network
) -> None:
    task = begin(ctx, tannfurt, owner_id=anna.pk, due_at=NOON - timedelta(minutes=1))

    assert end(ctx, tannfurt) == 1

    services.explain(ctx, task, cause=LateCause.UNREACHABLE)
    with pytest.raises(Denied):
        services.explain(ctx, task, cause=LateCause.OTHER)
