"""What a night or a weekend must not miss, and what was done in it for those who come back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from schutznetz.kernel import policy
from schutznetz.kernel.context import Context
from schutznetz.work.actions import WorkAction
from schutznetz.work.choices import TaskKind
from schutznetz.work.models import Task
from schutznetz.work.queries.rota import NAMES, OpenRow, name_of, open_row
from schutznetz.work.queries.tasks import FIELDS, PAGE, TaskRow, task_row

SEEING = (TaskKind.SEE_CHILD, TaskKind.FIND_CHILD, TaskKind.REASSESS)
CHECKING = (
    TaskKind.CHECK_ITEM,
    TaskKind.ORDER_BROKEN,
    TaskKind.AGREEMENT_BROKEN,
    TaskKind.ATTEND_HEARING,
    TaskKind.ENTER_ORDERS,
    TaskKind.CALL_COURT,
    TaskKind.END_CONFINEMENT,
    TaskKind.PROTECT_ANEW,
)
BACK = timedelta(days=4)  # at least so far; after a long weekend to its last working day


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneRow:
    task: TaskRow
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyWatch:
    """Children to be seen and checks due before the office works again; what others did of mine."""

    seeing: Sequence[OpenRow]
    checking: Sequence[OpenRow]
    done: Sequence[DoneRow]


def duty_watch(ctx: Context, *, since: datetime, until: datetime) -> DutyWatch:
    return DutyWatch(
        seeing=_due(ctx, SEEING, until),
        checking=_due(ctx, CHECKING, until),
        done=_done_for_me(ctx, min(since, ctx.now - BACK)),
    )


def _due(ctx: Context, kinds: Sequence[TaskKind], until: datetime) -> list[OpenRow]:
    tasks = policy.rows(ctx, WorkAction.READ_OPEN, Task).filter(kind__in=kinds, due_at__lte=until)
    return [open_row(ctx, row) for row in tasks.order_by("due_at", "id").values(*FIELDS, *NAMES)[:PAGE]]


def _done_for_me(ctx: Context, since: datetime) -> list[DoneRow]:
    """Return what somebody else did about my protection work: Monday takes back what the duty did."""
    mine = policy.rows(ctx, WorkAction.READ, Task).filter(protective=True, settled_at__gte=since)
    others = mine.exclude(settled_by=None).exclude(settled_by=ctx.actor_id).exclude(owner=None)
    names = tuple(f"settled_by__{part}" for part in ("first_name", "last_name", "username"))
    rows = others.order_by("-settled_at", "id").values(*FIELDS, *names, "settled_at")[:PAGE]
    return [
        DoneRow(task=task_row(ctx, row, set()), by=name_of(row, "settled_by"), at=row["settled_at"])
        for row in rows
    ]
