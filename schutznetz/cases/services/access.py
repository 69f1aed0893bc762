"""A family too close to oneself, and a door that opens in an emergency: people look after both."""

from datetime import datetime, time, timedelta

from schutznetz.cases.actions import EmergencyAction, RecusalAction
from schutznetz.cases.choices import EmergencyFinding, EmergencyReason
from schutznetz.cases.models import Case, EmergencyAccess, EmergencyReview, Recusal, Report
from schutznetz.cases.queries.review import working_days
from schutznetz.cases.services.giving_way import shut_case, shut_report
from schutznetz.kernel.clock import BERLIN
from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law import urgency
from schutznetz.law.text import gettext_noop
from schutznetz.networks.choices import Role
from schutznetz.work import services as work
from schutznetz.work.choices import Rung, Step, TaskKind

OPEN_FOR = timedelta(minutes=60)
REVIEW_DAYS = 3  # working days; a longer silence calls the lead again, and disarms nobody
LEAST_WORDS = 30
SAY_MORE = gettext_noop("Bitte begründen Sie genauer, in mindestens 30 Zeichen.")
STILL_OPEN = gettext_noop("Dieser Fall ist schon für Sie geöffnet.")
REVIEWS = {
    Role.TEAM_LEAD: TaskKind.REVIEW_EMERGENCY,
    Role.DATA_PROTECTION: TaskKind.REVIEW_EMERGENCY_PRIVACY,
}


@command(RecusalAction.DECLARE)
def declare_recusal(ctx: Context, case: Case) -> Recusal:
    """Shut a family to oneself, at once; what lay with her goes on with the other one and a stand-in."""
    return shut_case(ctx, case, ctx.person_id)


@command(RecusalAction.DECLARE_ON_REPORT)
def declare_recusal_on_report(ctx: Context, report: Report) -> Recusal:
    """Shut a report to oneself, and with it every case that came of it."""
    return shut_report(ctx, report, ctx.person_id)


@command(EmergencyAction.OPEN)
def open_in_emergency(
    ctx: Context, case: Case, *, reason: EmergencyReason, reasons: str, with_whereabouts: bool = False
) -> EmergencyAccess:
    """Open one case for an hour. Overdue reviews never stand in the way of who is on duty at night.

    While it is open it is not opened again, so that an hour stays one; only the protected place can be
    added, until the same end.
    """
    if len(reasons.strip()) < LEAST_WORDS:
        raise Conflict(SAY_MORE)
    running = EmergencyAccess.objects.filter(case=case, opened_by=ctx.person_id, ends_at__gt=ctx.now)
    before = running.order_by("-with_whereabouts", "-opened_at", "-id").first()
    if before and (before.with_whereabouts or not with_whereabouts):
        raise Conflict(STILL_OPEN)
    access = EmergencyAccess.objects.create(
        case=case,
        opened_by_id=ctx.person_id,
        reason=reason,
        reasons=reasons,
        with_whereabouts=with_whereabouts,
        opened_at=ctx.now,
        ends_at=before.ends_at if before else ctx.now + OPEN_FOR,
        review_by=_review_by(ctx),
    )
    for line in REVIEWS:
        _tell(ctx, access, line)
    return access


def _review_by(ctx: Context) -> datetime:
    day, is_working_day = ctx.now.astimezone(BERLIN).date(), working_days(ctx)
    for _number in range(REVIEW_DAYS):
        day = urgency.next_working_day(day, is_working_day)
    return datetime.combine(day + timedelta(days=1), time(0), BERLIN)


def _tell(ctx: Context, access: EmergencyAccess, line: Role) -> None:
    """Tell everybody of a line now, and the lead again when the time has passed."""
    minutes = int((access.review_by - ctx.now).total_seconds() // 60)
    work.open_task(
        ctx,
        access,
        kind=REVIEWS[line],
        due_at=access.review_by,
        line=line,
        ladder=(Step(0, Rung.LINE), Step(minutes, Rung.LINE), Step(minutes + 1, Rung.TEAM_LEAD)),
    )


@command(EmergencyAction.REVIEW)
def review_emergency(
    ctx: Context, access: EmergencyAccess, *, finding: EmergencyFinding, note: str = ""
) -> EmergencyReview:
    """Say what one thinks of it; two different people look at every emergency access, one for each line."""
    review = EmergencyReview.objects.create(
        access=access,
        reviewer_id=ctx.person_id,
        reviewed_as=Role(ctx.role),
        finding=finding,
        note=note or None,
        reviewed_at=ctx.now,
    )
    work.settle_tasks(ctx, access, kind=REVIEWS[Role(ctx.role)])
    return review
