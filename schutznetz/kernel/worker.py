"""The one process beside the web: runs jobs, carries out letters and links the audit trail.

Everything it does is due in the database. It may be killed at any moment; whoever comes next goes on.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from uuid import UUID

from django.apps import apps
from django.db import DatabaseError, close_old_connections, connections

from schutznetz.kernel import chain, checkpoints, delivery, jobs, tenancy
from schutznetz.kernel.context import system
from schutznetz.kernel.models import Job

log = logging.getLogger(__name__)

LOOK = 1.0  # seconds between two looks for jobs when nobody hints
KEEP = 2.0  # seconds between two rounds of linking and delivering; the trail promises five
BEAT = 20.0  # seconds between two heartbeats of a running job


def networks() -> list[UUID]:
    """Return every network's id: the worker opens one scope after the other, never all at once."""
    found = apps.get_model("networks", "Network")._default_manager.order_by("pk")
    return list(found.values_list("pk", flat=True))


def run_once() -> int:
    """Do everything that is due now, in every network; returns how many jobs ran."""
    ran = sum(1 for _ in _due())
    keep_once()
    return ran


def keep_once() -> None:
    """Carry out the letters and link the trail of every network."""
    for network_id in networks():
        with tenancy.scope(network_id):
            delivery.deliver()
        try:
            chain.link(network_id)
        except checkpoints.Broken:
            log.critical("the audit trail of %s is shorter than its marks: run verify_audit", network_id)


def _due() -> Iterator[Job]:
    for network_id in networks():
        with tenancy.scope(network_id):
            jobs.schedule()
            while mine := jobs.claim():
                run(mine)
                yield mine


def run(mine: Job) -> None:
    """Run one claimed job and settle it; its failure is the job's, never the worker's."""
    try:
        work = jobs.admitted(mine)
        with _heartbeat(mine):
            work(system(mine.network_id), dict(mine.payload), jobs.Progress(mine.pk))
    except Exception as error:  # noqa: BLE001 - the door of all jobs: whatever happens is settled here
        log.warning("job %s failed: %s", mine.pk, type(error).__name__)
        jobs.fail(mine, error)
    else:
        jobs.finish(mine)


@contextmanager
def _heartbeat(mine: Job) -> Iterator[None]:
    """Keep the lease while the job runs, on a connection of its own."""
    over = threading.Event()

    def beat() -> None:
        while not over.wait(BEAT):
            with suppress(DatabaseError), tenancy.scope(mine.network_id):  # a busy database is asked again
                jobs.beat(mine)
        connections.close_all()

    heart = threading.Thread(target=beat, name=f"heartbeat-{mine.pk}", daemon=True)
    heart.start()
    try:
        yield
    finally:
        over.set()
        heart.join()


class Worker:
    """Several loops in one process, ended together by ``stop``: the job in hand is finished first."""

    def __init__(self, threads: int = 2) -> None:
        self._stopping = threading.Event()
        self._work = threading.Event()
        names = [f"jobs-{number}" for number in range(threads)]
        loops = [(name, self._jobs, LOOK) for name in names] + [("keeper", self._keep, KEEP)]
        self._threads = [
            threading.Thread(target=self._loop, args=(round_, pause), name=name)
            for name, round_, pause in loops
        ]
        jobs.listen(self._work.set)

    def run(self) -> None:
        for thread in self._threads:
            thread.start()
        for thread in self._threads:
            while thread.is_alive():
                thread.join(0.5)  # so that signals are heard in between

    def stop(self) -> None:
        self._stopping.set()
        self._work.set()

    def _loop(self, round_: Callable[[], None], pause: float) -> None:
        while not self._stopping.is_set():
            began = time.monotonic()
            try:
                close_old_connections()
                round_()
            except (
                DatabaseError,
                OSError,
            ) as error:  # unreachable, or no room left
                log.warning("database or disk not usable: %s", type(error).__name__)
                connections.close_all()
            self._wait(max(0.0, pause - (time.monotonic() - began)))
        connections.close_all()

    def _wait(self, seconds: float) -> None:
        if self._work.wait(seconds) and not self._stopping.is_set():
            self._work.clear()

    def _jobs(self) -> None:
        for _ in _due():
            if self._stopping.is_set():
                return

    def _keep(self) -> None:
        keep_once()
