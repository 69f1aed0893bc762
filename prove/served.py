"""The real server, as operators start it: its web processes are killed while browsers send and send again."""

import http.client
import os
import re
import secrets
import signal
import socket
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TypeAlias
from urllib.parse import urlencode
from uuid import UUID

from django.apps import apps
from django.conf import settings

from prove import fuzz, ground, reports
from prove.result import Result
from schutznetz.kernel import chain, tenancy

SIZES = {"smoke": 2, "tenth": 10, "full": 50}
CONTROL = 2
BROWSERS = 4
PATIENCE = 120.0  # seconds until a web process is back
GROWN_UP = 7.0  # seconds; where one dies within 5.5 of its start, granian calls it a crash loop and ends
NAME = "prove.example"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
ROOT = Path(__file__).resolve().parents[1]
Key: TypeAlias = Callable[[str], str]


def run(size: str, engine: str, seed: int) -> Result:
    began = time.monotonic()
    network_id, other_id = ground.prepare(), ground.prepare()
    for each in (network_id, other_id):
        with tenancy.scope(each):
            reports.submit("warm")
    with serving() as served:
        campaign = Campaign(network_id, served, ground.dice(seed, "served"), str)
        faults = campaign.run(SIZES[size])
        control = Campaign(other_id, served, ground.dice(seed, "control"), without_key).run(CONTROL)
    return Result(
        campaign="Server getötet",
        engine=engine,
        tried=SIZES[size],
        unit="Tötungen",
        faults=faults,
        control=control["doppelt"],
        seconds=time.monotonic() - began,
        notes=campaign.notes(),
    )


def without_key(key: str) -> str:
    """The negative control: a form without its key."""
    return ""


class Campaign:
    """Browsers that report without a pause, and somebody who kills the processes that answer them."""

    def __init__(self, network_id: UUID, served: "Served", rng: Random, key_of: Key) -> None:
        network = apps.get_model("networks", "Network")._default_manager.get(pk=network_id)
        self.network_id, self.served, self.rng = network_id, served, rng
        self.browsers = [
            Browser(served.port, network.slug, str(number), Random(rng.random()), key_of)
            for number in range(BROWSERS)
        ]

    def run(self, kills: int) -> dict[str, int]:
        over = threading.Event()
        threads = [threading.Thread(target=each.work, args=(over,)) for each in self.browsers]
        for thread in threads:
            thread.start()
        try:
            for _ in range(kills):
                self._kill()
        finally:
            over.set()
        for thread in threads:
            thread.join()
        with tenancy.scope(self.network_id):
            chain.link(self.network_id)
            chain.seal(self.network_id)
            compared = reports.compare(self.network_id, {key for each in self.browsers for key in each.codes})
            doubled = max(0, reports.count() - self._asked() - 1)  # one was there before
        answers = Counter(word for each in self.browsers for word in each.wrong)
        return {**compared, "doppelt": doubled, **{word: answers[word] for word in WRONG}}

    def _kill(self) -> None:
        """Wait until some reports were taken, and a moment; then kill one process, now and then both."""
        until, goal = time.monotonic() + PATIENCE, self._asked() + self.rng.randrange(15, 40)
        while self._asked() < goal:
            if time.monotonic() > until:
                raise SystemExit("Der Server nimmt nichts mehr an.")
            time.sleep(0.01)
        both = self.rng.random() < 0.2
        while len(found := self.served.grown_up()) < (2 if both else 1) and time.monotonic() < until:
            time.sleep(0.01)
        for pid in found[: 2 if both else 1]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def _asked(self) -> int:
        return sum(each.asked for each in self.browsers)

    def notes(self) -> str:
        tries = sum(each.tries for each in self.browsers)
        return f"{self._asked()} Meldungen über HTTP in {tries} Versuchen, {BROWSERS} Browser gleichzeitig"


WRONG = ("andere Quittung", "Serverfehler", "keine Quittung")


class Browser:
    """Sends one report after the other until it has its receipt; connections break, clicks come twice."""

    def __init__(self, port: int, slug: str, name: str, rng: Random, key_of: Key) -> None:
        self.port, self.address, self.name, self.rng, self.key_of = (
            port,
            f"/{slug}/melden/",
            name,
            rng,
            key_of,
        )
        self.codes: dict[str, str] = {}
        self.wrong: list[str] = []
        self.asked = self.tries = 0
        self.headers = {
            "Host": NAME,
            "X-Forwarded-Proto": "https",
            "Referer": f"https://{NAME}{self.address}",
            "Sec-Fetch-Site": "same-origin",
        }

    def work(self, over: threading.Event) -> None:
        page, cookies = self._patiently(lambda: self._ask("GET", ""))
        token = TOKEN.search(page)
        self.headers |= {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        while not over.is_set():
            key = f"{self.name}-{self.asked:0>20}"
            self.asked += 1
            said = {
                "observed": "Das Kind schreit jede Nacht.",
                "reporter_kind": "private",
                "danger_now": "yes",
            }
            said |= {"at": "urgent", "go": "send", "submission_key": self.key_of(key)}
            body = urlencode({**said, "csrfmiddlewaretoken": token[1] if token else ""})
            self._patiently(lambda: self._send(key, body))  # noqa: B023 - called at once

    def _patiently(self, act: Callable[[], tuple[str, str]]) -> tuple[str, str]:
        """Try until there is an answer, as a person does."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            self.tries += 1
            try:
                return act()
            except (OSError, http.client.HTTPException):
                time.sleep(0.05)
        self.wrong.append("keine Quittung")
        return "", ""

    def _send(self, key: str, body: str) -> tuple[str, str]:
        lot = self.rng.random()
        if lot < 0.15:
            self._hang_up(body, self.rng.choice((len(body), self.rng.randrange(len(body)))))
        if lot > 0.9:
            twice = threading.Thread(target=self._quietly, args=(key, body))
            twice.start()
            try:
                return self._receipt(key, body)
            finally:
                twice.join()
        return self._receipt(key, body)

    def _quietly(self, key: str, body: str) -> None:
        with suppress(OSError, http.client.HTTPException):
            self._receipt(key, body)

    def _receipt(self, key: str, body: str) -> tuple[str, str]:
        page, cookies = self._ask("POST", body)
        code = fuzz.CODE.search(page)
        if not code:
            raise http.client.HTTPException("no receipt")
        if self.codes.setdefault(key, code[0]) != code[0]:
            self.wrong.append("andere Quittung")
        return page, cookies

    def _ask(self, method: str, body: str) -> tuple[str, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, self.address, body, self.headers)
            answer = connection.getresponse()
            if answer.status >= 500:
                self.wrong.append("Serverfehler")
            cookies = "; ".join(each.split(";")[0] for each in answer.headers.get_all("Set-Cookie") or ())
            return answer.read().decode(), cookies
        finally:
            connection.close()

    def _hang_up(self, body: str, until: int) -> None:
        """Send the request, or a part of it, and be gone before the answer."""
        head = [
            f"POST {self.address} HTTP/1.1",
            *(f"{name}: {value}" for name, value in self.headers.items()),
        ]
        whole = "\r\n".join([*head, f"Content-Length: {len(body)}", "", body[:until]])
        with socket.create_connection(("127.0.0.1", self.port)) as line:
            line.sendall(whole.encode())
            if until == len(body):
                time.sleep(self.rng.random() * 0.03)


@dataclass(frozen=True, slots=True)
class Served:
    """``./run serve`` at work: its port, and the processes that answer."""

    script: int
    port: int

    def grown_up(self) -> list[int]:
        """Return those that may die, oldest first: one that dies at its start ends the whole server."""
        return sorted((pid for pid in self.workers() if _age(pid) > GROWN_UP), key=_age, reverse=True)

    def workers(self) -> list[int]:
        chief = [pid for pid in _children(self.script) if "granian" in _command(pid)]
        return [pid for each in chief for pid in _children(each)]


def _children(pid: int) -> list[int]:
    with suppress(OSError):
        threads = Path(f"/proc/{pid}/task").iterdir()
        return [int(each) for thread in threads for each in (thread / "children").read_text().split()]
    return []


def _age(pid: int) -> float:
    """Return for how many seconds a process has lived."""
    with suppress(OSError):
        began = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19])
        uptime = float(Path("/proc/uptime").read_text().split()[0])
        return uptime - began / os.sysconf("SC_CLK_TCK")
    return 0.0


def _command(pid: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_text()
    return ""


@contextmanager
def serving() -> Iterator[Served]:
    """Start ``./run serve`` on the database and with the keys of this process."""
    secret = settings.VAR / "secret"
    secret.write_text(secrets.token_urlsafe(60))
    secret.chmod(0o600)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environ = {
        **os.environ,
        "PORT": str(port),
        "PUBLIC_URL": f"https://{NAME}",
        "SCHUTZNETZ_VAR": str(settings.VAR),
        "SCHUTZNETZ_SECRET_KEY_FILE": str(secret),
        "SCHUTZNETZ_ROOT_KEY_FILE": str(settings.ROOT_KEY_FILE),
    }
    with (settings.VAR / "serve.log").open("w") as log:
        script = subprocess.Popen(
            ["./run", "serve"], cwd=ROOT, env=environ, stdout=subprocess.PIPE, stderr=log
        )
        try:
            if not any(line.startswith(b"Schutznetz l") for line in script.stdout or ()):
                raise SystemExit((settings.VAR / "serve.log").read_text())
            yield Served(script.pid, port)
        finally:
            script.terminate()
            script.wait()
