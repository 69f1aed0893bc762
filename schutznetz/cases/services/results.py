"""The result: one professional proposes, another decides on what she saw, the leader signs as well."""

from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from uuid import UUID

from schutznetz.cases.actions import CaseAction, ResultAction
from schutznetz.cases.choices import (
    Ability,
    CaseState,
    Danger,
    DangerSource,
    Harm,
    HelpStand,
    Likelihood,
    Outcome,
    Present,
    ReviewState,
)
from schutznetz.cases.conflicts import all_recused
from schutznetz.cases.models import Case, CaseEntry, Result
from schutznetz.cases.queries import result_seal
from schutznetz.cases.queries.procedure import BEARING
from schutznetz.cases.second import OWN_SESSION, refusal, remembered
from schutznetz.cases.services.answers import open_feedback
from schutznetz.cases.services.handover.sending import hurry_handover
from schutznetz.cases.services.measures.asking import ask
from schutznetz.cases.services.measures.protected import keep_protected
from schutznetz.cases.services.measures.seen import clock_after_result
from schutznetz.cases.services.statistics import count_assessment
from schutznetz.cases.standing import active_protection, awaits_answer, has_measure
from schutznetz.cases.states import CASE, JOINT_ASSESSMENT
from schutznetz.kernel import policy
from schutznetz.kernel.clock import BERLIN
from schutznetz.kernel.command import command, consequence
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import Action
from schutznetz.law import assessment as law
from schutznetz.law.norm import Norm
from schutznetz.law.text import gettext_noop
from schutznetz.networks.choices import PeriodName, Role
from schutznetz.networks.queries import period
from schutznetz.work import services as work
from schutznetz.work.choices import Rung, Step, TaskKind
from schutznetz.work.queries import stand_in_for

OVERTAKEN = gettext_noop("Der Vorschlag hat sich geändert. Bitte lesen Sie ihn noch einmal.")
NEWS = gettext_noop("Zu diesem Fall ist inzwischen etwas Neues da. Bitte schlagen Sie das Ergebnis neu vor.")
UNPROTECTED = gettext_noop("Akute Gefahr: Zuerst muss heute etwas das Kind schützen. Bitte eintragen.")
REVIEW_EARLIER = gettext_noop("Wo eine Gefahr ist, wird das Ergebnis früher überprüft. Bitte den Tag ändern.")
REVIEWED = {Outcome.ACUTE: PeriodName.REVIEW_ACUTE, Outcome.LATENT: PeriodName.REVIEW_LATENT}
NO_MEASURE = gettext_noop(
    "Latente Gefahr: Es fehlt eine Maßnahme. Bieten Sie Hilfe an oder vereinbaren Sie etwas."
)
HELP_GIVEN = {HelpStand.ACCEPTED, HelpStand.OPEN}
NO_FACT = gettext_noop("Bitte nennen Sie die Tatsachen, auf denen das Ergebnis beruht.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """What one professional proposes as the result, in the words of the courts."""

    outcome: Outcome
    present: Present
    harm: Harm
    likelihood: Likelihood
    willing: Ability
    able: Ability
    reasons: str
    parents: str
    protective: str
    child_view: str
    help_stand: HelpStand
    dangers: tuple[Danger, ...] = ()
    danger_from: DangerSource | str = ""
    facts: tuple[UUID, ...] = ()
    dissent: str = ""
    review_on: date | None = None


@command(CaseAction.PROPOSE_RESULT)
def propose_result(ctx: Context, case: Case, *, assessed: Assessed) -> Result:
    """Put a result before the second professional; an earlier proposal is voided, never changed."""
    _refuse_unfit(ctx, case, assessed)
    void_result(ctx, case)
    words = {item.name: getattr(assessed, item.name) for item in fields(assessed)}
    result = Result(
        case=case,
        before=case.outcome,
        leader_signs=law.leader_signs(case.outcome, assessed.outcome),
        proposed_by_id=ctx.person_id,
        proposed_at=ctx.now,
        proposed_session=ctx.session,
        **words
        | {
            "dangers": sorted(danger.value for danger in assessed.dangers),
            "facts": sorted(str(fact) for fact in assessed.facts),
            "dissent": assessed.dissent or None,
            "review_on": assessed.review_on,
        },
    )
    result.seal = result_seal(result)
    result.save(force_insert=True)
    _ask_second(ctx, case)
    return result


@command(ResultAction.CONFIRM)
def confirm_result(ctx: Context, result: Result, *, seal: str) -> Result:
    """Decide as the second professional; a leader who confirms has signed with that."""
    _refuse_stale(ctx, ResultAction.CONFIRM, result, seal)
    waiting = Result.objects.filter(pk=result.pk, state=ReviewState.PROPOSED, seal=seal)
    signature = {"confirmed_by_id": ctx.person_id, "confirmed_at": ctx.now, "confirmed_session": ctx.session}
    if not waiting.update(state=ReviewState.CONFIRMED, **signature):
        raise refusal(ctx, ResultAction.CONFIRM, result, OVERTAKEN, JOINT_ASSESSMENT)
    result.refresh_from_db()
    work.settle_tasks(ctx, result.case, kind=TaskKind.CONFIRM_RESULT)
    if not result.leader_signs:
        with remembered(ctx, ResultAction.CONFIRM, result):
            _set(ctx, result)
    elif policy.may(ctx, ResultAction.COUNTERSIGN, result):
        countersign_result(ctx, result, seal=seal)
    else:
        _ask_leader(ctx, result.case)
    return result


@command(ResultAction.COUNTERSIGN)
def countersign_result(ctx: Context, result: Result, *, seal: str) -> Result:
    """Sign as the leader under danger, and under every result that is milder than the one before."""
    _refuse_stale(ctx, ResultAction.COUNTERSIGN, result, seal)
    waiting = Result.objects.filter(pk=result.pk, state=ReviewState.CONFIRMED, set_at=None, seal=seal)
    signature = {
        "countersigned_by_id": ctx.person_id,
        "countersigned_at": ctx.now,
        "countersigned_session": ctx.session,
    }
    if not waiting.filter(countersigned_by=None).update(**signature):
        raise refusal(ctx, ResultAction.COUNTERSIGN, result, OVERTAKEN, JOINT_ASSESSMENT)
    result.refresh_from_db()
    work.settle_tasks(ctx, result.case, kind=TaskKind.COUNTERSIGN_RESULT)
    with remembered(ctx, ResultAction.COUNTERSIGN, result):
        _set(ctx, result)
    return result


@consequence
def void_result(ctx: Context, case: Case) -> None:
    """Void what waits for a signature: it no longer says what is known."""
    waiting = Result.objects.filter(case=case, set_at=None).exclude(state=ReviewState.VOIDED)
    if waiting.update(state=ReviewState.VOIDED, confirmed_by=None, confirmed_at=None, confirmed_session=""):
        for kind in (TaskKind.CONFIRM_RESULT, TaskKind.COUNTERSIGN_RESULT):
            work.settle_tasks(ctx, case, kind=kind)


def _refuse_unfit(ctx: Context, case: Case, assessed: Assessed) -> None:
    if not (decision := CASE.can(case, _step(case))):
        raise Conflict(decision.reason, decision.norm)
    words = law.Words(
        outcome=assessed.outcome,
        dangers=len(assessed.dangers),
        present=assessed.present,
        harm=assessed.harm,
        likelihood=assessed.likelihood,
        willing=assessed.willing,
        able=assessed.able,
        help_offered=assessed.help_stand != HelpStand.NOT_OFFERED,
    )
    if not (decision := law.fits(words)):
        raise Conflict(decision.reason, decision.norm)
    known = CaseEntry.objects.filter(case=case, pk__in=assessed.facts, kind__in=BEARING)
    if not assessed.facts or known.count() != len(set(assessed.facts)):
        raise Conflict(NO_FACT)
    if name := REVIEWED.get(assessed.outcome):
        today = ctx.now.astimezone(BERLIN).date()
        if assessed.review_on is None or not today <= assessed.review_on <= today + period(name):
            raise Conflict(REVIEW_EARLIER)
    _refuse_unprotected(case, assessed.outcome, assessed.help_stand)


def _refuse_unprotected(case: Case, outcome: str, help_stand: str) -> None:
    """Nobody calls a danger acute and leaves it there (INV-4), and no suspicion stays without a measure."""
    if outcome == Outcome.ACUTE and not active_protection(case):
        raise Conflict(UNPROTECTED, Norm("SGB VIII", "8a", 2))
    if outcome == Outcome.LATENT and help_stand not in HELP_GIVEN and not has_measure(case):
        raise Conflict(NO_MEASURE, Norm("SGB VIII", "8a", 1, 3))


def _refuse_stale(ctx: Context, action: Action, result: Result, seal: str) -> None:
    """Only the person herself, in a session of her own, signs, and only what still is as she saw it."""
    sessions = {result.proposed_session}
    if result.confirmed_by_id != ctx.actor_id:
        sessions.add(result.confirmed_session)
    if not ctx.session or ctx.session in sessions:
        raise refusal(ctx, action, result, OWN_SESSION, JOINT_ASSESSMENT)
    if seal != result.seal:
        raise refusal(ctx, action, result, OVERTAKEN, JOINT_ASSESSMENT)
    if result_seal(result) != result.seal:
        raise refusal(ctx, action, result, NEWS, JOINT_ASSESSMENT)


def _step(case: Case) -> str:
    return "set_result" if case.state == CaseState.ASSESSMENT else "change_result"


def _set(ctx: Context, result: Result) -> None:
    """Let the result count: all have signed what still is so."""
    case = Case.objects.get(pk=result.case_id)
    _refuse_unprotected(case, result.outcome, result.help_stand)
    Result.objects.filter(pk=result.pk).update(set_at=ctx.now)
    result.set_at = ctx.now
    CASE.move(case, _step(case), outcome=result.outcome)
    keep_protected(ctx, case)
    if result.outcome == Outcome.ACUTE:
        hurry_handover(ctx, case)
    for kind in (TaskKind.ASSESS, TaskKind.REVIEW_RESULT):
        work.settle_tasks(ctx, case, kind=kind)
    if result.review_on:
        ask(ctx, case, TaskKind.REVIEW_RESULT, _end_of(result.review_on), case=case)
    if result.help_stand == HelpStand.OPEN and not awaits_answer(case):
        ask(ctx, case, TaskKind.GET_ANSWER, ctx.now + period(PeriodName.HELP_ANSWER), case=case)
    count_assessment(ctx, result)
    if case.child_seen_at:
        clock_after_result(ctx, case, seen_at=case.child_seen_at)
    if case.origin:
        open_feedback(ctx, case.origin)


def _ask_second(ctx: Context, case: Case) -> None:
    """The second person is the other one of the two who stand for the case; a leader may step in."""
    second = case.lead_id if case.lead_id != ctx.actor_id else case.substitute_id
    third = stand_in_for(ctx.actor_id, second, *all_recused(case), roles=(Role.TEAM_LEAD,), at=ctx.now)
    work.open_task(
        ctx,
        case,
        kind=TaskKind.CONFIRM_RESULT,
        due_at=_end_of(ctx.now.astimezone(BERLIN).date()),
        owner_id=second,
        substitute_id=third or ctx.actor_id,
        ladder=(Step(0, Rung.OWNER), Step(120, Rung.SUBSTITUTE), Step(240, Rung.TEAM_LEAD)),
        protective=True,
    )


def _ask_leader(ctx: Context, case: Case) -> None:
    work.open_task(
        ctx,
        case,
        kind=TaskKind.COUNTERSIGN_RESULT,
        due_at=_end_of(ctx.now.astimezone(BERLIN).date()),
        line=Role.TEAM_LEAD,
        ladder=(Step(0, Rung.LINE), Step(120, Rung.LINE)),
        protective=True,
    )


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(0), BERLIN)
