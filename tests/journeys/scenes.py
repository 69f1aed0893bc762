"""Scenes that are built once: most screens look at a world that another screen has looked at before.

A scene is a copy of the whole database as a builder of ``tests/screens`` left it, with what the builder
returned. It is taken and put back only while nothing else was written since the town was founded, and at the
hour of the test: a builder that does something first, or at another hour, simply builds. SQLite can do that;
on PostgreSQL everything is built.
"""

import copy
import sqlite3
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from schutznetz.kernel import clock, keyring, tenancy
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Assignment, Network
from tests.screens import Stage, found_stage

ACTING = (Role.INTAKE, Role.CASE_WORKER, Role.TEAM_LEAD)  # builders ask for them before they build


@dataclass(frozen=True, slots=True)
class Scene:
    database: sqlite3.Connection
    network: Network
    people: dict[Role, Assignment]
    made: Any

    def told(self) -> tuple[Network, dict[Role, Assignment], Any]:
        return copy.deepcopy((self.network, self.people, self.made))


class Scenes:
    def __init__(self) -> None:
        self._empty = _copied()
        self._kept: dict[Hashable, Scene] = {}
        self._untouched: tuple[int, datetime] | None = None  # when the founded town was put on stage

    def begin(self) -> Stage:
        """Put the founded town on stage."""
        if found_stage not in self._kept:
            self._keep(found_stage, _founded(), None)
        network, people, _made = self._put(found_stage)
        self._untouched = _now()
        return Stage(network, people, self.built)

    def end(self) -> None:
        """Leave the database as empty as other tests expect it."""
        _overwrite(self._empty)
        keyring.forget()

    def built(self, stage: Stage, build: Callable[[Stage], Any]) -> Any:
        """Return what the builder made: of its scene if that can be put on stage, else made anew."""
        if self._untouched != _now():
            return build(stage)
        if build not in self._kept:
            self._keep(build, stage, build(stage))
            return self._kept[build].told()[2]
        self._untouched = None
        _network, people, made = self._put(build)
        stage.people.update(people)
        return made

    def _keep(self, build: Hashable, stage: Stage, made: Any) -> None:
        told = copy.deepcopy((stage.network, stage.people, made))
        self._kept[build] = Scene(_copied(), *told)

    def _put(self, build: Hashable) -> tuple[Network, dict[Role, Assignment], Any]:
        scene = self._kept[build]
        _overwrite(scene.database)
        keyring.forget()
        return scene.told()


def _founded() -> Stage:
    stage = found_stage()
    for role in ACTING:
        stage.assignment(role)
    with tenancy.scope(stage.network.pk):
        keyring.newest_pair()
    return stage


def _now() -> tuple[int, datetime]:
    """Return how many rows this connection has written so far, and the hour that the builders see."""
    connection.ensure_connection()
    return int(connection.connection.total_changes), clock.now()


def _copied() -> sqlite3.Connection:
    kept = sqlite3.connect(":memory:")
    connection.ensure_connection()
    connection.connection.backup(kept)
    return kept


def _overwrite(kept: sqlite3.Connection) -> None:
    connection.ensure_connection()
    kept.backup(connection.connection)
