"""A family too close: its tasks reach nobody who shut it to herself, and no duty is lost by it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from schutznetz.accounts.models import User
from schutznetz.cases import services
from schutznetz.cases.choices import WatchedKind
from schutznetz.cases.conflicts import TASKS_ABOUT
from schutznetz.cases.jobs import find_forsaken
from schutznetz.cases.models import Case, Recusal, WatchedItem
from schutznetz.cases.queries import oversight
from schutznetz.cases.queries.procedure import case_page
from schutznetz.kernel import policy
from schutznetz.kernel.context import Context, system
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import Denied
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Assignment, Network
from schutznetz.web.work.links import PAGES
from schutznetz.work import services as work
from schutznetz.work.actions import WorkAction
from schutznetz.work.choices import TaskKind
from schutznetz.work.models import Escalation, Task
from schutznetz.work.queries import duty_page, my_tasks
from tests import make
from tests.cases.services.town import Town, settled, town
from tests.conftest import NOON

__all__ = ["settled", "town"]
pytestmark = pytest.mark.usefixtures("inside")


@pytest.fixture(scope="module")
def begun(settled: None, founded: Network) -> UUID:
    return Town(founded).begun()


@pytest.fixture
def case(begun: UUID, inside: None) -> Case:
    return Case.objects.get(pk=begun)


def task(town: Town, about: Any, **changes: Any) -> Task:
    given = {
        "kind": TaskKind.FIND_CHILD,
        "about_type": about._meta.label,
        "about_id": about.pk,
        "about_label": about._meta.label,
        "opened_at": NOON,
        "due_at": NOON + timedelta(hours=1),
        "protective": True,
        "owner": town.people["anna"],
        "substitute": town.people["bert"],
    }
    return Task.objects.create(**given | changes)


def held(town: Town, kept: Task) -> tuple[str, str]:
    kept.refresh_from_db()
    names: dict[UUID | None, str] = {None: ""} | {user.pk: name for name, user in town.people.items()}
    return names[kept.owner_id], names[kept.substitute_id]


def hands(*kept: Task) -> set[User | None]:
    for each in kept:
        each.refresh_from_db()
    return {person for each in kept for person in (each.owner, each.substitute)}


def open_to(town: Town, name: str, kept: Task) -> set[WorkAction]:
    return {action for action in WorkAction if town.sees(name, action, kept)} - {WorkAction.START}


def opens(town: Town, name: str, kept: Task) -> bool:
    return any(town.sees(name, action, kept) for action in WorkAction if action is not WorkAction.START)


# --- what she sees --------------------------------------------------------------------------------------
def test_every_record_that_a_task_can_be_about_is_known_to_the_hard_stop() -> None:
    """A new kind of record with tasks has a page to be done on: then it stands here as well."""
    assert {model._meta.label for model in TASKS_ABOUT} == {
        label for label in PAGES if label.startswith("cases.")
    }


def test_what_she_shut_is_on_no_list_and_in_no_count(town: Town, case: Case) -> None:
    kept = task(town, case, owner=None, substitute=None, line=Role.TEAM_LEAD)
    other = task(town, town.network, owner=None, substitute=None, line=Role.TEAM_LEAD)
    before = oversight(town.ctx("lena")).unowned

    services.declare_recusal(town.ctx("lena"), case)

    lists = [my_tasks(town.ctx("lena")).rows, [row.task for row in duty_page(town.ctx("lena")).tasks]]
    assert [[row.id for row in rows] for rows in lists] == [[other.pk], [other.pk]]
    assert (before, oversight(town.ctx("lena")).unowned) == (2, 1)
    assert open_to(town, "lena", kept) == set()


@pytest.mark.parametrize("act", [work.take, work.finish, work.acknowledge], ids=lambda act: act.__name__)
def test_nothing_is_done_with_it(act: Any, town: Town, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    line = {"owner": None, "substitute": None, "line": Role.CASE_WORKER} if act is work.take else {}
    kept = task(town, case, **line)
    Escalation.objects.create(task=kept, step=0, rung="owner", person=town.people["anna"], called_at=NOON)
    Recusal.objects.create(person=town.people["anna"], case=case, declared_at=NOON)

    with pytest.raises(Denied):
        act(town.ctx("anna"), kept)
    monkeypatch.setattr(policy, "_stops", [stop for stop in policy._stops if stop.name != "befangen"])
    act(town.ctx("anna"), kept)  # negative control


def test_nobody_is_handed_a_task_of_a_family_she_shut(town: Town, case: Case) -> None:
    kept = task(town, case)
    Recusal.objects.create(person=town.people["cora"], case=case, declared_at=NOON)

    for two in (("cora", "bert"), ("bert", "cora")):
        with pytest.raises(Conflict, match="zu nahe"):
            work.hand_over(town.ctx("anna"), kept, owner_id=town.id(two[0]), substitute_id=town.id(two[1]))
    work.hand_over(town.ctx("anna"), kept, owner_id=town.id("bert"), substitute_id=town.id("emil"))


# --- what goes on without her ---------------------------------------------------------------------------
def test_the_other_one_leads_from_then_on_with_somebody_who_stands_in(town: Town, case: Case) -> None:
    own, standing_in = (
        task(town, case),
        task(town, case, owner=town.people["cora"], substitute=town.people["anna"]),
    )

    services.declare_recusal(town.ctx("anna"), case)

    case.refresh_from_db()
    assert case.lead == town.people["bert"]
    assert case.substitute not in {town.people["anna"], town.people["bert"]}
    assert town.people["anna"] not in hands(own, standing_in)
    assert held(town, own)[0] == "bert"
    assert held(town, standing_in)[0] == "cora"
    assert not Task.objects.filter(settled_at=None, substitute=None).exclude(owner=None).exists()


def test_whoever_stands_in_gives_way_as_well(town: Town, case: Case) -> None:
    services.declare_recusal(town.ctx("bert"), case)

    case.refresh_from_db()
    assert case.lead == town.people["anna"]
    assert case.substitute not in {town.people["anna"], town.people["bert"]}


def test_a_report_and_its_departure_go_on_with_others(town: Town) -> None:
    report = make.report(town.ctx("emil"), town.network, children=["Mia"])
    services.take_report(town.ctx("emil"), report)
    triage = Task.objects.get(kind=TaskKind.TRIAGE, settled_at=None)
    second = report.second_id

    services.declare_recusal_on_report(town.ctx("emil"), report)

    assert report.responsible_id == second
    assert report.second_id not in {second, town.id("emil"), None}
    triage.refresh_from_db()
    assert (triage.owner_id, triage.substitute_id) == (report.responsible_id, report.second_id)


def test_what_she_watched_is_watched_by_those_who_have_the_case(town: Town, case: Case) -> None:
    watched = WatchedItem.objects.create(
        case=case, kind=WatchedKind.FINDING, what="Befund", whose="Klinik", how="Anruf", otherwise="Leitung",
        watcher=town.people["cora"],
        substitute=town.people["anna"], check_on=NOON.date(), opened_at=NOON, state="open",
    )  # fmt: skip
    kept = task(town, watched, kind=TaskKind.CHECK_ITEM, owner=town.people["cora"])

    services.declare_recusal(town.ctx("cora"), case)

    watched.refresh_from_db()
    assert {watched.watcher, watched.substitute} == {town.people["anna"], town.people["bert"]}
    assert town.people["cora"] not in hands(kept)


def test_where_nobody_else_is_the_other_one_carries_on_and_the_lead_is_called(town: Town, case: Case) -> None:
    kept, alone = task(town, case), task(town, case, protective=False, substitute=None)
    Assignment.objects.exclude(user__in=[town.people["anna"], town.people["bert"]]).delete()

    services.declare_recusal(town.ctx("anna"), case)

    assert held(town, kept)[0] == "bert"
    assert held(town, alone)[0] == "bert"
    assert not open_to(town, "anna", kept)
    find_forsaken(system_at_noon(town))
    assert Task.objects.filter(kind=TaskKind.NAME_HANDS, about_id=case.pk, line=Role.TEAM_LEAD).exists()


def test_who_is_too_close_is_never_named_as_the_second(town: Town) -> None:
    report = make.report(town.ctx("emil"), town.network, children=["Mia"])
    for name in ("anna", "bert", "cora", "lena"):
        Recusal.objects.create(person=town.people[name], report=report, declared_at=NOON)

    services.take_report(town.ctx("emil"), report)

    assert report.second_id == town.id("dora")


def test_nobody_is_called_who_is_too_close(town: Town, case: Case) -> None:
    ladder = [[0, "team_lead"], [0, "owner"], [0, "substitute"], [0, "line"]]
    kept = task(town, case, line=Role.TEAM_LEAD, ladder=ladder, next_step_at=NOON)
    for name in ("lena", "anna"):
        Recusal.objects.create(person=town.people[name], case=case, declared_at=NOON)

    assert called(town, kept) == [{"emil"}, set(), {"bert"}, set()]


def system_at_noon(town: Town) -> Context:
    return replace(system(town.network.pk), now=NOON)


def called(town: Town, kept: Task) -> Sequence[set[str]]:
    names = {user.pk: name for name, user in town.people.items()}
    found = []
    for _rung in range(4):
        Task.objects.filter(pk=kept.pk).update(next_step_at=NOON)
        kept.refresh_from_db()
        rows = work.escalate(system_at_noon(town), kept)
        found.append({names[row.person_id] for row in rows if row.person_id})
    return found


def test_whoever_is_too_close_is_no_longer_named_among_those_who_take_part(town: Town, case: Case) -> None:
    took_part = [person.pk for person in case_page(case).team]

    services.declare_recusal(town.ctx("cora"), case)

    assert took_part == [town.people["cora"].pk]
    assert case_page(case).team == []
