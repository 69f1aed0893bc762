"""What one person sees first: what needs them now, what is late, what is new."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import models

from schutznetz import pages
from schutznetz.kernel import policy
from schutznetz.kernel.context import Context
from schutznetz.work.actions import WorkAction
from schutznetz.work.choices import TaskKind
from schutznetz.work.models import Escalation, Task

PAGE = 25
TOGETHER = 500
SOON = timedelta(hours=24)
NEW = timedelta(hours=24)
MANUAL = frozenset(
    {
        TaskKind.NOTE_DECISION,
        TaskKind.NOTE_PROTECTION,
        TaskKind.NOTE_ORDER,
        TaskKind.NOTE_WITHDRAWAL,
        TaskKind.NAME_LEAD,
        TaskKind.CALL_BACK,
        TaskKind.SEND_RECEIPT,
        TaskKind.READ_ADDITION,
        TaskKind.READ_SIBLING,
        TaskKind.TELL_CHILD_OF_PLAN,
        TaskKind.START_HELP_PLAN,
        TaskKind.FIND_CHILD,
        TaskKind.REASSESS,
        TaskKind.PROPOSE_HANDOVER,
        TaskKind.READ_REFUSAL,
        TaskKind.TELL_OTHER_OFFICE,
        TaskKind.PROPOSE_ANEW,
        TaskKind.TELL_RECIPIENTS,
        TaskKind.SORT_OUT_TAKING,
        TaskKind.WORRY_ENDS,
        TaskKind.GIVE_FAMILY_DATA,
    }
)


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
    is_manual: bool  # ticked off by hand; all others end with the step they ask for


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
    def fresh(self) -> list[TaskRow]:
        return [row for row in self.rows if row.is_new]

    @property
    def now(self) -> list[TaskRow]:
        return [row for row in self.rows if not row.is_late and (row.is_soon or row.is_called)]

    @property
    def later(self) -> list[TaskRow]:
        return [row for row in self.rows if not row.is_late and not row.is_soon and not row.is_called]


def my_tasks(ctx: Context, *, after: str = "") -> StartPage:
    """Return one page of the open tasks the actor may see, most pressing first, and what lacks a reason."""
    tasks = policy.rows(ctx, WorkAction.READ, Task).filter(settled_at=None)
    found = list(
        tasks.filter(pages.later("due_at", after)).order_by("due_at", "id").values(*FIELDS)[: PAGE + 1]
    )
    called = _called(ctx, [row["id"] for row in found])
    rows = [task_row(ctx, row, called) for row in found[:PAGE]]
    more = pages.mark(rows[-1].due_at, rows[-1].id) if len(found) > PAGE else ""
    owed = policy.rows(ctx, WorkAction.EXPLAIN, Task).order_by("settled_at", "id").values(*FIELDS)[:PAGE]
    return StartPage(rows=rows, after=more, unexplained=[task_row(ctx, row, set()) for row in owed])


FIELDS = (
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


def about_ids(
    model: type[models.Model], kind: TaskKind, *, among: "models.QuerySet[Any] | None" = None
) -> set[UUID]:
    """Return the records of a model about which such a task waits for somebody."""
    tasks = Task.objects.filter(about_type=model._meta.label, kind=kind, settled_at=None)
    if among is not None:
        tasks = tasks.filter(about_id__in=among.order_by().values("pk"))
    return set(tasks.values_list("about_id", flat=True))


def open_kinds(about: Iterable[UUID]) -> list[TaskKind]:
    """Return what somebody still has to do about any of these records, each kind once."""
    every, found = sorted(about), set[TaskKind]()
    for start in range(0, len(every), TOGETHER):
        waiting = Task.objects.filter(about_id__in=every[start : start + TOGETHER], settled_at=None)
        found.update(TaskKind(kind) for kind in waiting.order_by().values_list("kind", flat=True))
    return sorted(found)


def open_tasks(about: models.Model) -> list[Task]:
    """Return what is still to be done about one record."""
    mine = Task.objects.filter(about_type=about._meta.label, about_id=about.pk, settled_at=None)
    return list(mine.order_by("due_at", "id"))


def is_open(about: models.Model, kind: TaskKind) -> bool:
    """Say whether such a task about this record waits for somebody."""
    return due_of(about, kind) is not None


def due_of(about: models.Model, kind: TaskKind) -> datetime | None:
    """Return by when such a task about this record is due, as long as it waits for somebody."""
    tasks = Task.objects.filter(about_type=about._meta.label, about_id=about.pk, kind=kind, settled_at=None)
    return tasks.order_by("due_at").values_list("due_at", flat=True).first()


def _called(ctx: Context, task_ids: list[UUID]) -> set[UUID]:
    calls = Escalation.objects.filter(task__in=task_ids, person_id=ctx.actor_id, acknowledged_at=None)
    return set(calls.values_list("task_id", flat=True))


def task_row(ctx: Context, row: dict[str, Any], called: set[UUID]) -> TaskRow:
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
        is_manual=row["kind"] in MANUAL,
    )
