"""The root key: one small file outside the database. Without it, nothing sealed opens again.

One line a version (``number hexadecimal``); the last one seals, the earlier ones still open.
"""

import os
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from schutznetz.kernel import vault


class RootKeyRefused(RuntimeError):
    """The file is missing, readable by others, or lies where the database is backed up."""


_loaded: dict[Path, dict[int, bytes]] = {}


def path() -> Path:
    return Path(settings.ROOT_KEY_FILE)


def keys() -> dict[int, bytes]:
    """Return the root keys by version, newest last."""
    file = path()
    if file not in _loaded:
        if not file.exists() and settings.ROOT_KEY_ON_DEMAND:
            with suppress(RootKeyRefused):  # another process was first
                create()
        _loaded[file] = _read(file)
    return _loaded[file]


def newest() -> tuple[int, bytes]:
    version = max(keys())
    return version, keys()[version]


def of_version(version: int) -> bytes:
    """Return one version; reads the file again when another process has added it meanwhile."""
    if version not in keys():
        _loaded.pop(path())
    if version not in keys():
        raise RootKeyRefused(f"Hauptschlüssel {version} fehlt in {path()}.")
    return keys()[version]


def create() -> None:
    """Write the first version. Raises RootKeyRefused when there is a file already."""
    file = path()
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = file.with_suffix(f".{os.getpid()}")
    _append(draft, 1)
    try:
        os.link(draft, file)  # whole or not at all, and never over another one
    except FileExistsError:
        raise RootKeyRefused(f"{file} gibt es schon; nichts wurde geändert.") from None
    finally:
        draft.unlink()


def add_version() -> int:
    """Append a new version and return its number."""
    version = max(keys()) + 1
    _append(path(), version)
    _loaded.pop(path())
    return version


def _append(file: Path, version: int) -> None:
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "w") as out:
        out.write(f"{version} {vault.new_key().hex()}\n")
        out.flush()
        os.fsync(out.fileno())


def _read(file: Path) -> dict[int, bytes]:
    if not file.exists():
        raise RootKeyRefused(
            f"Der Hauptschlüssel {file} fehlt. Neue Einrichtung: manage.py create_root_key. "
            "Bestehende Daten: die Datei aus der Verwahrung zurücklegen."
        )
    if file.stat().st_mode & 0o077:
        raise RootKeyRefused(f"{file} ist für andere lesbar. Bitte: chmod 600 {file}")
    if file.parent in {Path(str(base["NAME"])).resolve().parent for base in settings.DATABASES.values()}:
        raise RootKeyRefused(f"{file} liegt neben der Datenbank und geriete in deren Sicherung.")
    lines = (line.split() for line in file.read_text().splitlines())
    return {int(version): bytes.fromhex(key) for version, key in lines}
