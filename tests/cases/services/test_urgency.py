"""The class of urgency: up by one, down by two."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from schutznetz.cases import services
from schutznetz.cases.choices import Urgency
from schutznetz.cases.models import Report, Triage, UrgencyLowering
from schutznetz.kernel import clock
from schutznetz.kernel.context import Context, system
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import Denied
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.work.jobs import escalate_due
from schutznetz.work.models import Task
from tests.cases.services.conftest import FINDING
from tests.conftest import NOON, member

pytestmark = pytest.mark.usefixtures("inside")


@pytest.fixture
def taken(anna_at_work: Context, bert_at_work: Context, report: Report) -> Report:
    services.take_report(anna_at_work, report)
    return services.raise_urgency(anna_at_work, report, to=Urgency.U1, reasons="Kind unter drei")


def test_raising_counts_at_once_and_brings_the_clocks_nearer(taken: Report, bert_at_work: Context) -> None:
    before = Task.objects.get(kind="triage").due_at

    services.raise_urgency(bert_at_work, taken, to=Urgency.U0, reasons="Täter im Haus")

    taken.refresh_from_db()
    assert taken.urgency == "u0"
    assert Task.objects.get(kind="triage").due_at < before


def test_raising_calls_the_lead_as_soon_as_the_higher_class_wants(
    taken: Report, bert_at_work: Context, tannfurt: Network
) -> None:
    """A day before, the ladder was that of a class with time: from now on it climbs as the new one does."""
    lena = member(tannfurt, "lena", Role.TEAM_LEAD)
    later = replace(bert_at_work, now=NOON + timedelta(hours=1))
    services.raise_urgency(later, taken, to=Urgency.U0, reasons="Täter im Haus")
    task = Task.objects.get(kind="triage")
    assert not task.escalations.exists()

    for minutes in (75, 76, 77, 78):
        with clock.frozen(NOON + timedelta(minutes=minutes)):
            escalate_due(system(tannfurt.pk))

    assert lena.pk in set(task.escalations.values_list("person", flat=True))


def test_what_nobody_took_yet_calls_the_duty_at_once_when_it_becomes_most_urgent(
    report: Report, bert_at_work: Context
) -> None:
    services.raise_urgency(bert_at_work, report, to=Urgency.U0, reasons="Täter im Haus")

    task = Task.objects.get(kind="take_report")
    assert (task.ladder[0], task.next_step_at) == ([0, "duty"], NOON)


@pytest.mark.parametrize("to", [Urgency.U1, Urgency.U2])
def test_one_person_never_lowers(to: Urgency, taken: Report, anna_at_work: Context) -> None:
    with pytest.raises(Conflict):
        services.raise_urgency(anna_at_work, taken, to=to, reasons="doch nicht")


def test_two_people_lower_together(taken: Report, anna_at_work: Context, bert_at_work: Context) -> None:
    lowering = services.propose_lowering(anna_at_work, taken, to=Urgency.U2, reasons="Kind bei Oma")
    assert Report.objects.get().urgency == "u1"
    with pytest.raises(Denied):
        services.confirm_lowering(anna_at_work, lowering, seal=lowering.seal)
    with pytest.raises(Conflict):
        services.confirm_lowering(bert_at_work, lowering, seal="0" * 64)

    services.confirm_lowering(bert_at_work, lowering, seal=lowering.seal)

    assert Report.objects.get().urgency == "u2"
    assert Task.objects.get(kind="confirm_lowering").settled_at == NOON


def test_a_class_raised_meanwhile_makes_the_lowering_void(
    taken: Report, anna_at_work: Context, bert_at_work: Context
) -> None:
    lowering = services.propose_lowering(anna_at_work, taken, to=Urgency.U2, reasons="Kind bei Oma")
    services.raise_urgency(bert_at_work, taken, to=Urgency.U0, reasons="Neues")

    with pytest.raises(Conflict):
        services.confirm_lowering(bert_at_work, lowering, seal=lowering.seal)

    assert Report.objects.get().urgency == "u0"


@pytest.mark.parametrize("session", ["anna", ""], ids=["hers who proposed", "none"])
def test_nobody_lowers_in_the_session_of_who_proposed(
    session: str, taken: Report, anna_at_work: Context, bert_at_work: Context
) -> None:
    lowering = services.propose_lowering(anna_at_work, taken, to=Urgency.U2, reasons="Kind bei Oma")

    with pytest.raises(Conflict, match="eigenen Anmeldung"):
        services.confirm_lowering(replace(bert_at_work, session=session), lowering, seal=lowering.seal)
    services.confirm_lowering(bert_at_work, lowering, seal=lowering.seal)


def test_a_class_raised_meanwhile_voids_the_first_assessment(
    taken: Report, anna_at_work: Context, bert_at_work: Context
) -> None:
    triage = services.propose_triage(anna_at_work, taken, finding=FINDING)
    services.raise_urgency(bert_at_work, taken, to=Urgency.U0, reasons="Neues")

    with pytest.raises(Denied):
        services.confirm_triage(bert_at_work, triage, seal=triage.seal)

    assert Triage.objects.get().state == "voided"
    assert Task.objects.filter(kind="triage", settled_at=None).count() == 1


def test_the_database_refuses_a_lowering_by_one(taken: Report, anna_at_work: Context) -> None:
    lowering = services.propose_lowering(anna_at_work, taken, to=Urgency.U2, reasons="Kind bei Oma")

    with pytest.raises(IntegrityError), transaction.atomic():
        UrgencyLowering.objects.filter(pk=lowering.pk).update(
            state="confirmed", confirmed_by=anna_at_work.actor_id, confirmed_at=NOON, confirmed_session="x"
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        UrgencyLowering.objects.filter(pk=lowering.pk).update(after="u0")
