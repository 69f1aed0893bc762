"""The class of urgency: up by one, down by two."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from schutznetz.cases import services
from schutznetz.cases.choices import Urgency
from schutznetz.cases.models import Report, Triage, UrgencyLowering
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import Denied
from schutznetz.work.models import Task
from tests.cases.services.conftest import FINDING
from tests.conftest import NOON

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
