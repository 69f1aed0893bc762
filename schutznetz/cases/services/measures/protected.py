"""An acute danger is never left without protection (INV-4): refused to us, an alarm where others decide."""

from schutznetz.cases.actions import MeasureAction
from schutznetz.cases.choices import Outcome
from schutznetz.cases.models import Case
from schutznetz.cases.services.measures.asking import ALARM, ask
from schutznetz.cases.standing import active_protection
from schutznetz.kernel.command import command, consequence
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law import measures
from schutznetz.law.text import gettext_noop
from schutznetz.work import services as work
from schutznetz.work.choices import TaskKind
from schutznetz.work.queries import is_open

UNPROTECTED = gettext_noop("Die Gefahr ist akut: Zuerst ein anderer Schutz oder ein neues Ergebnis.")


@consequence
def keep_protected(ctx: Context, case: Case, *, our_decision: bool = True) -> None:
    """Look at what still protects the child after a step that may have taken something away."""
    if case.outcome != Outcome.ACUTE or case.closed_at or active_protection(case):
        work.settle_tasks(ctx, case, kind=TaskKind.PROTECT_ANEW)
    elif our_decision:
        raise Conflict(UNPROTECTED, measures.CALLING)
    elif not is_open(case, TaskKind.PROTECT_ANEW):
        due_at = ctx.now + measures.AT_ONCE
        ask(ctx, case, TaskKind.PROTECT_ANEW, due_at, case=case, ladder=ALARM)


@command(MeasureAction.KEEP_PROTECTED)
def look_after(ctx: Context, case: Case) -> Case:
    """Look by itself whether time alone has taken away what protected the child: people are called."""
    keep_protected(ctx, case, our_decision=False)
    return case
