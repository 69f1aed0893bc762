"""An acute danger is never left without protection (INV-4), and time alone decides nothing (INV-6)."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from schutznetz.cases.choices import ChildTold, Consent, Outcome, TakingEnd, WatchedKind
from schutznetz.cases.jobs import keep_protected as look
from schutznetz.cases.models import Case, CourtReferral, SafetyPlan, WatchedItem
from schutznetz.cases.services import measures
from schutznetz.cases.services.measures import Point
from schutznetz.cases.services.measures.protected import keep_protected
from schutznetz.cases.standing import active_protection
from schutznetz.kernel import clock, command
from schutznetz.kernel.context import Context, system
from schutznetz.kernel.machine import Conflict
from schutznetz.networks.models import Network
from schutznetz.work.jobs import escalate_due
from schutznetz.work.models import Task
from tests import make
from tests.cases.services.measures.conftest import IN_A_WEEK, TERMS, TODAY, task, waiting
from tests.conftest import NOON

pytestmark = pytest.mark.usefixtures("inside", "at_noon")


@pytest.fixture
def at_noon() -> Iterator[None]:
    with clock.frozen(NOON):
        yield


@pytest.fixture
def acute(case: Case, anna_at_work: Context) -> Case:
    measures.take_into_care(anna_at_work, case)
    return make.with_result(case, Outcome.ACUTE)


def test_we_do_not_end_what_alone_protects_a_child_in_acute_danger(
    acute: Case, anna_at_work: Context, point: Callable[..., Point]
) -> None:
    taking = acute.takings.get()
    with pytest.raises(Conflict, match="akut"):
        measures.end_taking(anna_at_work, taking, ended_by=TakingEnd.HANDED_BACK, note="Zur Mutter")

    measures.agree_plan(anna_at_work, acute, terms=TERMS, points=[point()])
    taking.refresh_from_db()
    measures.end_taking(anna_at_work, taking, ended_by=TakingEnd.HANDED_BACK, note="Zur Mutter")

    assert active_protection(acute)
    weaker = replace(TERMS, consent=Consent.REFUSED, child_told=ChildTold.TOLD)
    with pytest.raises(Conflict, match="akut"):
        measures.agree_plan(anna_at_work, acute, terms=weaker, points=[point()])


def test_what_others_take_away_rings_at_once_until_something_protects_again(
    acute: Case, anna_at_work: Context, point: Callable[..., Point]
) -> None:
    measures.end_taking(anna_at_work, acute.takings.get(), ended_by=TakingEnd.LEFT, note="Weggelaufen")
    assert task("protect_anew").ladder[0] == [0, "owner"]

    measures.agree_plan(anna_at_work, acute, terms=TERMS, points=[point()])

    assert "protect_anew" not in waiting()


def test_a_milder_result_ends_the_alarm(acute: Case, anna_at_work: Context) -> None:
    measures.end_taking(anna_at_work, acute.takings.get(), ended_by=TakingEnd.LEFT, note="Weggelaufen")
    assert "protect_anew" in waiting()

    make.with_result(acute, Outcome.LATENT)
    token = command._running.set(True)
    try:
        keep_protected(anna_at_work, acute)
    finally:
        command._running.reset(token)

    assert "protect_anew" not in waiting()


def test_without_an_acute_danger_what_protects_may_end(
    case: Case, anna_at_work: Context, point: Callable[..., Point]
) -> None:
    """Negative control."""
    measures.take_into_care(anna_at_work, case)
    make.with_result(case, Outcome.LATENT)
    taking = case.takings.get()

    measures.end_taking(anna_at_work, taking, ended_by=TakingEnd.HANDED_BACK, note="Zur Mutter")

    assert not active_protection(case)


def test_time_calls_people_and_decides_nothing(
    tannfurt: Network, case: Case, anna_at_work: Context, lena_at_work: Context, point: Callable[..., Point]
) -> None:
    """Weeks in which nobody does anything: the lead is called, and no state has moved."""
    make.with_result(case, Outcome.LATENT)
    measures.agree_plan(anna_at_work, case, terms=TERMS, points=[point()])
    measures.decide_on_court(anna_at_work, case, call=True, reasons="Keine Mitwirkung")
    before = states()

    for days in (6, 7, 8, 9, 40):
        with clock.frozen(NOON + timedelta(days=days)):
            escalate_due(system(tannfurt.pk))

    assert states() == before
    overdue = task("check_item")
    called = set(overdue.escalations.values_list("person", flat=True))
    assert lena_at_work.actor_id in called
    assert overdue.due_at.date() > TODAY


@pytest.fixture
def ordered(case: Case, anna_at_work: Context, point: Callable[..., Point]) -> WatchedItem:
    """The danger is acute, and one order of the court is all that protects, for a week."""
    referral = CourtReferral.objects.create(
        case=case, state="ordered", reasons="x", decided_by=case.lead, decided_at=NOON, sent_at=NOON,
        proof=b"x", proof_type="pdf", report="x", ruled_on=TODAY, ruling="Der Vater zieht aus.",
    )  # fmt: skip
    make.with_result(case, Outcome.ACUTE)
    return measures.enter_order(
        anna_at_work, referral, kind=WatchedKind.ORDER, point=point(check_on=TODAY, until=IN_A_WEEK)
    )


def test_an_order_that_is_lifted_protects_no_longer_and_rings(
    case: Case, ordered: WatchedItem, anna_at_work: Context, point: Callable[..., Point]
) -> None:
    assert active_protection(case)

    measures.finish_item(anna_at_work, ordered, note="Das Gericht hat sie aufgehoben.")

    assert not active_protection(case)
    assert task("protect_anew").ladder[0] == [0, "owner"]
    measures.enter_order(anna_at_work, CourtReferral.objects.get(), kind=WatchedKind.ORDER, point=point())
    assert active_protection(case)


@pytest.mark.parametrize("what", ["order", "plan"])
def test_what_runs_out_by_time_alone_rings_by_itself_once(
    what: str,
    tannfurt: Network,
    case: Case,
    ordered: WatchedItem,
    anna_at_work: Context,
    point: Callable[..., Point],
) -> None:
    if what == "plan":
        short = replace(TERMS, review_on=IN_A_WEEK, ends_on=IN_A_WEEK)
        measures.agree_plan(anna_at_work, case, terms=short, points=[point(check_on=TODAY, until=IN_A_WEEK)])
    look(system(tannfurt.pk))
    assert "protect_anew" not in waiting()

    for days in (7, 8, 9):
        with clock.frozen(NOON + timedelta(days=days)):
            look(system(tannfurt.pk))
            assert ("protect_anew" in waiting()) is (days > 7)
    with clock.frozen(NOON + timedelta(days=9)):
        measures.take_into_care(anna_at_work, case)
        look(system(tannfurt.pk))
    assert "protect_anew" not in waiting()


def test_the_look_asks_the_same_however_many_children_are_in_acute_danger(
    tannfurt: Network, ordered: WatchedItem, anna_at_work: Context, bert_at_work: Context
) -> None:
    """Every quarter of an hour, for all at once; who lost all protection is asked about by herself."""
    with CaptureQueriesContext(connection) as for_one:
        look(system(tannfurt.pk))
    for number in range(4):
        hands = {"lead_id": anna_at_work.person_id, "substitute_id": bert_at_work.person_id}
        more = Case.objects.create(
            number=100 + number, state="assessment", child_name="x", report="x", reported_at=NOON, **hands
        )
        measures.take_into_care(anna_at_work, more)
        make.with_result(more, Outcome.ACUTE)

    with CaptureQueriesContext(connection) as for_five:
        look(system(tannfurt.pk))

    assert len(for_five) == len(for_one)
    assert "protect_anew" not in waiting()
    measures.end_taking(anna_at_work, more.takings.get(), ended_by=TakingEnd.LEFT, note="Weggelaufen")
    Task.objects.filter(kind="protect_anew").delete()
    look(system(tannfurt.pk))
    assert task("protect_anew").about_id == more.pk


def states() -> list[str]:
    rows = (Case, SafetyPlan, WatchedItem, CourtReferral)
    return [str(state) for model in rows for state in model._base_manager.values_list("state", flat=True)]
