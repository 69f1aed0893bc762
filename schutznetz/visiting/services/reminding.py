"""What she has to think of: the first contact, looking back every three months, the end that comes."""

from datetime import date

from schutznetz.kernel.command import command, consequence
from schutznetz.kernel.context import Context
from schutznetz.law.measures import end_of
from schutznetz.networks.conditions import day_of
from schutznetz.networks.models import Network
from schutznetz.visiting import due
from schutznetz.visiting.actions import VisitingAction
from schutznetz.visiting.choices import FIRST_CONTACT, REVIEW_AFTER
from schutznetz.visiting.models import FamilyMidwife, VisitRequest
from schutznetz.work import services as work
from schutznetz.work.choices import Rung, Step, TaskKind

A_DAY = 24 * 60


@consequence
def begin(ctx: Context, request: VisitRequest) -> None:
    """Ask her for the first contact within five working days, and name the day of the first look back."""
    today = day_of(ctx.now)
    _changed(request, review_on=today + REVIEW_AFTER)
    land = Network.objects.values_list("land", flat=True).get(pk=ctx.network_id)
    _ask(ctx, request, TaskKind.FIRST_CONTACT, due_on=due.working_days_after(today, FIRST_CONTACT, land))


@consequence
def over(ctx: Context, request: VisitRequest) -> None:
    """Nothing is left to be done."""
    work.settle_tasks(ctx, request)


@command(VisitingAction.REMIND)
def remind(ctx: Context, request: VisitRequest) -> VisitRequest:
    """Ask for the look back two weeks before, and who goes on six weeks before the end: once for each day."""
    if due.is_review_near(request, day_of(ctx.now)):
        _ask(ctx, request, TaskKind.REVIEW_VISITS, due_on=request.review_on)
        _changed(request, review_asked=request.review_on)
    if due.is_end_near(request, day_of(ctx.now)):
        _ask(ctx, request, TaskKind.VISITS_END, due_on=request.planned_end)
        _changed(request, end_asked=request.planned_end)
    return request


def _ask(ctx: Context, request: VisitRequest, kind: TaskKind, *, due_on: date | None) -> None:
    if due_on is None or request.midwife_id is None:
        return
    owner = FamilyMidwife.objects.values_list("user", flat=True).get(pk=request.midwife_id)
    due_at = end_of(due_on)
    late = int((due_at - ctx.now).total_seconds() // 60) + A_DAY
    ladder = (Step(max(late, A_DAY), Rung.COORDINATOR),)
    work.open_task(ctx, request, kind=kind, due_at=due_at, owner_id=owner, ladder=ladder)


def _changed(request: VisitRequest, **changes: date | None) -> None:
    VisitRequest.objects.filter(pk=request.pk).update(**changes)
    for name, value in changes.items():
        setattr(request, name, value)
