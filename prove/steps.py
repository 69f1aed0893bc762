"""How far a process had come when it died: it tells each step of a submission through a pipe."""

import os
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, TypeAlias

from django.db import connection, connections

from prove import ground


class Step(IntEnum):
    """What a submission goes through; who has died here has come this far and not to the next."""

    BEGUN = 1
    WRITING = 2
    COMMITTING = 3
    COMMITTED = 4
    ACKNOWLEDGED = 5

    @property
    def german(self) -> str:
        return _GERMAN[self]


_GERMAN = {
    Step.BEGUN: "vor der Transaktion",
    Step.WRITING: "in der Transaktion",
    Step.COMMITTING: "im Commit",
    Step.COMMITTED: "zwischen Commit und Quittung",
    Step.ACKNOWLEDGED: "nach der Quittung",
}
Tell: TypeAlias = Callable[[Step, str], None]


@dataclass(frozen=True, slots=True)
class Heard:
    """What a process had told before it died: its last step, what it acknowledged, what stayed open."""

    last: Step
    acknowledged: set[str]
    open: str


@dataclass(frozen=True, slots=True)
class Aim:
    """Where a process dies by its own hand: behind a step, at once or ``delay`` seconds later."""

    step: Step
    delay: float

    def hit(self) -> None:
        if not self.delay:
            _die()
        threading.Timer(self.delay, _die).start()


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@dataclass(frozen=True, slots=True)
class Watched:
    """A process at work, and the end of the pipe at which its steps are heard."""

    pid: int
    reader: int

    def heard(self) -> Heard:
        """Return all that was told, once the process is dead."""
        last, acknowledged, begun = Step.BEGUN, set(), ""
        for line in ground.drain(self.reader).decode().splitlines():
            number, _space, key = line.partition(" ")
            last = Step(int(number))
            begun = key if last is Step.BEGUN else begun
            if last is Step.ACKNOWLEDGED:
                acknowledged.add(key)
        return Heard(last, acknowledged, "" if begun in acknowledged else begun)


def watch(act: Callable[[Tell], None], aim: Aim | None = None) -> Watched:
    """Start a process that tells its steps, and return when it has begun."""
    reader, pipe = os.pipe()

    def tell(step: Step, key: str = "") -> None:
        os.write(pipe, f"{step:d} {key}\n".encode())
        if aim and step is aim.step:
            aim.hit()

    def run() -> None:
        os.close(reader)
        _listen(tell)
        act(tell)

    pid = ground.begin(run)
    os.close(pipe)
    return Watched(pid, reader)


def _listen(tell: Callable[[Step], None]) -> None:
    """Tell the first statement of each transaction, and both ends of its commit."""
    database: Any = connections["default"]
    commit, started = database._commit, [False]

    def execute(run: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if database.in_atomic_block and not started[0]:
            started[0] = True
            tell(Step.WRITING)
        return run(sql, params, many, context)

    def committing() -> None:
        tell(Step.COMMITTING)
        commit()
        tell(Step.COMMITTED)
        started[0] = False

    database._commit = committing
    connection.execute_wrappers.append(execute)
