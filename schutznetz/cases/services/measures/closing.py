"""Closing a case: nothing is open, one person writes the note, another one decides on exactly that."""

from schutznetz.cases.actions import CaseAction, MeasureAction
from schutznetz.cases.choices import CaseState, ClosingReason, ReviewState
from schutznetz.cases.models import Case, Closing
from schutznetz.cases.queries.closing import closing_seal
from schutznetz.cases.queries.statistics import lacking_of
from schutznetz.cases.second import refusal, refuse_same_session, remembered, void
from schutznetz.cases.services.measures.asking import rising
from schutznetz.cases.states import CASE
from schutznetz.kernel.command import command, consequence
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law import assessment
from schutznetz.law.handover import NOTICE
from schutznetz.law.statistics import GROUND
from schutznetz.law.text import gettext_noop
from schutznetz.networks.choices import PeriodName, Role
from schutznetz.networks.queries import period
from schutznetz.work import services as work
from schutznetz.work.choices import TaskKind

BY_HANDOVER = gettext_noop("Mit der schriftlichen Annahme einer Übergabe endet der Fall von selbst.")
OVERTAKEN = gettext_noop("Der Abschlussvermerk hat sich geändert. Bitte lesen Sie ihn noch einmal.")
STATISTICS_LACK = gettext_noop(
    "Für die amtliche Statistik fehlen noch Angaben. Bitte ergänzen oder sagen, warum sie fehlen."
)
NEWS = gettext_noop("Im Fall ist inzwischen etwas Neues. Bitte lesen Sie noch einmal.")


@command(CaseAction.CLOSE)
def propose_closing(
    ctx: Context, case: Case, *, reason: ClosingReason, note: str, gaps_why: str = ""
) -> Closing:
    """Put a closing note before another person; an earlier one is voided, never changed.

    What the official record lacks is filled in first, or it is said why nobody knows it.
    """
    if reason == ClosingReason.HANDED_OVER:
        raise Conflict(BY_HANDOVER, NOTICE)
    if case.state != CaseState.CLOSURE_REVIEW:
        CASE.move(case, "review")
    elif not (decision := CASE.steps["review"].guard(case)):
        raise Conflict(decision.reason)
    lacking = lacking_of(case)
    if lacking and not gaps_why.strip():
        raise Conflict(STATISTICS_LACK, GROUND)
    _void(ctx, case)
    closing = Closing(
        case=case,
        outcome=case.outcome,
        reason=reason,
        note=note,
        gaps_why=gaps_why if lacking else None,
        proposed_by_id=ctx.person_id,
        proposed_at=ctx.now,
        proposed_session=ctx.session,
    )
    closing.seal = closing_seal(closing)
    closing.save(force_insert=True)
    _ask_second(ctx, case)
    return closing


@command(MeasureAction.DECIDE_ON_CLOSING)
def confirm_closing(ctx: Context, closing: Closing, *, seal: str) -> Closing:
    """Close the case as the second person; where a danger was found, that is the lead."""
    action = MeasureAction.DECIDE_ON_CLOSING
    refuse_same_session(ctx, action, closing, first=closing.proposed_session)
    if seal != closing.seal:
        raise refusal(ctx, action, closing, OVERTAKEN)
    if closing_seal(closing) != closing.seal or (lacking_of(closing.case) and not closing.gaps_why):
        raise refusal(ctx, action, closing, NEWS)
    waiting = Closing.objects.filter(pk=closing.pk, state=ReviewState.PROPOSED, seal=seal)
    confirmation = {
        "state": ReviewState.CONFIRMED,
        "confirmed_by_id": ctx.person_id,
        "confirmed_at": ctx.now,
        "confirmed_session": ctx.session,
        "confirmed_as": Role(ctx.role),
    }
    if not waiting.update(**confirmation):
        raise refusal(ctx, action, closing, OVERTAKEN)
    closing.refresh_from_db()
    with remembered(ctx, action, closing):
        CASE.move(closing.case, "close", closed_at=ctx.now)
    work.settle_tasks(ctx, closing.case)
    return closing


@command(MeasureAction.DECIDE_ON_CLOSING)
def return_closing(ctx: Context, closing: Closing, *, why: str) -> Closing:
    """Not yet: the case goes on, and the reason stands beside the note."""
    if not not_yet(ctx, closing, why=why):
        raise Conflict(OVERTAKEN)
    return closing


@consequence
def not_yet(ctx: Context, closing: Closing, *, why: str) -> bool:
    """Let the case go on; nobody decides on this note any more. Say whether it still waited."""
    if not void(closing):
        return False
    closing.returned = why
    closing.save(update_fields=["returned"])
    case = Case.objects.get(pk=closing.case_id)
    if CASE.can(case, "resume"):
        CASE.move(case, "resume")
    work.settle_tasks(ctx, case, kind=TaskKind.CONFIRM_CLOSING)
    return True


@consequence
def void_closing(ctx: Context, case: Case) -> None:
    """Something new came while a note waited: nobody decides on it any more, and the case goes on."""
    if _void(ctx, case):
        CASE.move(Case.objects.get(pk=case.pk), "resume")
        case.refresh_from_db(fields=["state"])


@consequence
def _void(ctx: Context, case: Case) -> bool:
    voided = Closing.objects.filter(case=case, state=ReviewState.PROPOSED).update(state=ReviewState.VOIDED)
    if voided:
        work.settle_tasks(ctx, case, kind=TaskKind.CONFIRM_CLOSING)
    return bool(voided)


@consequence
def _ask_second(ctx: Context, case: Case) -> None:
    """Ask the leads where a danger was found, else the other one of the two."""
    due_at = ctx.now + period(PeriodName.CLOSING_DECIDED)
    other = case.substitute_id if ctx.actor_id == case.lead_id else case.lead_id
    hands = (
        {"line": Role.TEAM_LEAD}
        if case.outcome in assessment.DANGER
        else {"owner_id": other, "substitute_id": ctx.actor_id}
    )
    work.open_task(
        ctx,
        case,
        kind=TaskKind.CONFIRM_CLOSING,
        due_at=due_at,
        ladder=rising(ctx, due_at),
        protective=True,
        **hands,
    )
