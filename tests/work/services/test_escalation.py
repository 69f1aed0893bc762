"""The ladder under a frozen clock: who is called when, once for each rung, until somebody answers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from schutznetz.accounts.models import User
from schutznetz.kernel import clock
from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context, system, visitor
from schutznetz.kernel.models import Letter
from schutznetz.kernel.policy import Denied
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Absence, Network
from schutznetz.work import services
from schutznetz.work.actions import WorkAction
from schutznetz.work.choices import Rung, Step, TaskKind
from schutznetz.work.jobs import escalate_due
from schutznetz.work.models import Escalation, Shift, Task
from tests.conftest import NOON, context, member

pytestmark = pytest.mark.usefixtures("inside")

LADDER = (Step(0, Rung.LINE), Step(15, Rung.DUTY), Step(30, Rung.TEAM_LEAD))


@command(WorkAction.START)
def begin(ctx: Context, network: Network, /, **task: Any) -> Task:
    wish = {
        "kind": TaskKind.TAKE_REPORT,
        "due_at": NOON + timedelta(minutes=15),
        "line": Role.INTAKE,
        "ladder": LADDER,
        "protective": True,
        **task,
    }
    return services.open_task(ctx, network, **wish)


@command(WorkAction.START)
def end(ctx: Context, network: Network) -> int:
    return services.settle_tasks(ctx, network)


def reachable(network: Network, name: str, role: Role) -> User:
    user = member(network, name, role)
    User.objects.filter(pk=user.pk).update(phone="+49 160 0000000", email=f"{name}@example.org")
    return User.objects.get(pk=user.pk)


def on_duty(person: User, substitute: User) -> Shift:
    return Shift.objects.create(
        person=person,
        substitute=substitute,
        starts_at=NOON - timedelta(hours=4),
        ends_at=NOON + timedelta(hours=4),
    )


def away(person: User) -> None:
    Absence.objects.create(person=person, starts_on=date(2026, 11, 20), ends_on=date(2026, 11, 30))


@pytest.fixture
def after(tannfurt: Network) -> Callable[[int], list[tuple[str, str]]]:
    """Let the job run that many minutes after noon and return whom it called so far."""

    def run(minutes: int) -> list[tuple[str, str]]:
        with clock.frozen(NOON + timedelta(minutes=minutes)):
            escalate_due(system(tannfurt.pk))
        calls = Escalation.objects.order_by("called_at", "step", "person__username")
        return [(str(call.rung), call.person.username if call.person else "-") for call in calls]

    return run


@pytest.fixture
def team(tannfurt: Network) -> dict[str, User]:
    return {
        "ines": reachable(tannfurt, "ines", Role.INTAKE),
        "dirk": reachable(tannfurt, "dirk", Role.CASE_WORKER),
        "lena": reachable(tannfurt, "lena", Role.TEAM_LEAD),
    }


def test_the_ladder_climbs_by_the_clock_and_calls_each_rung_once(
    ctx: Context, tannfurt: Network, team: dict[str, User], after: Callable[[int], list[tuple[str, str]]]
) -> None:
    on_duty(team["dirk"], team["ines"])
    begin(ctx, tannfurt)

    assert after(0) == [("line", "ines")]
    assert after(14) == [("line", "ines")]
    assert after(15) == [("line", "ines"), ("duty", "dirk")]
    assert after(15) == [("line", "ines"), ("duty", "dirk")]
    assert after(30) == [("line", "ines"), ("duty", "dirk"), ("team_lead", "lena")]
    assert after(45)[-1] == ("team_lead", "lena")
    assert len(after(45)) == 4


@pytest.mark.parametrize(("protective", "calls"), [(True, 4), (False, 2)])
def test_only_where_a_childs_safety_waits_the_last_rung_is_called_all_day(
    protective: bool,
    calls: int,
    ctx: Context,
    tannfurt: Network,
    team: dict[str, User],
    after: Callable[[int], list[tuple[str, str]]],
) -> None:
    begin(ctx, tannfurt, ladder=(Step(0, Rung.TEAM_LEAD),), protective=protective)

    first = [len(after(minutes)) for minutes in (0, 15, 30, 1439)]

    assert first == ([1, 2, 3, 4] if protective else [1, 1, 1, 1])
    assert len(after(1440)) == calls


def test_a_rung_without_anybody_is_passed_at_once(
    ctx: Context, tannfurt: Network, team: dict[str, User], after: Callable[[int], list[tuple[str, str]]]
) -> None:
    on_duty(team["dirk"], team["ines"])
    away(team["dirk"])
    away(team["ines"])
    begin(ctx, tannfurt)

    assert after(0) == [("line", "-"), ("duty", "-"), ("team_lead", "lena")]


def test_the_substitute_on_the_rota_answers_for_an_absent_person(
    ctx: Context, tannfurt: Network, team: dict[str, User], after: Callable[[int], list[tuple[str, str]]]
) -> None:
    on_duty(team["dirk"], team["lena"])
    away(team["dirk"])
    begin(ctx, tannfurt, ladder=(Step(0, Rung.DUTY),))

    assert after(0) == [("duty", "lena")]


def test_an_answer_pauses_the_ladder_and_silence_lets_it_climb_on(
    ctx: Context, tannfurt: Network, team: dict[str, User], after: Callable[[int], list[tuple[str, str]]]
) -> None:
    on_duty(team["dirk"], team["ines"])
    begin(ctx, tannfurt, ladder=(Step(0, Rung.DUTY), Step(15, Rung.TEAM_LEAD)))
    after(0)
    token = Letter.objects.exclude(token="").get().token

    at_five = replace(visitor(tannfurt.pk), now=NOON + timedelta(minutes=5))
    assert services.answer(at_five, tannfurt, token=token)
    assert not services.answer(at_five, tannfurt, token="guessed")

    assert Escalation.objects.get().acknowledged_at == NOON + timedelta(minutes=5)
    assert after(34) == [("duty", "dirk")]
    assert after(35) == [("duty", "dirk"), ("team_lead", "lena")]


def test_only_who_was_called_acknowledges(
    ctx: Context, tannfurt: Network, team: dict[str, User], after: Callable[[int], list[tuple[str, str]]]
) -> None:
    task = begin(ctx, tannfurt)
    after(0)

    with pytest.raises(Denied):
        services.acknowledge(context(tannfurt, team["lena"], Role.TEAM_LEAD), task)
    services.acknowledge(context(tannfurt, team["ines"], Role.INTAKE), task)

    assert Escalation.objects.get().acknowledged_at == NOON


def test_what_goes_out_says_nothing_about_anybody(
    ctx: Context, tannfurt: Network, team: dict[str, User], after: Callable[[int], list[tuple[str, str]]]
) -> None:
    on_duty(team["dirk"], team["ines"])
    task = begin(ctx, tannfurt, ladder=(Step(0, Rung.DUTY),))
    after(0)

    out = " ".join(f"{letter.link} {letter.notice}" for letter in Letter.objects.all())

    assert Letter.objects.count() == 2
    assert str(task.pk) not in out
    assert str(task.about_id) not in out


def test_a_settled_task_climbs_no_further_and_calls_stop(
    ctx: Context, tannfurt: Network, team: dict[str, User], after: Callable[[int], list[tuple[str, str]]]
) -> None:
    on_duty(team["dirk"], team["ines"])
    begin(ctx, tannfurt, ladder=(Step(0, Rung.DUTY),))
    after(0)

    end(ctx, tannfurt)

    assert after(60) == [("duty", "dirk")]
    assert Letter.objects.exclude(token="").get().acknowledged_at is not None


def test_two_workers_climb_a_rung_once(ctx: Context, tannfurt: Network, team: dict[str, User]) -> None:
    task = begin(ctx, tannfurt)
    with clock.frozen(NOON):
        stale = Task.objects.get(pk=task.pk)
        services.escalate(system(tannfurt.pk), task)
        with pytest.raises(Denied):
            services.escalate(system(tannfurt.pk), stale)

    assert Escalation.objects.count() == 1
