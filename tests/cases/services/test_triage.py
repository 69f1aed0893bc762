"""Two people decide, each from her own account and session, on exactly what the second one saw."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from schutznetz import receipts
from schutznetz.cases import services
from schutznetz.cases.choices import Competence, ProtectionMeasure, TriageOutcome, Urgency
from schutznetz.cases.models import Case, Report, TakingIntoCare, Triage
from schutznetz.cases.services import handover
from schutznetz.kernel.context import Context, visitor
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import Denied
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.work.models import Task
from tests.cases.services.conftest import FINDING, acting, arrive
from tests.cases.services.handover.conftest import GOING
from tests.conftest import NOON, member

pytestmark = pytest.mark.usefixtures("inside")

NOTHING = replace(
    FINDING,
    weighty_indications=False,
    outcome=TriageOutcome.NO_INDICATION,
    advice="offered",
    reasons="Lärm, Kind wohlauf",
)


def test_two_people_decide_and_a_case_begins_for_each_child(
    propose: Callable[..., Triage], bert_at_work: Context
) -> None:
    triage = propose()

    services.confirm_triage(bert_at_work, triage, seal=triage.seal)

    report = Report.objects.get()
    assert (report.state, report.urgency, report.second_id) == ("accepted", "u1", bert_at_work.actor_id)
    assert [(c.child_name, c.state) for c in Case.objects.order_by("number")] == [
        ("Mia", "assessment"),
        ("Ben", "assessment"),
    ]


@pytest.mark.parametrize("taken", [False, True])
def test_a_report_that_describes_no_child_begins_a_case_all_the_same(
    anna_at_work: Context, bert_at_work: Context, tannfurt: Network, taken: bool
) -> None:
    """Who hears a child behind a wall knows nothing of it: somebody is responsible, and the clocks run."""
    report = arrive(tannfurt, danger_now=True, children=(), key="n" * 32)
    if taken:
        services.protect(anna_at_work, report, measures=[ProtectionMeasure.TAKEN_INTO_CARE])
    services.take_report(anna_at_work, report)
    triage = services.propose_triage(anna_at_work, report, finding=FINDING)

    services.confirm_triage(bert_at_work, triage, seal=triage.seal)

    case = Case.objects.get(origin=report)
    open_tasks = Task.objects.filter(about_id=case.pk, settled_at=None)
    assert {case.lead_id, case.substitute_id} == {anna_at_work.actor_id, bert_at_work.actor_id}
    assert {"see_child", "assess"} <= set(open_tasks.values_list("kind", flat=True))
    assert TakingIntoCare.objects.filter(case=case).exists() is taken


def test_nobody_confirms_her_own_proposal(propose: Callable[..., Triage], anna_at_work: Context) -> None:
    triage = propose()

    with pytest.raises(Denied):
        services.confirm_triage(replace(anna_at_work, session="other"), triage, seal=triage.seal)


def test_another_account_in_the_same_session_is_refused(
    propose: Callable[..., Triage], bert_at_work: Context
) -> None:
    triage = propose()

    for session in ("anna", ""):
        with pytest.raises(Conflict):
            services.confirm_triage(replace(bert_at_work, session=session), triage, seal=triage.seal)


def test_whoever_changes_anything_voids_what_the_second_person_saw(
    propose: Callable[..., Triage], bert_at_work: Context
) -> None:
    seen = propose()
    changed = propose(reasons="Doch ein Sturz")

    with pytest.raises(Conflict):
        services.confirm_triage(bert_at_work, changed, seal=seen.seal)
    with pytest.raises(Denied):
        services.confirm_triage(bert_at_work, seen, seal=seen.seal)

    services.confirm_triage(bert_at_work, changed, seal=changed.seal)


def test_what_the_reporter_adds_voids_what_waits(
    propose: Callable[..., Triage], bert_at_work: Context, tannfurt: Network
) -> None:
    triage = propose()
    visits, code = visitor(tannfurt.pk), receipts.code_for("k" * 32)

    services.add_information(visits, tannfurt, typed=code, text="Es schreit wieder.")

    with pytest.raises(Denied):
        services.confirm_triage(bert_at_work, triage, seal=triage.seal)
    assert Triage.objects.get().state == "voided"
    assert Task.objects.filter(kind="triage", settled_at=None).exists()


@pytest.mark.parametrize("trick", ["own account", "own session", "nobody"])
def test_the_database_refuses_one_person_in_two_roles(
    trick: str, propose: Callable[..., Triage], bert_at_work: Context
) -> None:
    triage = propose()
    signatures: dict[str, dict[str, Any]] = {
        "own account": {"confirmed_by": triage.proposed_by_id, "confirmed_session": "other"},
        "own session": {"confirmed_by": bert_at_work.actor_id, "confirmed_session": triage.proposed_session},
        "nobody": {},
    }

    with pytest.raises(IntegrityError), transaction.atomic():
        Triage.objects.filter(pk=triage.pk).update(state="confirmed", confirmed_at=NOON, **signatures[trick])


def test_weighty_indications_are_never_closed_at_first_sight(
    propose: Callable[..., Triage],
) -> None:
    with pytest.raises(Conflict):
        propose(outcome=TriageOutcome.NO_INDICATION, advice="offered")


def test_two_people_close_what_is_no_indication(
    propose: Callable[..., Triage], bert_at_work: Context, anna_at_work: Context
) -> None:
    report = propose().report
    triage = services.propose_triage(anna_at_work, report, finding=NOTHING)

    services.confirm_triage(bert_at_work, triage, seal=triage.seal)

    assert Report.objects.get().state == "closed_no_indication"
    assert not Case.objects.exists()


ELSEWHERE = {"competence": Competence.ELSEWHERE, "outcome": TriageOutcome.HANDOVER}


def test_what_another_office_is_competent_for_stays_a_case_here_until_it_accepts(
    propose: Callable[..., Triage], bert_at_work: Context, anna_at_work: Context, tannfurt: Network
) -> None:
    """All clocks run here, and somebody is asked to hand it over, by when the child has to be seen."""
    triage = propose(**ELSEWHERE, urgency=Urgency.U2)

    services.confirm_triage(bert_at_work, triage, seal=triage.seal)

    mia, ben = Case.objects.order_by("number")
    of_mia = Task.objects.filter(about_id=mia.pk, settled_at=None).order_by("kind")
    assert [(task.kind, task.due_at) for task in of_mia] == [
        ("assess", NOON + timedelta(weeks=4)),
        ("propose_handover", NOON + timedelta(hours=24)),
        ("see_child", NOON + timedelta(days=3)),
    ]
    assert all({task.owner_id, task.substitute_id} == {mia.lead_id, mia.substitute_id} for task in of_mia)

    handover.propose_handover(anna_at_work, mia, going=GOING)

    still = Task.objects.filter(about_id__in=[mia.pk, ben.pk], settled_at=None, kind="propose_handover")
    assert [task.about_id for task in still] == [ben.pk]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"competence": Competence.HERE}, "anderes Jugendamt zuständig"),
        ({"competence": Competence.UNCLEAR}, "anderes Jugendamt zuständig"),
        ({"weighty_indications": False}, "gewichtige Anhaltspunkte"),
        ({"urgency": Urgency.U0}, "Zuerst handeln"),
    ],
)
def test_another_office_is_told_of_weighty_indications_and_after_what_is_urgent(
    changes: dict[str, Any], why: str, propose: Callable[..., Triage]
) -> None:
    with pytest.raises(Conflict, match=why) as refused:
        propose(**ELSEWHERE | changes)
    assert refused.value.norm
    assert not Triage.objects.exists()


def test_once_somebody_acts_on_it_urgent_danger_can_go_to_whom_is_competent(
    propose: Callable[..., Triage], report: Report, anna_at_work: Context
) -> None:
    services.take_report(anna_at_work, report)
    services.protect(anna_at_work, report, measures=[ProtectionMeasure.ON_SITE])

    assert propose(**ELSEWHERE, urgency=Urgency.U0).outcome == "handover"


def test_the_database_hands_over_only_weighty_indications_to_whom_is_competent(
    propose: Callable[..., Triage],
) -> None:
    propose(**ELSEWHERE)
    for change in ({"competence": "here"}, {"weighty_indications": False}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Triage.objects.update(**change)


@pytest.mark.parametrize("urgency", Urgency)
def test_a_child_that_nobody_saw_in_time_is_the_leads_the_moment_it_is_due(
    urgency: Urgency, propose: Callable[..., Triage], bert_at_work: Context
) -> None:
    """However late the two decided: the clock of the child runs from the report."""
    triage = propose(urgency=urgency)
    late = replace(bert_at_work, now=NOON + timedelta(minutes=90))

    services.confirm_triage(late, triage, seal=triage.seal)

    task = Task.objects.filter(kind="see_child").order_by("id")[0]
    [called] = [minutes for minutes, rung in task.ladder if rung == "team_lead"]
    assert task.opened_at + timedelta(minutes=called) <= task.due_at


def test_the_stand_in_is_a_third_who_may_decide(
    propose: Callable[..., Triage], tannfurt: Network, anna_at_work: Context
) -> None:
    member(tannfurt, "carl", Role.CASE_WORKER)
    lena = member(tannfurt, "lena", Role.TEAM_LEAD)

    triage = propose()

    task = Task.objects.get(kind="confirm_triage")
    assert task.substitute_id == lena.pk
    services.confirm_triage(acting(tannfurt, lena, Role.TEAM_LEAD, "lena"), triage, seal=triage.seal)
