"""Who has a say in the end of a procedure: nobody to whom a family of any part of it stands too close."""

from datetime import timedelta

from schutznetz.cases.conflicts import TOO_CLOSE, all_recused, is_recused
from schutznetz.cases.models import Case, Deletion, Report
from schutznetz.cases.queries.procedures import Procedure
from schutznetz.kernel.command import consequence
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.networks.choices import Role
from schutznetz.work import services as work
from schutznetz.work.choices import Rung, Step, TaskKind
from schutznetz.work.queries import stand_in_for

DECIDE_WITHIN = timedelta(days=7)  # no child's safety waits on it, but what must go must not be forgotten
LADDER = (Step(0, Rung.OWNER), Step(7 * 24 * 60, Rung.TEAM_LEAD))
MAY_DECIDE = (Role.RECORDS_OFFICER, Role.TEAM_LEAD)


def _refuse_too_close(ctx: Context, procedure: Procedure) -> None:
    """Let nobody have a say in it to whom a family of any part of it stands too close."""
    if any(is_recused(ctx.person_id, each) for each in _records(procedure)):
        raise Conflict(TOO_CLOSE)


@consequence
def _ask_second(ctx: Context, deletion: Deletion, procedure: Procedure) -> None:
    """Put the decision on somebody's list, and on that of who stands in; else the leads find it."""
    shut = {person for each in _records(procedure) for person in all_recused(each)}
    second = stand_in_for(ctx.actor_id, *shut, roles=MAY_DECIDE, at=ctx.now)
    third = stand_in_for(ctx.actor_id, second, *shut, roles=MAY_DECIDE, at=ctx.now) if second else None
    work.open_task(
        ctx,
        deletion,
        kind=TaskKind.CONFIRM_DELETION,
        due_at=ctx.now + DECIDE_WITHIN,
        owner_id=second,
        substitute_id=third,
        line="" if second else Role.TEAM_LEAD,
        ladder=LADDER,
    )


def _records(procedure: Procedure) -> list[Report | Case]:
    return [*procedure.reports.values(), *procedure.cases.values()]
