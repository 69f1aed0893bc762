"""Processes are killed while they take reports in: what was acknowledged is there, once and whole."""

import os
import time
from collections.abc import Callable
from itertools import count
from random import Random
from typing import TypeAlias
from uuid import UUID

from django.apps import apps

from prove import ground, reports
from prove.result import Result
from schutznetz.cases.actions import ReportAction
from schutznetz.kernel import chain, tenancy, verify, worker
from schutznetz.kernel.models import AuditEvent, Submission

SIZES = {"smoke": 15, "tenth": 1_000, "full": 10_000}
CONTROL = 12
LONGEST = 0.03  # seconds from the beginning of the work to its end
Write: TypeAlias = Callable[[str, Callable[[], None]], None]


def run(size: str, engine: str, seed: int) -> Result:
    began = time.monotonic()
    acknowledged, faults = _campaign(ground.prepare(), SIZES[size], ground.dice(seed, "kills"), safely)
    _, control = _campaign(ground.prepare(), CONTROL, ground.dice(seed, "control"), hastily)
    return Result(
        campaign="Prozesse getötet",
        engine=engine,
        tried=SIZES[size],
        unit="Tötungen",
        faults=faults,
        control=control["verloren"],
        seconds=time.monotonic() - began,
        notes=f"{acknowledged} Meldungen angenommen",
    )


def safely(key: str, acknowledge: Callable[[], None]) -> None:
    """As the product does: the receipt comes after the commit."""
    reports.submit(key)
    acknowledge()


def hastily(key: str, acknowledge: Callable[[], None]) -> None:
    """The negative control: a receipt that comes before the commit."""
    acknowledge()
    reports.submit(key)


def _campaign(network_id: UUID, kills: int, rng: Random, write: Write) -> tuple[int, dict[str, int]]:
    acknowledged: set[str] = set()
    interrupted = "first"
    with tenancy.scope(network_id):
        reports.submit("warm")  # so that no process dies while it still reads its modules
    worker.keep_once()
    for cycle in range(kills):
        heard = _cycle(network_id, cycle, interrupted, rng, write)
        acknowledged.update(heard)
        interrupted = f"{cycle}-{len(heard)}" if heard else interrupted
    with tenancy.scope(network_id):
        chain.link(network_id)
        chain.seal(network_id)  # the last linker may have died before it could
        return len(acknowledged), _check(network_id, acknowledged)


def _cycle(network_id: UUID, cycle: int, interrupted: str, rng: Random, write: Write) -> list[str]:
    """Start a writer, sometimes with a worker beside it, kill them, and return what was acknowledged.

    Half of the writers die at the very moment of an acknowledgement. Each begins with the key at which
    the one before it was interrupted, as a person does who got no answer.
    """
    beside = ground.begin(_working) if rng.random() < 0.3 else 0
    reader, pipe = os.pipe()

    def writing() -> None:
        os.close(reader)
        for number in count():
            key = f"{cycle}-{number}" if number else interrupted
            write(key, lambda: _tell(pipe, key))  # noqa: B023 - called at once

    writer = ground.begin(ground.scoped(network_id, writing))
    os.close(pipe)
    heard = _listen(reader, rng)
    ground.kill(writer)
    heard += ground.drain(reader)
    if beside:
        ground.kill(beside)
    return heard.decode().splitlines()


def _tell(pipe: int, key: str) -> None:
    os.write(pipe, f"{key}\n".encode())


def _working() -> None:
    while True:
        worker.keep_once()


def _listen(reader: int, rng: Random) -> bytes:
    if rng.random() < 0.5:
        time.sleep(rng.random() * LONGEST)
        return b""
    return b"".join(os.read(reader, 4096) for _ in range(rng.randrange(1, 4)))


def _check(network_id: UUID, acknowledged: set[str]) -> dict[str, int]:
    """Compare what was promised with what is there."""
    stored = dict(Submission.objects.values_list("key", "result_id"))
    found = set(apps.get_model("cases", "Report")._default_manager.values_list("pk", flat=True))
    recorded = AuditEvent.objects.filter(network_id=network_id, action=ReportAction.SUBMIT).count()
    return {
        "verloren": sum(1 for key in acknowledged if stored.get(key) not in found),
        "doppelt oder halb": len(found ^ set(stored.values())) + len(stored) - len(set(stored.values())),
        "ohne Protokoll": abs(len(found) - recorded),
        "Befunde im Protokoll": len(verify.verify(network_id).findings),
    }
