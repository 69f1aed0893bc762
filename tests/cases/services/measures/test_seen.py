"""The clock "child last seen", and appointments that were missed."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from schutznetz.cases import services
from schutznetz.cases.choices import Outcome, Urgency, VisitPlace
from schutznetz.cases.models import Case, ChildClock
from schutznetz.cases.services import VisitFacts, measures, note_visit
from schutznetz.cases.services.measures.seen import clock_after_result
from schutznetz.kernel import command
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.networks import services as networks
from schutznetz.networks.choices import PeriodName, Role
from schutznetz.networks.models import Network
from tests import make
from tests.cases.services.conftest import FINDING
from tests.cases.services.measures.conftest import TODAY, at_work, task, waiting
from tests.conftest import NOON

pytestmark = pytest.mark.usefixtures("inside")
DAY = timedelta(days=1)


def seen(ctx: Context, case: Case) -> None:
    """Somebody saw the child: what the visit protocol tells the clock."""
    Case.objects.filter(pk=case.pk).update(child_seen_at=ctx.now)
    case.child_seen_at = ctx.now
    token = command._running.set(True)
    try:
        measures.child_was_seen(ctx, case, at=ctx.now)
    finally:
        command._running.reset(token)


@pytest.mark.parametrize(("outcome", "days"), [("", 7), ("acute", 7), ("latent", 14), ("none", None)])
def test_the_danger_says_how_soon_the_child_is_seen_again(
    outcome: str, days: int | None, anna_at_work: Context, case: Case
) -> None:
    case.outcome = Outcome(outcome) if outcome else ""
    seen(anna_at_work, case)

    assert [clock.due_at - NOON for clock in ChildClock.objects.all()] == ([days * DAY] if days else [])
    assert waiting() == (["see_child"] if days else [])


def test_seen_again_the_clock_starts_anew(anna_at_work: Context, case: Case) -> None:
    seen(anna_at_work, case)
    seen(replace(anna_at_work, now=NOON + 3 * DAY), case)

    assert ChildClock.objects.get().due_at == NOON + 10 * DAY
    assert task("see_child").ladder[-1] == [7 * 24 * 60, "team_lead"]


def test_the_day_may_come_nearer_and_never_beyond_what_the_danger_allows(
    anna_at_work: Context, case: Case
) -> None:
    seen(anna_at_work, case)

    measures.see_child_by(anna_at_work, case, due_at=NOON + DAY)
    for wrong in (NOON + 8 * DAY, NOON + 2 * DAY, NOON - DAY):
        with pytest.raises(Conflict):
            measures.see_child_by(anna_at_work, case, due_at=wrong)

    assert task("see_child").due_at == NOON + DAY


def test_before_anybody_saw_the_child_one_person_brings_the_first_look_nearer_and_none_further(
    tannfurt: Network,
) -> None:
    """The report was put into a class with a week; on the second day somebody learns more."""
    anna, bert = (at_work(tannfurt, name, Role.INTAKE) for name in ("ines", "ida"))
    report = services.take_report(anna, make.report(anna, tannfurt, children=["Mia"]))
    triage = services.propose_triage(anna, report, finding=replace(FINDING, urgency=Urgency.U3))
    services.confirm_triage(bert, triage, seal=triage.seal)
    case = Case.objects.get(origin=report)
    assert task("see_child").due_at == NOON + 7 * DAY

    measures.see_child_by(anna, case, due_at=NOON + DAY)

    assert task("see_child").due_at == ChildClock.objects.get().due_at == NOON + DAY
    with pytest.raises(Conflict, match="nicht ungesehen"):
        measures.see_child_by(anna, case, due_at=NOON + 2 * DAY)


def visit(ctx: Context, case: Case, at: datetime) -> None:
    facts = VisitFacts(place=VisitPlace.HOME, text="Mia spielt", at=at, child_seen=True)
    note_visit(ctx, Case.objects.get(pk=case.pk), facts=facts)


def test_a_visit_before_the_report_is_no_look_at_the_child(anna_at_work: Context, case: Case) -> None:
    visit(anna_at_work, case, case.reported_at - DAY)

    assert not ChildClock.objects.exists()
    visit(replace(anna_at_work, now=NOON + DAY), case, NOON + DAY)  # negative control
    assert ChildClock.objects.get().due_at == NOON + 8 * DAY


def test_an_older_visit_and_a_result_push_no_day_away(anna_at_work: Context, case: Case) -> None:
    later = replace(anna_at_work, now=NOON + 2 * DAY)
    visit(later, case, later.now)
    case.refresh_from_db()
    measures.see_child_by(later, case, due_at=NOON + 3 * DAY)

    visit(later, case, NOON + DAY)
    case.outcome = Outcome.LATENT
    token = command._running.set(True)
    try:
        clock_after_result(later, case, seen_at=later.now)
    finally:
        command._running.reset(token)

    assert ChildClock.objects.get().due_at == NOON + 3 * DAY
    assert task("see_child").due_at == NOON + 3 * DAY


def test_the_second_missed_appointment_lets_all_be_looked_at_anew(anna_at_work: Context, case: Case) -> None:
    measures.note_missed(anna_at_work, case, missed_on=TODAY, what="Niemand öffnete.")
    assert waiting() == []

    measures.note_missed(anna_at_work, case, missed_on=TODAY, what="Wieder nicht.")
    assert task("reassess").due_at == NOON + DAY
    measures.note_missed(anna_at_work, case, missed_on=TODAY, what="Und wieder.")
    assert waiting() == ["reassess"]


def test_a_child_that_was_seen_ends_the_count(anna_at_work: Context, case: Case) -> None:
    measures.note_missed(anna_at_work, case, missed_on=TODAY, what="Niemand öffnete.")
    seen(replace(anna_at_work, now=NOON + DAY), case)
    later = replace(anna_at_work, now=NOON + 2 * DAY)

    measures.note_missed(later, case, missed_on=TODAY + 2 * DAY, what="Nicht gekommen.")

    assert "reassess" not in waiting()


def test_the_clock_runs_in_the_rhythm_that_the_office_has_set(
    anna_at_work: Context, case: Case, tannfurt: Network
) -> None:
    lotte = at_work(tannfurt, "lotte", Role.TEAM_LEAD)
    networks.set_period(lotte, tannfurt, name=PeriodName.CHILD_SEEN_ACUTE, days=3, reason="Dienstanweisung")

    seen(anna_at_work, case)

    assert ChildClock.objects.get(case=case).due_at == NOON + 3 * DAY
