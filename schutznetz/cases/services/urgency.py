"""The class of urgency: anybody may raise it at once, only two people together lower it."""

from datetime import datetime

from schutznetz.cases.actions import CaseAction, ReportAction, TriageAction
from schutznetz.cases.choices import CaseState, ReportState, ReviewState, Urgency
from schutznetz.cases.conflicts import all_recused
from schutznetz.cases.models import Case, Report, UrgencyLowering, UrgencyRaise
from schutznetz.cases.queries import MAY_DECIDE, ladder_until, seal_of, working_days
from schutznetz.cases.second import refusal, refuse_same_session
from schutznetz.cases.services.handover.sending import hurry_handover
from schutznetz.cases.services.intake import URGENT_LADDER
from schutznetz.cases.services.measures.seen import hurry_to_child
from schutznetz.cases.services.results import void_result
from schutznetz.cases.services.triage import NEWS, OVERTAKEN, void_triage
from schutznetz.kernel.command import command, consequence
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law import urgency
from schutznetz.law.text import gettext_noop
from schutznetz.work import services as work
from schutznetz.work.choices import Rung, Step, TaskKind
from schutznetz.work.queries import stand_in_for

NOT_RAISED = gettext_noop("So dringend ist die Meldung schon eingestuft. Herabstufen können nur zwei.")
NEVER_CLASSED = gettext_noop("Zu diesem Fall gibt es keine Meldung, die eingestuft ist.")
NOT_LOWERED = gettext_noop("Das wäre keine Herabstufung.")


@command(ReportAction.RAISE_URGENCY)
def raise_urgency(ctx: Context, report: Report, *, to: Urgency, reasons: str) -> Report:
    """Make a report more urgent from this moment on; clocks only ever come nearer."""
    due_at = _due(ctx, report, to)
    _raise(ctx, report, to, due_at, reasons)
    void_triage(ctx, report, ask_again=True)
    rising = ladder_until(ctx, due_at, urgency.row(to).lead_told_after)
    work.hurry(ctx, report, kind=TaskKind.TRIAGE, due_at=due_at, ladder=rising)
    if to == Urgency.U0:
        work.hurry(ctx, report, kind=TaskKind.TAKE_REPORT, due_at=due_at, ladder=URGENT_LADDER)
    return report


@command(CaseAction.RAISE_URGENCY)
def raise_urgency_of_child(ctx: Context, case: Case, *, to: Urgency, reasons: str) -> Case:
    """Make it more urgent while it is assessed: at once, by one person, for all children of the report.

    What was to be signed without knowing that is void, and the child is seen anew, however lately it was.
    """
    if case.origin is None:
        raise Conflict(NEVER_CLASSED)
    report, within = case.origin, urgency.row(to).child_seen_within
    due_at = min(ctx.now + within, report.due_at)
    _raise(ctx, report, to, due_at, reasons)
    told = (Step(0, Rung.OWNER), *ladder_until(ctx, ctx.now + within, urgency.row(to).lead_told_after))
    for child in report.cases.filter(state=CaseState.ASSESSMENT).order_by("number"):
        void_result(ctx, child)
        hurry_to_child(ctx, child, due_at=ctx.now + within, ladder=told)
        hurry_handover(ctx, child)
    return case


@consequence
def _raise(ctx: Context, report: Report, to: Urgency, due_at: datetime, reasons: str) -> None:
    less_urgent = Report.objects.filter(pk=report.pk, urgency=report.urgency)
    if (report.urgency and to >= report.urgency) or not less_urgent.update(urgency=to, due_at=due_at):
        raise Conflict(NOT_RAISED)
    UrgencyRaise.objects.create(
        report=report,
        before=report.urgency,
        after=to,
        raised_by_id=ctx.person_id,
        raised_at=ctx.now,
        reasons=reasons,
    )
    report.urgency, report.due_at = to, due_at


@command(ReportAction.PROPOSE_LOWERING)
def propose_lowering(ctx: Context, report: Report, *, to: Urgency, reasons: str) -> UrgencyLowering:
    """Ask another professional to agree that a report is less urgent; until then nothing changes."""
    if not urgency.is_lower(to, than=report.urgency):
        raise Conflict(NOT_LOWERED)
    UrgencyLowering.objects.filter(report=report, state=ReviewState.PROPOSED).update(state=ReviewState.VOIDED)
    lowering = UrgencyLowering(
        report=report,
        before=report.urgency,
        after=to,
        reasons=reasons,
        proposed_by_id=ctx.person_id,
        proposed_at=ctx.now,
        proposed_session=ctx.session,
    )
    lowering.seal = seal_of(lowering)
    lowering.save(force_insert=True)
    second = report.second_id if ctx.actor_id != report.second_id else report.responsible_id
    work.settle_tasks(ctx, report, kind=TaskKind.CONFIRM_LOWERING)
    work.open_task(
        ctx,
        report,
        kind=TaskKind.CONFIRM_LOWERING,
        due_at=max(report.due_at, ctx.now),
        owner_id=second,
        substitute_id=stand_in_for(ctx.actor_id, second, *all_recused(report), roles=MAY_DECIDE, at=ctx.now)
        or ctx.actor_id,
        protective=True,
    )
    return lowering


@command(TriageAction.CONFIRM_LOWERING)
def confirm_lowering(ctx: Context, lowering: UrgencyLowering, *, seal: str) -> UrgencyLowering:
    """Agree as the second professional; from here the lower class counts."""
    action = TriageAction.CONFIRM_LOWERING
    refuse_same_session(ctx, action, lowering, first=lowering.proposed_session)
    if seal_of(lowering) != lowering.seal or seal != lowering.seal:
        raise refusal(ctx, action, lowering, NEWS)
    waiting = UrgencyLowering.objects.filter(pk=lowering.pk, state=ReviewState.PROPOSED)
    confirmed = waiting.update(
        state=ReviewState.CONFIRMED,
        confirmed_by_id=ctx.actor_id,
        confirmed_at=ctx.now,
        confirmed_session=ctx.session,
    )
    report = lowering.report
    unchanged = Report.objects.filter(pk=report.pk, urgency=lowering.before)
    due_at = _due(ctx, report, lowering.after)
    if not confirmed or not unchanged.update(urgency=lowering.after, due_at=due_at):
        raise refusal(ctx, action, lowering, OVERTAKEN)
    work.settle_tasks(ctx, report, kind=TaskKind.CONFIRM_LOWERING)
    lowering.refresh_from_db()
    return lowering


def _due(ctx: Context, report: Report, to: Urgency) -> datetime:
    """Return the clock of the list: taking over comes first, then the decision of that class."""
    if report.state == ReportState.RECEIVED:
        return report.due_at
    return urgency.decide_by(to, report.received_at, working_days(ctx))
