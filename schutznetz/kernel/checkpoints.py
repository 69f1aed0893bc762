"""Signed marks of how far each network's chain had come, kept outside the database and only ever added to.

Each line follows from the one before it, so that a line taken out of the middle is missed as well.
"""

import base64
import fcntl
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from io import FileIO
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from schutznetz.kernel import clock

START = "0" * 64
REACHED = "reached"
RESTORED = "restored"  # a backup was put back: the chain goes on from an earlier number


class Broken(RuntimeError):
    """The chain is shorter than what was sealed: rows are missing. Nothing is added on top of that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """One line. ``genuine`` when its signature fits and it follows from the line before."""

    kind: str
    network: str
    number: int
    chain: str
    at: str
    genuine: bool = True


def path(network_id: UUID) -> Path:
    return Path(settings.CHECKPOINTS) / f"{network_id}.log"


def read(network_id: UUID) -> list[Checkpoint]:
    """Return every line of the network's file, judged; nothing when there is no file."""
    file, found, previous = path(network_id), [], START
    if not file.exists():
        return []
    for line in file.read_bytes().splitlines():
        checkpoint, follows = _judge(line, previous)
        found.append(checkpoint if follows else _strange(checkpoint))
        previous = hashlib.sha256(line).hexdigest()
    return found


def seal(network_id: UUID, reach: Callable[[], tuple[int, bytes]], kind: str = REACHED) -> None:
    """Add a line for the entry reached, durable on return; nothing when it is there already.

    ``reach`` says how far, and is asked while nobody else can add a line: else of two linkers the slower
    one would be taken for a shortened chain. Raises Broken when an earlier line had reached further.
    """
    with _opened(network_id) as file:
        number, chain = reach()
        lines = file.read().splitlines()
        last = _judge(lines[-1], START)[0] if lines else None
        if last and kind == REACHED:
            if last.number > number:
                raise Broken(f"{network_id}: {number} < {last.number}")
            if last.number == number:
                return
        previous = hashlib.sha256(lines[-1]).hexdigest() if lines else START
        text = f"{kind} {network_id} {number} {chain.hex()} {clock.now().isoformat()} {previous}"
        _append(file, f"{text} {sign(text.encode())}\n".encode())


def _append(file: FileIO, line: bytes) -> None:
    """Write the whole line or none of it: half a line, left by a full disk, would look like a forgery."""
    before = file.seek(0, os.SEEK_END)
    try:
        while line:
            line = line[file.write(line) :]
        os.fsync(file.fileno())
    except OSError:
        file.truncate(before)
        raise


@contextmanager
def _opened(network_id: UUID) -> Iterator[FileIO]:
    """Hold the file alone, so that two linkers cannot write two histories."""
    folder = path(network_id).parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path(network_id), os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    with FileIO(handle, "r+") as file:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield file


def _judge(line: bytes, previous: str) -> tuple[Checkpoint, bool]:
    parts = line.decode(errors="replace").split(" ")
    if len(parts) != 7 or not parts[2].isascii() or not parts[2].isdigit():
        return Checkpoint(kind="", network="", number=0, chain="", at="", genuine=False), False
    kind, network, number, chain, at, before, signature = parts
    checkpoint = Checkpoint(
        kind=kind,
        network=network,
        number=int(number),
        chain=chain,
        at=at,
        genuine=is_signed(line.rpartition(b" ")[0], signature),
    )
    return checkpoint, before == previous


def _strange(checkpoint: Checkpoint) -> Checkpoint:
    return Checkpoint(
        kind=checkpoint.kind,
        network=checkpoint.network,
        number=checkpoint.number,
        chain=checkpoint.chain,
        at=checkpoint.at,
        genuine=False,
    )


def sign(text: bytes) -> str:
    """Vouch for a text with the key of this installation."""
    return base64.b64encode(_key(Path(settings.AUDIT_KEY_FILE)).sign(text)).decode()


def is_signed(text: bytes, signature: str) -> bool:
    try:
        _key(Path(settings.AUDIT_KEY_FILE)).public_key().verify(base64.b64decode(signature), text)
    except (InvalidSignature, ValueError):
        return False
    return True


@lru_cache(maxsize=4)
def _key(file: Path) -> Ed25519PrivateKey:
    """Read the signing key, or make one on the first start of an installation."""
    if not file.exists():
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with FileIO(handle, "w") as new:
            new.write(base64.b64encode(Ed25519PrivateKey.generate().private_bytes_raw()) + b"\n")
            os.fsync(handle)
    return Ed25519PrivateKey.from_private_bytes(base64.b64decode(file.read_bytes()))
