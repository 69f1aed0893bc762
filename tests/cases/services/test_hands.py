"""Leave, illness, leaving: no procedure without owner and stand-in who can act."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from schutznetz import receipts
from schutznetz.accounts.models import User
from schutznetz.cases import services
from schutznetz.cases.jobs import find_forsaken
from schutznetz.cases.models import Case, Report
from schutznetz.kernel.context import PUBLIC, Context, system
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Absence, Assignment, Network
from schutznetz.work.models import Task
from tests import make
from tests.conftest import NOON, context, member

pytestmark = pytest.mark.usefixtures("inside")


def asked(network: Network) -> list[str]:
    find_forsaken(replace(system(network.pk), now=NOON))
    tasks = Task.objects.filter(kind="name_hands", settled_at=None).order_by("about_label")
    return [f"{task.about_label}, {task.line}" for task in tasks]


@pytest.fixture
def case(tannfurt: Network, anna: User) -> Case:
    return Case.objects.create(
        number=1,
        child_name="Mia",
        report="x",
        lead=anna,
        substitute=member(tannfurt, "berta", Role.CASE_WORKER),
        reported_at=NOON,
    )


def away(*people: User) -> None:
    for person in people:
        Absence.objects.create(person=person, starts_on=NOON.date(), ends_on=NOON.date() + timedelta(days=5))


def left(person: User) -> None:
    Assignment.objects.filter(user=person).update(ends_on=NOON.date() - timedelta(days=1))


def test_while_one_of_two_is_there_nobody_is_called(tannfurt: Network, case: Case) -> None:
    away(case.lead)

    assert asked(tannfurt) == []


@pytest.mark.parametrize("what", [away, left])
def test_where_nobody_is_there_the_lead_is_asked_once(
    what: Callable[..., None], tannfurt: Network, case: Case
) -> None:
    for person in (case.lead, case.substitute):
        what(person)

    assert asked(tannfurt) == asked(tannfurt) == ["Fall 1, team_lead"]


@pytest.mark.parametrize("who", ["lead", "substitute"])
def test_whoever_has_left_for_good_is_replaced_though_the_other_is_there(
    who: str, tannfurt: Network, case: Case
) -> None:
    left(getattr(case, who))

    assert asked(tannfurt) == ["Fall 1, team_lead"]


def test_given_to_other_hands_or_back_at_work_nobody_is_called_any_more(
    tannfurt: Network, case: Case
) -> None:
    away(case.lead, case.substitute)
    assert asked(tannfurt) == ["Fall 1, team_lead"]
    lena = context(tannfurt, member(tannfurt, "lena", Role.TEAM_LEAD), Role.TEAM_LEAD)
    carl = member(tannfurt, "carl", Role.CASE_WORKER)

    services.hand_over_case(lena, case, lead_id=lena.person_id, substitute_id=carl.pk)
    assert asked(tannfurt) == []

    away(User.objects.get(pk=lena.person_id), carl)
    assert asked(tannfurt) == ["Fall 1, team_lead"]
    Absence.objects.all().delete()
    assert asked(tannfurt) == []


def test_a_report_in_triage_is_looked_after_alike(
    tannfurt: Network, report: Report, anna_at_work: Context, bert_at_work: Context
) -> None:
    services.take_report(anna_at_work, report)
    assert asked(tannfurt) == []
    away(*User.objects.filter(pk__in=[report.responsible_id, report.second_id]))

    assert asked(tannfurt) == [f"{report}, team_lead"]


def test_what_the_reporter_adds_and_is_owed_goes_to_whoever_has_the_child_now(
    tannfurt: Network, anna: User, case: Case
) -> None:
    """Also when those who had the report gave the case away long ago."""
    bert, carl, dora = (
        case.substitute,
        *(member(tannfurt, name, Role.CASE_WORKER) for name in ("carl", "dora")),
    )
    lena = context(tannfurt, member(tannfurt, "lena", Role.TEAM_LEAD), Role.TEAM_LEAD)
    case.origin = make.report(lena, tannfurt, key="h" * 32)
    Report.objects.filter(pk=case.origin.pk).update(
        state="accepted", responsible=anna, second=bert, taken_at=NOON, decided_at=NOON, urgency="u1"
    )
    case.save()
    code, words = receipts.code_for("h" * 32), "Es schreit wieder."
    visitor = replace(lena, actor_id=None, role=PUBLIC)
    services.add_information(visitor, tannfurt, typed=code, text=words)
    task = Task.objects.filter(kind="read_addition", settled_at=None)
    assert (task.get().owner_id, task.get().substitute_id) == (anna.pk, bert.pk)

    services.hand_over_case(lena, case, lead_id=carl.pk, substitute_id=dora.pk)

    assert (task.get().owner_id, task.get().substitute_id) == (carl.pk, dora.pk)
    services.add_information(visitor, tannfurt, typed=code, text=words)
    assert (task.get().owner_id, task.get().substitute_id) == (carl.pk, dora.pk)
