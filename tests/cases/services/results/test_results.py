"""The result of an assessment: nothing missing, two people, the leader, on exactly what they saw."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from schutznetz.cases import services
from schutznetz.cases.choices import (
    CaseEntryKind,
    CaseState,
    DataSource,
    HelpAnswer,
    HelpStand,
    Known,
    LegalGround,
    Outcome,
    PersonRole,
)
from schutznetz.cases.models import Case, Joining, Result
from schutznetz.cases.queries import siblings, to_be_named
from schutznetz.cases.services import measures
from schutznetz.kernel import audit
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import Denied
from schutznetz.law import assessment as law
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.work.choices import TaskKind
from schutznetz.work.models import Task
from tests import assessing, make
from tests.conftest import NOON

pytestmark = pytest.mark.usefixtures("inside")

ORDER = [Outcome.ACUTE, Outcome.LATENT, Outcome.NEED_FOR_SUPPORT, Outcome.NONE]


@pytest.fixture
def propose(ready: Case, anna_at_work: Context) -> Callable[..., Result]:
    def make_it(outcome: Outcome = Outcome.NONE, **more: Any) -> Result:
        said = assessing.assessed(ready, outcome, **more)
        return services.propose_result(anna_at_work, ready, assessed=said)

    return make_it


def refused(network: Network) -> list[str]:
    return [entry.action for entry in audit.trail(network.pk) if entry.action.endswith(".denied")]


# --- nothing is missing --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "facts"),
    [
        ("G6", assessing.person(PersonRole.SIBLING, "Ben")),
        ("G8", assessing.person(PersonRole.OTHER_ADULT, "Kai R.", orders_source="")),
        ("G8", assessing.person(PersonRole.FATHER, "Tim", has_access=Known.UNKNOWN)),
        ("G10", assessing.person(PersonRole.FATHER, "Tim", interpreter=Known.UNKNOWN)),
    ],
)
def test_somebody_about_whom_something_is_open_opens_the_guard_again_until_it_is_answered(
    code: str, facts: Any, ready: Case, anna_at_work: Context
) -> None:
    somebody = services.add_person(anna_at_work, ready, facts=facts)
    with pytest.raises(Conflict) as refusal:
        services.propose_result(anna_at_work, ready, assessed=assessing.assessed(ready, Outcome.NONE))
    assert refusal.value.norm == next(row.norm for row in law.GUARDS if row.code == code)

    known = {
        "interpreter": "no",
        "has_access": "yes",
        "orders_source": "Auskunft",
        "why_no_case": "erwachsen",
    }
    services.correct_person(anna_at_work, somebody, facts=replace(facts, **known))

    assert services.propose_result(anna_at_work, ready, assessed=assessing.assessed(ready, Outcome.NONE))


def test_what_third_parties_said_needs_a_ground_which_an_addition_may_supply(
    ready: Case, anna_at_work: Context
) -> None:
    told = assessing.entry(NOON, text="Die Kita sagt …", source=DataSource.THIRD_PARTY)
    entry = services.add_entry(anna_at_work, ready, facts=told)
    said = assessing.assessed(ready, Outcome.NONE)
    with pytest.raises(Conflict) as refusal:
        services.propose_result(anna_at_work, ready, assessed=said)
    assert refusal.value.norm == law.THIRD_PARTIES

    ground = replace(told, text="Rechtsgrund nachgetragen", ground=LegalGround.PROTECTION)
    services.add_to_entry(anna_at_work, entry, facts=ground)

    assert services.propose_result(anna_at_work, ready, assessed=said)


# --- who signs -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", [Outcome.NEED_FOR_SUPPORT, Outcome.NONE])
def test_without_danger_two_professionals_set_the_result(
    outcome: Outcome, propose: Callable[..., Result], bert_at_work: Context
) -> None:
    result = propose(outcome)

    services.confirm_result(bert_at_work, result, seal=result.seal)

    case = Case.objects.get()
    assert (case.state, case.outcome) == (CaseState.RESULT_SET, outcome)
    assert Result.objects.get().set_at == NOON


@pytest.mark.parametrize("outcome", [Outcome.ACUTE, Outcome.LATENT])
def test_danger_counts_only_when_the_leader_has_signed(
    outcome: Outcome, ready: Case, propose: Callable[..., Result], bert_at_work: Context, lea: Context
) -> None:
    assessing.protect(ready, NOON)
    result = propose(outcome)
    services.confirm_result(bert_at_work, result, seal=result.seal)
    assert Case.objects.get().outcome == ""

    services.countersign_result(lea, Result.objects.get(), seal=result.seal)

    assert (Case.objects.get().state, Case.objects.get().outcome) == (CaseState.RESULT_SET, outcome)
    kinds = Task.objects.filter(settled_at=None).values_list("kind", flat=True)
    assert "review_result" in kinds
    assert not {"assess", "confirm_result", "countersign_result"} & set(kinds)


def test_a_leader_who_confirms_has_signed_with_that(
    ready: Case, propose: Callable[..., Result], lea: Context
) -> None:
    result = propose(Outcome.LATENT)

    services.confirm_result(lea, result, seal=result.seal)

    assert Case.objects.get().outcome == Outcome.LATENT
    assert Result.objects.get().countersigned_by_id == lea.actor_id


def test_acute_danger_is_never_left_without_protection(
    ready: Case, propose: Callable[..., Result], bert_at_work: Context, lea: Context
) -> None:
    with pytest.raises(Conflict, match="schützen"):
        propose(Outcome.ACUTE)

    plan = assessing.protect(ready, NOON)
    result = propose(Outcome.ACUTE)
    services.confirm_result(bert_at_work, result, seal=result.seal)
    type(plan).objects.update(state="ended", ended_at=NOON)

    with pytest.raises(Conflict):
        services.countersign_result(lea, Result.objects.get(), seal=result.seal)
    assert Case.objects.get().outcome == ""


@pytest.mark.parametrize("days", [None, 29])
def test_latent_danger_is_looked_at_again_within_four_weeks(
    days: int | None, propose: Callable[..., Result]
) -> None:
    on = NOON.date() + timedelta(days=days) if days else None
    with pytest.raises(Conflict, match="früher überprüft"):
        propose(Outcome.LATENT, review_on=on)


def test_a_result_rests_on_facts_of_its_own_case(propose: Callable[..., Result], ready: Case) -> None:
    with pytest.raises(Conflict, match="Tatsachen"):
        propose(facts=())
    with pytest.raises(Conflict, match="Tatsachen"):
        propose(facts=(ready.pk,))


@pytest.mark.each_value
@pytest.mark.parametrize("before", ORDER)
@pytest.mark.parametrize("after", ORDER)
def test_every_milder_result_wants_the_leader(
    before: Outcome,
    after: Outcome,
    ready: Case,
    propose: Callable[..., Result],
    bert_at_work: Context,
    lea: Context,
) -> None:
    assessing.protect(ready, NOON)
    make.with_result(ready, before)
    result = propose(after)
    services.confirm_result(bert_at_work, result, seal=result.seal)
    alone = after in {Outcome.NEED_FOR_SUPPORT, Outcome.NONE} and ORDER.index(after) <= ORDER.index(before)
    assert Case.objects.get().outcome == (after if alone else before)
    if not alone:
        services.countersign_result(lea, Result.objects.get(pk=result.pk), seal=result.seal)

    assert Case.objects.get().outcome == after


# --- what is refused, and stays on the trail -----------------------------------------------------------


def test_nobody_confirms_her_own_proposal_in_whatever_role(
    tannfurt: Network, propose: Callable[..., Result], anna_at_work: Context
) -> None:
    """Not in another session, and not as somebody's deputy with another assignment."""
    result = propose()
    for role in (Role.INTAKE, Role.CASE_WORKER, Role.TEAM_LEAD):
        again = replace(anna_at_work, session=f"other-{role}", role=role)
        with pytest.raises(Denied):
            services.confirm_result(again, result, seal=result.seal)
    assert refused(tannfurt) == ["results.confirm.denied"] * 3


def test_whoever_proposed_or_shares_the_session_never_signs_as_leader(
    tannfurt: Network,
    ready: Case,
    propose: Callable[..., Result],
    anna_at_work: Context,
    bert_at_work: Context,
    lea: Context,
) -> None:
    result = propose(Outcome.LATENT)
    services.confirm_result(bert_at_work, result, seal=result.seal)
    fresh = Result.objects.get()
    with pytest.raises(Denied):
        services.countersign_result(
            replace(anna_at_work, role=Role.TEAM_LEAD, session="x"), fresh, seal=result.seal
        )
    for session in ("anna", "bert", ""):
        with pytest.raises(Conflict):
            services.countersign_result(replace(lea, session=session), fresh, seal=result.seal)
    assert refused(tannfurt) == ["results.countersign.denied"] * 4
    assert Case.objects.get().outcome == ""


@pytest.mark.parametrize("session", ["anna", ""])
def test_another_account_in_the_same_session_is_refused(
    session: str, tannfurt: Network, propose: Callable[..., Result], bert_at_work: Context
) -> None:
    result = propose()
    with pytest.raises(Conflict):
        services.confirm_result(replace(bert_at_work, session=session), result, seal=result.seal)
    assert refused(tannfurt) == ["results.confirm.denied"]


def test_a_change_in_another_tab_voids_what_the_second_person_saw(
    tannfurt: Network, propose: Callable[..., Result], bert_at_work: Context
) -> None:
    seen = propose()
    changed = propose(reasons="Doch anders")

    with pytest.raises(Conflict):
        services.confirm_result(bert_at_work, changed, seal=seen.seal)
    with pytest.raises(Denied):
        services.confirm_result(bert_at_work, seen, seal=seen.seal)
    assert refused(tannfurt) == ["results.confirm.denied"] * 2

    services.confirm_result(bert_at_work, changed, seal=changed.seal)


def _add(ctx: Context, case: Case) -> object:
    return services.add_entry(ctx, case, facts=assessing.entry(NOON, text="Neue Tatsache"))


def _measure(ctx: Context, case: Case) -> object:
    return assessing.protect(case, NOON)


def _message(ctx: Context, case: Case) -> object:
    visitor = replace(ctx, actor_id=None, role="public")
    report = case.origin
    assert report is not None
    return report.messages.create(kind="addition", at=visitor.now, text="Noch etwas")


@pytest.mark.parametrize("news", [_add, _measure, _message])
@pytest.mark.parametrize("stage", ["confirm", "countersign"])
def test_whatever_is_new_about_the_case_voids_what_waits_for_a_signature(
    news: Callable[[Context, Case], object],
    stage: str,
    tannfurt: Network,
    ready: Case,
    propose: Callable[..., Result],
    anna_at_work: Context,
    bert_at_work: Context,
    lea: Context,
) -> None:
    """The attack: approve first, then change, then let the next one sign."""
    result = propose(Outcome.LATENT)
    if stage == "countersign":
        services.confirm_result(bert_at_work, result, seal=result.seal)
    news(anna_at_work, ready)

    sign = services.confirm_result if stage == "confirm" else services.countersign_result
    with pytest.raises((Conflict, Denied)):
        sign(bert_at_work if stage == "confirm" else lea, Result.objects.get(), seal=result.seal)

    assert refused(tannfurt) == [f"results.{stage}.denied"]
    assert Case.objects.get().outcome == ""


def test_of_two_simultaneous_clicks_one_signs(
    tannfurt: Network, propose: Callable[..., Result], bert_at_work: Context, lea: Context
) -> None:
    result = propose(Outcome.LATENT)
    both = [Result.objects.get(), Result.objects.get()]
    services.confirm_result(bert_at_work, both[0], seal=result.seal)

    with pytest.raises(Denied):
        services.confirm_result(lea, both[1], seal=result.seal)

    assert Result.objects.get().confirmed_by_id == bert_at_work.actor_id
    assert refused(tannfurt) == ["results.confirm.denied"]


@pytest.mark.parametrize(
    "trick", ["own account", "own session", "nobody", "no leader", "leader is the first", "content"]
)
def test_the_database_refuses_what_the_services_refuse(
    trick: str, ready: Case, propose: Callable[..., Result], bert_at_work: Context
) -> None:
    result = propose(Outcome.LATENT)
    second = {"confirmed_by": bert_at_work.actor_id, "confirmed_session": "bert", "confirmed_at": NOON}
    first: dict[str, Any] = {"countersigned_by": result.proposed_by_id, "countersigned_at": NOON}
    tricks: dict[str, dict[str, Any]] = {
        "own account": {"state": "confirmed", **second, "confirmed_by": result.proposed_by_id},
        "own session": {"state": "confirmed", **second, "confirmed_session": result.proposed_session},
        "nobody": {"state": "confirmed"},
        "no leader": {"state": "confirmed", **second, "set_at": NOON},
        "leader is the first": {"state": "confirmed", **second, **first, "countersigned_session": "x"},
        "content": {"outcome": "none"},
    }

    with pytest.raises(DatabaseError), transaction.atomic():
        Result.objects.filter(pk=result.pk).update(**tricks[trick])


def test_no_case_has_an_outcome_that_nobody_signed(ready: Case, propose: Callable[..., Result]) -> None:
    propose(Outcome.LATENT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.update(state="result_set", outcome="latent")


def test_nothing_that_was_gathered_is_ever_changed(ready: Case) -> None:
    for rows in (ready.caseentry_set, ready.talk_set, ready.inquiry_set, ready.caseperson_set):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(at=NOON - timedelta(days=1))


def test_the_doctor_who_reported_is_answered_when_the_result_counts(
    propose: Callable[..., Result], bert_at_work: Context
) -> None:
    result = propose()
    services.confirm_result(bert_at_work, result, seal=result.seal)
    assert Task.objects.filter(kind="give_feedback", settled_at=None).count() == 1


@pytest.mark.parametrize("late", [None, 15])
def test_an_acute_danger_is_looked_at_anew_within_two_weeks(
    propose: Callable[..., Result], ready: Case, late: int | None
) -> None:
    assessing.protect(ready, NOON)
    on = NOON.date() + timedelta(days=late) if late else None

    with pytest.raises(Conflict, match="früher überprüft"):
        propose(Outcome.ACUTE, review_on=on)
    assert propose(Outcome.ACUTE, review_on=NOON.date() + timedelta(days=14))


@pytest.mark.parametrize("help_stand", [HelpStand.NOT_OFFERED, HelpStand.REFUSED])
def test_a_suspicion_that_stays_has_a_measure(
    propose: Callable[..., Result], ready: Case, help_stand: HelpStand
) -> None:
    with pytest.raises(Conflict, match="fehlt eine Maßnahme"):
        propose(Outcome.LATENT, help_stand=help_stand)
    assessing.protect(ready, NOON)
    assert propose(Outcome.LATENT, help_stand=help_stand)


def test_whoever_leads_the_case_of_a_brother_hears_of_a_new_fact_once(
    anna_at_work: Context, bert_at_work: Context, ready: Case
) -> None:
    brother = Case.objects.create(
        number=99,
        origin=ready.origin,
        report="",
        child_name="Ben",
        reported_at=NOON,
        lead_id=bert_at_work.person_id,
        substitute_id=anna_at_work.person_id,
    )

    def told() -> list[Task]:
        return list(Task.objects.filter(kind=TaskKind.READ_SIBLING))

    services.add_entry(
        anna_at_work, ready, facts=assessing.entry(NOON, CaseEntryKind.HYPOTHESIS, "Vielleicht")
    )
    assert told() == []
    for _again in range(2):
        services.add_entry(
            anna_at_work, ready, facts=assessing.entry(NOON, CaseEntryKind.FACT, "Blauer Fleck")
        )

    [task] = told()
    assert (task.about_id, task.owner_id, task.protective) == (brother.pk, bert_at_work.person_id, True)


def test_help_that_nobody_wrote_down_is_asked_for_until_there_is_an_answer(
    propose: Callable[..., Result], anna_at_work: Context, bert_at_work: Context, ready: Case
) -> None:
    result = propose(Outcome.NEED_FOR_SUPPORT, help_stand=HelpStand.OPEN)

    services.confirm_result(bert_at_work, result, seal=result.seal)

    asked = Task.objects.filter(kind="get_answer", settled_at=None)
    assert asked.get().about_id == ready.pk
    offer = measures.offer_help(anna_at_work, ready, what="Erziehungsberatung", offered_on=NOON.date())
    assert asked.get().about_id == offer.pk
    measures.answer_help(anna_at_work, offer, answer=HelpAnswer.REFUSED, answered_on=NOON.date())
    assert not asked.exists()


def test_a_latent_danger_whose_only_help_is_refused_is_looked_at_anew_within_a_day(
    propose: Callable[..., Result], anna_at_work: Context, bert_at_work: Context, lea: Context, ready: Case
) -> None:
    offer = measures.offer_help(anna_at_work, ready, what="SPFH", offered_on=NOON.date())
    result = propose(Outcome.LATENT, help_stand=HelpStand.OPEN)
    services.confirm_result(bert_at_work, result, seal=result.seal)
    services.countersign_result(lea, result, seal=result.seal)
    review = Task.objects.filter(kind="review_result", settled_at=None)
    assert review.get().ladder[-1][1] == "team_lead"  # overdue, it rises
    assert review.get().due_at > NOON + timedelta(days=13)

    offer.refresh_from_db()
    measures.answer_help(anna_at_work, offer, answer=HelpAnswer.REFUSED, answered_on=NOON.date())

    assert review.get().due_at == NOON + timedelta(hours=24)


def test_a_child_born_during_the_case_has_its_own_and_both_hear_of_each_other(
    anna_at_work: Context, bert_at_work: Context, ready: Case
) -> None:
    """Another report led to it; named as a sibling in one case, it is one in both."""
    born = Case.objects.create(
        number=99,
        report="",
        child_name="Lea",
        reported_at=NOON,
        lead_id=bert_at_work.person_id,
        substitute_id=anna_at_work.person_id,
    )
    fact = assessing.entry(NOON, CaseEntryKind.FACT, "Blauer Fleck")
    services.add_entry(anna_at_work, ready, facts=fact)
    assert not Task.objects.filter(kind=TaskKind.READ_SIBLING).exists()

    services.add_person(
        anna_at_work, ready, facts=assessing.person(PersonRole.SIBLING, "Lea", own_case_id=born.pk)
    )

    assert [list(siblings(case)) for case in (ready, born)] == [[born], [ready]]
    assert [task.about_id for task in Task.objects.filter(kind=TaskKind.READ_SIBLING)] == [born.pk]


def test_a_case_of_the_same_event_may_be_named_as_that_of_a_child_of_the_household(
    anna_at_work: Context, ready: Case, tannfurt: Network
) -> None:
    other = make.report(anna_at_work, tannfurt)
    born = Case.objects.create(
        number=99, origin=other, report="", child_name="Lea", reported_at=NOON, lead_id=ready.lead_id,
        substitute_id=ready.substitute_id,
    )  # fmt: skip
    assert list(to_be_named(ready)) == []

    event = {"report": other, "other": ready.origin, "joined_by": ready.lead}
    Joining.objects.create(joined_at=NOON, reasons="x", **event)

    assert list(to_be_named(ready)) == [born]
    assert list(siblings(ready)) == []  # children of one event need not be of one family
