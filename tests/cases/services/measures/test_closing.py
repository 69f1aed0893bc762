"""A case is closed when nothing is open, by two people on exactly what the second one read."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from schutznetz.cases.choices import (
    CheckFinding,
    ClosingReason,
    EmergencyReason,
    GuardianPosition,
    HelpAnswer,
    InquiryTopic,
    Outcome,
    PersonRole,
    TakingEnd,
    TakingGround,
)
from schutznetz.cases.models import (
    Case,
    ChildClock,
    Closing,
    EmergencyAccess,
    ImmediateProtection,
    Report,
    TakingIntoCare,
)
from schutznetz.cases.queries.closing import closing_seal
from schutznetz.cases.services import add_entry, add_person, measures
from schutznetz.cases.services.measures import Facts, Point
from schutznetz.cases.standing import still_open
from schutznetz.kernel import clock, policy
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import Denied
from schutznetz.work.choices import TaskKind
from schutznetz.work.models import Task
from tests import assessing, make
from tests.cases.services.measures.conftest import IN_A_WEEK, TERMS, TODAY, task, waiting
from tests.conftest import NOON

pytestmark = [pytest.mark.usefixtures("inside"), pytest.mark.usefixtures("at_noon")]
WORDS: dict[str, Any] = {"reason": ClosingReason.AVERTED, "note": "Der Vater ist ausgezogen."}


@pytest.fixture
def at_noon() -> Any:
    with clock.frozen(NOON):
        yield


@pytest.fixture
def harmless(case: Case) -> Case:
    return make.with_result(case, Outcome.NEED_FOR_SUPPORT)


@pytest.fixture
def dangerous(case: Case) -> Case:
    return make.with_result(case, Outcome.LATENT)


def test_another_person_closes_what_one_person_proposed(
    anna_at_work: Context, bert_at_work: Context, harmless: Case
) -> None:
    closing = measures.propose_closing(anna_at_work, harmless, **WORDS)
    assert task("confirm_closing").owner_id == bert_at_work.actor_id

    measures.confirm_closing(bert_at_work, closing, seal=closing.seal)

    harmless.refresh_from_db()
    assert (harmless.state, harmless.closed_at) == ("closed", NOON)
    assert waiting() == []


@pytest.mark.parametrize("outcome", [Outcome.ACUTE, Outcome.LATENT])
def test_where_a_danger_was_found_the_lead_signs(
    outcome: Outcome, anna_at_work: Context, bert_at_work: Context, lena_at_work: Context, case: Case
) -> None:
    make.with_result(case, outcome)
    closing = measures.propose_closing(anna_at_work, case, **WORDS)
    assert task("confirm_closing").line == "team_lead"

    with pytest.raises(Denied):
        measures.confirm_closing(bert_at_work, closing, seal=closing.seal)
    measures.confirm_closing(lena_at_work, closing, seal=closing.seal)

    case.refresh_from_db()
    assert case.state == "closed"


def test_nobody_closes_alone(anna_at_work: Context, bert_at_work: Context, harmless: Case) -> None:
    closing = measures.propose_closing(anna_at_work, harmless, **WORDS)

    with pytest.raises(Denied):
        measures.confirm_closing(replace(anna_at_work, session="other"), closing, seal=closing.seal)
    for session in ("ann", ""):
        with pytest.raises(Conflict):
            measures.confirm_closing(replace(bert_at_work, session=session), closing, seal=closing.seal)


def test_who_changes_anything_voids_what_the_second_person_read(
    anna_at_work: Context, bert_at_work: Context, harmless: Case
) -> None:
    seen = measures.propose_closing(anna_at_work, harmless, **WORDS)
    changed = measures.propose_closing(anna_at_work, harmless, **WORDS | {"note": "Anders"})
    with pytest.raises(Denied):
        measures.confirm_closing(bert_at_work, seen, seal=seen.seal)
    with pytest.raises(Conflict):
        measures.confirm_closing(bert_at_work, changed, seal=seen.seal)

    measures.note_missed(anna_at_work, harmless, missed_on=TODAY, what="Nicht gekommen")

    with pytest.raises(Conflict):
        measures.confirm_closing(bert_at_work, changed, seal=changed.seal)


def test_no_note_is_written_anew_over_what_opened_meanwhile(anna_at_work: Context, harmless: Case) -> None:
    measures.propose_closing(anna_at_work, harmless, **WORDS)
    ask_somebody(TaskKind.CALL_COURT, harmless)

    with pytest.raises(Conflict):
        measures.propose_closing(anna_at_work, harmless, **WORDS)
    Task.objects.filter(kind=TaskKind.CALL_COURT).update(settled_at=NOON)
    measures.propose_closing(anna_at_work, harmless, **WORDS)  # negative control


def test_nobody_sends_a_note_back_that_was_voided_meanwhile(
    anna_at_work: Context, bert_at_work: Context, harmless: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    closing = measures.propose_closing(anna_at_work, harmless, **WORDS)
    Closing.objects.update(state="voided")
    monkeypatch.setattr(policy, "may", lambda *_asked: True)  # it waited when the right was asked for

    with pytest.raises(Conflict, match="hat sich geändert"):
        measures.return_closing(bert_at_work, closing, why="Zu früh")
    assert Closing.objects.get().returned is None


def test_not_yet_is_an_answer_with_a_reason(
    anna_at_work: Context, bert_at_work: Context, harmless: Case
) -> None:
    closing = measures.propose_closing(anna_at_work, harmless, **WORDS)

    measures.return_closing(bert_at_work, closing, why="Die Schule fehlt noch.")

    harmless.refresh_from_db()
    assert harmless.state == "monitoring"
    assert Closing.objects.get().returned == "Die Schule fehlt noch."
    assert waiting() == []


def ask_somebody(kind: TaskKind, case: Case, record: Report | None = None) -> None:
    about = record or case
    Task.objects.create(
        kind=kind,
        about_type=about._meta.label,
        about_id=about.pk,
        owner=case.lead,
        substitute=case.substitute,
        protective=True,
        opened_at=NOON,
        due_at=NOON,
    )


Leave = Callable[[Context, Case, Point], object]


def leave_plan(ctx: Context, case: Case, point: Point) -> None:
    plan = measures.agree_plan(ctx, case, terms=TERMS, points=[point])
    measures.finish_item(ctx, plan.items.get(), note="Vorbei")


def leave_lacking(ctx: Context, case: Case, _: Point) -> None:
    taking = measures.take_into_care(ctx, case)
    measures.end_taking(ctx, taking, ended_by=TakingEnd.HANDED_BACK, note="Beim Vater")


def look_in_an_emergency(ctx: Context, case: Case) -> None:
    EmergencyAccess.objects.create(
        case=case, opened_by_id=ctx.person_id, reason=EmergencyReason.values[0], reasons="x",
        opened_at=NOON, ends_at=NOON + timedelta(hours=1), review_by=NOON,
    )  # fmt: skip


def leave_help_plan(ctx: Context, case: Case, _: Point) -> None:
    taking = measures.take_into_care(ctx, case)
    facts = Facts(ground=TakingGround.CHILD_ASKS, child_told_at=NOON, trusted_at=NOON, guardians_told_at=NOON)
    measures.add_to_taking(ctx, taking, facts=facts, place="Haus Linde")
    measures.note_answer(ctx, taking, position=GuardianPosition.AGREES, follow_up="help_plan")
    measures.end_taking(ctx, taking, ended_by=TakingEnd.HELP_DECIDED, note="SPFH")


def leave_unsigned(ctx: Context, case: Case, _: Point) -> None:
    ImmediateProtection.objects.create(
        report=reported(ctx, case), acted_by=case.lead, acted_at=NOON, acted_session="x", confirm_by=NOON
    )


def leave_unread(ctx: Context, case: Case, _: Point) -> None:
    ask_somebody(TaskKind.READ_ADDITION, case, reported(ctx, case))


def reported(ctx: Context, case: Case) -> Report:
    case.origin = case.origin or make.report(ctx, case.network)
    case.save(update_fields=["origin"])
    return case.origin


def bear_a_sibling(ctx: Context, case: Case, _: Point) -> None:
    add_person(ctx, case, facts=assessing.person(PersonRole.SIBLING, "Lea, gerade geboren"))


def endanger(_: Context, case: Case, __: Point) -> None:
    make.with_result(case, Outcome.LATENT)
    Case.objects.filter(pk=case.pk).update(child_seen_at=None)
    case.child_seen_at = None


OPEN_THINGS: dict[str, Leave] = {
    "plan": leave_plan,
    "point": lambda ctx, case, point: measures.await_finding(ctx, case, point=replace(point, until=None)),
    "help": lambda ctx, case, _: measures.offer_help(ctx, case, what="SPFH", offered_on=TODAY),
    "court": lambda ctx, case, _: measures.decide_on_court(ctx, case, call=True, reasons="Keine Mitwirkung"),
    "care": lambda ctx, case, _: measures.take_into_care(ctx, case),
    "lacking": leave_lacking,
    "clock": lambda _, case, __: ChildClock.objects.create(case=case, due_at=NOON - timedelta(minutes=1)),
    "result": lambda _, case, __: make.waiting_result(case, Outcome.ACUTE),
    "reassess": lambda _, case, __: ask_somebody(TaskKind.REASSESS, case),
    "call_court": lambda _, case, __: ask_somebody(TaskKind.CALL_COURT, case),
    "sibling": lambda _, case, __: ask_somebody(TaskKind.READ_SIBLING, case),
    "emergency": lambda ctx, case, _: look_in_an_emergency(ctx, case),
    "help plan": leave_help_plan,
    "unsigned": leave_unsigned,
    "unread": leave_unread,
    "born": bear_a_sibling,
    "unseen": endanger,
}


@pytest.mark.parametrize("thing", OPEN_THINGS)
def test_nothing_open_is_closed_over(
    thing: str, anna_at_work: Context, harmless: Case, point: Callable[..., Point]
) -> None:
    OPEN_THINGS[thing](anna_at_work, harmless, point())

    assert len(still_open(harmless)) == 1
    with pytest.raises(Conflict):
        measures.propose_closing(anna_at_work, harmless, **WORDS)


@pytest.mark.parametrize("thing", OPEN_THINGS)
def test_what_opens_after_the_proposal_stops_the_closing(
    thing: str,
    anna_at_work: Context,
    bert_at_work: Context,
    harmless: Case,
    point: Callable[..., Point],
) -> None:
    closing = measures.propose_closing(anna_at_work, harmless, **WORDS)
    OPEN_THINGS[thing](anna_at_work, harmless, point())

    with pytest.raises((Conflict, Denied)):
        measures.confirm_closing(bert_at_work, closing, seal=closing.seal)
    harmless.refresh_from_db()
    assert harmless.state != "closed"


def test_no_case_is_closed_while_the_child_is_searched_for(anna_at_work: Context, harmless: Case) -> None:
    taking = measures.take_into_care(anna_at_work, harmless)
    measures.end_taking(anna_at_work, taking, ended_by=TakingEnd.LEFT, note="Weggelaufen")

    assert str(TaskKind.FIND_CHILD.label) in [each.why for each in still_open(harmless)]


def test_a_reasoned_decision_not_to_call_the_court_answers_the_question(
    anna_at_work: Context, harmless: Case
) -> None:
    ask_somebody(TaskKind.CALL_COURT, harmless)
    measures.decide_on_court(anna_at_work, harmless, call=False, reasons="Die Mutter stimmt nun zu.")

    assert still_open(harmless) == ()


@pytest.mark.parametrize("news", ["entry", "stay"])
def test_whatever_is_learned_after_the_proposal_is_read_first(
    news: str, anna_at_work: Context, bert_at_work: Context, harmless: Case
) -> None:
    """The attack: new bruises are written down, and the second person confirms the page from before."""
    taking = measures.take_into_care(anna_at_work, harmless, place="Haus Linde")
    TakingIntoCare.objects.update(state="ended", ended_at=NOON, ended_by=TakingEnd.HANDED_BACK)
    closing = Closing(
        case=harmless, proposed_by=harmless.lead, proposed_at=NOON, proposed_session="a", **WORDS
    )
    seen = closing_seal(closing)

    if news == "entry":
        add_entry(anna_at_work, harmless, facts=assessing.entry(NOON, text="Neue Hämatome"))
    else:
        taking.stays.create(place="Haus Birke", since=NOON, noted_by=harmless.lead)

    assert closing_seal(closing) != seen


def test_a_breach_stays_open_until_it_is_answered_and_kept(
    anna_at_work: Context, harmless: Case, point: Callable[..., Point]
) -> None:
    item = measures.await_finding(anna_at_work, harmless, point=point(until=None))
    measures.check(
        anna_at_work, item, finding=CheckFinding.BROKEN, evidence="Kein Gutachten", next_on=IN_A_WEEK
    )

    assert [each.about_id for each in still_open(harmless)] == [item.pk]


def test_help_that_was_refused_is_no_reason_to_keep_a_case_open(
    anna_at_work: Context, harmless: Case
) -> None:
    offer = measures.offer_help(anna_at_work, harmless, what="SPFH", offered_on=TODAY)
    assert waiting() == ["get_answer"]
    with pytest.raises(Conflict):
        measures.answer_help(anna_at_work, offer, answer=HelpAnswer.OPEN, answered_on=TODAY)

    measures.answer_help(anna_at_work, offer, answer=HelpAnswer.REFUSED, answered_on=TODAY)

    assert waiting() == []
    measures.propose_closing(anna_at_work, harmless, **WORDS)
    with pytest.raises(Conflict):
        measures.answer_help(anna_at_work, offer, answer=HelpAnswer.ACCEPTED, answered_on=TODAY)


def test_the_database_closes_no_danger_without_two(anna_at_work: Context, dangerous: Case) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Case.objects.filter(pk=dangerous.pk).update(state="closed", closed_at=NOON)
    closing = measures.propose_closing(anna_at_work, dangerous, **WORDS)
    with pytest.raises(DatabaseError), transaction.atomic():
        Case.objects.filter(pk=dangerous.pk).update(state="closed", closed_at=NOON)
    with pytest.raises(DatabaseError), transaction.atomic():
        Closing.objects.filter(pk=closing.pk).update(
            state="confirmed",
            confirmed_by=anna_at_work.actor_id,
            confirmed_at=NOON,
            confirmed_session="other",
            confirmed_as="team_lead",
        )


def test_the_database_wants_a_lead_under_a_danger(
    anna_at_work: Context, bert_at_work: Context, dangerous: Case
) -> None:
    closing = measures.propose_closing(anna_at_work, dangerous, **WORDS)
    signature = {"confirmed_by": bert_at_work.actor_id, "confirmed_at": NOON, "confirmed_session": "bert"}

    with pytest.raises(DatabaseError), transaction.atomic():
        Closing.objects.filter(pk=closing.pk).update(
            state="confirmed", confirmed_as="case_worker", **signature
        )


def test_closed_is_closed(
    anna_at_work: Context, bert_at_work: Context, harmless: Case, point: Callable[..., Point]
) -> None:
    closing = measures.propose_closing(anna_at_work, harmless, **WORDS)
    measures.confirm_closing(bert_at_work, closing, seal=closing.seal)

    with pytest.raises(Denied):
        measures.agree_plan(anna_at_work, harmless, terms=TERMS, points=[point()])
    with pytest.raises(Denied):
        measures.take_into_care(anna_at_work, harmless)
    with pytest.raises(DatabaseError), transaction.atomic():
        Case.objects.filter(pk=harmless.pk).update(state="monitoring", closed_at=None)


def test_a_handover_ends_a_case_by_its_acceptance_and_by_no_closing_note(
    anna_at_work: Context, harmless: Case
) -> None:
    with pytest.raises(Conflict, match="endet der Fall von selbst"):
        measures.propose_closing(anna_at_work, harmless, reason=ClosingReason.HANDED_OVER, note="x")


def test_a_child_that_was_left_out_with_a_reason_keeps_no_case_open(
    anna_at_work: Context, harmless: Case, point: Callable[..., Point]
) -> None:
    endanger(anna_at_work, harmless, point())
    assert len(still_open(harmless)) == 1

    assessing.inquire(InquiryTopic.LEAVE_CHILD_OUT)(anna_at_work, harmless, harmless.lead_id)

    assert still_open(harmless) == ()


def test_a_sibling_with_a_reason_keeps_no_case_open(anna_at_work: Context, harmless: Case) -> None:
    grown = assessing.person(PersonRole.SIBLING, "Ben", why_no_case="Wohnt beim Vater, dort eingeschätzt")

    add_person(anna_at_work, harmless, facts=grown)

    assert still_open(harmless) == ()


def test_what_is_new_while_a_closing_waits_takes_the_case_back_to_work(
    anna_at_work: Context, bert_at_work: Context, harmless: Case
) -> None:
    """A weekend, the second person is away: whoever learns of a new danger need not wait for her."""
    closing = measures.propose_closing(anna_at_work, harmless, **WORDS)

    add_entry(anna_at_work, harmless, facts=assessing.entry(NOON, text="Neue Hämatome"))

    assert harmless.state == Case.objects.get().state == "monitoring"
    assert "confirm_closing" not in waiting()
    with pytest.raises(Denied):
        measures.confirm_closing(bert_at_work, closing, seal=closing.seal)
