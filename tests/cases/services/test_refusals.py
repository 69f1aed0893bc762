"""Refusals behind the table of rights: reached where it lets somebody pass who asked a moment too early."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from schutznetz import receipts
from schutznetz.cases import conflicts, services
from schutznetz.cases.choices import Attested, ReporterKind, Urgency
from schutznetz.cases.known.tags import Person
from schutznetz.cases.models import Case, Deletion, Joining, Recusal, Report
from schutznetz.cases.queries.doomed import Doomed
from schutznetz.cases.second import NEWS
from schutznetz.cases.services import Prepared, answers, keeping, known, triage, urgency
from schutznetz.cases.services.cases import TWO_PEOPLE, begin_case
from schutznetz.cases.services.keeping._erasing import Remains, _refuse_remains
from schutznetz.kernel import audit, command, policy
from schutznetz.kernel.context import Context
from schutznetz.kernel.ids import new_id
from schutznetz.kernel.machine import Conflict
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from tests import make
from tests.conftest import NOON, member

pytestmark = pytest.mark.usefixtures("inside")
Act = Callable[[], object]


def refusal(act: Act) -> str:
    with pytest.raises(Conflict) as refused:
        act()
    return refused.value.reason


@pytest.fixture
def let_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """The right was there when it was asked for; what changed since, the service itself must see."""
    monkeypatch.setattr(policy, "may", lambda *_asked: True)


def test_a_look_up_wants_a_whole_name_and_a_joining_is_parted_once(
    anna_at_work: Context, bert_at_work: Context, report: Report, tannfurt: Network
) -> None:
    services.take_report(anna_at_work, report)
    other = make.report(anna_at_work, tannfurt)
    nobody = Person("", "", None)

    assert refusal(lambda: services.look_up(anna_at_work, report, wanted=nobody)) == known.NAMELESS
    joined = services.join(anna_at_work, report, reference=other.reference, reasons="x")
    services.part(anna_at_work, joined, reasons="x")
    assert refusal(lambda: services.part(anna_at_work, joined, reasons="x")) == known.PARTED
    assert Joining.objects.count() == 1


@pytest.mark.usefixtures("let_in")
def test_an_answer_goes_to_whom_it_is_owed_and_does_not_contradict_itself(
    anna_at_work: Context, report: Report, tannfurt: Network
) -> None:
    told = Prepared(attested=Attested.CALLED_BACK, told_on=NOON.date())
    said: dict[str, Any] = {"confirmed": None, "acted": False, "still_acting": True, "prepared": told}
    doctors = make.report(
        anna_at_work, tannfurt, kind=ReporterKind.HEALTH, contact={"reporter_name": "Dr. Nora"}
    )

    assert refusal(lambda: services.send_feedback(anna_at_work, report, **said)) == answers.NOT_OWED
    assert (
        refusal(lambda: services.send_feedback(anna_at_work, doctors, **said)) == answers.NOT_WITHOUT_ACTING
    )


@pytest.mark.usefixtures("let_in")
def test_of_two_who_give_a_report_or_a_case_to_others_one_wins(
    anna_at_work: Context, bert_at_work: Context, report: Report
) -> None:
    taken = services.take_report(anna_at_work, report)
    stale = Report.objects.get(pk=taken.pk)
    Report.objects.filter(pk=taken.pk).update(
        responsible=bert_at_work.person_id, second=anna_at_work.person_id
    )
    at_first = {"lead_id": anna_at_work.person_id, "substitute_id": bert_at_work.person_id}
    case = Case.objects.create(number=1, child_name="Mia", report="x", reported_at=NOON, **at_first)
    Case.objects.filter(pk=case.pk).update(lead=bert_at_work.person_id, substitute=anna_at_work.person_id)
    hands = {"responsible_id": anna_at_work.person_id, "second_id": bert_at_work.person_id}

    for act in (
        lambda: services.hand_over_report(anna_at_work, stale, **hands),
        lambda: services.hand_over_case(anna_at_work, case, **at_first),
    ):
        assert "inzwischen geändert" in refusal(act)


def test_nobody_is_given_a_report_of_a_family_too_close_to_her(
    anna_at_work: Context, bert_at_work: Context, report: Report, tannfurt: Network
) -> None:
    taken = services.take_report(anna_at_work, report)
    anna, bert = anna_at_work.person_id, bert_at_work.person_id
    Recusal.objects.create(report=taken, person_id=bert, declared_at=NOON)

    for hands in ({"responsible_id": anna, "second_id": bert}, {"responsible_id": bert, "second_id": anna}):
        assert (
            refusal(lambda hands=hands: services.hand_over_report(anna_at_work, taken, **hands))  # type: ignore[misc]
            == conflicts.TOO_CLOSE
        )
    carl = member(tannfurt, "carl", Role.INTAKE).pk
    services.hand_over_report(anna_at_work, taken, responsible_id=carl, second_id=anna)  # negative control


@pytest.mark.usefixtures("let_in")
def test_of_two_who_make_a_report_more_urgent_the_later_page_is_refused(
    anna_at_work: Context, bert_at_work: Context, report: Report
) -> None:
    taken = services.take_report(anna_at_work, report)
    Report.objects.filter(pk=taken.pk).update(urgency="u0")  # hers shows none

    assert (
        refusal(lambda: services.raise_urgency(anna_at_work, taken, to=Urgency.U1, reasons="x"))
        == urgency.NOT_RAISED
    )
    assert Report.objects.get(pk=taken.pk).urgency == "u0"


def test_a_class_raised_in_the_very_moment_of_lowering_stays(
    anna_at_work: Context, bert_at_work: Context, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = services.raise_urgency(
        anna_at_work, services.take_report(anna_at_work, report), to=Urgency.U1, reasons="x"
    )
    lowering = services.propose_lowering(anna_at_work, taken, to=Urgency.U2, reasons="x")

    def raised(found: object) -> str:
        Report.objects.filter(pk=taken.pk).update(urgency="u0")
        return lowering.seal

    monkeypatch.setattr(urgency, "seal_of", raised)
    said = refusal(lambda: services.confirm_lowering(bert_at_work, lowering, seal=lowering.seal))

    assert said == triage.OVERTAKEN
    assert audit.trail(report.network_id)[-1].action == "triages.confirm_lowering.denied"


def test_no_case_begins_with_one_person_and_no_code_opens_what_is_not_there(
    anna_at_work: Context, report: Report, tannfurt: Network
) -> None:
    anna = anna_at_work.person_id
    for hands in ({}, {"responsible_id": anna}, {"second_id": anna}):
        half = Report(network=tannfurt, **hands)
        token = command._running.set(True)
        alone = refusal(lambda half=half: begin_case(anna_at_work, half, {}))  # type: ignore[misc]
        command._running.reset(token)

        assert alone == TWO_PEOPLE
    with pytest.raises(receipts.UnknownCode):
        services.add_information(anna_at_work, tannfurt, typed="0000 0000 0000 0000", text="x")


@pytest.mark.usefixtures("let_in")
def test_what_is_gone_is_not_deleted_and_what_is_left_is_noticed(
    anna_at_work: Context, bert_at_work: Context, report: Report
) -> None:
    gone = Deletion.objects.create(
        anchor=new_id(), archive="declined", version="1", seal="x", proposed_by_id=bert_at_work.person_id,
        proposed_at=NOON - timedelta(hours=1), proposed_session="first",
    )  # fmt: skip

    assert refusal(lambda: keeping.confirm_deletion(anna_at_work, gone, seal="x")) == NEWS
    with pytest.raises(Remains):
        _refuse_remains(Doomed([report.pk], []))
