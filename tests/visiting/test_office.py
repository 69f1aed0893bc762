"""Pins that every proposal keeps, proofs that lapse, what bridges a wait, and the alarm of the longest."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from schutznetz.care import services as care
from schutznetz.kernel.context import SYSTEM, Context
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import Denied
from schutznetz.law.visits import WAITS_LONG
from schutznetz.networks.choices import Land, PeriodName
from schutznetz.networks.conditions import day_of
from schutznetz.networks.models import Network
from schutznetz.networks.services import set_early_period
from schutznetz.offers.models import Offer
from schutznetz.visiting import jobs, queries, services
from schutznetz.visiting.choices import (
    NEEDED,
    PROOF_NOTICE,
    Contract,
    MeanwhileAnswer,
    MeanwhileKind,
    ProofKind,
    VisitEnd,
    VisitUrgency,
)
from schutznetz.visiting.models import FamilyMidwife, Meanwhile, MidwifeProof, PlacingPlan, VisitRequest
from schutznetz.visiting.placing.problem import Aim, Rule
from schutznetz.visiting.services.placing import BROKEN, NOT_RECOGNISED, STALE
from schutznetz.work.choices import TaskKind
from schutznetz.work.queries import about_ids
from tests import make
from tests.visiting.conftest import ENTRY, WISH, asks

pytestmark = pytest.mark.usefixtures("inside")


class Said:
    """Takes what a job says about its progress."""

    def say(self, done: int, total: int, text: str = "") -> None:
        self.text = text


@pytest.fixture
def group(tannfurt: Network, clara: Context) -> Offer:
    return make.offer(clara, tannfurt, title="Krabbelgruppe am Markt")


def system(clara: Context) -> Context:
    return replace(clara, role=SYSTEM, actor_id=None)


def worked_out(clara: Context, plan: PlacingPlan) -> PlacingPlan:
    jobs.work_out(system(clara), {"plan": str(plan.pk)}, Said())  # type: ignore[arg-type]
    plan.refresh_from_db()
    return plan


@pytest.fixture
def plan(tannfurt: Network, clara: Context, hers: FamilyMidwife, other: FamilyMidwife) -> PlacingPlan:
    """Three families of two hours each; both midwives have four."""
    for days in range(3):
        asks(replace(clara, now=clara.now + timedelta(days=days)), tannfurt)
    return worked_out(clara, services.plan(clara, tannfurt))


def families() -> list[VisitRequest]:
    return list(VisitRequest.objects.order_by("asked_at", "pk"))


def places(plan: PlacingPlan, request: VisitRequest) -> set[str | None]:
    """Return where the proposals of a plan send a family."""
    return {found["places"][str(request.pk)] for found in plan.proposals.values()}


def test_a_pin_holds_in_every_proposal_and_the_next_pin_keeps_it(
    clara: Context, plan: PlacingPlan, hers: FamilyMidwife, other: FamilyMidwife
) -> None:
    first, second, third = families()

    anew = worked_out(clara, services.pin(clara, plan, request_id=str(first.pk), whom=str(other.pk)))
    again = worked_out(clara, services.pin(clara, anew, request_id=str(second.pk), whom=str(hers.pk)))
    waits = worked_out(clara, services.pin(clara, again, request_id=str(third.pk), whom=None))

    assert places(anew, first) == {str(other.pk)}
    assert (places(again, first), places(again, second)) == ({str(other.pk)}, {str(hers.pk)})
    assert places(waits, third) == {None}
    assert len(queries.PlanPage(waits).pins) == 3
    loose = worked_out(clara, services.loosen(clara, waits, request_id=str(third.pk)))
    assert None not in places(loose, third)


def test_a_pinned_plan_is_adopted_like_any_other(
    clara: Context, plan: PlacingPlan, other: FamilyMidwife
) -> None:
    first = families()[0]
    anew = worked_out(clara, services.pin(clara, plan, request_id=str(first.pk), whom=str(other.pk)))

    services.adopt(clara, anew, aim=Aim.NEAR)

    assert VisitRequest.objects.get(pk=first.pk).midwife_id == other.pk


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("age", {"until_months": 1}),
        ("area", {"reach": 1, "postcode": "20095"}),
        ("language", {"languages": ["tr"]}),
        ("capacity", {"weekly_minutes": 60}),
        ("proof", {"contract": Contract.FREELANCE}),  # now her liability is asked for: nobody has seen it
    ],
)
def test_no_pin_breaks_a_rule(
    tannfurt: Network, clara: Context, hers: FamilyMidwife, rule: str, change: dict[str, object]
) -> None:
    request = asks(clara, tannfurt, replace(WISH, language_needed=True))
    plan = worked_out(clara, services.plan(clara, tannfurt))
    services.change_midwife(clara, hers, entry=replace(ENTRY, **change))  # type: ignore[arg-type]

    with pytest.raises(Conflict) as stopped:
        services.pin(clara, plan, request_id=str(request.pk), whom=str(hers.pk))

    assert stopped.value.reason == {each.value: text for each, text in BROKEN.items()}[rule]
    assert PlacingPlan.objects.count() == 1


def test_pins_that_are_too_many_for_her_together_are_refused(
    clara: Context, plan: PlacingPlan, hers: FamilyMidwife
) -> None:
    first, second, third = families()
    pinned = services.pin(clara, plan, request_id=str(first.pk), whom=str(hers.pk))
    pinned = services.pin(clara, worked_out(clara, pinned), request_id=str(second.pk), whom=str(hers.pk))

    with pytest.raises(Conflict) as stopped:
        services.pin(clara, worked_out(clara, pinned), request_id=str(third.pk), whom=str(hers.pk))

    assert stopped.value.reason in BROKEN.values()


def test_a_pin_that_no_longer_fits_when_it_is_worked_out_is_dropped_and_said(
    clara: Context, plan: PlacingPlan, hers: FamilyMidwife, other: FamilyMidwife
) -> None:
    first, second, _third = families()
    pinned = worked_out(clara, services.pin(clara, plan, request_id=str(first.pk), whom=str(hers.pk)))
    anew = services.pin(clara, pinned, request_id=str(second.pk), whom=str(other.pk))
    services.end_visits(clara, first, end=VisitEnd.FAMILY)
    services.change_midwife(clara, other, entry=replace(ENTRY, weekly_minutes=0))

    page = queries.PlanPage(worked_out(clara, anew))

    assert (page.lost, dict(page.pins)) == (2, {})
    assert places(anew, second) == {str(hers.pk)}


def test_who_no_longer_waits_is_not_pinned(clara: Context, plan: PlacingPlan, hers: FamilyMidwife) -> None:
    first = families()[0]
    services.end_visits(clara, first, end=VisitEnd.FAMILY)

    with pytest.raises(Conflict) as stopped:
        services.pin(clara, plan, request_id=str(first.pk), whom=str(hers.pk))

    assert stopped.value.reason == STALE


def test_a_trial_and_an_adopted_plan_take_no_pin(
    tannfurt: Network, clara: Context, plan: PlacingPlan, hers: FamilyMidwife
) -> None:
    trial = worked_out(clara, services.plan(clara, tannfurt, more=1))
    first = str(families()[0].pk)

    with pytest.raises(Denied):
        services.pin(clara, trial, request_id=first, whom=None)
    services.adopt(clara, plan, aim=Aim.NEAR)
    with pytest.raises(Denied):
        services.pin(clara, plan, request_id=first, whom=None)


def test_a_certificate_by_the_common_standards_needs_no_recognition(
    tannfurt: Network, clara: Context, hers: FamilyMidwife
) -> None:
    Network.objects.filter(pk=tannfurt.pk).update(land=Land.HAMBURG)
    since = replace(ENTRY, recognised_on=None, qualified_on=date(2019, 1, 1))

    services.change_midwife(clara, hers, entry=since)

    with pytest.raises(Conflict) as stopped:
        services.change_midwife(clara, hers, entry=replace(since, qualified_on=date(2018, 12, 31)))
    assert stopped.value.reason == NOT_RECOGNISED


def test_her_contract_says_which_proofs_are_needed(clara: Context, hers: FamilyMidwife) -> None:
    MidwifeProof.objects.all().delete()
    employed = {row.kind for row in queries.proofs_of(clara, hers) if row.missing}
    freelance = services.change_midwife(clara, hers, entry=replace(ENTRY, contract=Contract.FREELANCE))

    more = {row.kind for row in queries.proofs_of(clara, freelance) if row.missing}

    assert more - employed == {ProofKind.LIABILITY}
    assert ProofKind.CONDUCT in employed


def test_a_proof_is_seen_on_a_day_that_was_and_counts_from_there(clara: Context, hers: FamilyMidwife) -> None:
    today = day_of(clara.now)
    day = timedelta(days=1)
    with pytest.raises(Conflict):
        services.note_proof(clara, hers, kind=ProofKind.TRAINING, seen_on=today + day, counts_until=None)
    with pytest.raises(Conflict):
        services.note_proof(clara, hers, kind=ProofKind.TRAINING, seen_on=today, counts_until=today - day)

    services.note_proof(clara, hers, kind=ProofKind.TRAINING, seen_on=today, counts_until=today)

    assert [row.kind for row in queries.proofs_of(clara, hers) if not row.needed] == [ProofKind.TRAINING]


def test_a_certificate_of_conduct_counts_five_years_at_most(clara: Context, hers: FamilyMidwife) -> None:
    today = day_of(clara.now)
    far = today.replace(year=today.year + 20)

    proof = services.note_proof(clara, hers, kind=ProofKind.CONDUCT, seen_on=today, counts_until=far)

    assert proof.counts_until == today + timedelta(days=1826)


def test_who_has_a_needed_proof_that_lapsed_begins_nowhere_until_it_is_seen_anew(
    tannfurt: Network, clara: Context, hers: FamilyMidwife
) -> None:
    today = day_of(clara.now)
    proof = services.note_proof(clara, hers, kind=ProofKind.CONDUCT, seen_on=today, counts_until=today)
    request = asks(clara, tannfurt)
    tomorrow = replace(clara, now=clara.now + timedelta(days=1))
    assert [each.broken for each in queries.possible(clara, request)] == [()]

    with pytest.raises(Conflict):
        services.place(tomorrow, request, midwife_id=str(hers.pk))
    [row] = queries.register(tomorrow)
    assert (row.free, bool(row.lapsed)) == (0, True)

    services.renew_proof(tomorrow, proof, seen_on=day_of(tomorrow.now), counts_until=None)
    services.place(tomorrow, request, midwife_id=str(hers.pk))


@pytest.mark.parametrize("kind", NEEDED[Contract.EMPLOYED])
def test_who_never_showed_a_needed_proof_begins_nowhere_by_hand_by_pin_or_by_plan(
    clara: Context, plan: PlacingPlan, hers: FamilyMidwife, kind: ProofKind
) -> None:
    MidwifeProof.objects.filter(midwife=hers, kind=kind).delete()
    first, whom = families()[0], str(hers.pk)

    for attempt in (
        lambda: services.place(clara, first, midwife_id=whom, why="Es eilt."),
        lambda: services.pin(clara, plan, request_id=str(first.pk), whom=whom),
        lambda: services.adopt(clara, plan, aim=Aim.EVEN),
    ):
        with pytest.raises(Conflict) as stopped:
            attempt()
        assert stopped.value.reason == BROKEN[Rule.PROOF]

    anew = worked_out(clara, services.plan(clara, first.network))
    assert whom not in set().union(*(places(anew, each) for each in families()))
    services.note_proof(clara, hers, kind=kind, seen_on=day_of(clara.now), counts_until=None)
    services.place(clara, first, midwife_id=whom)


def test_liability_that_lapsed_matters_only_to_who_is_freelance(clara: Context, hers: FamilyMidwife) -> None:
    today = day_of(clara.now)
    services.note_proof(clara, hers, kind=ProofKind.LIABILITY, seen_on=today, counts_until=today)
    tomorrow = replace(clara, now=clara.now + timedelta(days=1))

    employed = queries.register(tomorrow)[0].lapsed
    services.change_midwife(clara, hers, entry=replace(ENTRY, contract=Contract.FREELANCE))

    assert (employed, bool(queries.register(tomorrow)[0].lapsed)) == ("", True)


def test_a_proof_is_asked_for_once_before_it_lapses(clara: Context, hers: FamilyMidwife) -> None:
    today = day_of(clara.now)
    until = today + PROOF_NOTICE + timedelta(days=1)
    proof = services.note_proof(clara, hers, kind=ProofKind.LIABILITY, seen_on=today, counts_until=until)

    jobs.alarm(system(clara))
    early = about_ids(MidwifeProof, TaskKind.RENEW_PROOF)
    due = replace(clara, now=clara.now + timedelta(days=1))
    jobs.alarm(system(due))
    jobs.alarm(system(due))
    asked = about_ids(MidwifeProof, TaskKind.RENEW_PROOF)
    services.renew_proof(due, proof, seen_on=day_of(due.now), counts_until=until + timedelta(days=400))
    jobs.alarm(system(due))

    assert (early, asked, about_ids(MidwifeProof, TaskKind.RENEW_PROOF)) == (set(), {proof.pk}, set())


def test_who_waits_too_long_is_a_task_until_somebody_is_found(
    tannfurt: Network, clara: Context, hers: FamilyMidwife
) -> None:
    long = asks(clara, tannfurt)
    short = asks(replace(clara, now=clara.now + timedelta(days=1)), tannfurt)
    late = replace(clara, now=clara.now + WAITS_LONG)

    jobs.alarm(system(replace(late, now=late.now - timedelta(seconds=1))))
    before = about_ids(VisitRequest, TaskKind.LONG_WAIT)
    jobs.alarm(system(late))
    jobs.alarm(system(late))
    during = about_ids(VisitRequest, TaskKind.LONG_WAIT)
    services.place(late, long, midwife_id=str(hers.pk))

    assert (before, during) == (set(), {long.pk})
    assert about_ids(VisitRequest, TaskKind.LONG_WAIT) == set()
    assert queries.longest_wait(late) == (late.now - short.asked_at).days


def test_an_office_sets_after_how_long_it_is_told(tannfurt: Network, clara: Context) -> None:
    request = asks(clara, tannfurt)
    early = replace(clara, now=clara.now + timedelta(days=20))
    jobs.alarm(system(early))
    before = about_ids(VisitRequest, TaskKind.LONG_WAIT), queries.overview(early, tannfurt).waiting[0].long

    set_early_period(clara, tannfurt, name=PeriodName.VISITS_WAIT, days=20, reason="Dienstanweisung")
    jobs.alarm(system(early))

    assert before == (set(), False)
    assert about_ids(VisitRequest, TaskKind.LONG_WAIT) == {request.pk}
    assert queries.overview(early, tannfurt).waiting[0].long


def test_a_family_whose_help_ended_raises_no_alarm(tannfurt: Network, clara: Context) -> None:
    request = asks(clara, tannfurt)
    care.end_help(clara, request.family)

    jobs.alarm(system(replace(clara, now=clara.now + WAITS_LONG)))

    assert about_ids(VisitRequest, TaskKind.LONG_WAIT) == set()


def test_taking_a_request_back_ends_its_alarm(tannfurt: Network, clara: Context) -> None:
    request = asks(clara, tannfurt)
    late = replace(clara, now=clara.now + WAITS_LONG)
    jobs.alarm(system(late))

    services.end_visits(late, request, end=VisitEnd.FAMILY)

    assert about_ids(VisitRequest, TaskKind.LONG_WAIT) == set()


def test_a_wait_is_bridged_and_the_family_keeps_its_place(
    tannfurt: Network, clara: Context, group: Offer
) -> None:
    first = asks(clara, tannfurt)
    urgent = asks(clara, tannfurt, replace(WISH, urgency=VisitUrgency.URGENT))
    first_offer = services.offer_meanwhile(clara, first, kind=MeanwhileKind.OFFER, offer_id=group.pk)
    later = replace(clara, now=clara.now + timedelta(hours=1))
    calls = services.offer_meanwhile(later, first, kind=MeanwhileKind.CALLS, words="Montags um zehn.")

    services.answer_meanwhile(clara, first_offer, answer=MeanwhileAnswer.ACCEPTED)
    services.answer_meanwhile(clara, calls, answer=MeanwhileAnswer.DECLINED)

    lists = queries.overview(clara, tannfurt)
    assert [line.id for line in lists.waiting] == [urgent.pk, first.pk]
    assert [bridge.what for bridge in lists.waiting[1].meanwhile] == [group.title]
    assert [bridge.words for bridge in queries.bridges_of(first)] == ["", "Montags um zehn."]
    with pytest.raises(Denied):
        services.answer_meanwhile(clara, calls, answer=MeanwhileAnswer.ACCEPTED)
    with pytest.raises(Conflict):
        services.offer_meanwhile(clara, first, kind=MeanwhileKind.OFFER)


def test_nothing_is_bridged_where_nobody_waits(
    tannfurt: Network, clara: Context, hers: FamilyMidwife
) -> None:
    request = asks(clara, tannfurt)
    bridge = services.offer_meanwhile(clara, request, kind=MeanwhileKind.CALLS)
    services.place(clara, request, midwife_id=str(hers.pk))

    with pytest.raises(Denied):
        services.offer_meanwhile(clara, request, kind=MeanwhileKind.CALLS)
    with pytest.raises(Denied):
        services.answer_meanwhile(clara, bridge, answer=MeanwhileAnswer.ACCEPTED)
    assert Meanwhile.objects.get(pk=bridge.pk).answer is MeanwhileAnswer.OPEN
