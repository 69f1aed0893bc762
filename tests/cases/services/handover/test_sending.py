"""What the sender may do, and what stays here until another office has accepted in writing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from schutznetz.cases import services
from schutznetz.cases.choices import (
    CaseEntryKind,
    ClosingReason,
    CourtState,
    HandoverPart,
    HandoverState,
    Outcome,
    Sharing,
    TakingGround,
    WatchedKind,
)
from schutznetz.cases.jobs import find_forsaken, hurry_handovers
from schutznetz.cases.models import Case, CourtReferral, Handover, ImmediateProtection, Report, WatchedItem
from schutznetz.cases.queries.handover import handover_seal
from schutznetz.cases.services import handover, measures
from schutznetz.cases.standing import still_open
from schutznetz.kernel import clock
from schutznetz.kernel.context import Context, system
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import Denied
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Assignment, Network
from schutznetz.work.models import Task
from tests import assessing, make
from tests.conftest import NOON, member

pytestmark = pytest.mark.usefixtures("inside")
P = HandoverPart


def waiting() -> list[str]:
    return list(Task.objects.filter(settled_at=None).order_by("kind").values_list("kind", flat=True))


def accept(ctx: Context, sent: Handover, **changes: Any) -> Handover:
    given: dict[str, Any] = {
        "accepted": True,
        "answered_at": NOON,
        "answered_by": "Frau Reimers",
        "proof": make.file("annahme.pdf"),
    }
    return handover.note_answer(ctx, sent, **given | changes)


def finding(anna: Context, bert: Context) -> measures.Point:
    return measures.Point(
        what="Gutachten der Klinik",
        whose="Klinik",
        how="Anruf",
        otherwise="Gericht",
        check_on=NOON.date(),
        watcher_id=bert.person_id,
        substitute_id=anna.person_id,
    )


@pytest.mark.parametrize(
    ("gap", "says"),
    [
        ({"office": ""}, "nennen Sie das andere"),
        ({"talk_at": None}, "Gespräch mit dem anderen"),
        ({"talk_with": ""}, "Gespräch mit dem anderen"),
        ({"talk_with": "", "no_talk_why": "Niemand erreicht"}, "Gespräch mit dem anderen"),
        ({"talk_at": NOON + timedelta(hours=1)}, "nicht in der Zukunft"),
        ({"guardians": Sharing.LEFT_OUT}, "begründen Sie"),
        ({"child": Sharing.NOT_POSSIBLE}, "begründen Sie"),
    ],
)
def test_talk_and_family_are_there_or_reasoned(
    gap: dict[str, Any], says: str, propose: Callable[..., Handover]
) -> None:
    with pytest.raises(Conflict, match=says):
        propose(**gap)
    assert not Handover.objects.exists()


def test_a_reason_stands_in_for_talk_and_family(propose: Callable[..., Handover]) -> None:
    proposed = propose(
        talk_at=None, no_talk_why="Niemand erreicht", guardians=Sharing.LEFT_OUT, left_out_why="Er droht ihr."
    )

    assert proposed.state == "proposed"


def test_one_person_proposes_and_another_one_lets_it_go(
    propose: Callable[..., Handover], anna_at_work: Context, bert_at_work: Context
) -> None:
    proposed = propose()
    with pytest.raises(Denied):
        handover.send_handover(replace(anna_at_work, session="other"), proposed, seal=proposed.seal)
    with pytest.raises(Conflict, match="eigenen Anmeldung"):
        handover.send_handover(replace(bert_at_work, session="ann"), proposed, seal=proposed.seal)
    with pytest.raises(Conflict, match="noch einmal"):
        handover.send_handover(bert_at_work, proposed, seal="x" * 64)
    with pytest.raises(IntegrityError), transaction.atomic():
        Handover.objects.update(
            state="sent", sent_by=proposed.proposed_by, sent_at=NOON, answer_by=NOON, sent_session="x"
        )

    assert handover.send_handover(bert_at_work, proposed, seal=proposed.seal).state == "sent"


def test_a_talk_typed_in_german_time_is_released_as_it_was_read_back(
    propose: Callable[..., Handover], bert_at_work: Context
) -> None:
    propose(talk_at=NOON.astimezone(clock.BERLIN))

    read_back = Handover.objects.get()
    assert handover.send_handover(bert_at_work, read_back, seal=read_back.seal).state == "sent"


def test_another_hour_of_the_talk_is_another_seal(propose: Callable[..., Handover]) -> None:
    """Negative control."""
    proposed = propose(talk_at=NOON.astimezone(clock.BERLIN))
    proposed.talk_at = NOON - timedelta(hours=1)

    assert handover_seal(proposed) != proposed.seal


def test_what_changed_since_is_not_released(
    propose: Callable[..., Handover], case: Case, anna_at_work: Context, bert_at_work: Context
) -> None:
    proposed = propose()
    services.add_entry(anna_at_work, case, facts=assessing.entry(NOON))

    with pytest.raises(Conflict, match="Neues"):
        handover.send_handover(bert_at_work, proposed, seal=proposed.seal)


def test_two_tabs_make_one_handover(propose: Callable[..., Handover], send: Callable[..., Handover]) -> None:
    send()

    with pytest.raises(Conflict, match="schon eine Übergabe"):
        propose()


def test_released_twice_it_leaves_once(
    propose: Callable[..., Handover], bert_at_work: Context, lena_at_work: Context
) -> None:
    mine, hers = propose(), Handover.objects.get()
    handover.send_handover(bert_at_work, mine, seal=mine.seal)

    with pytest.raises((Conflict, Denied)):
        handover.send_handover(lena_at_work, hers, seal=hers.seal)
    assert mine.case.transfers.count() == 1


def test_while_it_waits_nothing_stops_and_nothing_can_be_closed(
    send: Callable[..., Handover], case: Case, anna_at_work: Context
) -> None:
    send()
    make.with_result(case, Outcome.NONE)

    assert [thing.about_type for thing in still_open(case)] == ["cases.Handover"]
    with pytest.raises(Conflict, match="noch nicht angenommen"):
        measures.propose_closing(anna_at_work, case, reason=ClosingReason.NO_DANGER, note="x")
    assert services.add_entry(anna_at_work, case, facts=assessing.entry(NOON)).pk


def test_no_clock_stops_while_it_waits(
    send: Callable[..., Handover], case: Case, anna_at_work: Context, bert_at_work: Context
) -> None:
    measures.await_finding(anna_at_work, case, point=finding(anna_at_work, bert_at_work))
    before = Task.objects.filter(kind="check_item").values_list("due_at", "next_step_at", "owner_id").get()

    send(parts=(P.PLAN,))

    assert waiting() == ["await_acceptance", "check_item"]
    after = Task.objects.filter(kind="check_item").values_list("due_at", "next_step_at", "owner_id").get()
    assert after == before


def test_without_it_the_case_can_be_closed(case: Case, anna_at_work: Context) -> None:
    """Negative control."""
    make.with_result(case, Outcome.NONE)

    assert measures.propose_closing(anna_at_work, case, reason=ClosingReason.NO_DANGER, note="x").pk


def test_only_the_written_word_of_somebody_named_ends_it(
    send: Callable[..., Handover], case: Case, anna_at_work: Context, bert_at_work: Context
) -> None:
    sent = send()
    with pytest.raises(Conflict, match="schriftlich"):
        accept(bert_at_work, sent, proof=None)
    with pytest.raises(Conflict, match="Zukunft"):
        accept(bert_at_work, sent, answered_at=NOON + timedelta(days=1))
    with pytest.raises(Conflict, match="nach dem Absenden"):
        accept(bert_at_work, sent, answered_at=NOON - timedelta(minutes=1))
    with pytest.raises(Conflict, match="warum"):
        accept(bert_at_work, sent, accepted=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        Handover.objects.update(state="accepted", answered_at=NOON)
    with pytest.raises(DatabaseError), transaction.atomic():
        Case.objects.update(state="handed_over", closed_at=NOON)

    accept(bert_at_work, sent)

    case.refresh_from_db()
    assert (case.state, case.closed_at) == ("handed_over", NOON)
    assert waiting() == []
    with pytest.raises(Denied):
        services.add_entry(anna_at_work, case, facts=assessing.entry(NOON))
    with pytest.raises(DatabaseError), transaction.atomic():
        Case.objects.update(state="assessment", closed_at=None)


def test_whoever_proposed_it_does_not_take_the_word_for_its_being_received(
    send: Callable[..., Handover], case: Case, anna_at_work: Context, bert_at_work: Context
) -> None:
    """Otherwise one person alone could end all clocks of a child with any piece of paper."""
    sent = send()
    with pytest.raises(Conflict, match="andere Person") as refused:
        accept(anna_at_work, sent)
    assert str(refused.value.norm) == "§ 8a Abs. 6 Satz 1 SGB VIII"
    with pytest.raises(Conflict, match="eigenen Anmeldung"):
        accept(replace(bert_at_work, session=anna_at_work.session), sent)
    row = Handover.objects.get()
    row.state, row.answered_at, row.answered_by, row.proof = HandoverState.ACCEPTED, NOON, "x", b"x"
    for person, session in (
        (anna_at_work.person_id, "other"),
        (bert_at_work.person_id, sent.proposed_session),
    ):
        row.noted_by_id, row.noted_session = person, session
        with pytest.raises(IntegrityError, match="filed_by_another"), transaction.atomic():
            row.save()
    case.refresh_from_db()
    assert case.state == "assessment"


def test_declined_it_stays_and_can_be_proposed_again(
    send: Callable[..., Handover], propose: Callable[..., Handover], case: Case, anna_at_work: Context
) -> None:
    accept(anna_at_work, send(), accepted=False, proof=None, note="Sie wohnt nicht hier.")

    case.refresh_from_db()
    assert case.state == "assessment"
    assert waiting() == ["read_refusal"]
    assert propose().state == "proposed"


def test_withdrawn_nothing_has_left(propose: Callable[..., Handover], anna_at_work: Context) -> None:
    withdrawn = handover.withdraw_handover(anna_at_work, propose(), note="Zu früh")

    assert (withdrawn.state, withdrawn.case.transfers.count(), waiting()) == ("withdrawn", 0, [])


def test_a_silent_office_outside_is_ended_by_the_lead_alone(
    send: Callable[..., Handover], anna_at_work: Context, lena_at_work: Context
) -> None:
    sent, later = send(), NOON + timedelta(days=8)
    with clock.frozen(later):
        with pytest.raises(Denied):
            handover.end_handover(replace(anna_at_work, now=later), sent, note="x")

        handover.end_handover(replace(lena_at_work, now=later), sent, note="Keine Antwort")

    assert (sent.state, sent.case.state) == ("ended", "assessment")


# --- what goes along ------------------------------------------------------------------------------------


def test_what_is_sent_is_what_was_chosen_and_never_who_reported(
    propose: Callable[..., Handover], case: Case, anna_at_work: Context
) -> None:
    guess = assessing.entry(NOON, CaseEntryKind.HYPOTHESIS, "Vielleicht der Onkel")
    services.add_entry(anna_at_work, case, facts=guess)
    services.add_entry(anna_at_work, case, facts=assessing.entry(NOON))

    content = propose().content

    assert [section["part"] for section in content["sections"]] == ["report", "entries"]
    assert "Blauer Fleck am Arm" in str(content)
    assert "Onkel" not in str(content)


def test_what_is_watched_cannot_be_left_behind(propose: Callable[..., Handover], case: Case) -> None:
    assessing.protect(case, NOON)

    with pytest.raises(Conflict, match="geht immer mit"):
        propose()
    assert "Mia ist bei der Großmutter" in str(propose(parts=(P.PLAN,)).content)


def test_where_a_child_is_goes_only_when_somebody_chose_it(
    propose: Callable[..., Handover], case: Case, anna_at_work: Context
) -> None:
    measures.take_into_care(anna_at_work, case, ground=TakingGround.CHILD_ASKS, place="Haus am Deich")

    without = propose(parts=(P.TAKING,))
    assert "Deich" not in str(without.content)
    handover.withdraw_handover(anna_at_work, without, note="Der Ort muss mit.")

    assert "Deich" in str(propose(parts=(P.TAKING, P.PLACE)).content)


# --- urgent danger --------------------------------------------------------------------------------------


def urgent(case: Case, network: Network, ctx: Context, urgency: str = "") -> Report:
    report = make.report(ctx, network, danger_now=not urgency)
    if urgency:
        Report.objects.filter(pk=report.pk).update(urgency=urgency)
    Case.objects.filter(pk=case.pk).update(origin=report)
    case.refresh_from_db()
    return report


def test_urgent_danger_is_acted_on_first(
    propose: Callable[..., Handover], case: Case, tannfurt: Network, anna_at_work: Context
) -> None:
    report = urgent(case, tannfurt, anna_at_work)
    with pytest.raises(Conflict, match="Zuerst handeln") as refused:
        propose()
    assert str(refused.value.norm).startswith("§ 42")

    ImmediateProtection.objects.create(
        report=report, acted_by_id=anna_at_work.person_id, acted_at=NOON, acted_session="ann", confirm_by=NOON
    )

    assert propose().state == "proposed"


def test_danger_that_comes_between_is_acted_on_first_too(
    propose: Callable[..., Handover], case: Case, bert_at_work: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed = propose()
    monkeypatch.setattr("schutznetz.cases.states.handover.danger_without_action", lambda case: True)

    with pytest.raises(Conflict, match="Zuerst handeln"):
        handover.send_handover(bert_at_work, proposed, seal=proposed.seal)


def test_in_urgent_danger_the_other_office_has_a_day(
    send: Callable[..., Handover], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("schutznetz.cases.services.handover.sending.must_act_at_once", lambda case: True)

    assert send().answer_by == NOON + timedelta(hours=24)


def test_a_child_in_care_gives_the_other_office_a_day_however_calm_the_rest(
    send: Callable[..., Handover], case: Case, anna_at_work: Context
) -> None:
    measures.take_into_care(anna_at_work, case, ground=TakingGround.CHILD_ASKS, place="Haus am Deich")

    assert send(parts=(P.TAKING,)).answer_by == NOON + timedelta(hours=24)


@pytest.mark.parametrize(("urgency", "days"), [("u1", 1), ("u2", 3), ("u3", 7)])
def test_before_a_result_the_class_of_the_report_says_how_long(
    urgency: str,
    days: int,
    send: Callable[..., Handover],
    case: Case,
    tannfurt: Network,
    anna_at_work: Context,
) -> None:
    urgent(case, tannfurt, anna_at_work, urgency)

    assert send().answer_by == NOON + timedelta(days=days)


def test_a_child_taken_into_care_meanwhile_shortens_what_is_left(
    send: Callable[..., Handover], case: Case, anna_at_work: Context, tannfurt: Network
) -> None:
    sent, house = send(), replace(system(tannfurt.pk), now=NOON)
    hurry_handovers(house)
    sent.refresh_from_db()
    assert sent.answer_by == NOON + timedelta(days=7)  # the negative control: nothing is urgent yet
    measures.take_into_care(anna_at_work, case, ground=TakingGround.CHILD_ASKS, place="Haus am Deich")

    hurry_handovers(house)

    sent.refresh_from_db()
    assert sent.answer_by == NOON + timedelta(hours=24)


# --- what ends here, and what the court keeps here --------------------------------------------------------


def test_what_was_watched_here_is_watched_there(
    send: Callable[..., Handover],
    case: Case,
    anna_at_work: Context,
    bert_at_work: Context,
    lena_at_work: Context,
) -> None:
    measures.await_finding(anna_at_work, case, point=finding(anna_at_work, bert_at_work))

    accept(bert_at_work, send(parts=(P.PLAN,)))

    item = WatchedItem.objects.get()
    assert (item.state, item.done_at, waiting()) == ("handed_over", NOON, [])


def test_proceedings_before_the_court_stay_with_the_office_that_began_them(
    send: Callable[..., Handover], case: Case, anna_at_work: Context, lena_at_work: Context
) -> None:
    referral = measures.decide_on_court(anna_at_work, case, call=True, reasons="Keine Mitwirkung")

    accept(lena_at_work, send(parts=(P.COURT,)))

    referral = CourtReferral.objects.get(pk=referral.pk)
    assert (referral.state, waiting()) == ("called", ["send_court_letter"])
    letter = dict.fromkeys(("court", "report", "need", "help_kind", "review_results"), "x")
    assert measures.write_court_letter(anna_at_work, referral, **letter).report == "x"
    referral.state = CourtState.ORDERED
    with pytest.raises(Conflict, match="dem anderen Jugendamt mit"):
        measures.enter_order(
            anna_at_work, referral, kind=WatchedKind.ORDER, point=finding(anna_at_work, lena_at_work)
        )


def test_proceedings_that_stay_can_change_hands_and_are_never_without(
    send: Callable[..., Handover],
    case: Case,
    anna_at_work: Context,
    bert_at_work: Context,
    lena_at_work: Context,
) -> None:
    referral = measures.decide_on_court(anna_at_work, case, call=True, reasons="Keine Mitwirkung")
    accept(lena_at_work, send(parts=(P.COURT,)))
    Assignment.objects.filter(user__in=[case.lead_id, case.substitute_id]).update(
        ends_on=NOON.date() - timedelta(days=1)
    )
    house = replace(system(case.network_id), now=NOON)

    find_forsaken(house)
    assert "name_hands" in waiting()
    carl = member(case.network, "carl", Role.CASE_WORKER)
    case = Case.objects.get()
    services.hand_over_case(lena_at_work, case, lead_id=lena_at_work.person_id, substitute_id=carl.pk)

    assert Task.objects.get(settled_at=None, kind="send_court_letter").owner_id == lena_at_work.person_id
    find_forsaken(house)
    assert "name_hands" not in waiting()
    referral = CourtReferral.objects.get(pk=referral.pk)
    referral.state, referral.ended_at, referral.end_note = CourtState.ENDED, NOON, "Erledigt"
    referral.save(update_fields=["state", "ended_at", "end_note"])
    with pytest.raises(Denied):  # the negative control: nothing is left here that could change hands
        services.hand_over_case(lena_at_work, case, lead_id=carl.pk, substitute_id=lena_at_work.person_id)


def test_the_handover_goes_with_the_case_to_other_hands(
    send: Callable[..., Handover], case: Case, lena_at_work: Context, anna_at_work: Context
) -> None:
    send()

    services.hand_over_case(
        anna_at_work, case, lead_id=lena_at_work.person_id, substitute_id=anna_at_work.person_id
    )

    assert Task.objects.get(settled_at=None).owner_id == lena_at_work.actor_id
