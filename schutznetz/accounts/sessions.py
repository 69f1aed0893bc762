"""Sessions in the database that know their person (``SESSION_ENGINE``)."""

from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, cast
from uuid import UUID

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db.models import QuerySet

from schutznetz import prepared
from schutznetz.accounts.models import Session, User
from schutznetz.kernel import clock

BEGAN = "began"  # instants in seconds since 1970
SEEN = "seen"

_loaded: ContextVar[User | None] = ContextVar("loaded", default=None)


class SessionStore(DatabaseStore):
    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _get_session_from_db(self) -> Session | None:
        """Read the session and its person with one query; a page asks for both."""
        _loaded.set(None)
        width = len(Session._meta.concrete_fields)
        for columns in prepared.rows("session", _session, self.session_key, clock.now()):
            session = prepared.record(Session, columns[:width])
            if session.user_id:
                _loaded.set(prepared.record(User, columns[width:]))
            return session
        self._session_key = None
        return None

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row = cast("Session", super().create_model_instance(data))
        user = data.get(SESSION_KEY)
        row.user_id = UUID(user) if user else None
        row.began_at = _instant(data.get(BEGAN))
        row.seen_at = _instant(data.get(SEEN))
        return row


def _session(key: str, at: datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=at).select_related("user")


def loaded(user_id: Any) -> User | None:
    """Hand out, once, the person who was read with the last session of this thread, if it is she."""
    person = _loaded.get()
    _loaded.set(None)
    return person if person is not None and str(person.pk) == str(user_id) else None


def _instant(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


def end_others(user_id: Any, *, keep: str) -> int:
    """Sign somebody out everywhere but here: her own wish, or what follows when she changes a factor."""
    return Session.objects.filter(user_id=user_id).exclude(session_key=keep).delete()[0]
