"""Taking and handing over: one of two wins, on threads of their own; nobody is ever alone."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError, connections, transaction

from schutznetz.cases import services
from schutznetz.cases.models import Report, Triage
from schutznetz.kernel import tenancy
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import Denied
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Assignment, Network
from schutznetz.work.models import Task
from tests.cases.services.conftest import FINDING, acting, arrive
from tests.conftest import NOON, member, tannfurt

__all__ = ["tannfurt"]


# Of each test, not of the file: some of them race, and some want nobody else in the office.
@pytest.fixture
def anna_at_work(tannfurt: Network) -> Context:
    return acting(tannfurt, member(tannfurt, "ines", Role.INTAKE), Role.INTAKE, "anna")


@pytest.fixture
def bert_at_work(tannfurt: Network) -> Context:
    return acting(tannfurt, member(tannfurt, "bert", Role.INTAKE), Role.INTAKE, "bert")


@pytest.fixture
def report(tannfurt: Network, anna_at_work: Context, bert_at_work: Context) -> Report:
    return arrive(tannfurt)


def at_once(network: Network, *acts: Callable[[], Any]) -> list[Any]:
    """Run each act on a thread and a connection of its own, all released at the same moment."""
    start = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            with tenancy.scope(network.pk):
                start.wait()
                return act()
        except (Conflict, Denied) as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [future.result() for future in [pool.submit(run, act) for act in acts]]


@pytest.mark.django_db(transaction=True)
def test_of_many_who_click_at_once_one_takes_the_report(tannfurt: Network) -> None:
    people = [
        acting(tannfurt, member(tannfurt, f"p{number}", Role.INTAKE), Role.INTAKE, f"s{number}")
        for number in range(6)
    ]
    with tenancy.scope(tannfurt.pk):
        report = arrive(tannfurt)
        copies = [Report.objects.get(pk=report.pk) for _person in people]

    results = at_once(
        tannfurt,
        *(
            lambda who=who, mine=mine: services.take_report(who, mine)
            for who, mine in zip(people, copies, strict=True)
        ),
    )

    winners = [each for each in results if isinstance(each, Report)]
    assert len(winners) == 1
    with tenancy.scope(tannfurt.pk):
        report.refresh_from_db()
        assert report.responsible_id == winners[0].responsible_id
        assert report.second_id not in {None, report.responsible_id}
        assert Task.objects.filter(kind="triage").count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_at_once_one_decision_counts(tannfurt: Network) -> None:
    ines, bert, lena = (
        acting(tannfurt, member(tannfurt, name, Role.INTAKE), Role.INTAKE, name)
        for name in ("ines", "bert", "lena")
    )
    with tenancy.scope(tannfurt.pk):
        report = services.take_report(ines, arrive(tannfurt))
        triage = services.propose_triage(ines, report, finding=FINDING)
        copies = [Triage.objects.get(pk=triage.pk) for _two in range(2)]

    results = at_once(
        tannfurt,
        lambda: services.confirm_triage(bert, copies[0], seal=triage.seal),
        lambda: services.confirm_triage(lena, copies[1], seal=triage.seal),
    )

    assert sum(isinstance(each, Triage) for each in results) == 1
    with tenancy.scope(tannfurt.pk):
        assert Report.objects.get().cases.count() == 2


@pytest.mark.usefixtures("inside")
def test_whoever_is_alone_in_the_office_is_told_what_is_missing(tannfurt: Network) -> None:
    alone = acting(tannfurt, member(tannfurt, "ines", Role.INTAKE), Role.INTAKE, "s")
    report = arrive(tannfurt)

    with pytest.raises(Conflict, match="keine zweite Fachkraft"):
        services.take_report(alone, report)


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize("second", ["nobody", "the same person"])
def test_the_database_refuses_a_report_in_one_pair_of_hands(
    second: str, anna_at_work: Context, bert_at_work: Context, report: Report
) -> None:
    services.take_report(anna_at_work, report)

    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.update(second=None if second == "nobody" else anna_at_work.actor_id)


@pytest.mark.usefixtures("inside")
def test_handing_over_takes_the_open_tasks_along(
    anna_at_work: Context, bert_at_work: Context, report: Report, tannfurt: Network
) -> None:
    services.take_report(anna_at_work, report)
    carl = member(tannfurt, "carl", Role.CASE_WORKER)

    with pytest.raises(Conflict):
        services.hand_over_report(anna_at_work, report, responsible_id=carl.pk, second_id=carl.pk)
    services.hand_over_report(anna_at_work, report, responsible_id=carl.pk, second_id=bert_at_work.person_id)

    task = Task.objects.get(kind="triage")
    assert (task.owner_id, task.substitute_id) == (carl.pk, bert_at_work.actor_id)
    with pytest.raises(Denied):
        services.hand_over_report(
            replace(anna_at_work, session="x"), report, responsible_id=carl.pk, second_id=carl.pk
        )


@pytest.mark.usefixtures("inside")
def test_a_successor_who_was_the_second_keeps_what_she_gets(
    anna_at_work: Context, bert_at_work: Context, report: Report
) -> None:
    services.take_report(anna_at_work, report)
    assert report.second_id == bert_at_work.actor_id

    services.hand_over_report(
        anna_at_work, report, responsible_id=bert_at_work.person_id, second_id=anna_at_work.person_id
    )

    task = Task.objects.get(kind="triage")
    assert (task.owner_id, task.substitute_id) == (bert_at_work.actor_id, anna_at_work.actor_id)


@pytest.mark.usefixtures("inside")
def test_a_report_with_danger_now_wakes_the_people_on_duty_first(
    tannfurt: Network, anna_at_work: Context
) -> None:
    arrive(tannfurt, danger_now=True)

    task = Task.objects.get()
    assert (task.line, task.ladder[0], task.due_at) == ("intake", [0, "duty"], NOON.replace(minute=15))
    assert Report.objects.get().urgency == "u0"
    assert Assignment.objects.count() == 1
