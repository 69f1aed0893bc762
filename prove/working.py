"""Workers are killed while they work: every job is done, and every letter goes out."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from django.conf import settings

from prove import ground
from prove.result import Result
from schutznetz.kernel import delivery, jobs, outbox, tenancy, worker
from schutznetz.kernel.context import Context, system
from schutznetz.kernel.models import Draft, Job, Letter
from schutznetz.kernel.models.job import JobState
from schutznetz.kernel.outbox import LetterState, Notice

SIZES = {"smoke": 8, "tenth": 200, "full": 2_000}
CONTROL = 50  # few kills fall between ticking off and doing
SHORT = timedelta(seconds=0.3)  # lease and pause: what a killed worker held comes back at once
TRIES = 1_000
NAME = "prove.note"


def run(size: str, engine: str, seed: int) -> Result:
    began = time.monotonic()
    with _impatient() as folder:
        kills, faults = _campaign(
            ground.prepare(), SIZES[size], ground.dice(seed, "jobs"), worker.run, folder
        )
        _, control = _campaign(ground.prepare(), CONTROL, ground.dice(seed, "control"), carelessly, folder)
    return Result(
        campaign="Arbeiter getötet",
        engine=engine,
        tried=SIZES[size],
        unit="Aufträge",
        faults=faults,
        control=control["Aufträge verloren"],
        seconds=time.monotonic() - began,
        notes=f"{kills} Tötungen, ebenso viele Mails wie Aufträge",
    )


def note(ctx: Context, payload: dict[str, Any], progress: jobs.Progress) -> None:
    """Leave a mark and write a letter; recognise what is done already."""
    if not Draft.objects.filter(form=payload["mark"]).exists():
        time.sleep(0.002)
        Draft.objects.create(actor_id=ctx.network_id, form=payload["mark"], text={}, expires_at=ctx.now)


def carelessly(mine: Job) -> None:
    """The negative control: tick the job off before it is done."""
    jobs.finish(mine)
    jobs.kind(mine.name).work(system(mine.network_id), dict(mine.payload), jobs.Progress(mine.pk))


@contextmanager
def _impatient() -> Iterator[Path]:
    before = (jobs.LEASE, delivery.PAUSE, delivery.MAIL_TRIES)
    jobs.LEASE, delivery.PAUSE, delivery.MAIL_TRIES = SHORT, SHORT, TRIES
    jobs.job(NAME, attempts=TRIES)(note)
    with TemporaryDirectory() as folder:
        settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
        settings.EMAIL_FILE_PATH = folder
        try:
            yield Path(folder)
        finally:
            jobs.LEASE, delivery.PAUSE, delivery.MAIL_TRIES = before


def _campaign(
    network_id: UUID, number: int, rng: Random, work: Any, folder: Path
) -> tuple[int, dict[str, int]]:
    with tenancy.scope(network_id):
        for each in range(number):
            jobs.enqueue(system(network_id), NAME, {"mark": f"mark-{each}"})
            outbox.mail(system(network_id), to=f"mail-{each}@example.org", notice=Notice.NEWS)
            if each == 0:
                _warm(work)
    kills, span, left = 0, 0.05, 2 * number
    while left:
        workers = [ground.begin(ground.scoped(network_id, lambda: _working(work))) for _ in range(2)]
        time.sleep(rng.random() * span)
        for pid in workers:
            ground.kill(pid)
            kills += 1
        before, left = left, _left(network_id)
        span *= 0.95 if left < before else 1.1  # learns how long this machine takes for some of the work
    return kills, _check(network_id, number, folder)


def _warm(work: Any) -> None:
    """Do one of each, so that no process dies while it still reads its modules."""
    if mine := jobs.claim():
        work(mine)
    delivery.deliver()


def _working(work: Any) -> None:
    while True:
        while mine := jobs.claim():
            work(mine)
            delivery.deliver()
        delivery.deliver()
        time.sleep(0.005)


def _left(network_id: UUID) -> int:
    """Return how much is still to be done."""
    with tenancy.scope(network_id):
        busy = Job.objects.filter(name=NAME, state__in=[JobState.WAITING, JobState.RUNNING])
        return busy.count() + Letter.objects.filter(state=LetterState.WAITING).count()


def _check(network_id: UUID, number: int, folder: Path) -> dict[str, int]:
    sent = {
        line.split("mail-")[1].split("@")[0]
        for file in folder.iterdir()
        for line in file.read_text().splitlines()
        if line.startswith("To: ")
    }
    with tenancy.scope(network_id):
        return {
            "Aufträge verloren": number - Draft.objects.filter(form__startswith="mark-").count(),
            "Aufträge aufgegeben": Job.objects.filter(state=JobState.DEAD).count(),
            "Mails verloren": number - len(sent & {str(each) for each in range(number)}),
        }
