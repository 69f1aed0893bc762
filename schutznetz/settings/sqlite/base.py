"""SQLite admits one writer at a time, and lets the others find out by sleeping and asking again.

Who sleeps longest loses: with eight writers one of them waited ten seconds. Therefore whoever begins a
transaction first queues: at a lock within the process, and its first at a lock on a file beside the
database. When a process is killed, the system frees its place.
"""

import fcntl
import os
from collections import defaultdict
from threading import Lock
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

_within: defaultdict[str, Lock] = defaultdict(Lock)


Engine: Any = base.DatabaseWrapper  # the stubs leave out what is overridden here


class DatabaseWrapper(Engine):  # type: ignore[misc]  # see above
    _gate: int | None = None
    _held = ""  # the name of the database whose turn this connection has

    def planned_cursor(self) -> Any:
        """Return what ``cursor`` returns: SQLite keeps the plans of its last statements by itself."""
        return self.cursor()

    def _start_transaction_under_autocommit(self) -> None:
        self._enter()
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self._leave()
            raise

    def _commit(self) -> Any:
        done = super()._commit()  # when it fails, Django rolls back
        self._leave()
        return done

    def _rollback(self) -> Any:
        try:
            return super()._rollback()
        finally:
            self._leave()

    def _close(self) -> Any:
        try:
            return super()._close()
        finally:
            self._leave()
            gate, self._gate = self._gate, None
            if gate is not None:
                os.close(gate)

    def _enter(self) -> None:
        if self._held or self.is_in_memory_db():
            return
        name = str(self.settings_dict["NAME"])
        if not _within[name].acquire(timeout=self.settings_dict["OPTIONS"].get("timeout", 5)):
            raise OperationalError("database is locked")
        self._held = name
        if self._gate is None:
            self._gate = os.open(f"{name}.gate", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(self._gate, fcntl.LOCK_EX)

    def _leave(self) -> None:
        name, self._held = self._held, ""
        if name:
            if self._gate is not None:
                fcntl.flock(self._gate, fcntl.LOCK_UN)
            _within[name].release()
