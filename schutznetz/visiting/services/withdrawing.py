"""A family withdrew its consent, ended its help or is deleted: nobody goes there, no task speaks of it."""

from uuid import UUID

from schutznetz.care import queries as care
from schutznetz.kernel import drafts
from schutznetz.kernel.command import consequence
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop
from schutznetz.visiting.choices import VisitEnd, VisitingState
from schutznetz.visiting.models import VisitContact, VisitRequest
from schutznetz.visiting.services.consenting import tell_withdrawn
from schutznetz.visiting.services.reminding import over
from schutznetz.visiting.services.tallying import count_end
from schutznetz.visiting.states import REQUEST
from schutznetz.work import services as work

STILL_VISITED = gettext_noop(
    "Diese Familie wird noch besucht. Bitte beenden Sie erst die Begleitung unter „Familienhebammen“."
)


@consequence
def end_requests(ctx: Context, withdrawn: care.Withdrawn) -> None:
    """End the request, placed or not, unless another consent still carries it."""
    asked = VisitRequest.objects.filter(family=withdrawn.family_id).exclude(state=VisitingState.ENDED)
    for request in asked.select_related("midwife").select_for_update(of=("self",)).order_by("id"):
        person = request.midwife.user_id if request.midwife else None
        if not care.still_agreed(withdrawn, ctx.now, person=person):
            _end(ctx, request)
            count_end(ctx, request)
            if request.midwife:
                tell_withdrawn(ctx, request)


@consequence
def finish_requests(ctx: Context, family_id: UUID) -> None:
    """Take a request back that still waits when the coordination ends the help; visits are ended before."""
    asked = VisitRequest.objects.filter(family=family_id).exclude(state=VisitingState.ENDED)
    for request in asked.select_for_update().order_by("id"):
        if request.state == VisitingState.PLACED:
            raise Conflict(STILL_VISITED)
        _end(ctx, request)


@consequence
def forget_requests(ctx: Context, family_id: UUID) -> None:
    """Drop the tasks and drafts about a family's requests; the requests themselves go with the family."""
    for request in VisitRequest.objects.filter(family=family_id).order_by("id"):
        work.forget_tasks(ctx, request)
        _forget_typed(request)


def _end(ctx: Context, request: VisitRequest) -> None:
    REQUEST.move(request, "end", end=VisitEnd.FAMILY, ended_at=ctx.now)
    over(ctx, request)
    _forget_typed(request)


def _forget_typed(request: VisitRequest) -> None:
    """Drop what anybody was typing about the request or about one of its contacts."""
    drafts.forget(request.pk)
    for contact in VisitContact.objects.filter(request=request).values_list("pk", flat=True):
        drafts.forget(contact)
