"""The product's empty database, migrated once for each state of the sources and copied from then on.

Migrating takes ten seconds of a core, and some twenty processes of the suite want a database of their own.
``python -m tools.template`` makes the copy beforehand; ``provide`` makes it when it is not there.
"""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from tools import postgres

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "var" / "templates"


def provide(**options: Any) -> None:
    """Give this process's database all tables, as ``migrate`` would leave them."""
    role = connection.settings_dict["OPTIONS"].pop("assume_role", None)  # which owns nothing
    connection.close()
    try:
        file = FOLDER / f"{sources()}.{connection.vendor}"
        empty = not connection.introspection.table_names()
        if empty and file.exists():
            _take(file)
            return
        call_command("migrate", verbosity=0, **options)
        if empty:
            _keep(file)
    finally:
        if role:
            connection.settings_dict["OPTIONS"]["assume_role"] = role
            connection.close()


def sources() -> str:
    """Return one word for everything that decides what the migrations leave."""
    engine = postgres.programs() if connection.vendor == "postgresql" else ""
    known = hashlib.sha256(repr((settings.INSTALLED_APPS, settings.DATABASE_ROLE, str(engine))).encode())
    deciding = (path for path in sorted((ROOT / "schutznetz").rglob("*.py")) if decides(path))
    for path in (*deciding, ROOT / "requirements-dev.txt"):
        known.update(f"\n{path.relative_to(ROOT)}\n".encode() + path.read_bytes())
    return known.hexdigest()[:32]


def decides(path: Path) -> bool:
    """Say whether a source may decide how the tables look: what stands above the models may not.

    So that whoever changes a page or a service does not wait for all migrations before the first test.
    """
    first, *rest = path.relative_to(ROOT / "schutznetz").with_suffix("").parts
    above = first != "kernel" and bool(rest) and rest[0] in {"services", "queries", "jobs"}
    return first not in {"web", "api", "cli", "demo"} and not above


def _keep(file: Path) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    made = file.with_suffix(f".{os.getpid()}")
    if connection.vendor == "postgresql":
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={made}")
    else:
        connection.close()  # nothing is left beside the file
        shutil.copyfile(connection.settings_dict["NAME"], made)
    made.replace(file)
    for other in set(FOLDER.glob(f"*{file.suffix}")) - {file}:
        other.unlink(missing_ok=True)


def _take(file: Path) -> None:
    from schutznetz.kernel import rowsecurity  # knows the tables, so Django is set up first

    connection.close()
    if connection.vendor == "postgresql":
        _run("pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", "--dbname", _name(), file)
        rowsecurity.protect(connection)  # roles and their rights belong to the server, not to a copy
    else:
        shutil.copyfile(file, connection.settings_dict["NAME"])


def _name() -> str:
    return str(connection.settings_dict["NAME"])


def _run(program: str, *arguments: str | Path) -> None:
    given = connection.settings_dict
    where = {"PGHOST": given["HOST"], "PGPORT": given["PORT"], "PGUSER": given["USER"], "PGDATABASE": _name()}
    subprocess.run([postgres.programs() / program, *arguments], env={**os.environ, **where}, check=True)


if __name__ == "__main__":
    import django

    django.setup()
    provide()
