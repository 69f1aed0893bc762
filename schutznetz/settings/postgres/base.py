"""Database backend that tells PostgreSQL the open network scope, for row-level security.

The setting lives as long as the session and is told again only when the scope has changed, so reads in
autocommit are confined too. A rollback takes a setting back: after one, nothing is assumed.
"""

from collections.abc import Callable
from typing import Any

from django.db.backends.postgresql import base

from schutznetz.kernel import scopes

_Planned: Any = base.ServerBindingCursor  # the stubs do not know what it takes


def _undisturbed(name: str, *, takes_back: bool) -> Callable[..., Any]:
    """Run a step of transaction control, in which no other statement may come between."""
    step = getattr(base.DatabaseWrapper, name)

    def run(self: "DatabaseWrapper", *args: Any) -> Any:
        self._between = True
        try:
            return step(self, *args)
        finally:
            self._between = False
            if takes_back:
                self._told = None

    return run


class DatabaseWrapper(base.DatabaseWrapper):
    _told: str | None = None  # what this session was told last; None: unknown
    _between = False  # inside transaction control

    def create_cursor(self, name: str | None = None) -> Any:
        self._tell()
        return super().create_cursor(name)

    def planned_cursor(self) -> Any:
        """Return a cursor whose statements are planned once a connection, for texts that never change."""
        engine: Any = self  # the stubs leave out how a cursor is wrapped
        engine.close_if_health_check_failed()
        engine.ensure_connection()
        with engine.wrap_database_errors:
            self._tell()
            return engine._prepare_cursor(_Planned(self.connection))

    def _tell(self) -> None:
        wanted = scopes.opened()
        if wanted != self._told and not self._between:
            self.connection.execute("SELECT set_config(%s, %s, false)", [scopes.SETTING, wanted])
            self._told = wanted

    def connect(self) -> None:
        self._told = None
        super().connect()

    _rollback = _undisturbed("_rollback", takes_back=True)
    _savepoint = _undisturbed("_savepoint", takes_back=False)
    _savepoint_commit = _undisturbed("_savepoint_commit", takes_back=False)
    _savepoint_rollback = _undisturbed("_savepoint_rollback", takes_back=True)
