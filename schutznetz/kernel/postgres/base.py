"""Database backend that tells PostgreSQL the open network scope, for row-level security.

The setting lives as long as the session and is told again only when the scope has changed, so reads in
autocommit are confined too. A rollback takes a setting back: after one, nothing is assumed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.backends.postgresql import base

from schutznetz.kernel import scopes

SETTING = "schutznetz.network"


class DatabaseWrapper(base.DatabaseWrapper):
    _told: str | None = None  # what this session was told last; None: unknown
    _between = False  # inside transaction control, where no other statement may run

    def create_cursor(self, name: str | None = None) -> Any:
        wanted = scopes.opened()
        if wanted != self._told and not self._between:
            self.connection.execute("SELECT set_config(%s, %s, false)", [SETTING, wanted])
            self._told = wanted
        return super().create_cursor(name)

    def connect(self) -> None:
        self._told = None
        super().connect()

    def _rollback(self) -> Any:
        self._told = None
        return super()._rollback()  # type: ignore[misc]  # not in the stubs

    def _savepoint(self, sid: str) -> None:
        with self._undisturbed():
            super()._savepoint(sid)  # type: ignore[misc]  # not in the stubs

    def _savepoint_rollback(self, sid: str) -> None:
        with self._undisturbed():
            super()._savepoint_rollback(sid)  # type: ignore[misc]  # not in the stubs
        self._told = None

    def _savepoint_commit(self, sid: str) -> None:
        with self._undisturbed():
            super()._savepoint_commit(sid)  # type: ignore[misc]  # not in the stubs

    @contextmanager
    def _undisturbed(self) -> Iterator[None]:
        self._between = True
        try:
            yield
        finally:
            self._between = False
