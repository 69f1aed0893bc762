"""The class while a child is assessed: raised at once by one person, for all children of the report."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from schutznetz.cases import queries, services
from schutznetz.cases.choices import Outcome, Urgency
from schutznetz.cases.models import Case, ChildClock, Handover, Report, Result, UrgencyRaise
from schutznetz.cases.services import handover
from schutznetz.kernel import clock, tenancy
from schutznetz.kernel.context import Context, system
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import Denied
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.work.jobs import escalate_due
from schutznetz.work.models import Shift, Task
from tests import assessing, make
from tests.cases.services.conftest import FINDING, acting
from tests.cases.services.handover.conftest import GOING
from tests.conftest import NOON, member

pytestmark = pytest.mark.usefixtures("inside")
A_DAY = timedelta(days=1)
WHY = "Der Vater ist zurück."


@pytest.fixture(scope="module")
def calm(founded: Network, arrived: UUID, anna_at_work: Context, bert_at_work: Context) -> UUID:
    """Mia and Ben are assessed; nothing seemed urgent."""
    finding = replace(FINDING, urgency=Urgency.U2)
    with tenancy.scope(founded.pk):
        report = services.take_report(anna_at_work, Report.objects.get(pk=arrived))
        triage = services.propose_triage(anna_at_work, report, finding=finding)
        services.confirm_triage(bert_at_work, triage, seal=triage.seal)
        return Case.objects.get(number=1).pk


@pytest.fixture
def begun(calm: UUID, inside: None) -> Case:
    return Case.objects.get(pk=calm)


@pytest.fixture
def a_day_later(anna_at_work: Context) -> Context:
    return replace(anna_at_work, now=NOON + A_DAY)


def to_see(case: Case) -> Task:
    return Task.objects.get(kind="see_child", about_id=case.pk, settled_at=None)


def test_one_person_raises_at_once_and_every_child_is_seen_sooner(begun: Case, a_day_later: Context) -> None:
    ben = Case.objects.get(number=2)

    services.raise_urgency_of_child(a_day_later, begun, to=Urgency.U0, reasons=WHY)

    assert Report.objects.get().urgency == "u0"
    soon = a_day_later.now + timedelta(hours=2)
    assert [to_see(case).due_at for case in (begun, ben)] == [soon, soon]


def test_whoever_has_the_case_is_called_at_once_and_then_the_lead(
    begun: Case, a_day_later: Context, tannfurt: Network
) -> None:
    lena = member(tannfurt, "lena", Role.TEAM_LEAD)
    services.raise_urgency_of_child(a_day_later, begun, to=Urgency.U0, reasons=WHY)

    called = []
    for minutes in (0, 8, 12, 16):
        with clock.frozen(a_day_later.now + timedelta(minutes=minutes)):
            escalate_due(system(tannfurt.pk))
        called.append(set(to_see(begun).escalations.values_list("person", flat=True)))

    assert begun.lead_id in called[0]
    assert lena.pk not in called[-2]
    assert lena.pk in called[-1]


def test_a_child_that_was_seen_is_seen_anew(
    begun: Case, anna_at_work: Context, bert_at_work: Context
) -> None:
    later = replace(anna_at_work, now=NOON + timedelta(hours=2))
    assessing.visit(later, begun, bert_at_work.person_id)
    far = ChildClock.objects.get(case=begun).due_at

    services.raise_urgency_of_child(later, begun, to=Urgency.U1, reasons=WHY)

    assert ChildClock.objects.get(case=begun).due_at == to_see(begun).due_at == later.now + A_DAY < far


def test_a_day_that_stands_earlier_stays(begun: Case, anna_at_work: Context) -> None:
    due_at = to_see(begun).due_at
    almost = replace(anna_at_work, now=due_at - timedelta(minutes=5))

    services.raise_urgency_of_child(almost, begun, to=Urgency.U1, reasons=WHY)

    assert to_see(begun).due_at == due_at


@pytest.mark.parametrize("to", [Urgency.U2, Urgency.U3])
def test_one_person_never_lowers_it(to: Urgency, begun: Case, anna_at_work: Context) -> None:
    with pytest.raises(Conflict):
        services.raise_urgency_of_child(anna_at_work, begun, to=to, reasons="doch nicht")

    assert not UrgencyRaise.objects.exists()


def test_nobody_signs_a_result_that_does_not_know_of_it(
    begun: Case, anna_at_work: Context, bert_at_work: Context
) -> None:
    assessing.gather(anna_at_work, begun, bert_at_work.person_id)
    result = services.propose_result(anna_at_work, begun, assessed=assessing.assessed(begun, Outcome.NONE))

    services.raise_urgency_of_child(bert_at_work, begun, to=Urgency.U0, reasons=WHY)

    with pytest.raises(Denied):
        services.confirm_result(bert_at_work, result, seal=result.seal)
    assert Result.objects.get().state == "voided"


def test_an_office_that_thinks_a_handover_over_has_the_shorter_period(
    begun: Case, anna_at_work: Context, bert_at_work: Context
) -> None:
    waiting = handover.propose_handover(anna_at_work, begun, going=GOING)
    handover.send_handover(bert_at_work, waiting, seal=waiting.seal)
    assert Handover.objects.get().answer_by == NOON + timedelta(days=3)

    services.raise_urgency_of_child(anna_at_work, begun, to=Urgency.U1, reasons=WHY)

    assert Handover.objects.get().answer_by == NOON + A_DAY


def test_with_a_result_the_class_says_nothing_any_more(begun: Case, anna_at_work: Context) -> None:
    make.with_result(begun, Outcome.LATENT)

    with pytest.raises(Denied):
        services.raise_urgency_of_child(anna_at_work, begun, to=Urgency.U0, reasons=WHY)


def test_somebody_on_duty_may_and_a_colleague_outside_may_not(begun: Case, tannfurt: Network) -> None:
    carl = acting(tannfurt, member(tannfurt, "carl", Role.CASE_WORKER), Role.CASE_WORKER, "carl")
    with pytest.raises(Denied):
        services.raise_urgency_of_child(carl, begun, to=Urgency.U0, reasons=WHY)

    span = {"starts_at": NOON - A_DAY, "ends_at": NOON + A_DAY}
    Shift.objects.create(person_id=carl.person_id, substitute_id=begun.lead_id, **span)
    services.raise_urgency_of_child(carl, begun, to=Urgency.U0, reasons=WHY)


def test_the_course_of_the_case_shows_who_raised_it_and_why(begun: Case, a_day_later: Context) -> None:
    services.raise_urgency_of_child(a_day_later, begun, to=Urgency.U0, reasons=WHY)

    for case in Case.objects.all():
        newest = queries.chronology(case).lines[0]
        assert (newest.kind, newest.text, newest.at) == ("Dringlichkeit erhöht", WHY, a_day_later.now)


def test_the_page_of_duty_shows_it_among_the_most_urgent(begun: Case, anna_at_work: Context) -> None:
    assert queries.urgent(anna_at_work) == []

    services.raise_urgency_of_child(anna_at_work, begun, to=Urgency.U1, reasons=WHY)

    assert {each.record.pk for each in queries.urgent(anna_at_work)} == set(
        Case.objects.values_list("pk", flat=True)
    )
