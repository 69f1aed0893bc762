"""The gate: every check of the house in order, each with its time; the first red one stops it.

``python -m tools.gate all`` runs everything; other gears: static, papers, quick, sqlite, postgres, journeys.
"""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tools import translations

BIN = Path(sys.executable).parent
PYTHON = sys.executable
CORES = "2"  # what the continuous integration has
WORKERS = "3"  # of the tests: some wait for a server, a browser or a program that they started


@dataclass(frozen=True, slots=True)
class Step:
    """``shown`` steps write to the screen as they run; the others only when they fail."""

    name: str
    command: tuple[str, ...]
    shown: bool = False


def tool(name: str, *arguments: str) -> tuple[str, ...]:
    return (str(BIN / name), *arguments)


def django(*arguments: str) -> tuple[str, ...]:
    return (PYTHON, "manage.py", *arguments)


def pytest(*arguments: str) -> tuple[str, ...]:
    # Each worker goes through files one after the other and takes what is left to others at the end;
    # at the end stands what was skipped, and why.
    return (PYTHON, "-m", "pytest", "-n", WORKERS, "--dist", "worksteal", "-r", "s", *arguments)


STATIC = (
    Step("Typen (mypy)", tool("mypy", "schutznetz", "tests", "tools")),
    Step("Stil (ruff)", tool("ruff", "check", ".")),
    Step("Format (ruff)", tool("ruff", "format", "--check", ".")),
    Step("Vorlagen (djlint)", tool("djlint", "--lint", "--quiet", "schutznetz")),
    Step("Schwachstellen (bandit)", tool("bandit", "-q", "-ll", "-r", "schutznetz", "-c", "pyproject.toml")),
    Step("Verträge (import-linter)", tool("lint-imports", "--no-cache")),
    Step("Prüfungen beim Start", django("check", "--fail-level", "WARNING")),
    Step("Migrationen vollständig", django("makemigrations", "--check", "--dry-run")),
)
EMPTY = "-m", "tools.template"  # made while mypy keeps the other core busy
TEMPLATES = (
    Step("Leere Datenbank auf SQLite", (PYTHON, *EMPTY)),
    Step("Leere Datenbank auf PostgreSQL", (PYTHON, "-m", "tools.postgres", PYTHON, *EMPTY)),
)
TEXTS = Step("Übersetzungen", (PYTHON, "-m", "tools.translations", "check"))
PAGES = Step("Erzeugte Seiten", (PYTHON, "-m", "tools.documents"))
SQLITE = Step("Tests auf SQLite", pytest("-m", "not journey and not postgres"), shown=True)
POSTGRES = Step(
    "Tests auf PostgreSQL",
    (
        PYTHON,
        "-m",
        "tools.postgres",
        *pytest("-m", "not journey and not static and not once"),
    ),
    shown=True,
)
JOURNEYS = Step("Wege im Browser", pytest("-m", "journey", "tests/journeys"), shown=True)
GEARS: dict[str, tuple[Step, ...]] = {
    "static": (),
    "papers": (TEXTS, PAGES),
    "quick": (TEXTS, PAGES, SQLITE),
    "sqlite": (SQLITE,),
    "postgres": (POSTGRES,),
    "journeys": (JOURNEYS,),
    "all": (TEXTS, PAGES, SQLITE, POSTGRES, JOURNEYS),
}
BEFORE = {"static": STATIC, "quick": STATIC, "all": (*STATIC, *TEMPLATES)}


def run(step: Step) -> bool:
    began = time.monotonic()
    if step.shown:
        print(f"· {step.name} …", flush=True)
    done = subprocess.run(
        step.command,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=None if step.shown else subprocess.PIPE,
        stderr=None if step.shown else subprocess.STDOUT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "schutznetz.settings.test"},
    )
    red = done.returncode != 0
    if red and done.stdout:
        print(done.stdout.decode(errors="replace"), flush=True)
    print(f"{'ROT  ' if red else 'grün '} {step.name} ({time.monotonic() - began:.0f} s)", flush=True)
    return not red


def main(gear: str) -> int:
    if gear not in GEARS:
        print(f"Unbekannt: {gear}. Möglich: {', '.join(GEARS)}")
        return 2
    began = time.monotonic()
    translations.compile_all()
    with ThreadPoolExecutor(int(CORES)) as lanes:
        if not all(list(lanes.map(run, BEFORE.get(gear, ())))):
            return 1
    for step in GEARS[gear]:
        if not run(step):
            return 1
    print(f"Alles grün in {time.monotonic() - began:.0f} s.", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1] if len(sys.argv) > 1 else "all"))
