"""The disk runs full while people report: no receipt without a report, and nothing that was typed is lost."""

import json
import logging
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from functools import partial
from html import unescape
from pathlib import Path
from random import Random
from typing import Any
from unittest import mock
from uuid import UUID

from django.apps import apps
from django.db import OperationalError, close_old_connections, connection
from django.test import Client
from django.test.utils import setup_test_environment

from prove import crash, fuzz, ground, public, reports, small
from prove.result import Result
from schutznetz.kernel import chain, ids, submissions, tenancy, worker
from schutznetz.kernel.models import AuditEvent
from schutznetz.kernel.submissions import Outcome

SIZES = {"smoke": 1, "tenth": 3, "full": 30}
PEOPLE = 3
REFUSED = 4  # so often each person meets a full disk in a round
MOST = 200  # reports of one person in a round: then the disk does not run full
CONTROL = 40  # reports of one person in the control
PATIENCE = 60.0  # seconds until everything works again once there is room


def run(size: str, engine: str, seed: int) -> Result:
    began = time.monotonic()
    small.insist(tempfile.gettempdir())
    setup_test_environment()
    campaign = Campaign(ground.prepare(), ground.dice(seed, "disk"), engine)
    faults = campaign.run(SIZES[size])
    control = Campaign(ground.prepare(), ground.dice(seed, "control"), engine, hasty).run(1)
    return Result(
        campaign="Platte voll",
        engine=engine,
        tried=SIZES[size],
        unit="Mal voll",
        faults=faults,
        control=control["verloren"],
        seconds=time.monotonic() - began,
        notes=campaign.notes(),
    )


@contextmanager
def hasty() -> Iterator[None]:
    """The negative control: a form that thanks although nothing could be stored."""
    once = submissions.once

    def thanks(*args: Any, **kwargs: Any) -> Outcome:
        try:
            return once(*args, **kwargs)
        except OperationalError:
            return Outcome(result_id=ids.new_id(), repeated=False)

    with mock.patch.object(submissions, "once", thanks):
        yield


class Campaign:
    """One network on a small disk: it is filled, people meet a full disk, and it gets room again."""

    def __init__(
        self, network_id: UUID, rng: Random, engine: str, spoilt: Callable[[], Any] = nullcontext
    ) -> None:
        self.network_id, self.rng, self.spoilt = network_id, rng, spoilt
        self.server = crash.Server() if engine == "postgresql" else None
        network = apps.get_model("networks", "Network")._default_manager.get(pk=network_id)
        self.address = f"/{network.slug}/melden/"
        self.acknowledged: set[str] = set()
        self.refused = self.restarts = self.resent = 0
        self.faults = {"ohne Erklärung": 0, "nie voll": 0, "danach abgewiesen": 0}

    def run(self, rounds: int) -> dict[str, int]:
        with tenancy.scope(self.network_id):
            reports.submit("warm")
        keeper = ground.fork(_keep)
        for number in range(rounds):
            kept = self._round(number)
            self._recover()
            for fields in kept:
                self._send_again(fields)
        self.faults["Protokoll nicht verkettet"] = int(not self._linked())
        ground.kill(keeper)
        with tenancy.scope(self.network_id):
            chain.seal(self.network_id)
            return {**reports.compare(self.network_id, self.acknowledged), **self.faults}

    def notes(self) -> str:
        restarts = f", Datenbankserver {self.restarts} Mal neu gestartet" if self.server else ""
        return (
            f"{len(self.acknowledged)} Meldungen angenommen, {self.refused} mit Erklärung abgewiesen und"
            f" später von derselben Seite aus gesendet ({self.resent}){restarts}"
        )

    def _round(self, number: int) -> list[dict[str, str]]:
        """Fill the disk, let people report until they are refused, and return what their pages kept."""
        ballast = Ballast(leave=self.rng.randrange(1_000_000))
        reader, pipe = os.pipe()
        connection.close()
        people = [ground.fork(partial(self._person, pipe, f"{number}-{person}")) for person in range(PEOPLE)]
        os.close(pipe)
        kept = []
        for line in ground.drain(reader).decode().splitlines():
            word, _space, rest = line.partition(" ")
            if word == "acknowledged":
                self.acknowledged.add(rest)
            elif word == "kept":
                kept.append(json.loads(rest))
            else:
                self.faults[rest] += 1
        for pid in people:
            os.waitpid(pid, 0)
        ballast.end()
        self.refused += len(kept)
        return kept

    def _person(self, pipe: int, name: str) -> None:
        client, refused, sent = _client(), 0, 0
        with self.spoilt():
            while refused < REFUSED and sent < (MOST if self.spoilt is nullcontext else CONTROL):
                key = f"{name}-{sent:0>20}"
                word, rest = _judge(client, self.address, _typed(key))
                refused += word != "acknowledged"
                sent += 1
                os.write(pipe, f"{word} {rest}\n".encode())
        if not refused and self.spoilt is nullcontext:
            os.write(pipe, b"fault nie voll\n")

    def _recover(self) -> None:
        if self.server and not self.server.alive:  # as the service manager of an installation does
            self.server.start()
            self.restarts += 1
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with suppress(OperationalError):
                connection.close()
                connection.ensure_connection()
                return
            time.sleep(0.1)

    def _send_again(self, fields: dict[str, str]) -> None:
        word, key = _judge(_client(), self.address, fields)
        self.resent += word == "acknowledged"
        self.faults["danach abgewiesen"] += word != "acknowledged"
        if word == "acknowledged":
            self.acknowledged.add(key)

    def _linked(self) -> bool:
        """Wait until the worker, which has seen the full disk too, has linked the whole trail."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with tenancy.scope(self.network_id):
                if not AuditEvent.objects.filter(network_id=self.network_id, number=None).exists():
                    return True
            time.sleep(0.2)
        return False


def _keep() -> None:
    logging.disable()  # it tells of the full disk every two seconds
    worker.Worker(threads=1).run()


class Ballast:
    """A process that takes all room but a little, also what others give back meanwhile."""

    def __init__(self, leave: int) -> None:
        self.path, self.leave = Path(tempfile.gettempdir()) / "ballast", leave
        self.pid = ground.fork(self._fill)

    def _fill(self) -> None:
        with self.path.open("wb") as file:
            while True:
                place = os.fstatvfs(file.fileno())
                room = place.f_bavail * place.f_frsize - self.leave
                if room > 0:
                    with suppress(OSError):  # somebody else was quicker
                        os.posix_fallocate(file.fileno(), os.fstat(file.fileno()).st_size, room)
                self.leave = 0  # at first they get a little, then nothing
                time.sleep(0.05)

    def end(self) -> None:
        ground.kill(self.pid)
        self.path.unlink()


def _client() -> Client:
    return Client(raise_request_exception=False, headers={"sec-fetch-site": "same-origin"})


def _typed(key: str) -> dict[str, str]:
    said = {
        "observed": f"Das Kind schreit jede Nacht. {key}",
        "danger_now": "yes",
        "reporter_kind": "private",
    }
    return {**said, "at": "urgent", "go": "send", "submission_key": key}


def _judge(client: Client, address: str, typed: dict[str, str]) -> tuple[str, str]:
    """Say whether it was acknowledged, kept on a page that explains, or answered in any other way."""
    answer = client.post(address, typed)
    close_old_connections()  # what the server does after each request
    text = answer.content.decode()
    if answer.status_code == 200 and fuzz.CODE.search(text):
        return "acknowledged", typed["submission_key"]
    kept = _hidden(text)
    if answer.status_code == 503 and "nicht speichern" in text and kept == typed:
        return "kept", json.dumps(kept)
    return "fault", "ohne Erklärung"


def _hidden(text: str) -> dict[str, str]:
    """Return the hidden fields of a page by which the same is sent again."""
    found = {}
    for control in public.CONTROL.findall(text):
        name, value = public.NAME.search(control), public.VALUE.search(control)
        if name and value and 'type="hidden"' in control and name[1] != "csrfmiddlewaretoken":
            found[unescape(name[1])] = unescape(value[1])
    return found
