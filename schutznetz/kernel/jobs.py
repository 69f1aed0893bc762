"""Work for later, kept in the same database and transaction: lease, retry, schedule, progress.

A job may run twice when its worker was killed between the work and the tick behind it. Therefore a
job calls commands that recognise work already done.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeAlias
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from schutznetz.kernel import clock, ids
from schutznetz.kernel.context import Context
from schutznetz.kernel.models import Job
from schutznetz.kernel.models.job import JobState

LEASE = timedelta(seconds=60)
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=1)
KEPT = timedelta(days=7)


class Exhausted(RuntimeError):
    """The job was begun as often as it may be, and never came back."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job has come, readable by a page while it runs."""

    job_id: UUID

    def say(self, done: int, total: int, text: str = "") -> None:
        """Tell it in numbers and a short German phrase without personal data."""
        Job.objects.filter(pk=self.job_id).update(done=done, total=total, text=text)


Work: TypeAlias = Callable[[Context, dict[str, Any], Progress], None]
Regular: TypeAlias = Callable[[Context], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of job: what to call, how often to try, and every how many minutes it comes back."""

    name: str
    work: Work
    attempts: int
    every: int | None = None


_kinds: dict[str, Kind] = {}


def kind(name: str) -> Kind:
    return _kinds[name]


def kinds() -> list[Kind]:
    return list(_kinds.values())


def _register(new: Kind) -> None:
    known = _kinds.setdefault(new.name, new)
    if known.work.__module__ != new.work.__module__:
        raise ValueError(f"Two jobs are called {new.name}.")


def job(name: str, *, attempts: int = 5) -> Callable[[Work], Work]:
    """Make a function a job that is asked for with ``enqueue``."""

    def decorate(work: Work) -> Work:
        _register(Kind(name=name, work=work, attempts=attempts))
        return work

    return decorate


def every(*, minutes: int, name: str) -> Callable[[Regular], Regular]:
    """Make a function run again and again, once per network and interval."""

    def decorate(regular: Regular) -> Regular:
        def work(ctx: Context, payload: dict[str, Any], progress: Progress) -> None:
            regular(ctx)

        work.__module__ = regular.__module__
        _register(Kind(name=name, work=work, attempts=1, every=minutes))
        return regular

    return decorate


def enqueue(
    ctx: Context, name: str, payload: Mapping[str, Any], *, at: datetime | None = None, key: str = ""
) -> Job:
    """Ask for a job in the current transaction. With a ``key``, asking again returns the first one."""
    new = Job(
        name=kind(name).name,
        key=key,
        payload=dict(payload),
        due_at=at or clock.now(),
        asked_by=ctx.actor_id,
        asked_at=clock.now(),
    )
    try:
        with transaction.atomic():
            new.save(force_insert=True)
    except IntegrityError:
        return Job.objects.get(name=name, key=key)
    transaction.on_commit(_hint)
    return new


_listeners: list[Callable[[], None]] = []


def _hint() -> None:
    """Tell a worker in this process that there is work; whoever misses it looks anyway."""
    for listener in _listeners:
        listener()


def listen(listener: Callable[[], None]) -> None:
    _listeners.append(listener)


def schedule() -> None:
    """Give every regular job of the current network its row."""
    now = clock.now()
    known = dict(Job.objects.filter(every__isnull=False).values_list("name", "every"))
    for old in _kinds.values():
        if old.every and known.get(old.name, old.every) != old.every:
            Job.objects.filter(name=old.name, key="every").update(every=old.every)
    missing = [k for k in _kinds.values() if k.every and k.name not in known]
    rows = [
        Job(name=k.name, key="every", payload={}, due_at=now, asked_at=now, every=k.every) for k in missing
    ]
    if rows:
        Job.objects.bulk_create(rows, ignore_conflicts=True)


def claim(names: Iterable[str] | None = None) -> Job | None:
    """Take the next due job of the current network under a lease, or one whose worker fell silent."""
    now = clock.now()
    free = Q(state=JobState.WAITING, due_at__lte=now) | Q(state=JobState.RUNNING, leased_until__lt=now)
    ready = Job.objects.filter(free)
    if names is not None:
        ready = ready.filter(name__in=list(names))
    for pk in ready.order_by("due_at", "id").values_list("pk", flat=True)[:8]:
        lease = ids.new_id()
        taken = Job.objects.filter(free, pk=pk).update(
            state=JobState.RUNNING, lease=lease, leased_until=now + LEASE, attempts=F("attempts") + 1
        )
        if taken:
            return Job.objects.get(pk=pk)
    return None


def admitted(mine: Job) -> Work:
    """Return what to call. Raises ``Exhausted`` when whoever ran it last was killed by it each time."""
    known = kind(mine.name)
    if mine.attempts > known.attempts and not mine.every:
        raise Exhausted
    return known.work


def beat(mine: Job) -> bool:
    """Lengthen the lease; false when somebody else has taken the job over."""
    held = Job.objects.filter(pk=mine.pk, lease=mine.lease)
    return bool(held.update(leased_until=clock.now() + LEASE))


def finish(mine: Job) -> None:
    """Tick the job off, or set a regular one to its next time."""
    now = clock.now()
    if mine.every:
        _settle(mine, state=JobState.WAITING, attempts=0, error="", due_at=_next(mine, now), finished_at=now)
    else:
        _settle(mine, state=JobState.DONE, error="", finished_at=now)


def fail(mine: Job, error: BaseException) -> None:
    """Try again later, with growing pauses; after the last try leave it visible as dead."""
    now = clock.now()
    name = type(error).__name__  # never the text: it may quote contents
    if mine.every:
        _settle(mine, state=JobState.WAITING, error=name, due_at=_next(mine, now), finished_at=now)
    elif mine.attempts >= kind(mine.name).attempts:
        _settle(mine, state=JobState.DEAD, error=name, finished_at=now)
    else:
        pause = min(FIRST_PAUSE * 2 ** (mine.attempts - 1), LONGEST_PAUSE)
        _settle(mine, state=JobState.WAITING, error=name, due_at=now + pause)


def _next(mine: Job, now: datetime) -> datetime:
    """Return the first time on the job's own beat that lies ahead: nothing drifts, nothing piles up."""
    step = timedelta(minutes=mine.every or 1)
    missed = (now - mine.due_at) // step
    return mine.due_at + (missed + 1) * step


def _settle(mine: Job, **changes: Any) -> None:
    Job.objects.filter(pk=mine.pk, lease=mine.lease).update(lease=None, leased_until=None, **changes)


def status(job_id: UUID) -> Job | None:
    """Return the job of the current network for a page that shows how far it is."""
    return Job.objects.filter(pk=job_id).first()


def dead() -> list[Job]:
    """Return the jobs of the current network that failed for good, newest first."""
    return list(Job.objects.filter(state=JobState.DEAD).order_by("-finished_at", "id"))


def expire() -> int:
    """Erase what was done a week ago; what failed stays until somebody has looked."""
    return Job.objects.filter(state=JobState.DONE, finished_at__lt=clock.now() - KEPT).delete()[0]
