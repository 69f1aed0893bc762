"""What one person sees first: what needs them now, what is late, what is new."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from schutznetz.kernel import policy
from schutznetz.kernel.context import Context
from schutznetz.networks.choices import Role
from schutznetz.networks.queries import people_with, present
from schutznetz.work.actions import WorkAction
from schutznetz.work.choices import TaskKind
from schutznetz.work.models import Escalation, Shift, Task

PAGE = 25
SOON = timedelta(hours=24)
NEW = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    id: UUID
    kind: TaskKind
    about_type: str
    about_id: UUID
    about_label: str
    due_at: datetime
    is_late: bool
    is_new: bool
    is_soon: bool
    is_mine: bool
    is_unowned: bool
    is_called: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StartPage:
    """Counts stop at one above ``PAGE`` so that no list, however long, makes the page slow."""

    rows: list[TaskRow]
    after: str
    unexplained: list[TaskRow]

    @property
    def late(self) -> list[TaskRow]:
        return [row for row in self.rows if row.is_late]

    @property
    def now(self) -> list[TaskRow]:
        return [row for row in self.rows if not row.is_late and (row.is_soon or row.is_called)]

    @property
    def later(self) -> list[TaskRow]:
        return [row for row in self.rows if not row.is_late and not row.is_soon and not row.is_called]


def my_tasks(ctx: Context, *, after: str = "") -> StartPage:
    """Return one page of the open tasks the actor may see, most pressing first, and what lacks a reason."""
    tasks = policy.rows(ctx, WorkAction.READ, Task).filter(settled_at=None)
    found = list(_beyond(tasks, after).order_by("due_at", "id").values(*_FIELDS)[: PAGE + 1])
    called = _called(ctx, [row["id"] for row in found])
    rows = [_row(ctx, row, called) for row in found[:PAGE]]
    more = f"{rows[-1].due_at.isoformat()}~{rows[-1].id}" if len(found) > PAGE else ""
    owed = policy.rows(ctx, WorkAction.EXPLAIN, Task).order_by("settled_at", "id").values(*_FIELDS)[:PAGE]
    return StartPage(rows=rows, after=more, unexplained=[_row(ctx, row, set()) for row in owed])


_FIELDS = (
    "id",
    "kind",
    "about_type",
    "about_id",
    "about_label",
    "owner_id",
    "substitute_id",
    "opened_at",
    "due_at",
)


def _beyond(tasks: QuerySet[Task], after: str) -> QuerySet[Task]:
    """Continue behind the last row of the page before; a mark nobody issued starts from the top."""
    due, _, pk = after.partition("~")
    try:
        at, last = datetime.fromisoformat(due), UUID(pk)
    except ValueError:
        return tasks
    if at.tzinfo is None:
        return tasks
    return tasks.filter(Q(due_at__gt=at) | Q(due_at=at, id__gt=last))


def _called(ctx: Context, task_ids: list[UUID]) -> set[UUID]:
    calls = Escalation.objects.filter(task__in=task_ids, person_id=ctx.actor_id, acknowledged_at=None)
    return set(calls.values_list("task_id", flat=True))


def _row(ctx: Context, row: dict[str, Any], called: set[UUID]) -> TaskRow:
    return TaskRow(
        id=row["id"],
        kind=TaskKind(row["kind"]),
        about_type=row["about_type"],
        about_id=row["about_id"],
        about_label=row["about_label"],
        due_at=row["due_at"],
        is_late=row["due_at"] < ctx.now,
        is_new=row["opened_at"] > ctx.now - NEW,
        is_soon=row["due_at"] < ctx.now + SOON,
        is_mine=row["owner_id"] == ctx.actor_id,
        is_unowned=row["owner_id"] is None,
        is_called=row["id"] in called,
    )


def shifts_of(person_id: UUID | None, at: datetime) -> QuerySet[Shift]:
    """Return the shifts in which the person answers, or stands in, at that time."""
    running = Shift.objects.filter(starts_at__lte=at, ends_at__gt=at)
    return running.filter(Q(person=person_id) | Q(substitute=person_id))


def on_duty(at: datetime) -> list[UUID]:
    """Return who answers now: for each running shift the person, or the substitute when she is away."""
    shifts = Shift.objects.filter(starts_at__lte=at, ends_at__gt=at).order_by("starts_at", "id")
    answers = (next((p for p in (s.person_id, s.substitute_id) if present(p, at)), None) for s in shifts)
    return [person for person in answers if person]


def stand_in_for(*people: UUID | None, roles: Sequence[Role], at: datetime) -> UUID | None:
    """Return a colleague other than ``people``: on duty, else present, else at least assigned.

    Nobody is preferred for being absent, but a named absent colleague is better than nobody at all:
    her own stand-in and the ladder carry the task on.
    """
    candidates = [*on_duty(at), *(user.pk for role in roles for user in people_with(role, at=at))]
    others = [person for person in candidates if person not in people]
    return next((person for person in others if present(person, at)), others[0] if others else None)
