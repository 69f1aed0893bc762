"""A small file system to fill: only root may attach one; others name a folder where one is attached."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

SIZE = "192m"
LARGEST = 512 * 1024 * 1024
HOW = f"""Für die volle Platte braucht es ein kleines Dateisystem, und einhängen darf es nur root. Entweder:
  sudo ./run prove disk
oder einmal einhängen und den Ordner nennen:
  sudo mount -t tmpfs -o size={SIZE},mode=1777 tmpfs /mnt
  ./run prove disk --disk /mnt"""


@contextmanager
def disk(folder: str | None) -> Iterator[str]:
    """Attach one for a while, or take the folder that somebody has prepared."""
    if folder:
        yield folder
        return
    with TemporaryDirectory(prefix="schutznetz-disk-") as name:
        options = f"size={SIZE},mode=1777"
        attached = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", options, "tmpfs", name], stderr=subprocess.DEVNULL, check=False
        )
        if attached.returncode:
            raise SystemExit(HOW)
        try:
            yield name
        finally:
            subprocess.run(["umount", "--lazy", name], check=True)


def insist(folder: str) -> None:
    """Refuse to fill a disk that others need."""
    place = os.statvfs(folder)
    if place.f_blocks * place.f_frsize > LARGEST:
        raise SystemExit(f"{folder} ist zu groß, um es zu füllen.\n{HOW}")
