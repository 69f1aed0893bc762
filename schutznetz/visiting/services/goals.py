"""What is agreed with a family, and looking back on it together every few months."""

from datetime import date

from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop
from schutznetz.networks.conditions import day_of
from schutznetz.visiting import queries
from schutznetz.visiting.actions import VisitingAction
from schutznetz.visiting.choices import GoalState
from schutznetz.visiting.models import VisitGoal, VisitRequest, VisitReview
from schutznetz.work import services as work
from schutznetz.work.choices import TaskKind

HOW = gettext_noop("Bitte sagen Sie, was aus dem Ziel geworden ist.")
HELD_LATER = gettext_noop("Dieser Tag liegt in der Zukunft.")
NEXT_IS_PAST = gettext_noop("Der nächste Rückblick muss in der Zukunft liegen.")
NO_LATER_END = gettext_noop("Länger als bis zur Altersgrenze geht es nicht.")
END_IS_PAST = gettext_noop("Das geplante Ende liegt in der Vergangenheit.")


@command(VisitingAction.AGREE_GOAL)
def agree_goal(ctx: Context, request: VisitRequest, *, words: str) -> VisitGoal:
    """Note what the family wants to reach."""
    return VisitGoal.objects.create(request=request, agreed_on=day_of(ctx.now), words=words)


@command(VisitingAction.SETTLE_GOAL)
def settle_goal(ctx: Context, goal: VisitGoal, *, state: GoalState) -> VisitGoal:
    """Say what became of it; a goal that changed is a new one."""
    if state is GoalState.OPEN:
        raise Conflict(HOW)
    goal.state, goal.settled_on = state, day_of(ctx.now)
    goal.save(update_fields=["state", "settled_on"])
    return goal


@command(VisitingAction.REVIEW)
def review(
    ctx: Context, request: VisitRequest, *, held_on: date, words: str, next_on: date, planned_end: date
) -> VisitReview:
    """Look back, name the next day for it, and say anew until when help is needed."""
    today = day_of(ctx.now)
    if held_on > today:
        raise Conflict(HELD_LATER)
    if next_on <= today:
        raise Conflict(NEXT_IS_PAST)
    if planned_end < today:
        raise Conflict(END_IS_PAST)
    if planned_end > queries.age_limit(request):
        raise Conflict(NO_LATER_END)
    work.settle_tasks(ctx, request, kind=TaskKind.REVIEW_VISITS)
    if planned_end != request.planned_end:
        work.settle_tasks(ctx, request, kind=TaskKind.VISITS_END)
    VisitRequest.objects.filter(pk=request.pk).update(review_on=next_on, planned_end=planned_end)
    request.review_on, request.planned_end = next_on, planned_end
    return VisitReview.objects.create(
        request=request, held_on=held_on, next_on=next_on, noted_at=ctx.now, words=words
    )
