"""Submissions are disturbed in every way a network and a person can: one result each, and one receipt."""

import os
import threading
import time
from collections.abc import Callable
from functools import partial
from random import Random
from typing import TypeAlias
from uuid import UUID

from django.apps import apps
from django.db import connections

from prove import ground, reports
from prove.result import Result
from schutznetz.kernel import chain, submissions, tenancy, verify
from schutznetz.kernel.models import Submission
from schutznetz.kernel.submissions import Changed, Outcome

SIZES = {"smoke": 60, "tenth": 10_000, "full": 100_000}
CONTROL = 40
PEOPLE = 4
Send: TypeAlias = Callable[[str, str], Outcome]


class Interrupted(RuntimeError):
    """The connection broke in the middle of the act."""


def run(size: str, engine: str, seed: int) -> Result:
    began = time.monotonic()
    faults = _campaign(ground.prepare(), SIZES[size], seed, reports.submit)
    control = _campaign(ground.prepare(), CONTROL, seed, carelessly)
    return Result(
        campaign="Einsendungen gestört",
        engine=engine,
        tried=SIZES[size],
        unit="Einsendungen",
        faults=faults,
        control=control["doppelt"],
        seconds=time.monotonic() - began,
    )


def carelessly(key: str, text: str) -> Outcome:
    """The negative control: a form without its key."""
    return reports.submit(submissions.new_key(), text)


def _campaign(network_id: UUID, tried: int, seed: int, send: Send) -> dict[str, int]:
    """Let several people send at the same time, each in a process of their own."""
    reader, pipe = os.pipe()

    def person(number: int) -> None:
        rng = ground.dice(seed, number)
        for each in range(number, tried, PEOPLE):
            for wrong in _disturb(f"key-{each}", rng, send):
                os.write(pipe, f"{wrong}\n".encode())
        connections.close_all()

    people = [ground.fork(ground.scoped(network_id, partial(person, number))) for number in range(PEOPLE)]
    os.close(pipe)
    wrong = ground.drain(reader).decode().splitlines()
    wrong += ["Prozess abgebrochen" for pid in people if os.waitpid(pid, 0)[1]]
    with tenancy.scope(network_id):
        chain.link(network_id)
        return _check(network_id, tried, wrong)


def _disturb(key: str, rng: Random, send: Send) -> list[str]:
    """Send once or more; return what went wrong."""
    outcomes, wrong = rng.choice(WAYS)(key, send)
    if sum(not outcome.repeated for outcome in outcomes) != 1 or len({o.result_id for o in outcomes}) != 1:
        wrong.append("andere Quittung")
    return wrong


def _plainly(key: str, send: Send) -> tuple[list[Outcome], list[str]]:
    return [send(key, "a")], []


def _again(key: str, send: Send) -> tuple[list[Outcome], list[str]]:
    """The answer did not arrive; the proxy or the person sends again, and again."""
    return [send(key, "a") for _ in range(3)], []


def _clicking(key: str, send: Send) -> tuple[list[Outcome], list[str]]:
    """Two clicks at the same moment, on two connections."""
    network_id, outcomes = tenancy.current(), []

    def click() -> None:
        with tenancy.scope(network_id):
            outcomes.append(send(key, "a"))
        connections.close_all()  # of this thread

    clicks = [threading.Thread(target=click) for _ in range(2)]
    for each in clicks:
        each.start()
    for each in clicks:
        each.join()
    return outcomes, []


def _changing(key: str, send: Send) -> tuple[list[Outcome], list[str]]:
    """Back in the browser, another text, and off again."""
    outcomes = [send(key, "a")]
    try:
        outcomes.append(send(key, "b"))
    except Changed:
        return outcomes, []
    return outcomes, ["geänderter Text angenommen"]


def _interrupted(key: str, send: Send) -> tuple[list[Outcome], list[str]]:
    """The process fails in the middle of the act; the person tries again."""

    def act() -> None:
        reports.receive(key, "a")
        raise Interrupted

    wrong = []
    try:
        reports.once(key, "a", act)
        wrong.append("Fehler verschluckt")
    except Interrupted:
        pass
    return [send(key, "a")], wrong


WAYS = (_plainly, _again, _clicking, _changing, _interrupted)


def _check(network_id: UUID, tried: int, wrong: list[str]) -> dict[str, int]:
    stored = Submission.objects.filter(key__startswith="key-").count()
    found = apps.get_model("cases", "Report")._default_manager.count()
    return {
        "verloren": max(0, tried - found),
        "doppelt": max(0, found - tried),
        "Schlüssel verloren": abs(tried - stored),
        **{name: wrong.count(name) for name in sorted(set(wrong))},
        "Befunde im Protokoll": len(verify.verify(network_id).findings),
    }
