"""Nobody learns of a family that does not agree; a help whose consent ends is a question for a human.

Nothing is ended by time: the coordination is asked to ask the family anew or to end the help. Where the
family itself withdraws, the help ends with it, and the coordination is told.
"""

from collections.abc import Sequence
from datetime import timedelta

from schutznetz.care.cover import NAMED
from schutznetz.care.services import rely_on
from schutznetz.kernel.command import command, consequence
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop
from schutznetz.networks.choices import Role
from schutznetz.visiting import queries
from schutznetz.visiting.actions import VisitingAction
from schutznetz.visiting.models import FamilyMidwife, VisitRequest
from schutznetz.work import services as work
from schutznetz.work.choices import Rung, Step, TaskKind
from schutznetz.work.queries import about_ids

NOT_NAMED = gettext_noop(
    "Die Familie hat keine Einwilligung gegeben, die sie beim Namen nennt. Bitte fragen Sie die Familie."
)
ASK_WITHIN = timedelta(days=7)
A_DAY = 24 * 60
LADDER: Sequence[Step] = (
    Step(0, Rung.LINE),
    Step(3 * A_DAY, Rung.SUBSTITUTE),
    Step(7 * A_DAY, Rung.COORDINATOR),
)


@consequence
def agree(ctx: Context, request: VisitRequest, midwife_id: str) -> None:
    """Ask again in this moment whether the family agrees to her: a withdrawal waits, or makes this fail."""
    person = FamilyMidwife.objects.values_list("user", flat=True).get(pk=midwife_id)
    if not rely_on(ctx, request.family_id, person):
        raise Conflict(NOT_NAMED, NAMED)


@command(VisitingAction.WATCH_CONSENT)
def watch_consent(ctx: Context, request: VisitRequest) -> VisitRequest:
    """Ask the coordination once as long as no consent covers the help; a new one settles that."""
    asked = request.pk in about_ids(VisitRequest, TaskKind.ASK_CONSENT)
    if queries.cover_of(request, ctx.now).holds:
        work.settle_tasks(ctx, request, kind=TaskKind.ASK_CONSENT)
    elif not asked:
        _tell(ctx, request, TaskKind.ASK_CONSENT)
    return request


@consequence
def tell_withdrawn(ctx: Context, request: VisitRequest) -> None:
    """Tell the coordination that a help has ended with its consent."""
    _tell(ctx, request, TaskKind.NOTE_WITHDRAWAL)


def _tell(ctx: Context, request: VisitRequest, kind: TaskKind) -> None:
    due_at = ctx.now + ASK_WITHIN
    work.open_task(ctx, request, kind=kind, due_at=due_at, line=Role.COORDINATOR, ladder=LADDER)
