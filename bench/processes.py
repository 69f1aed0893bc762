"""Starting what is measured, and reading the CPU time of whole process trees from /proc."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TICK = os.sysconf("SC_CLK_TCK")
workers = 2  # that serve; one at the smoke size, where loading the product twice proves nothing more


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server(app: str, environment: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    """Serve a WSGI application on a free port; yields its address and the pid of its tree."""
    port = free_port()
    command = [
        str(Path(sys.executable).parent / "granian"), "--interface", "wsgi", "--host", "127.0.0.1",
        "--port", str(port), "--workers", str(workers), "--blocking-threads", "1", "--no-ws",
        "--no-access-log", "--log-level", "warning", app,
    ]  # fmt: skip
    process = subprocess.Popen(
        command,
        env={**os.environ, **environment},
        cwd=ROOT,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait_for(port, process)
        yield f"http://127.0.0.1:{port}", process.pid
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)


@contextmanager
def module(name: str, environment: Mapping[str, str], *arguments: str) -> Iterator[int]:
    """Run a module of the bench beside what is measured; yields its pid once it has said a line."""
    command = [sys.executable, "-m", name, *arguments]
    process = subprocess.Popen(
        command, env={**os.environ, **environment}, cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        if process.stdout is None or not process.stdout.readline():
            raise RuntimeError(f"{name} did not begin.")
        yield process.pid
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                time.sleep(1)  # Granian forgets its workers when it is stopped before they serve
                return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError("The server did not come up.")


def parent_of(pid: int) -> int:
    return int(_stat(pid)[1])


def cpu_seconds(*roots: int) -> float:
    """Return user and system time of these processes, all their children, and children already gone."""
    children: dict[int, list[int]] = {}
    times: dict[int, float] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                stat = _stat(int(entry.name))
            except OSError:
                continue  # it ended meanwhile
            children.setdefault(int(stat[1]), []).append(int(entry.name))
            times[int(entry.name)] = sum(int(value) for value in stat[11:15]) / TICK
    total, left = 0.0, list(roots)
    while left:
        pid = left.pop()
        total += times.get(pid, 0.0)
        left += children.get(pid, [])
    return total


def _stat(pid: int) -> list[str]:
    """Return the fields of /proc/PID/stat behind the name: state first, then the parent."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
