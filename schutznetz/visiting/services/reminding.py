"""What she has to think of: the first contact, looking back every three months, the end that comes."""

from datetime import date, timedelta

from schutznetz.kernel.command import command, consequence
from schutznetz.kernel.context import Context
from schutznetz.law.holidays import is_working_day
from schutznetz.law.measures import end_of
from schutznetz.networks.conditions import day_of
from schutznetz.networks.models import Network
from schutznetz.visiting.actions import VisitingAction
from schutznetz.visiting.choices import END_NOTICE, FIRST_CONTACT, REVIEW_AFTER, REVIEW_NOTICE
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
    _ask(ctx, request, TaskKind.FIRST_CONTACT, due_on=working_days_after(today, FIRST_CONTACT, land))


@consequence
def over(ctx: Context, request: VisitRequest) -> None:
    """Nothing is left to be done."""
    work.settle_tasks(ctx, request)


@command(VisitingAction.REMIND)
def remind(ctx: Context, request: VisitRequest) -> VisitRequest:
    """Ask for the look back two weeks before, and who goes on six weeks before the end: once for each day."""
    if is_review_near(request, day_of(ctx.now)):
        _ask(ctx, request, TaskKind.REVIEW_VISITS, due_on=request.review_on)
        _changed(request, review_asked=request.review_on)
    if is_end_near(request, day_of(ctx.now)):
        _ask(ctx, request, TaskKind.VISITS_END, due_on=request.planned_end)
        _changed(request, end_asked=request.planned_end)
    return request


def is_review_near(request: VisitRequest, today: date) -> bool:
    day = request.review_on
    return day is not None and request.review_asked != day and day - REVIEW_NOTICE <= today


def is_end_near(request: VisitRequest, today: date) -> bool:
    day = request.planned_end
    return day is not None and request.end_asked != day and day - END_NOTICE <= today


def working_days_after(day: date, count: int, land: str) -> date:
    """Return the day on which so many working days have passed."""
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day, land)
    return day


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
