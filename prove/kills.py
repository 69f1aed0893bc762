"""Processes are killed while they take reports in: what was acknowledged is there, once and whole."""

import os
import time
from collections import Counter
from collections.abc import Callable
from itertools import count
from random import Random
from typing import TypeAlias
from uuid import UUID

from prove import crash, ground, reports, steps
from prove.result import Result
from prove.steps import Step
from schutznetz.kernel import chain, tenancy, worker

SIZES = {"smoke": 16, "tenth": 1_000, "full": 10_000}
CONTROL = 12
CRASH_EVERY = 100  # on PostgreSQL, so often the server dies with all its clients
BESIDE = 0.2  # how often somebody else works at the same time
Write: TypeAlias = Callable[[str, steps.Tell], None]


def run(size: str, engine: str, seed: int) -> Result:
    began = time.monotonic()
    campaign = Campaign(ground.prepare(), ground.dice(seed, "kills"), safely)
    campaign.server = crash.Server() if engine == "postgresql" else None
    faults = campaign.run(SIZES[size])
    control = Campaign(ground.prepare(), ground.dice(seed, "control"), hastily).run(CONTROL)
    return Result(
        campaign="Prozesse getötet",
        engine=engine,
        tried=SIZES[size],
        unit="Tötungen",
        faults=faults,
        control=control["verloren"],
        seconds=time.monotonic() - began,
        notes=campaign.notes(),
    )


def safely(key: str, tell: steps.Tell) -> None:
    """As the product does: the receipt comes after the commit."""
    reports.submit(key)
    tell(Step.ACKNOWLEDGED, key)


def hastily(key: str, tell: steps.Tell) -> None:
    """The negative control: a receipt that comes before the commit."""
    tell(Step.ACKNOWLEDGED, key)
    reports.submit(key)


class Campaign:
    """One network in which writers die, one after the other.

    Each begins with the key at which the one before it was interrupted, as a person does who got no
    answer. Half of the writers die at a moment that nobody chose, half at or shortly after a certain step.
    """

    def __init__(self, network_id: UUID, rng: Random, write: Write) -> None:
        self.network_id, self.rng, self.write = network_id, rng, write
        self.acknowledged: set[str] = set()
        self.interrupted = "first"
        self.died: Counter[Step] = Counter()
        self.span = 0.05  # seconds within which a writer dies; learns how long a submission takes
        self.server: crash.Server | None = None  # PostgreSQL's, when it shall die too
        self.crashes = 0

    def run(self, kills: int) -> dict[str, int]:
        with tenancy.scope(self.network_id):
            reports.submit("warm")  # so that no process dies while it still reads its modules
        worker.keep_once()
        for cycle in range(1, kills + 1):
            self._cycle(str(cycle), crashing=cycle % min(CRASH_EVERY, kills) == 0)
        with tenancy.scope(self.network_id):
            reports.submit(self.interrupted)
            chain.link(self.network_id)
            chain.seal(self.network_id)  # the last linker may have died before it could
            return reports.compare(self.network_id, self.acknowledged)

    def notes(self) -> str:
        died = ", ".join(f"{self.died[step]} {step.german}" for step in Step)
        crashed = f"; davon {self.crashes} mit dem ganzen Datenbankserver" if self.crashes else ""
        return f"{len(self.acknowledged)} Meldungen angenommen; gestorben: {died}{crashed}"

    def _cycle(self, name: str, *, crashing: bool) -> None:
        server = self.server if crashing else None
        aim = None if server or self.rng.random() < 0.5 else self._aim()
        beside = [self._beside(f"{name}+")] if self.rng.random() < BESIDE else []
        writer = self._start(name, self.interrupted, aim)
        if not aim:
            time.sleep(self.rng.random() * self.span)
        if server:
            server.crash(hard=self.rng.random() < 0.5)
            self.crashes += 1
        if not aim:
            ground.kill(writer.pid)
        heard = writer.heard()
        if aim:
            os.waitpid(writer.pid, 0)
        for each in beside:
            ground.kill(each.pid)
            self.acknowledged |= each.heard().acknowledged
        self._note(heard, timed=not aim)
        self.interrupted = heard.open or f"{name}/next"

    def _aim(self) -> steps.Aim:
        delay = self.rng.choice((0.0, self.rng.random() * 0.005))
        return steps.Aim(self.rng.choice(list(Step)), delay)

    def _note(self, heard: steps.Heard, *, timed: bool) -> None:
        self.acknowledged |= heard.acknowledged
        self.died[heard.last] += 1
        if timed:
            self.span *= 0.97 if heard.acknowledged else 1.01  # a quarter of them live to acknowledge

    def _beside(self, name: str) -> steps.Watched:
        """Let somebody else work: another writer, or the worker that links the trail."""
        if self.rng.random() < 0.5:
            return self._start(name, f"{name}/first")
        return steps.watch(lambda tell: _working())

    def _start(self, name: str, first: str, aim: steps.Aim | None = None) -> steps.Watched:
        def writing(tell: steps.Tell) -> None:
            with tenancy.scope(self.network_id):
                for number in count():
                    key = f"{name}/{number}" if number else first
                    tell(Step.BEGUN, key)
                    self.write(key, tell)

        return steps.watch(writing, aim)


def _working() -> None:
    while True:
        worker.keep_once()
        time.sleep(0.005)
