"""The register, the list, placing by hand within the rules, and a plan adopted whole or not at all."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from schutznetz.care import services as care
from schutznetz.care.queries import Child
from schutznetz.kernel import tenancy
from schutznetz.kernel.context import SYSTEM, Context
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import Denied
from schutznetz.networks.choices import Land
from schutznetz.networks.models import Network
from schutznetz.visiting import jobs, queries, services
from schutznetz.visiting.choices import PLAN_KEPT, VisitEnd, VisitingState, VisitUrgency
from schutznetz.visiting.models import FamilyMidwife, PlacingPlan, VisitRequest
from schutznetz.visiting.placing.problem import Aim
from schutznetz.visiting.services.placing import (
    ALREADY,
    ASKS_ALREADY,
    BROKEN,
    NO_SUCH_PLACE,
    NOT_IN_FUNCTION,
    NOT_RECOGNISED,
    STALE,
    WHY_FIRST,
)
from tests.visiting.conftest import ENTRY, HOUSEHOLD, WISH, asks, family, names_all
from tests.visiting.test_work import CLOSING

pytestmark = pytest.mark.usefixtures("inside")


class Said:
    """Takes what a job says about its progress."""

    def say(self, done: int, total: int, text: str = "") -> None:
        self.text = text


def worked_out(clara: Context, network: Network) -> PlacingPlan:
    plan = services.plan(clara, network)
    jobs.work_out(replace(clara, role=SYSTEM, actor_id=None), {"plan": str(plan.pk)}, Said())  # type: ignore[arg-type]
    plan.refresh_from_db()
    return plan


def refused(reason: str) -> "pytest.RaisesExc[Conflict]":
    return pytest.raises(Conflict, match=reason.split(".", maxsplit=1)[0])


def test_only_who_has_the_function_comes_into_the_register_and_once(
    tannfurt: Network, clara: Context, hanna: Context, hers: FamilyMidwife
) -> None:
    with refused(NOT_IN_FUNCTION):
        services.add_midwife(clara, tannfurt, user_id=clara.person_id, entry=ENTRY)
    with refused(ALREADY):
        services.add_midwife(clara, tannfurt, user_id=hanna.person_id, entry=ENTRY)


def test_a_certificate_of_another_land_needs_its_recognition(
    tannfurt: Network, clara: Context, hers: FamilyMidwife
) -> None:
    Network.objects.filter(pk=tannfurt.pk).update(land=Land.HAMBURG)
    unrecognised = replace(ENTRY, qualified_on=date(2018, 5, 1), recognised_on=None)

    with refused(NOT_RECOGNISED):
        services.change_midwife(clara, hers, entry=unrecognised)

    services.change_midwife(clara, hers, entry=replace(unrecognised, qualified_in=Land.HAMBURG))


def test_a_postcode_must_exist(tannfurt: Network, clara: Context, hers: FamilyMidwife) -> None:
    with refused(NO_SUCH_PLACE):
        services.change_midwife(clara, hers, entry=replace(ENTRY, postcode="00000"))
    with refused(NO_SUCH_PLACE):
        asks(clara, tannfurt, replace(WISH, postcode="00000"))


def test_a_family_asks_once_at_a_time(tannfurt: Network, clara: Context) -> None:
    aydins = family(clara, tannfurt)
    request = services.request_visits(clara, tannfurt, family_id=aydins.pk, wish=WISH)

    with refused(ASKS_ALREADY):
        services.request_visits(clara, tannfurt, family_id=aydins.pk, wish=WISH)

    services.end_visits(clara, request, end=VisitEnd.FAMILY)
    services.request_visits(clara, tannfurt, family_id=aydins.pk, wish=WISH)


def test_the_list_is_in_the_order_of_need_and_then_of_waiting(tannfurt: Network, clara: Context) -> None:
    early = asks(clara, tannfurt)
    later = asks(replace(clara, now=clara.now + timedelta(days=1)), tannfurt)
    urgent = asks(
        replace(clara, now=clara.now + timedelta(days=2)),
        tannfurt,
        replace(WISH, urgency=VisitUrgency.URGENT),
    )

    lists = queries.overview(replace(clara, now=clara.now + timedelta(weeks=6)), tannfurt)

    assert [line.id for line in lists.waiting] == [urgent.pk, early.pk, later.pk]
    assert [line.long for line in lists.waiting] == [False, True, False]


OLD = replace(HOUSEHOLD, children=[Child(given="Ada", born=date(2025, 11, 1))])


@pytest.mark.parametrize(
    ("rule", "wish", "household"),
    [
        ("age", WISH, OLD),
        ("qualification", replace(WISH, topics=["preterm"]), HOUSEHOLD),
        ("language", replace(WISH, languages=["tr"], language_needed=True), HOUSEHOLD),
        ("area", replace(WISH, postcode="20095"), HOUSEHOLD),
        ("capacity", replace(WISH, weekly_minutes=300), HOUSEHOLD),
    ],
)
def test_nobody_is_placed_against_a_rule(
    tannfurt: Network,
    clara: Context,
    hers: FamilyMidwife,
    rule: str,
    wish: services.Wish,
    household: care.Household,
) -> None:
    request = asks(clara, tannfurt, wish, household)

    with pytest.raises(Conflict) as stopped:
        services.place(clara, request, midwife_id=str(hers.pk))

    assert stopped.value.reason == {each.value: text for each, text in BROKEN.items()}[rule]
    [only] = queries.possible(clara, request)
    assert [each.value for each in only.broken] == [rule]


def test_nobody_is_placed_with_whom_the_family_does_not_want(
    tannfurt: Network, clara: Context, hers: FamilyMidwife, other: FamilyMidwife
) -> None:
    request = asks(clara, tannfurt, replace(WISH, not_with=[str(hers.pk)]))

    with pytest.raises(Conflict) as stopped:
        services.place(clara, request, midwife_id=str(hers.pk))

    assert stopped.value.reason in BROKEN.values()
    services.place(clara, request, midwife_id=str(other.pk))
    assert VisitRequest.objects.get(pk=request.pk).midwife_id == other.pk


def test_who_is_not_accepting_or_has_lost_the_function_gets_nobody(
    tannfurt: Network, clara: Context, hers: FamilyMidwife
) -> None:
    services.change_midwife(clara, hers, entry=replace(ENTRY, accepting=False))
    request = asks(clara, tannfurt)

    with pytest.raises(Conflict):
        services.place(clara, request, midwife_id=str(hers.pk))


def test_going_first_needs_a_reason_only_where_somebody_is_passed_over(
    tannfurt: Network, clara: Context, hers: FamilyMidwife
) -> None:
    first = asks(clara, tannfurt)
    second = asks(replace(clara, now=clara.now + timedelta(days=1)), tannfurt)

    with refused(WHY_FIRST):
        services.place(clara, second, midwife_id=str(hers.pk))
    services.place(clara, second, midwife_id=str(hers.pk), why="Die Geburt ist nächste Woche.")
    services.place(clara, first, midwife_id=str(hers.pk), why="wird nicht gebraucht")

    assert VisitRequest.objects.get(pk=second.pk).jumped == "Die Geburt ist nächste Woche."
    assert VisitRequest.objects.get(pk=first.pk).jumped is None


def test_a_help_takes_hours_until_it_ends(tannfurt: Network, clara: Context, hers: FamilyMidwife) -> None:
    long = asks(clara, tannfurt, replace(WISH, weekly_minutes=240))
    services.place(clara, long, midwife_id=str(hers.pk))
    request = asks(clara, tannfurt)

    with refused(next(text for rule, text in BROKEN.items() if rule == "capacity")):
        services.place(clara, request, midwife_id=str(hers.pk))

    services.end_visits(clara, long, end=VisitEnd.PLANNED)
    services.place(clara, request, midwife_id=str(hers.pk))
    assert VisitRequest.objects.get(pk=request.pk).planned_end == date(2027, 5, 1)  # the first birthday


def test_a_midwife_ends_her_own_help_and_no_other(
    tannfurt: Network, clara: Context, hanna: Context, ines: Context, hers: FamilyMidwife
) -> None:
    request = asks(clara, tannfurt)
    services.place(clara, request, midwife_id=str(hers.pk))

    assert [line.id for line in queries.own(hanna, tannfurt)] == [request.pk]
    assert queries.own(ines, tannfurt) == []
    for stranger in (clara, ines):
        with pytest.raises(Denied):
            services.close(stranger, request, closing=CLOSING)
    assert services.close(hanna, request, closing=CLOSING).state is VisitingState.ENDED


def test_who_helped_a_family_before_is_known_to_it(
    tannfurt: Network, clara: Context, hers: FamilyMidwife, other: FamilyMidwife
) -> None:
    aydins = names_all(clara, family(clara, tannfurt))
    before = services.request_visits(clara, tannfurt, family_id=aydins.pk, wish=WISH)
    services.place(clara, before, midwife_id=str(other.pk))
    services.end_visits(clara, before, end=VisitEnd.PLANNED)

    again = services.request_visits(clara, tannfurt, family_id=aydins.pk, wish=WISH)

    assert [(each.id, each.known) for each in queries.possible(clara, again)] == [
        (str(other.pk), True),
        (str(hers.pk), False),
    ]


def test_a_proposal_is_adopted_once_and_places_everybody_it_names(
    tannfurt: Network, clara: Context, hers: FamilyMidwife, other: FamilyMidwife
) -> None:
    small = [asks(clara, tannfurt) for _ in range(3)]
    bigger = asks(clara, tannfurt, replace(WISH, urgency=VisitUrgency.TIME), OLD)
    tall = asks(clara, tannfurt, replace(WISH, urgency=VisitUrgency.URGENT, weekly_minutes=600))

    plan = worked_out(clara, tannfurt)
    services.adopt(clara, plan, aim=Aim.BALANCED)

    placed = {each.pk: each for each in VisitRequest.objects.filter(state=VisitingState.PLACED)}
    assert placed.keys() == {each.pk for each in (*small, bigger)}
    assert placed[bigger.pk].midwife_id == other.pk
    assert all(each.jumped for each in placed.values())  # the tall one waits, and stands before all
    assert VisitRequest.objects.get(pk=tall.pk).state is VisitingState.WAITING
    with pytest.raises((Conflict, Denied)):
        services.adopt(clara, plan, aim=Aim.NEAR)


def test_a_proposal_that_no_longer_fits_places_nobody(
    tannfurt: Network, clara: Context, hers: FamilyMidwife
) -> None:
    asks(clara, tannfurt)
    gone = asks(clara, tannfurt)
    plan = worked_out(clara, tannfurt)
    services.end_visits(clara, gone, end=VisitEnd.FAMILY)

    with refused(STALE):
        services.adopt(clara, plan, aim=Aim.BALANCED)

    assert not VisitRequest.objects.filter(state=VisitingState.PLACED).exists()


def test_a_proposal_against_a_rule_of_today_places_nobody(
    tannfurt: Network, clara: Context, hers: FamilyMidwife
) -> None:
    asks(clara, tannfurt)
    plan = worked_out(clara, tannfurt)
    services.change_midwife(clara, hers, entry=replace(ENTRY, weekly_minutes=60))

    with pytest.raises(Conflict):
        services.adopt(clara, plan, aim=Aim.BALANCED)

    assert not VisitRequest.objects.filter(state=VisitingState.PLACED).exists()


def test_a_plan_is_looked_at_as_it_was_asked(tannfurt: Network, clara: Context, hers: FamilyMidwife) -> None:
    waits = asks(clara, tannfurt, replace(WISH, languages=["tr"], language_needed=True))
    asks(replace(clara, now=clara.now + timedelta(days=1)), tannfurt)
    plan = worked_out(clara, tannfurt)
    services.change_midwife(clara, hers, entry=replace(ENTRY, languages=["tr"]))

    page = queries.PlanPage(PlacingPlan.objects.get(pk=plan.pk))
    [first, second] = page.families(Aim.BALANCED, 0, 25)

    assert (first.reference, first.midwife) == (waits.family.reference, "")
    assert [(rule.value, count) for rule, count in first.forbidden] == [("language", 1)]
    assert [jump.request for jump in first.jumps] == [second.id]
    assert second.midwife == "hanna"
    assert [(each.placed, each.waiting, each.proven) for each in page.figures()] == [(1, 1, True)] * 3


def test_a_plan_is_forgotten_after_a_week(tannfurt: Network, clara: Context, hers: FamilyMidwife) -> None:
    plan = worked_out(clara, tannfurt)
    system = replace(clara, role=SYSTEM, actor_id=None)

    jobs.forget_plans(replace(system, now=plan.asked_at + PLAN_KEPT - timedelta(seconds=1)))
    kept = PlacingPlan.objects.count()
    jobs.forget_plans(replace(system, now=plan.asked_at + PLAN_KEPT))

    assert (kept, PlacingPlan.objects.count()) == (1, 0)


def test_with_the_family_her_request_goes(tannfurt: Network, clara: Context) -> None:
    request = asks(clara, tannfurt)
    with tenancy.scope(tannfurt.pk):
        request.family.delete()

    assert not VisitRequest.objects.exists()


def test_a_trial_shows_what_would_be_and_is_never_adopted(
    tannfurt: Network, clara: Context, hers: FamilyMidwife, other: FamilyMidwife
) -> None:
    """Without Ines her family asks anew; with three more some wait."""
    helped = asks(clara, tannfurt)
    services.place(clara, helped, midwife_id=str(other.pk))
    asks(clara, tannfurt)
    plan = services.plan(clara, tannfurt, leaving=[str(other.pk)], more=3)
    jobs.work_out(replace(clara, role=SYSTEM, actor_id=None), {"plan": str(plan.pk)}, Said())  # type: ignore[arg-type]
    plan.refresh_from_db()

    page = queries.PlanPage(plan)

    assert page.before
    assert page.before.waiting == 0
    assert {(each.placed, each.waiting) for each in page.figures()} == {(2, 3)}
    assert str(helped.pk) in page.proposals[Aim.BALANCED].places
    with pytest.raises(Denied):
        services.adopt(clara, plan, aim=Aim.BALANCED)
