"""Which database: SQLite with durable settings, or PostgreSQL from ``DATABASE_URL``."""

import os
import secrets
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pysqlite3  # type: ignore[import-untyped]  # ships no stubs

# Debian's library carries the WAL-reset bug; Django must meet the newer one when it imports the driver.
sys.modules["sqlite3"] = pysqlite3

ROLE = "schutznetz_app"  # on PostgreSQL: may read and write rows, owns nothing
SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;PRAGMA secure_delete=ON;"
        "PRAGMA mmap_size=134217728;"  # a search reads a thousand rows, each from another page
    ),
}


def database(url: str, default: Path) -> dict[str, Any]:
    """Read ``postgresql://user:password@host:port/name`` or ``sqlite:///path``; empty means ``default``."""
    parts = urlsplit(url)
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "schutznetz.settings.postgres",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_HEALTH_CHECKS": True,
            "CONN_MAX_AGE": 600,
            # Two scans of a table begin at the same row, so that a search cut at its cap can be paged.
            "OPTIONS": {
                "assume_role": ROLE,
                "options": "-c synchronize_seqscans=off",
                "prepare_threshold": 0,  # at once, for ``planned_cursor``; all others bind in the client
            },
        }
    if parts.scheme not in {"", "sqlite"}:
        raise ValueError("DATABASE_URL beginnt mit postgresql:// oder sqlite:///")
    name = parts.path or str(default)
    return {
        "ENGINE": "schutznetz.settings.sqlite",
        "NAME": name,
        "OPTIONS": dict(SQLITE),
        "CONN_MAX_AGE": 600,
    }


def own_secret(path: Path) -> str:
    """The demo's session secret: made once on this machine, so that no two demos share one."""
    with suppress(FileExistsError):
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(64))
    return path.read_text()
