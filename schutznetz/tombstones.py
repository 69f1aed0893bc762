"""Which records are deleted for good: a file outside the database, so that no backup revives them.

Each line is sealed under the root key and bound to its place and to the line before it: none can be
read, changed, taken out or put elsewhere without the file failing as a whole. A line is written last
before the deletion commits: should the machine die in between, two people had decided, and the next start
asks for the deletion to be completed.
"""

import base64
import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from io import FileIO
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from django.conf import settings

from schutznetz.kernel import keys

START = "0" * 64


class Damaged(RuntimeError):
    """A line does not open: the file is not the one that was written, or the root key is another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """One deletion without content: random identifiers, and what its record in the database says."""

    deletion: str
    network: str
    at: str
    reports: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    proof: dict[str, Any] | None = None


def path() -> Path:
    return Path(settings.DELETIONS) / "deletions.log"


def keep_ready() -> None:
    """Make the list, empty: where it is missing, nobody can say that nothing was deleted."""
    path().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path().touch(0o600)


def bring(folder: Path) -> None:
    """Take over the list that was kept elsewhere, unless a longer one is here. Raises FileNotFoundError."""
    there, here = folder / path().name, path()
    if not there.is_file():
        raise FileNotFoundError(there)
    keep_ready()
    if here.stat().st_size < there.stat().st_size:
        shutil.copyfile(there, here)


def read() -> list[Tombstone]:
    """Return every line, oldest first. Raises ``Damaged``."""
    return _opened_lines(path().read_bytes().splitlines()) if path().exists() else []


def write(stone: Tombstone) -> None:
    """Add a line, durable on return."""
    with _held() as file:
        lines = file.read().splitlines()
        clear = json.dumps(asdict(stone), sort_keys=True).encode()
        sealed = base64.b64encode(keys.seal_global(_place(lines), clear))
        before = file.seek(0, os.SEEK_END)
        try:
            file.write(sealed + b"\n")
            os.fsync(file.fileno())
        except OSError:
            file.truncate(before)  # half a line would look like a forgery
            raise


def _opened_lines(lines: list[bytes]) -> list[Tombstone]:
    found = []
    for number, line in enumerate(lines):
        try:
            clear = json.loads(keys.open_global(_place(lines[:number]), base64.b64decode(line)))
        except (InvalidTag, ValueError, KeyError) as error:
            raise Damaged(f"line {number + 1}") from error
        lists: dict[str, Any] = {name: tuple(clear[name]) for name in ("reports", "cases")}
        found.append(Tombstone(**{**clear, **lists}))
    return found


def _place(before: list[bytes]) -> str:
    last = hashlib.sha256(before[-1]).hexdigest() if before else START
    return f"deletion:{len(before)}:{last}"


@contextmanager
def _held() -> Iterator[FileIO]:
    keep_ready()
    handle = os.open(path(), os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    with FileIO(handle, "r+") as file:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield file


def names(stones: list[Tombstone]) -> dict[UUID, set[UUID]]:
    """Return all deleted records by network."""
    found: dict[UUID, set[UUID]] = {}
    for stone in stones:
        found.setdefault(UUID(stone.network), set()).update(
            UUID(each) for each in (*stone.reports, *stone.cases)
        )
    return found
