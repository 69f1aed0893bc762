"""Closed-loop load over HTTP: so many clients, each asking again as soon as it is answered."""

import http.client
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from bench.processes import cpu_seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one stretch of load gave; CPU time is that of the server's processes alone."""

    requests: int
    cpu_ms: float
    p95_ms: float


def ask(
    base: str, paths: Sequence[str], *, pids: Sequence[int], clients: int, seconds: float, cookie: str = ""
) -> Run:
    """Ask for ``paths`` in turn and measure; anything but 200 raises."""
    latencies: list[list[float]] = [[] for _ in range(clients)]
    failures: list[str] = []
    until = time.monotonic() + seconds
    before = cpu_seconds(*pids)
    threads = [
        threading.Thread(target=_client, args=(base, paths, index, until, latencies[index], failures, cookie))
        for index in range(clients)
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


def _client(
    base: str,
    paths: Sequence[str],
    index: int,
    until: float,
    latencies: list[float],
    failures: list[str],
    cookie: str,
) -> None:
    headers = {"Accept-Language": "de", **({"Cookie": cookie} if cookie else {})}
    connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=30)
    turn = index * 7
    while time.monotonic() < until and not failures:
        path = paths[turn % len(paths)]
        turn += 1
        started = time.monotonic()
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        latencies.append(time.monotonic() - started)
        if answer.status != 200:
            failures.append(f"{answer.status} for {path}")
    connection.close()
