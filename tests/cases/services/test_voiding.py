"""Somebody is too close: what she proposed and what still waits is void, and others hear of it."""

import pytest

from schutznetz.cases import services
from schutznetz.cases.choices import ClosingReason, Manner, Outcome, ProtectionMeasure, ReviewState
from schutznetz.cases.models import (
    Case,
    Deletion,
    DeletionPart,
    ImmediateProtection,
    Report,
    Result,
    Triage,
)
from schutznetz.cases.services import measures
from schutznetz.work.choices import TaskKind
from schutznetz.work.models import Task
from tests import make
from tests.cases.services.conftest import FINDING
from tests.cases.services.test_secrets import begun, case, settled, town
from tests.cases.services.town import Town
from tests.conftest import NOON

__all__ = ["begun", "case", "settled", "town"]
pytestmark = pytest.mark.usefixtures("inside")


def test_a_closing_she_proposed_lets_the_case_go_on_with_the_other_one(town: Town, case: Case) -> None:
    case = make.with_result(case, Outcome.NONE)
    closing = measures.propose_closing(
        town.ctx("anna"), case, reason=ClosingReason.NO_DANGER, note="Nichts gefunden."
    )

    services.declare_recusal(town.ctx("anna"), case)

    case = Case.objects.get(pk=case.pk)
    closing.refresh_from_db()
    assert (closing.state, case.state, case.lead_id) == ("voided", "monitoring", town.id("bert"))
    assert closing.returned == "Wer das vorgeschlagen hat, ist befangen."
    assert not Task.objects.filter(kind=TaskKind.CONFIRM_CLOSING, settled_at=None).exists()
    anew = Task.objects.get(kind=TaskKind.PROPOSE_ANEW, settled_at=None)
    assert (anew.about_id, anew.owner_id) == (case.pk, town.id("bert"))


def test_a_deletion_she_proposed_is_not_decided_any_more(town: Town, case: Case) -> None:
    by = {"proposed_by": town.people["anna"], "proposed_at": NOON, "proposed_session": "first", "seal": "x"}
    deletion = Deletion.objects.create(anchor=case.pk, archive="declined", version="1", **by)
    when = {"started_on": NOON.date(), "due_on": NOON.date()}
    DeletionPart.objects.create(deletion=deletion, kind="case", record=case.pk, retention="R2", **when)

    services.declare_recusal(town.ctx("anna"), case)

    deletion.refresh_from_db()
    assert deletion.state == ReviewState.VOIDED


def test_what_she_signed_as_the_second_before_the_lead_signs_counts_no_more(town: Town, case: Case) -> None:
    result = make.waiting_result(case, Outcome.NONE)
    signed = {"confirmed_by": town.people["bert"], "confirmed_at": NOON, "confirmed_session": "second"}
    Result.objects.filter(pk=result.pk).update(state="confirmed", **signed)

    services.declare_recusal(town.ctx("bert"), case)

    result.refresh_from_db()
    assert (result.state, result.confirmed_by_id) == ("voided", None)


def test_what_two_have_decided_before_stays(town: Town, case: Case) -> None:
    make.with_result(case, Outcome.NONE)

    services.declare_recusal(town.ctx("anna"), case)

    assert set(Result.objects.values_list("state", flat=True)) == {"confirmed"}


def test_a_triage_begins_anew_with_the_other_one(town: Town) -> None:
    report = make.report(town.ctx("emil"), town.network, children=["Mia"])
    services.take_report(town.ctx("emil"), report)
    second = report.second_id
    services.propose_triage(town.ctx("emil"), report, finding=FINDING)

    services.declare_recusal_on_report(town.ctx("emil"), report)

    assert set(Triage.objects.values_list("state", flat=True)) == {"voided"}
    open_now = Task.objects.filter(settled_at=None, about_id=report.pk)
    assert {each.kind: each.owner_id for each in open_now if each.kind != TaskKind.NAME_OTHER_HANDS} == {
        TaskKind.TRIAGE: second,
        TaskKind.PROPOSE_ANEW: second,
    }


def test_what_was_done_for_the_child_counts_and_another_second_person_is_asked_for(town: Town) -> None:
    report = make.report(town.ctx("emil"), town.network, children=["Mia"])
    services.take_report(town.ctx("emil"), report)
    acted = services.protect(
        town.ctx("emil"), report, measures=[ProtectionMeasure.POLICE], second_id=town.id("bert"),
        told_at=NOON, told_by=Manner.TELEPHONE,
    )  # fmt: skip

    services.declare_recusal_on_report(town.ctx("lena"), report)
    assert ImmediateProtection.objects.get().second_id == town.id("bert")  # somebody else gave way
    Report.objects.filter(pk=report.pk).update(second=town.people["bert"])
    services.declare_recusal_on_report(town.ctx("bert"), report)

    acted.refresh_from_db()
    assert (acted.state, acted.second_id) == ("acting", None)
    asked = Task.objects.get(kind=TaskKind.NAME_SECOND, about_id=acted.pk, settled_at=None)
    assert town.id("bert") not in {asked.owner_id, asked.substitute_id}
    assert not Task.objects.filter(kind=TaskKind.CONFIRM_PROTECTION, settled_at=None).exists()
