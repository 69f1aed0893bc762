"""No procedure without hands, ever: when owner and stand-in are not there, the lead is asked for others."""

from datetime import timedelta

from schutznetz.cases.actions import CaseAction, ReportAction
from schutznetz.cases.models import Case, Report
from schutznetz.kernel.command import command, consequence
from schutznetz.kernel.context import Context
from schutznetz.networks.choices import Role
from schutznetz.work import services as work
from schutznetz.work.choices import Rung, Step, TaskKind
from schutznetz.work.queries import is_open

NEW_HANDS_WITHIN = timedelta(hours=2)  # our rule; leave, illness and departure are no excuse
LADDER = (Step(0, Rung.TEAM_LEAD), Step(60, Rung.DUTY))


@command(CaseAction.ASK_FOR_HANDS)
def ask_for_hands_of_case(ctx: Context, case: Case, *, needed: bool) -> Case:
    """Ask the leads once, and no longer when somebody is there again."""
    _ask(ctx, case, needed=needed)
    return case


@command(ReportAction.ASK_FOR_HANDS)
def ask_for_hands_of_report(ctx: Context, report: Report, *, needed: bool) -> Report:
    _ask(ctx, report, needed=needed)
    return report


@consequence
def _ask(ctx: Context, record: Case | Report, *, needed: bool) -> None:
    if not needed:
        work.settle_tasks(ctx, record, kind=TaskKind.NAME_HANDS)
    elif not is_open(record, TaskKind.NAME_HANDS):
        work.open_task(
            ctx,
            record,
            kind=TaskKind.NAME_HANDS,
            due_at=ctx.now + NEW_HANDS_WITHIN,
            line=Role.TEAM_LEAD,
            ladder=LADDER,
            protective=True,
        )
