"""What ends here once another office has accepted: the case, what was watched in it, every open task.

Proceedings before the family court are the exception: the office that began takes part to their end
(§ 87b Abs. 2 SGB VIII), so they and their tasks stay.
"""

from schutznetz.cases.choices import PlanState, TakingEnd, TakingState
from schutznetz.cases.models import Case, HelpOffer, SafetyPlan, TakingIntoCare, WatchedItem
from schutznetz.cases.standing import STILL_WATCHED
from schutznetz.cases.states import CASE, PLAN, TAKING, WATCHED
from schutznetz.kernel.command import consequence
from schutznetz.kernel.context import Context
from schutznetz.law.text import gettext_noop
from schutznetz.work import services as work

GONE = gettext_noop("Ein anderes Jugendamt hat den Fall schriftlich angenommen.")


@consequence
def leave_case(ctx: Context, case: Case) -> None:
    for item in WatchedItem.objects.filter(case=case, state__in=STILL_WATCHED).order_by("id"):
        WATCHED.move(item, "hand_over", done_at=ctx.now)
        work.settle_tasks(ctx, item)
    for plan in SafetyPlan.objects.filter(case=case, state=PlanState.ACTIVE):
        PLAN.move(plan, "end", ended_at=ctx.now, end_note=GONE)
        work.settle_tasks(ctx, plan)
    for taking in TakingIntoCare.objects.filter(case=case).order_by("id"):
        if taking.state == TakingState.RUNNING:
            TAKING.move(taking, "end", ended_at=ctx.now, ended_by=TakingEnd.OTHER_OFFICE, end_note=GONE)
        work.settle_tasks(ctx, taking)
    for offer in HelpOffer.objects.filter(case=case).order_by("id"):
        work.settle_tasks(ctx, offer)
    CASE.move(case, "hand_over", closed_at=ctx.now)
    work.settle_tasks(ctx, case)
