"""Submissions are disturbed in every way a network and a person can: one result each, and one receipt."""

import os
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from random import Random
from typing import TypeAlias
from uuid import UUID

from django.db import DatabaseError, InterfaceError, connection, connections

from prove import ground, reports
from prove.result import Result
from schutznetz.kernel import chain, submissions, tenancy
from schutznetz.kernel.submissions import Changed, Outcome

SIZES = {"smoke": 40, "tenth": 10_000, "full": 100_000}
CONTROL = 20
PEOPLE = 4
AT_ONCE = 10  # submissions of one person whose tries are mixed with each other
Send: TypeAlias = Callable[[str, str], Outcome]


class Interrupted(RuntimeError):
    """The process broke in the middle of the act."""


def run(size: str, engine: str, seed: int) -> Result:
    began = time.monotonic()
    campaign = Campaign(ground.prepare(), seed, reports.submit)
    faults = campaign.run(SIZES[size])
    control = Campaign(ground.prepare(), seed, carelessly).run(CONTROL)
    return Result(
        campaign="Einsendungen gestört",
        engine=engine,
        tried=SIZES[size],
        unit="Einsendungen",
        faults=faults,
        control=control["doppelt"],
        seconds=time.monotonic() - began,
        notes=campaign.notes(),
    )


def carelessly(key: str, text: str) -> Outcome:
    """The negative control: a form without its key."""
    return reports.submit(submissions.new_key(), text)


class Campaign:
    """Several people send at the same time, each in a process of their own."""

    def __init__(self, network_id: UUID, seed: int, send: Send) -> None:
        self.network_id, self.seed, self.send = network_id, seed, send
        self.heard: Counter[str] = Counter()

    def run(self, tried: int) -> dict[str, int]:
        reader, pipe = os.pipe()

        def act(number: int) -> None:
            person = Person(self.network_id, ground.dice(self.seed, number), self.send)
            keys = [f"key-{each}" for each in range(number, tried, PEOPLE)]
            for start in range(0, len(keys), AT_ONCE):
                for word in person.work(keys[start : start + AT_ONCE]):
                    os.write(pipe, f"{word}\n".encode())
            person.end()

        people = [
            ground.fork(ground.scoped(self.network_id, partial(act, number))) for number in range(PEOPLE)
        ]
        os.close(pipe)
        self.heard.update(ground.drain(reader).decode().splitlines())
        self.heard["Prozess abgebrochen"] += sum(os.waitpid(pid, 0)[1] != 0 for pid in people)
        with tenancy.scope(self.network_id):
            chain.link(self.network_id)
            return self._faults(tried)

    def _faults(self, tried: int) -> dict[str, int]:
        compared = reports.compare(self.network_id, {f"key-{each}" for each in range(tried)})
        return {
            **compared,
            "doppelt": max(0, reports.count() - tried),
            **{word: self.heard[word] for word in (*WRONG, "Prozess abgebrochen")},
        }

    def notes(self) -> str:
        tries = ", ".join(f"{self.heard[word]} {word}" for word in WAYS)
        return f"Versuche: {tries}"


WRONG = ("andere Quittung", "anderer Text angenommen", "Fehler verschluckt")


class Person:
    """One process with two windows: it tries its keys in any order, each in several ways."""

    def __init__(self, network_id: UUID, rng: Random, send: Send) -> None:
        self.network_id, self.rng, self.send = network_id, rng, send
        self.windows = ThreadPoolExecutor(2)
        self.words: list[str] = []
        self.accepted: defaultdict[str, list[tuple[str, Outcome]]] = defaultdict(list)

    def work(self, keys: list[str]) -> list[str]:
        """Try them all, mixed; whoever has no receipt in the end sends once more. Returns what was heard."""
        self.words, tries = [], []
        for key in keys:
            tries += [(key, way) for way in self.rng.choices([*WAYS], [*OFTEN], k=self.rng.randrange(1, 4))]
        self.rng.shuffle(tries)
        for key, way in tries:
            self.words.append(way)
            WAYS[way](self, key)
        for key in keys:
            if not self.accepted[key]:
                self._try(key, "a")
            self._judge(self.accepted.pop(key))
        return self.words

    def end(self) -> None:
        for _ in range(2):
            self.windows.submit(connections.close_all)
        self.windows.shutdown()
        connections.close_all()

    def _try(self, key: str, text: str) -> None:
        with suppress(Changed):
            self.accepted[key].append((text, self.send(key, text)))

    def _judge(self, accepted: list[tuple[str, Outcome]]) -> None:
        fresh = sum(not outcome.repeated for _text, outcome in accepted)
        if fresh != 1 or len({outcome.result_id for _text, outcome in accepted}) != 1:
            self.words.append("andere Quittung")
        if len({text for text, _outcome in accepted}) != 1:
            self.words.append("anderer Text angenommen")

    def same(self, key: str) -> None:
        """Send, perhaps again: no answer came, or the proxy repeats it."""
        self._try(key, "a")

    def changed(self, key: str) -> None:
        """Back in the browser, another text, and off under the same key."""
        self._try(key, "b")

    def click(self, key: str) -> None:
        """Two windows at the same moment, now and then with different texts."""
        texts = self.rng.choice((("a", "a"), ("a", "b")))
        for each in [self.windows.submit(self._window, key, text) for text in texts]:
            each.result()

    def _window(self, key: str, text: str) -> None:
        with tenancy.scope(self.network_id):
            self._try(key, text)

    def broken(self, key: str) -> None:
        """The process fails in the middle of the act."""

        def act() -> None:
            reports.receive(key, "a")
            raise Interrupted

        self._expect(key, act, Interrupted)

    def dropped(self, key: str) -> None:
        """The connection to the database is lost in the middle of the act."""

        def act() -> object:
            report = reports.receive(key, "a")
            connection.connection.close()
            return report

        self._expect(key, act, DatabaseError, InterfaceError)
        connection.close()

    def _expect(self, key: str, act: Callable[[], object], *errors: type[Exception]) -> None:
        try:
            self.accepted[key].append(("a", reports.once(key, "a", act)))
        except Changed:
            return
        except errors:
            return
        if not self.accepted[key][-1][1].repeated:
            self.words.append("Fehler verschluckt")


WAYS: dict[str, Callable[[Person, str], None]] = {
    "gesendet": Person.same,
    "mit anderem Text": Person.changed,
    "in zwei Fenstern zugleich": Person.click,
    "im Vorgang abgebrochen": Person.broken,
    "Verbindung verloren": Person.dropped,
}
OFTEN = (50, 15, 15, 10, 10)
