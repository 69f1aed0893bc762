"""A family withdrew its consent, or is deleted: nobody goes there, and no task speaks of it."""

from uuid import UUID

from schutznetz.care import queries as care
from schutznetz.kernel import drafts
from schutznetz.kernel.command import consequence
from schutznetz.kernel.context import Context
from schutznetz.visiting.choices import VisitEnd, VisitingState
from schutznetz.visiting.models import VisitRequest
from schutznetz.visiting.services.reminding import over
from schutznetz.visiting.states import REQUEST
from schutznetz.work import services as work


@consequence
def end_requests(ctx: Context, withdrawn: care.Withdrawn) -> None:
    """End the request, placed or not, unless another consent still carries it."""
    asked = VisitRequest.objects.filter(family=withdrawn.family_id).exclude(state=VisitingState.ENDED)
    for request in asked.select_related("midwife").select_for_update(of=("self",)).order_by("id"):
        person = request.midwife.user_id if request.midwife else None
        if not care.still_agreed(withdrawn, ctx.now, person=person):
            REQUEST.move(request, "end", end=VisitEnd.FAMILY, ended_at=ctx.now)
            over(ctx, request)
            drafts.forget(request.pk)


@consequence
def forget_requests(ctx: Context, family_id: UUID) -> None:
    """Drop the tasks and drafts about a family's requests; the requests themselves go with the family."""
    for request in VisitRequest.objects.filter(family=family_id).order_by("id"):
        work.forget_tasks(ctx, request)
        drafts.forget(request.pk)
