"""A task that nobody does climbs its ladder: people are called until one of them answers."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from schutznetz.accounts.models import User
from schutznetz.kernel import outbox
from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.kernel.outbox import Notice
from schutznetz.networks.choices import ContactTopic, Role
from schutznetz.networks.models import Network
from schutznetz.networks.queries import people_with, present_among, responsible
from schutznetz.work.actions import WorkAction
from schutznetz.work.choices import Rung
from schutznetz.work.closeness import too_close
from schutznetz.work.models import Escalation, Task
from schutznetz.work.queries import on_duty
from schutznetz.work.services.tasks import calm

REPEAT = timedelta(minutes=15)  # where a child's safety waits, the last rung is called until somebody answers
DAILY = timedelta(days=1)  # and so often where nobody's safety waits
PAUSE = timedelta(minutes=1)  # after a standstill the rungs follow one another, not all at once
ANSWER_PATH = "/{slug}/aufgaben/gesehen/?code={token}"


@command(WorkAction.ESCALATE)
def escalate(ctx: Context, task: Task) -> list[Escalation]:
    """Climb one rung: done by exactly one worker, however many try, and never twice for one rung."""
    step = task.steps_climbed
    rung = Rung(task.ladder[min(step, len(task.ladder) - 1)][1])
    people = _called(ctx, task, rung)
    here = Task.objects.filter(pk=task.pk, steps_climbed=step, settled_at=None, next_step_at__lte=ctx.now)
    if not here.update(steps_climbed=step + 1, next_step_at=_next(ctx, task, step + 1, found=bool(people))):
        return []
    if not people:
        return [Escalation.objects.create(task=task, step=step, rung=rung, called_at=ctx.now)]
    return [_call(ctx, task, step, rung, person) for person in people]


@command(WorkAction.ANSWER)
def answer(ctx: Context, network: Network, *, token: str) -> bool:
    """Say "I am seeing to it" from a call or text message, without signing in; the ladder pauses."""
    letter_id = outbox.acknowledge(token)
    calls = Escalation.objects.filter(letter_id=letter_id) if letter_id else Escalation.objects.none()
    for call in calls:
        Escalation.objects.filter(pk=call.pk, acknowledged_at=None).update(acknowledged_at=ctx.now)
        calm(call.task_id, ctx.now)
    return letter_id is not None


def _next(ctx: Context, task: Task, step: int, *, found: bool) -> datetime:
    """Where nobody is there to be called, the next rung follows at once; the last one comes back."""
    if step >= len(task.ladder):
        return ctx.now + (REPEAT if task.protective else DAILY)
    if not found:
        return ctx.now
    planned = task.opened_at + timedelta(minutes=task.ladder[step][0])
    return max(planned, ctx.now + PAUSE)


def _called(ctx: Context, task: Task, rung: Rung) -> list[User]:
    """Return who is there of the people the rung means, each once, and nobody who must not see it."""
    shut = too_close(task.about_type, task.about_id)
    meant = set(RUNGS[rung](ctx, task, shut)) - shut
    return list(User.objects.filter(pk__in=present_among(meant, ctx.now)))


def _leads(ctx: Context, task: Task, shut: set[UUID]) -> list[UUID]:
    """The leads who are there; else the intake team; else whom the network names as responsible for it."""
    for role in (Role.TEAM_LEAD, Role.INTAKE):
        able = {user.pk for user in people_with(role, at=ctx.now)} - shut
        if leads := present_among(able, ctx.now):
            return sorted(leads)
    network = Network.objects.get(pk=ctx.network_id)
    named = responsible(network, ContactTopic.INTAKE, at=ctx.now).person_id
    return [named] if named else []


def _line(ctx: Context, task: Task) -> list[UUID]:
    return [user.pk for user in people_with(Role(task.line), at=ctx.now)] if task.line else []


RUNGS: dict[Rung, Callable[[Context, Task, set[UUID]], list[UUID]]] = {
    Rung.OWNER: lambda ctx, task, shut: [task.owner_id] if task.owner_id else [],
    Rung.SUBSTITUTE: lambda ctx, task, shut: [task.substitute_id] if task.substitute_id else [],
    Rung.LINE: lambda ctx, task, shut: _line(ctx, task),
    Rung.DUTY: lambda ctx, task, shut: on_duty(ctx.now),
    Rung.TEAM_LEAD: _leads,
    Rung.COORDINATOR: lambda ctx, task, shut: [user.pk for user in people_with(Role.COORDINATOR, at=ctx.now)],
}


def _call(ctx: Context, task: Task, step: int, rung: Rung, person: User) -> Escalation:
    """Write the notices without contents: a mail, and for protection work a call that wants an answer."""
    slug = Network.objects.values_list("slug", flat=True).get(pk=ctx.network_id)
    letter = None
    if task.protective and person.phone and rung is not Rung.LINE:
        path = ANSWER_PATH.format(slug=slug, token=outbox.TOKEN)
        letter = outbox.wake(ctx, phone=person.phone, notice=Notice.URGENT, ack_url=path)
    if person.email:
        outbox.mail(ctx, to=person.email, notice=Notice.TASK, link=f"/{slug}/aufgaben/")
    return Escalation.objects.create(
        task=task,
        step=step,
        rung=rung,
        person=person,
        called_at=ctx.now,
        letter_id=letter.pk if letter else None,
    )
