"""From the inbox to a person: the clock starts, somebody takes the report, it may change hands."""

from collections.abc import Mapping
from uuid import UUID

from schutznetz.accounts.one_human import refuse_one_human
from schutznetz.cases.actions import ReportAction
from schutznetz.cases.choices import IntakeChannel, ReporterKind
from schutznetz.cases.conflicts import all_recused, refuse_recused
from schutznetz.cases.models import Report
from schutznetz.cases.queries import addressee_of, ladder, ladder_until, second_for, working_days
from schutznetz.cases.queries.hands import hands_of
from schutznetz.cases.reporters import kind_of
from schutznetz.cases.services.known import remember_children
from schutznetz.cases.states import REPORT
from schutznetz.kernel.command import command, consequence
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law import urgency
from schutznetz.law.reporters import channel_of
from schutznetz.law.text import gettext_noop
from schutznetz.networks.choices import Role
from schutznetz.work import services as work
from schutznetz.work.choices import Rung, Step, TaskKind

TAKE_LADDER = (Step(0, Rung.LINE), Step(15, Rung.DUTY), Step(30, Rung.TEAM_LEAD))
# What came in writing: whoever sent it is not there to hear the number under which it lies here.
WRITTEN = {
    IntakeChannel.LETTER,
    IntakeChannel.FAX,
    IntakeChannel.EMAIL,
    IntakeChannel.POLICE,
    IntakeChannel.COURT,
}
URGENT_LADDER = (Step(0, Rung.DUTY), Step(5, Rung.LINE), Step(15, Rung.TEAM_LEAD))


@consequence
def start_clock(ctx: Context, report: Report) -> None:
    """Let the line be called until somebody takes a new report."""
    work.open_task(
        ctx,
        report,
        kind=TaskKind.TAKE_REPORT,
        due_at=report.due_at,
        line=Role.INTAKE,
        ladder=URGENT_LADDER if report.danger_now or _at_once(report) else TAKE_LADDER,
        protective=True,
    )
    if _at_once(report):
        work.open_task(
            ctx,
            report,
            kind=TaskKind.TRIAGE,
            due_at=urgency.decide_by(report.urgency, report.received_at, working_days(ctx)),
            line=Role.INTAKE,
            protective=True,
        )


@consequence
def owe_receipt(ctx: Context, report: Report, contact: Mapping[str, str]) -> None:
    """Remind somebody of the neutral receipt where nobody could be told her number at once.

    A child gets none by post: whoever opens the letters at home would learn of it.
    """
    if kind_of(report) == ReporterKind.CHILD or not addressee_of(contact):
        return
    due_at = urgency.end_of_next_working_day(ctx.now, working_days(ctx))
    minutes = int((due_at - ctx.now).total_seconds() // 60)
    owner, substitute = hands_of(report)
    of_line = (Step(minutes // 2, Rung.LINE), Step(minutes, Rung.TEAM_LEAD))
    work.settle_tasks(ctx, report, kind=TaskKind.SEND_RECEIPT)
    work.open_task(
        ctx,
        report,
        kind=TaskKind.SEND_RECEIPT,
        due_at=due_at,
        owner_id=owner,
        substitute_id=substitute,
        line="" if owner else Role.INTAKE,
        ladder=ladder(due_at - ctx.now) if owner else of_line,
    )


def _at_once(report: Report) -> bool:
    """Say whether the law of the reporter lets the first assessment begin with the receipt (§ 5 KKG)."""
    return channel_of(report.reporter_kind).at_once is not None


@command(ReportAction.TAKE)
def take_report(ctx: Context, report: Report) -> Report:
    """Become responsible; of two who click at once one wins. A second professional is named with it."""
    second = second_for(ctx, ctx.actor_id, *all_recused(report))
    decide_by = urgency.decide_by(report.urgency, report.received_at, working_days(ctx))
    REPORT.move(
        report, "take", responsible_id=ctx.actor_id, second_id=second, taken_at=ctx.now, due_at=decide_by
    )
    work.settle_tasks(ctx, report, kind=TaskKind.TAKE_REPORT)
    work.settle_tasks(
        ctx, report, kind=TaskKind.TRIAGE
    )  # of the line, where the law began it with the receipt
    open_triage(ctx, report)
    remember_children(ctx, report)
    return report


@command(ReportAction.HAND_OVER)
def hand_over_report(ctx: Context, report: Report, *, responsible_id: UUID, second_id: UUID) -> Report:
    """Give a report to other hands with all that is open about it; never to one person alone."""
    if responsible_id == second_id:
        raise Conflict(gettext_noop("Zuständige und zweite Fachkraft müssen zwei Menschen sein."))
    refuse_one_human(responsible_id, second_id)
    refuse_recused(report, responsible_id, second_id)
    before = (report.responsible_id, report.second_id)
    unchanged = Report.objects.filter(pk=report.pk, responsible=before[0], second=before[1])
    if not unchanged.exclude(responsible=None).update(responsible_id=responsible_id, second_id=second_id):
        raise Conflict(gettext_noop("Die Zuständigkeit hat sich inzwischen geändert."))
    report.responsible_id, report.second_id = responsible_id, second_id
    work.settle_tasks(ctx, report, kind=TaskKind.NAME_OTHER_HANDS)
    successors = (responsible_id, second_id), (second_id, responsible_id)
    work.settle_tasks(ctx, report, kind=TaskKind.NAME_HANDS)
    for record in (report, *report.departures.order_by("pk")):
        work.pass_on_tasks(ctx, record, hands=dict(zip(before, successors, strict=True)))
    return report


@consequence
def open_triage(ctx: Context, report: Report) -> None:
    """Ask the responsible person for the first assessment, in time for the class of urgency."""
    due_at = max(report.due_at, ctx.now)
    work.open_task(
        ctx,
        report,
        kind=TaskKind.TRIAGE,
        due_at=due_at,
        owner_id=report.responsible_id,
        substitute_id=report.second_id,
        ladder=ladder_until(ctx, due_at, urgency.row(report.urgency).lead_told_after),
        protective=True,
    )
