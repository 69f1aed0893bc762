"""Databases to measure on: an SQLite file or a durable PostgreSQL of our own, ours and the floor's apart."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg

from bench.processes import ROOT, parent_of
from tools import postgres

ENGINES = ("sqlite", "postgresql")
asked: list[str] = []  # those the program is to measure on; empty for all


@dataclass(frozen=True, slots=True)
class Stage:
    """Where ours and the floor's data lie; ``pids`` are the servers whose time counts as well."""

    engine: str
    ours: dict[str, str]
    floor: dict[str, str]
    pids: tuple[int, ...]


@contextmanager
def stage(engine: str) -> Iterator[Stage]:
    with tempfile.TemporaryDirectory(prefix="schutznetz-bench-") as name:
        var = {"SCHUTZNETZ_VAR": name, "DJANGO_SETTINGS_MODULE": "bench.settings"}
        if engine == "sqlite":
            ours = f"sqlite:///{name}/ours.sqlite3"
            floor = f"sqlite:///{name}/floor.sqlite3"
            yield Stage(engine, {**var, "DATABASE_URL": ours}, {**var, "FLOOR_DATABASE": floor}, ())
            return
        with postgres.server(durable=True) as url:
            floor = url.rpartition("/")[0] + "/floor"
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute("CREATE DATABASE floor")
                row = connection.execute("SELECT pg_backend_pid()").fetchone()
                pid = parent_of(row[0]) if row else 0
            yield Stage(engine, {**var, "DATABASE_URL": url}, {**var, "FLOOR_DATABASE": floor}, (pid,))


def run(module: str, environment: dict[str, str], *arguments: str) -> None:
    """Run a module of the bench to its end; its failure is ours."""
    command = [sys.executable, "-m", module, *arguments]
    subprocess.run(command, env={**os.environ, **environment}, cwd=ROOT, check=True)


def at_once(*programs: tuple[str, dict[str, str], Sequence[str]]) -> None:
    """Run several modules beside each other to their end; the failure of one is ours."""
    started = [
        subprocess.Popen(
            [sys.executable, "-m", module, *arguments], env={**os.environ, **environment}, cwd=ROOT
        )
        for module, environment, arguments in programs
    ]
    answers = [program.wait() for program in started]
    if any(answers):
        raise RuntimeError(f"Filling ended with {answers}.")


def answer(module: str, environment: dict[str, str], *arguments: str) -> str:
    """Run a module of the bench and return the last line that it printed."""
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(
        command, env={**os.environ, **environment}, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout.splitlines()[-1]


def engines() -> list[str]:
    """Return the engines that were asked for, else those that this machine can start."""
    if asked:
        return asked
    try:
        postgres.programs()
    except postgres.NoPostgres:
        return ["sqlite"]
    return list(ENGINES)
