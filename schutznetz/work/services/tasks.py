"""Tasks begin and end inside commands of other domains; people take, hand over, finish and explain them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TypeAlias
from uuid import UUID

from django.db import models
from django.db.models import Q

from schutznetz.kernel import outbox
from schutznetz.kernel.command import command, consequence
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop
from schutznetz.networks.choices import Role
from schutznetz.work.actions import WorkAction
from schutznetz.work.choices import LateCause, Step, TaskKind
from schutznetz.work.closeness import too_close
from schutznetz.work.models import Escalation, Task
from schutznetz.work.queries.rota import stand_in_for
from schutznetz.work.queries.tasks import MANUAL

StandIn: TypeAlias = Callable[[Sequence[UUID]], UUID | None]  # somebody able other than these

ABLE = (Role.INTAKE, Role.CASE_WORKER, Role.TEAM_LEAD)  # who may stand in where the line has nobody else
NEEDS_TWO = gettext_noop("Im Schutzverfahren braucht jede Aufgabe eine Vertretung.")
HOLD = timedelta(minutes=30)  # so long an acknowledgement keeps the ladder still


@consequence
def open_task(
    ctx: Context,
    about: models.Model,
    *,
    kind: TaskKind,
    due_at: datetime,
    owner_id: UUID | None = None,
    substitute_id: UUID | None = None,
    line: str = "",
    ladder: Sequence[Step] = (),
    protective: bool = False,
) -> Task:
    """Put one thing on a person's list, or on the list of a line that still has to choose one."""
    return Task.objects.create(
        kind=kind,
        about_type=about._meta.label,
        about_id=about.pk,
        about_label=str(about)[:80],
        owner_id=owner_id,
        substitute_id=substitute_id,
        line=line,
        protective=protective,
        opened_at=ctx.now,
        due_at=due_at,
        ladder=[[step.minutes, step.to] for step in ladder],
        next_step_at=ctx.now + timedelta(minutes=ladder[0].minutes) if ladder else None,
    )


@consequence
def settle_tasks(ctx: Context, about: models.Model, *, kind: TaskKind | None = None) -> int:
    """End the open tasks about a record; those done late stay on the list until somebody says why."""
    tasks = Task.objects.filter(about_type=about._meta.label, about_id=about.pk, settled_at=None)
    if kind:
        tasks = tasks.filter(kind=kind)
    return _settle(ctx, tasks)


@consequence
def forget_tasks(ctx: Context, about: models.Model) -> None:
    """Delete every task about a record that is deleted itself."""
    Task.objects.filter(about_type=about._meta.label, about_id=about.pk).delete()


@consequence
def pass_on_tasks(
    ctx: Context, about: models.Model, *, hands: Mapping[UUID | None, tuple[UUID, UUID]]
) -> int:
    """Give the open tasks about a record from each owner to her successor and stand-in, all at once.

    Who had what is read first: a successor who held tasks before must not lose those she just got.
    """
    tasks = Task.objects.filter(about_type=about._meta.label, about_id=about.pk, settled_at=None)
    held = {owner: list(tasks.filter(owner=owner).values_list("pk", flat=True)) for owner in hands}
    return sum(
        tasks.filter(pk__in=held[before]).update(owner_id=owner, substitute_id=substitute)
        for before, (owner, substitute) in hands.items()
    )


@consequence
def withdraw_from_tasks(ctx: Context, person_id: UUID, *, about: Q, stand_in: StandIn) -> None:
    """Take somebody off the open tasks ``about`` something; each keeps an owner and somebody who stands in.

    Where there is nobody else, the other one carries it alone for now, and the line of the leads what
    nobody carries: what she may not see does not reach her even where her name must stand.
    """
    held = Task.objects.filter(about, Q(owner=person_id) | Q(substitute=person_id), settled_at=None)
    for task in held.order_by("due_at", "id"):
        others = [each for each in (task.owner_id, task.substitute_id) if each and each != person_id]
        while len(others) < 2 and (another := stand_in(others)):
            others.append(another)
        owner, *rest = [*others, None]
        nominal = person_id if owner and task.protective else None
        task.owner_id, task.substitute_id = owner, next(filter(None, rest), nominal)
        task.line = task.line if owner else task.line or Role.TEAM_LEAD
        task.save(update_fields=["owner", "substitute", "line"])


@consequence
def hurry(
    ctx: Context, about: models.Model, *, kind: TaskKind, due_at: datetime, ladder: Sequence[Step]
) -> None:
    """Make a task due earlier and let its ladder climb from now on; nothing here makes one due later."""
    tasks = Task.objects.filter(about_type=about._meta.label, about_id=about.pk, settled_at=None, kind=kind)
    for task in tasks.order_by("pk"):
        since = int((ctx.now - task.opened_at).total_seconds() // 60)
        climbed = min(task.steps_climbed, len(task.ladder))
        task.ladder = [*task.ladder[:climbed], *([since + step.minutes, step.to] for step in ladder)]
        task.due_at = min(task.due_at, due_at)
        task.steps_climbed, task.next_step_at = climbed, ctx.now + timedelta(minutes=ladder[0].minutes)
        task.save(update_fields=["ladder", "due_at", "steps_climbed", "next_step_at"])


@command(WorkAction.TAKE)
def take(ctx: Context, task: Task, *, substitute_id: UUID | None = None) -> Task:
    """Make a task of the line one's own; of two who click at once, one wins."""
    if task.protective and substitute_id is None:
        shut = too_close(task.about_type, task.about_id)
        substitute_id = stand_in_for(ctx.actor_id, *shut, roles=(Role(task.line), *ABLE), at=ctx.now)
        if substitute_id is None:
            raise Conflict(NEEDS_TWO)
    free = Task.objects.filter(pk=task.pk, owner=None, settled_at=None)
    if not free.update(owner_id=ctx.actor_id, substitute_id=substitute_id):
        raise Conflict(gettext_noop("Diese Aufgabe hat inzwischen jemand anderes übernommen."))
    task.refresh_from_db()
    return task


@command(WorkAction.HAND_OVER)
def hand_over(ctx: Context, task: Task, *, owner_id: UUID, substitute_id: UUID | None = None) -> Task:
    """Give a task to another person; the one who stands in is named with it."""
    if owner_id == substitute_id:
        raise Conflict(gettext_noop("Vertretung und zuständige Person müssen zwei Menschen sein."))
    if task.protective and substitute_id is None:
        raise Conflict(NEEDS_TWO)
    if {owner_id, substitute_id} & too_close(task.about_type, task.about_id):
        raise Conflict(gettext_noop("Dieser Person steht die Familie zu nahe."))
    seen = {"owner": task.owner_id, "substitute": task.substitute_id}
    still_there = Task.objects.filter(pk=task.pk, settled_at=None, **seen)
    if not still_there.update(owner_id=owner_id, substitute_id=substitute_id):
        raise Conflict(gettext_noop("Diese Aufgabe liegt inzwischen bei jemand anderem."))
    task.refresh_from_db()
    return task


@command(WorkAction.FINISH)
def finish(ctx: Context, task: Task, *, cause: LateCause | None = None, note: str = "") -> Task:
    """Tick a task off; done after its time, it needs a reason. Most tasks end only with the step itself."""
    if task.kind not in MANUAL:
        raise Conflict(gettext_noop("Diese Aufgabe endet von selbst, wenn der Schritt getan ist."))
    if task.due_at < ctx.now and not cause:
        raise Conflict(gettext_noop("Die Frist ist vorbei. Bitte nennen Sie kurz den Grund."))
    if not _settle(ctx, Task.objects.filter(pk=task.pk, settled_at=None)):
        raise Conflict(gettext_noop("Diese Aufgabe ist schon erledigt."))
    task.refresh_from_db()
    return _explained(task, cause, note) if cause and task.late else task


@command(WorkAction.EXPLAIN)
def explain(ctx: Context, task: Task, *, cause: LateCause, note: str = "") -> Task:
    """Say why something was done late; urgent work is never stopped to ask for it."""
    if not Task.objects.filter(pk=task.pk, late_cause="").update(late_cause=cause):
        raise Conflict(gettext_noop("Den Grund hat inzwischen jemand genannt."))
    return _explained(task, cause, note)


@command(WorkAction.ACKNOWLEDGE)
def acknowledge(ctx: Context, task: Task) -> Task:
    """Say "I am seeing to it": the ladder pauses, and climbs on when nothing follows."""
    Escalation.objects.filter(task=task, person_id=ctx.actor_id, acknowledged_at=None).update(
        acknowledged_at=ctx.now
    )
    calm(task.pk, ctx.now)
    task.refresh_from_db()
    return task


@consequence
def calm(task_id: UUID, at: datetime) -> None:
    """Keep the ladder still for a while; it climbs on when nothing follows."""
    waiting = Task.objects.filter(pk=task_id, settled_at=None, next_step_at__lt=at + HOLD)
    waiting.update(next_step_at=at + HOLD)


def _settle(ctx: Context, tasks: models.QuerySet[Task]) -> int:
    climbed = list(tasks.filter(steps_climbed__gt=0).values_list("pk", flat=True))
    if climbed:
        calls = Escalation.objects.filter(task__in=climbed).values_list("letter_id", flat=True)
        outbox.withdraw(letter for letter in calls if letter)
    in_time = tasks.filter(due_at__gte=ctx.now).update(
        settled_at=ctx.now, settled_by_id=ctx.actor_id, next_step_at=None
    )
    return in_time + tasks.filter(due_at__lt=ctx.now).update(
        settled_at=ctx.now, settled_by_id=ctx.actor_id, next_step_at=None, late=True
    )


def _explained(task: Task, cause: LateCause, note: str) -> Task:
    task.late_cause, task.late_note = cause, note or None
    task.save(update_fields=["late_cause", "late_note"])
    return task
