"""Closed-loop load over HTTP: so many clients, each asking again as soon as it is answered."""

import http.client
import itertools
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias
from urllib.parse import urlsplit

from bench.processes import cpu_seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one stretch of load gave; CPU time is that of the server's processes alone."""

    requests: int
    cpu_ms: float
    p95_ms: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request; its answer must have this status."""

    path: str
    method: str = "GET"
    body: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    status: int = 200


Next: TypeAlias = Callable[[], Call]


def ask(
    base: str, paths: Sequence[str], *, pids: Sequence[int], clients: int, seconds: float, cookie: str = ""
) -> Run:
    """Ask for ``paths`` in turn and measure; anything but 200 raises."""
    headers = {"Cookie": cookie} if cookie else {}

    def reader(index: int) -> Next:
        turns = itertools.count(index * 7)
        return lambda: Call(path=paths[next(turns) % len(paths)], headers=headers)

    return drive(base, [reader(index) for index in range(clients)], pids=pids, seconds=seconds)


def drive(base: str, clients: Sequence[Next], *, pids: Sequence[int], seconds: float) -> Run:
    """Let clients call one after the other for so long, each by its own tale, and measure."""
    latencies: list[list[float]] = [[] for _ in clients]
    failures: list[str] = []
    until = time.monotonic() + seconds
    before = cpu_seconds(*pids)
    threads = [
        threading.Thread(target=_client, args=(base, tale, until, took, failures))
        for tale, took in zip(clients, latencies, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise RuntimeError(failures[0])
    spent = cpu_seconds(*pids) - before
    took = sorted(one for each in latencies for one in each)
    return Run(requests=len(took), cpu_ms=spent * 1000 / len(took), p95_ms=took[int(len(took) * 0.95)] * 1000)


def _client(base: str, tale: Next, until: float, latencies: list[float], failures: list[str]) -> None:
    connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=30)
    while time.monotonic() < until and not failures:
        call = tale()
        started = time.monotonic()
        connection.request(
            call.method, call.path, body=call.body, headers={"Accept-Language": "de", **call.headers}
        )
        answer = connection.getresponse()
        answer.read()
        latencies.append(time.monotonic() - started)
        if answer.status != call.status:
            failures.append(f"{answer.status} for {call.path}")
    connection.close()
