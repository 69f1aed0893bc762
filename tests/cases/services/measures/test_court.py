"""The family court: decided by name, sent with proof, heard, and nothing it says is left to nobody."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from schutznetz.cases import services
from schutznetz.cases.choices import PriorNotice, WatchedKind
from schutznetz.cases.models import Case, CourtReferral, Transfer
from schutznetz.cases.services import measures
from schutznetz.cases.services.measures import Point
from schutznetz.cases.standing import active_protection
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.measures import end_of
from schutznetz.work.models import Task
from tests.cases.services.measures.conftest import IN_A_WEEK, TODAY, TOLD, task, waiting
from tests.conftest import NOON
from tests.make import file

pytestmark = pytest.mark.usefixtures("inside")
COURT = "Amtsgericht Nord\nFamiliengericht\nWeg 1\n12345 Nord"
LETTER = dict.fromkeys(("court", "report", "need", "help_kind", "review_results"), "wie besprochen")


@pytest.fixture
def referral(anna_at_work: Context, case: Case) -> CourtReferral:
    return measures.decide_on_court(anna_at_work, case, call=True, reasons="Keine Mitwirkung")


@pytest.fixture
def sent(anna_at_work: Context, referral: CourtReferral) -> CourtReferral:
    measures.write_court_letter(anna_at_work, referral, **LETTER)
    return measures.dispatch(anna_at_work, referral, sent_at=NOON, proof=file("nachweis.pdf"), **TOLD)


def test_who_decided_and_why_stands_there_also_when_the_court_is_not_called(
    anna_at_work: Context, case: Case
) -> None:
    left = measures.decide_on_court(anna_at_work, case, call=False, reasons="Die Mutter wirkt mit.")

    assert (left.state, left.decided_by_id) == ("not_called", anna_at_work.actor_id)
    assert waiting() == []


def test_an_intention_protects_nobody(anna_at_work: Context, case: Case, referral: CourtReferral) -> None:
    assert not active_protection(case)
    assert waiting() == ["send_court_letter"]

    measures.write_court_letter(anna_at_work, referral, **LETTER)
    measures.dispatch(anna_at_work, referral, sent_at=NOON, proof=file("nachweis.pdf"), **TOLD)

    assert active_protection(case)
    assert waiting() == ["note_hearing"]


def test_without_the_letter_nothing_is_sent_and_sent_is_sent(
    anna_at_work: Context, referral: CourtReferral
) -> None:
    with pytest.raises(Conflict, match="Zuerst das Schreiben"):
        measures.dispatch(anna_at_work, referral, sent_at=NOON, proof=file("nachweis.pdf"), **TOLD)
    measures.write_court_letter(anna_at_work, referral, **LETTER)
    measures.dispatch(anna_at_work, referral, sent_at=NOON, proof=file("nachweis.pdf"), **TOLD)

    with pytest.raises(Conflict):
        measures.write_court_letter(anna_at_work, referral, **LETTER | {"report": "anders"})


def test_the_letter_names_its_court_before_it_leaves(
    anna_at_work: Context, case: Case, referral: CourtReferral
) -> None:
    with pytest.raises(Conflict, match="nicht verfasst"):
        services.print_court_letter(anna_at_work, referral)
    with pytest.raises(Conflict, match="das Gericht nennen"):
        measures.write_court_letter(anna_at_work, referral, **LETTER | {"court": " \n "})
    measures.write_court_letter(anna_at_work, referral, **LETTER | {"court": COURT})
    CourtReferral.objects.filter(pk=referral.pk).update(court=None)
    unnamed = CourtReferral.objects.get()
    with pytest.raises(Conflict, match="welches Gericht"):
        measures.dispatch(anna_at_work, unnamed, sent_at=NOON, proof=file("nachweis.pdf"), **TOLD)

    measures.write_court_letter(anna_at_work, referral, **LETTER | {"court": COURT})
    measures.dispatch(anna_at_work, referral, sent_at=NOON, proof=file("nachweis.pdf"), **TOLD)

    [left] = Transfer.objects.all()
    assert left.recipient == "Amtsgericht Nord, Familiengericht, Weg 1, 12345 Nord"
    assert services.print_court_letter(anna_at_work, referral).startswith(b"%PDF")


def test_the_proof_is_kept_sealed_and_the_database_wants_it(sent: CourtReferral) -> None:
    kept = CourtReferral.objects.get()
    assert (kept.proof, kept.proof_type) == (b"jpeg", "jpeg")

    with pytest.raises(IntegrityError), transaction.atomic():
        CourtReferral.objects.update(proof=None)


def test_the_hearing_is_asked_for_noted_and_attended(anna_at_work: Context, sent: CourtReferral) -> None:
    assert task("note_hearing").due_at == NOON + timedelta(days=30)

    measures.set_hearing(anna_at_work, sent, hearing_at=NOON + timedelta(days=20))

    assert waiting() == ["attend_hearing"]


def test_orders_that_nobody_entered_are_missed_at_once(
    anna_at_work: Context, carl_at_work: Context, sent: CourtReferral, point: Callable[..., Point]
) -> None:
    with pytest.raises(Conflict, match="Beschluss"):
        measures.enter_order(anna_at_work, sent, kind=WatchedKind.ORDER, point=point(until=None))
    measures.note_ruling(anna_at_work, sent, ordered=True, ruled_on=TODAY, ruling="Kontaktverbot")
    assert waiting() == ["enter_orders"]

    for kind in (WatchedKind.ORDER, WatchedKind.CONDITION):
        measures.enter_order(anna_at_work, sent, kind=kind, point=point(until=None))

    assert waiting() == ["check_item", "check_item"]
    assert {each.owner_id for each in Task.objects.filter(settled_at=None)} == {carl_at_work.actor_id}


def test_proceedings_do_not_end_while_an_order_is_watched(
    anna_at_work: Context, sent: CourtReferral, point: Callable[..., Point]
) -> None:
    measures.note_ruling(anna_at_work, sent, ordered=True, ruled_on=TODAY, ruling="Kontaktverbot")
    item = measures.enter_order(anna_at_work, sent, kind=WatchedKind.ORDER, point=point(until=None))
    with pytest.raises(Conflict):
        measures.end_court(anna_at_work, sent, note="Vorbei")

    measures.finish_item(anna_at_work, item, note="Aufgehoben")
    measures.end_court(anna_at_work, sent, note="Vorbei")

    assert waiting() == []


def test_a_court_that_takes_no_measures_looks_again_after_three_months(
    anna_at_work: Context, sent: CourtReferral
) -> None:
    measures.note_ruling(anna_at_work, sent, ordered=False, ruled_on=TODAY, ruling="Keine Maßnahmen")

    assert waiting() == ["court_review"]
    assert task("court_review").due_at == end_of(date(2027, 2, 22))
    assert not active_protection(sent.case)


def test_a_further_ruling_leaves_the_appeal_with_somebody(anna_at_work: Context, sent: CourtReferral) -> None:
    measures.note_ruling(anna_at_work, sent, ordered=True, ruled_on=TODAY, ruling="Vorläufig")
    measures.dissent(anna_at_work, sent, text="Zu wenig", served_on=TODAY, interim=True)
    with pytest.raises(Conflict, match="schon wartet"):
        measures.dissent(anna_at_work, sent, text="Anders", served_on=TODAY, interim=False)

    measures.note_ruling(anna_at_work, sent, ordered=True, ruled_on=TODAY, ruling="Endgültig")

    assert waiting() == ["decide_remedy", "enter_orders"]


@pytest.mark.parametrize(("interim", "last_day"), [(True, date(2026, 12, 6)), (False, date(2026, 12, 22))])
def test_who_does_not_share_a_ruling_decides_in_time_about_a_remedy(
    interim: bool, last_day: date, anna_at_work: Context, sent: CourtReferral
) -> None:
    with pytest.raises(Conflict):
        measures.dissent(anna_at_work, sent, text="Zu früh", served_on=TODAY, interim=interim)
    measures.note_ruling(anna_at_work, sent, ordered=False, ruled_on=TODAY, ruling="Keine Maßnahmen")

    measures.dissent(anna_at_work, sent, text="Das Kind ist in Gefahr.", served_on=TODAY, interim=interim)

    assert task("decide_remedy").due_at == end_of(last_day)
    with pytest.raises(Conflict, match="Beschwerde"):
        measures.end_court(anna_at_work, sent, note="Vorbei")
    measures.decide_remedy(anna_at_work, sent, lodge=True)
    assert waiting() == ["court_review"]
    with pytest.raises(Conflict):
        measures.decide_remedy(anna_at_work, sent, lodge=False)


def test_the_register_says_to_whom_it_went_and_whether_it_was_told_before(
    anna_at_work: Context, referral: CourtReferral
) -> None:
    measures.write_court_letter(anna_at_work, referral, **LETTER)
    untold = TOLD | {"notice": PriorNotice.NOT_TOLD}
    with pytest.raises(Conflict, match="nicht vorher"):
        measures.dispatch(anna_at_work, referral, sent_at=NOON, proof=file("nachweis.pdf"), **untold)
    assert not Transfer.objects.exists()

    untold["no_notice_why"] = "Der Vater droht, mit ihr wegzufahren."
    measures.dispatch(
        anna_at_work, CourtReferral.objects.get(), sent_at=NOON, proof=file("nachweis.pdf"), **untold
    )

    left = Transfer.objects.get()
    assert (left.kind, left.recipient, left.notice) == ("court", "wie besprochen", "not_told")
    assert (left.no_notice_why, left.decided_by_id) == (untold["no_notice_why"], anna_at_work.actor_id)
    assert left.categories == ["help_kind", "need", "report", "review_results"]


def test_an_order_is_looked_at_before_it_runs_out(
    anna_at_work: Context, case: Case, point: Callable[..., Point]
) -> None:
    short = point(check_on=TODAY + timedelta(days=8), until=IN_A_WEEK)

    with pytest.raises(Conflict, match="am letzten Tag"):
        measures.await_finding(anna_at_work, case, point=short)

    assert measures.await_finding(anna_at_work, case, point=replace(short, check_on=IN_A_WEEK))
