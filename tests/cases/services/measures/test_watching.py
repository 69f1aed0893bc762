"""What is watched is never out of sight, and a breach reaches people at once."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from schutznetz.cases import services
from schutznetz.cases.choices import CheckFinding, WatchedKind
from schutznetz.cases.models import Case, Check, CourtReferral, WatchedItem
from schutznetz.cases.services import measures
from schutznetz.cases.services.measures import Point
from schutznetz.kernel import clock
from schutznetz.kernel.context import Context, system
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import Denied
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.work.jobs import escalate_due
from schutznetz.work.models import Task
from tests.cases.services.measures.conftest import (
    IN_A_WEEK,
    IN_FOUR_WEEKS,
    TODAY,
    TOLD,
    at_work,
    task,
    waiting,
)
from tests.conftest import NOON
from tests.make import file
from tests.racing import lost

pytestmark = pytest.mark.usefixtures("inside")
KEPT, BROKEN, UNCLEAR = CheckFinding.KEPT, CheckFinding.BROKEN, CheckFinding.UNCLEAR


@pytest.fixture
def order(anna_at_work: Context, case: Case, point: Callable[..., Point]) -> WatchedItem:
    """A contact ban that Carl watches."""
    referral = called(anna_at_work, case)
    measures.note_ruling(anna_at_work, referral, ordered=True, ruled_on=TODAY, ruling="Kontaktverbot")
    return measures.enter_order(anna_at_work, referral, kind=WatchedKind.ORDER, point=point(until=None))


def called(ctx: Context, case: Case) -> CourtReferral:
    referral = measures.decide_on_court(ctx, case, call=True, reasons="Die Eltern wirken nicht mit.")
    words = dict.fromkeys(("court", "report", "need", "help_kind", "review_results"), "wie besprochen")
    measures.write_court_letter(ctx, referral, **words)
    return measures.dispatch(ctx, referral, sent_at=NOON, proof=file("nachweis.pdf"), **TOLD)


def test_the_watcher_looks_and_says_when_next(carl_at_work: Context, order: WatchedItem) -> None:
    measures.check(carl_at_work, order, finding=KEPT, evidence="Niemand da", next_on=IN_FOUR_WEEKS)

    order.refresh_from_db()
    assert (order.state, order.check_on) == ("open", IN_FOUR_WEEKS)
    assert Check.objects.get().checked_by_id == carl_at_work.actor_id
    assert task("check_item").owner_id == carl_at_work.actor_id


@pytest.mark.parametrize("days", [-1, 29])
def test_nothing_is_out_of_sight_for_longer_than_four_weeks(
    days: int, carl_at_work: Context, order: WatchedItem
) -> None:
    with pytest.raises(Conflict):
        measures.check(carl_at_work, order, finding=KEPT, evidence="x", next_on=TODAY + timedelta(days=days))


def test_a_broken_order_calls_the_lead_and_the_watcher_at_once(
    anna_at_work: Context, carl_at_work: Context, order: WatchedItem
) -> None:
    measures.check(carl_at_work, order, finding=BROKEN, evidence="Er war da", next_on=TODAY)

    order.refresh_from_db()
    alarm = task("order_broken")
    assert order.state == "broken"
    assert (alarm.owner_id, alarm.substitute_id) == (anna_at_work.actor_id, carl_at_work.actor_id)
    assert [rung for _minutes, rung in alarm.ladder] == ["owner", "substitute", "team_lead"]
    assert (alarm.ladder[0][0], alarm.due_at) == (0, NOON + timedelta(hours=2))


def test_a_broken_order_that_nobody_answers_rises_to_the_lead(
    tannfurt: Network, carl_at_work: Context, lena_at_work: Context, order: WatchedItem
) -> None:
    measures.check(carl_at_work, order, finding=BROKEN, evidence="Er war da", next_on=TODAY)

    for minutes in (0, 1, 15):
        with clock.frozen(NOON + timedelta(minutes=minutes)):
            escalate_due(system(tannfurt.pk))

    calls = task("order_broken").escalations.order_by("step").values_list("rung", "person")
    assert [rung for rung, _person in calls] == ["owner", "substitute", "team_lead"]
    assert calls[2][1] == lena_at_work.actor_id


def test_a_broken_agreement_is_an_alarm_of_its_own(
    anna_at_work: Context, case: Case, point: Callable[..., Point]
) -> None:
    finding = measures.await_finding(anna_at_work, case, point=point(until=None))
    measures.check(anna_at_work, finding, finding=BROKEN, evidence="x", next_on=TODAY)

    assert "agreement_broken" in waiting()


def test_what_nobody_could_see_heals_no_breach(carl_at_work: Context, order: WatchedItem) -> None:
    measures.check(carl_at_work, order, finding=BROKEN, evidence="Er war da", next_on=TODAY)
    measures.check(carl_at_work, order, finding=UNCLEAR, evidence="Niemand öffnete", next_on=TODAY)
    order.refresh_from_db()
    assert order.state == "broken"

    measures.check(carl_at_work, order, finding=KEPT, evidence="Er wohnt nun anderswo", next_on=IN_A_WEEK)
    order.refresh_from_db()
    assert order.state == "open"


def test_a_breach_is_answered_before_watching_ends(
    anna_at_work: Context, carl_at_work: Context, order: WatchedItem
) -> None:
    measures.check(carl_at_work, order, finding=BROKEN, evidence="Er war da", next_on=TODAY)
    with pytest.raises(Conflict):
        measures.finish_item(anna_at_work, order, note="Vorbei")

    measures.answer_breach(anna_at_work, order, reaction="Polizei und Gericht sind informiert.")
    measures.finish_item(anna_at_work, order, note="Vom Gericht aufgehoben")

    assert Check.objects.get().reacted_by_id == anna_at_work.actor_id
    assert waiting() == []
    with pytest.raises(Conflict):
        measures.answer_breach(anna_at_work, order, reaction="Noch einmal")


def test_other_eyes_take_over_with_the_task(
    anna_at_work: Context, bert_at_work: Context, order: WatchedItem
) -> None:
    with pytest.raises(Conflict):
        measures.name_watcher(
            anna_at_work, order, watcher_id=bert_at_work.person_id, substitute_id=bert_at_work.person_id
        )

    measures.name_watcher(
        anna_at_work, order, watcher_id=bert_at_work.person_id, substitute_id=anna_at_work.person_id
    )

    assert task("check_item").owner_id == bert_at_work.actor_id


@pytest.mark.parametrize("quicker", ["another watcher", "another stand-in", "superseded"])
def test_of_two_who_name_other_eyes_one_wins(
    quicker: str,
    anna_at_work: Context,
    bert_at_work: Context,
    carl_at_work: Context,
    lena_at_work: Context,
    order: WatchedItem,
) -> None:
    anna, bert, carl, lena = (
        each.person_id for each in (anna_at_work, bert_at_work, carl_at_work, lena_at_work)
    )
    named = {"another watcher": (bert, carl), "another stand-in": (carl, lena)}

    def rival(item: WatchedItem) -> object:
        if quicker == "superseded":
            return WatchedItem.objects.filter(pk=item.pk).update(state="superseded", done_at=NOON)
        watcher, substitute = named[quicker]
        return measures.name_watcher(bert_at_work, item, watcher_id=watcher, substitute_id=substitute)

    lost(
        order,
        lambda item: measures.name_watcher(anna_at_work, item, watcher_id=anna, substitute_id=bert),
        rival,
    )


def test_a_case_in_other_hands_is_watched_by_other_eyes(
    anna_at_work: Context,
    bert_at_work: Context,
    carl_at_work: Context,
    lena_at_work: Context,
    case: Case,
    point: Callable[..., Point],
) -> None:
    """Anna watches one thing, Carl another with Bert behind him; Anna and Bert leave."""
    hers = point(until=None, watcher_id=anna_at_work.person_id, substitute_id=bert_at_work.person_id)
    measures.await_finding(anna_at_work, case, point=hers)
    measures.await_finding(anna_at_work, case, point=point(until=None))

    services.hand_over_case(
        anna_at_work, case, lead_id=carl_at_work.person_id, substitute_id=lena_at_work.person_id
    )

    eyes = [(item.watcher_id, item.substitute_id) for item in WatchedItem.objects.order_by("id")]
    assert eyes == [(carl_at_work.actor_id, lena_at_work.actor_id)] * 2
    tasks = {(each.owner_id, each.substitute_id) for each in open_checks()}
    assert tasks == {(carl_at_work.actor_id, lena_at_work.actor_id)}


def open_checks() -> list[Task]:
    return list(Task.objects.filter(kind="check_item", settled_at=None))


def test_the_watcher_reads_and_checks_and_strangers_do_not(
    tannfurt: Network, order: WatchedItem, carl_at_work: Context, bert_at_work: Context
) -> None:
    with pytest.raises(Denied):
        measures.check(
            at_work(tannfurt, "dora", Role.CASE_WORKER), order, finding=KEPT, evidence="x", next_on=TODAY
        )
