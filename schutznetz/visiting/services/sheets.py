"""How it stood at the start, and the closing sheet with which a help ends."""

from collections.abc import Sequence
from dataclasses import dataclass

from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop
from schutznetz.visiting.actions import VisitingAction
from schutznetz.visiting.choices import Content, GoalState, NeedAfter, SheetMoment, VisitEnd
from schutznetz.visiting.models import VisitGoal, VisitRequest, VisitSheet
from schutznetz.visiting.services.reminding import over
from schutznetz.visiting.services.tallying import count_burdens, count_end
from schutznetz.visiting.states import REQUEST

STILL_OPEN = gettext_noop("Ein Ziel ist noch offen. Bitte sagen Sie zuerst, was daraus geworden ist.")


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What weighs on the family and what carries it; counted without a name only if the family agrees."""

    burdens: Sequence[str] = ()
    strengths: Sequence[str] = ()
    counted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """What is asked at the end."""

    end: VisitEnd
    state: State
    need: NeedAfter
    content: Content
    outlook: str = ""


@command(VisitingAction.NOTE_START)
def note_start(ctx: Context, request: VisitRequest, *, state: State) -> VisitSheet:
    """Note how it stands at the start; while the help runs it may be put right."""
    return _noted(ctx, request, SheetMoment.START, state)


@command(VisitingAction.CLOSE)
def close(ctx: Context, request: VisitRequest, *, closing: Closing) -> VisitRequest:
    """End the help with its closing sheet; her hours are free again."""
    if VisitGoal.objects.filter(request=request, state=GoalState.OPEN).exists():
        raise Conflict(STILL_OPEN)
    REQUEST.move(request, "close", end=closing.end, ended_at=ctx.now)
    over(ctx, request)
    _noted(
        ctx,
        request,
        SheetMoment.END,
        closing.state,
        need=closing.need,
        content=closing.content,
        outlook=closing.outlook or None,
    )
    count_end(ctx, request)
    count_burdens(ctx, request)
    return request


def _noted(
    ctx: Context, request: VisitRequest, moment: SheetMoment, state: State, **said: str | None
) -> VisitSheet:
    sheet = VisitSheet.objects.filter(request=request, moment=moment).first() or VisitSheet(
        request=request, moment=moment
    )
    sheet.noted_at, sheet.counted = ctx.now, state.counted
    sheet.burdens, sheet.strengths = sorted(state.burdens), sorted(state.strengths)
    for name, value in said.items():
        setattr(sheet, name, value)
    sheet.save()
    return sheet
