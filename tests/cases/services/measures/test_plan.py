"""A safety plan has an end, somebody who checks each point, and versions instead of changes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from schutznetz.cases.choices import CheckFinding, ChildTold, Consent
from schutznetz.cases.models import Case, Recusal, SafetyPlan, WatchedItem
from schutznetz.cases.services import measures
from schutznetz.cases.services.measures import Point
from schutznetz.cases.standing import active_protection
from schutznetz.kernel import clock
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import Denied
from schutznetz.networks.choices import Role
from tests.cases.services.measures.conftest import IN_A_WEEK, IN_FOUR_WEEKS, TERMS, TODAY, task, waiting
from tests.conftest import NOON, member

pytestmark = pytest.mark.usefixtures("inside")
DAY = timedelta(days=1)


def test_each_point_has_somebody_who_checks_it_and_the_plan_is_reviewed(
    anna_at_work: Context, carl_at_work: Context, case: Case, point: Callable[..., Point]
) -> None:
    plan = measures.agree_plan(anna_at_work, case, terms=TERMS, points=[point(), point(whose="Mutter")])

    assert [item.whose for item in plan.items.order_by("position")] == ["Vater", "Mutter"]
    assert waiting() == ["check_item", "check_item", "review_plan"]
    check = WatchedItem.objects.get(position=1)
    assert (check.watcher_id, check.check_on) == (carl_at_work.actor_id, IN_A_WEEK)
    assert task("review_plan").owner_id == anna_at_work.actor_id
    assert task("review_plan").ladder[-1][1] == "team_lead"


@pytest.mark.parametrize(
    "wrong",
    [
        {"ends_on": TODAY - DAY},
        {"review_on": IN_FOUR_WEEKS + DAY, "ends_on": IN_FOUR_WEEKS + DAY},
        {"review_on": IN_FOUR_WEEKS, "ends_on": IN_A_WEEK},
    ],
)
def test_a_plan_is_never_open_ended(
    wrong: dict[str, Any], anna_at_work: Context, case: Case, point: Callable[..., Point]
) -> None:
    with pytest.raises(Conflict):
        measures.agree_plan(anna_at_work, case, terms=replace(TERMS, **wrong), points=[point()])


@pytest.mark.parametrize(
    "wrong",
    [
        {"until": None},
        {"until": IN_FOUR_WEEKS + DAY},
        {"check_on": IN_FOUR_WEEKS, "until": IN_A_WEEK},
        {"check_on": TODAY - DAY},
    ],
)
def test_a_point_ends_with_the_plan_and_is_checked_before(
    wrong: dict[str, Any], anna_at_work: Context, case: Case, point: Callable[..., Point]
) -> None:
    with pytest.raises(Conflict):
        measures.agree_plan(anna_at_work, case, terms=TERMS, points=[point(**wrong)])
    with pytest.raises(Conflict):
        measures.agree_plan(anna_at_work, case, terms=TERMS, points=[])


def test_one_person_does_not_watch_alone(
    anna_at_work: Context, case: Case, point: Callable[..., Point]
) -> None:
    alone = point(watcher_id=anna_at_work.actor_id, substitute_id=anna_at_work.actor_id)

    with pytest.raises(Conflict):
        measures.agree_plan(anna_at_work, case, terms=TERMS, points=[alone])


def test_a_new_version_takes_the_place_of_the_old_one(
    anna_at_work: Context, case: Case, point: Callable[..., Point]
) -> None:
    first = measures.agree_plan(anna_at_work, case, terms=TERMS, points=[point()])
    second = measures.agree_plan(anna_at_work, case, terms=TERMS, points=[point(what="Neu")])

    first.refresh_from_db()
    assert (first.state, first.version, second.version) == ("superseded", 1, 2)
    assert [item.state for item in WatchedItem.objects.order_by("plan__version")] == ["superseded", "open"]
    assert waiting() == ["check_item", "review_plan"]


def test_a_new_version_swallows_no_breach_that_nobody_answered(
    anna_at_work: Context, case: Case, point: Callable[..., Point]
) -> None:
    item = measures.agree_plan(anna_at_work, case, terms=TERMS, points=[point()]).items.get()
    measures.check(anna_at_work, item, finding=CheckFinding.BROKEN, evidence="Er war da", next_on=IN_A_WEEK)
    with pytest.raises(Conflict, match="Bruch"):
        measures.agree_plan(anna_at_work, case, terms=TERMS, points=[point()])

    measures.answer_breach(anna_at_work, item, reaction="Polizei gerufen")

    assert measures.agree_plan(anna_at_work, case, terms=TERMS, points=[point()]).version == 2


def test_what_was_agreed_is_never_changed(
    anna_at_work: Context, case: Case, point: Callable[..., Point]
) -> None:
    """The database refuses what no service offers; the state alone may move."""
    plan = measures.agree_plan(anna_at_work, case, terms=TERMS, points=[point()])
    item = plan.items.get()
    plan.goal, item.what = "Anders", "Anders"

    for change in (plan, item):
        with pytest.raises(DatabaseError), transaction.atomic():
            change.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        SafetyPlan.objects.update(ends_on=IN_FOUR_WEEKS + DAY)
    assert SafetyPlan.objects.update(state="ended", ended_at=NOON) == 1


def test_a_plan_ends_when_none_of_its_points_is_watched(
    anna_at_work: Context, case: Case, point: Callable[..., Point]
) -> None:
    plan = measures.agree_plan(anna_at_work, case, terms=TERMS, points=[point()])
    with pytest.raises(Conflict):
        measures.end_plan(anna_at_work, plan, note="Vorbei")

    measures.finish_item(anna_at_work, plan.items.get(), note="Der Vater ist ausgezogen.")
    measures.end_plan(anna_at_work, plan, note="Vorbei")

    assert waiting() == []


def test_a_child_that_is_still_to_be_told_is_on_somebody_s_list(
    anna_at_work: Context, case: Case, point: Callable[..., Point]
) -> None:
    later = replace(TERMS, child_told=ChildTold.LATER)
    measures.agree_plan(anna_at_work, case, terms=later, points=[point()])

    assert "tell_child_of_plan" in waiting()


@pytest.mark.parametrize(("consent", "protects"), [("agreed", True), ("partly", False), ("refused", False)])
def test_only_an_agreed_plan_protects_and_only_until_it_ends(
    consent: str, protects: bool, anna_at_work: Context, case: Case, point: Callable[..., Point]
) -> None:
    measures.agree_plan(anna_at_work, case, terms=replace(TERMS, consent=Consent(consent)), points=[point()])

    with clock.frozen(NOON):
        assert active_protection(case) is protects
    with clock.frozen(NOON - DAY):  # nothing that begins later protects today
        assert not active_protection(case)
    with clock.frozen(NOON + timedelta(weeks=5)):
        assert not active_protection(case)


def test_a_stranger_agrees_nothing(carl_at_work: Context, case: Case, point: Callable[..., Point]) -> None:
    with pytest.raises(Denied):
        measures.agree_plan(carl_at_work, case, terms=TERMS, points=[point()])


@pytest.mark.parametrize("place", ["watcher_id", "substitute_id"])
def test_nobody_too_close_to_the_family_watches(
    place: str, anna_at_work: Context, case: Case, point: Callable[..., Point]
) -> None:
    watched = measures.await_finding(anna_at_work, case, point=point(until=None))
    dora = member(case.network, "dora", Role.CASE_WORKER)
    hands = {"watcher_id": watched.watcher_id, "substitute_id": watched.substitute_id, place: dora.pk}
    measures.await_finding(anna_at_work, case, point=point(until=None, **hands))  # as long as she may
    Recusal.objects.create(person=dora, case=case, declared_at=NOON)

    with pytest.raises(Conflict, match="zu nahe"):
        measures.await_finding(anna_at_work, case, point=point(until=None, **hands))
    with pytest.raises(Conflict, match="zu nahe"):
        measures.name_watcher(anna_at_work, watched, **hands)
