"""Sessions in the database that know their person (``SESSION_ENGINE``)."""

from datetime import UTC, datetime
from typing import Any, cast
from uuid import UUID

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from schutznetz.accounts.models import Session

BEGAN = "began"  # instants in seconds since 1970
SEEN = "seen"


class SessionStore(DatabaseStore):
    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row = cast("Session", super().create_model_instance(data))
        user = data.get(SESSION_KEY)
        row.user_id = UUID(user) if user else None
        row.began_at = _instant(data.get(BEGAN))
        row.seen_at = _instant(data.get(SEEN))
        return row


def _instant(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


def end_others(user_id: Any, *, keep: str) -> int:
    """Sign somebody out everywhere but here: her own wish, or what follows when she changes a factor."""
    return Session.objects.filter(user_id=user_id).exclude(session_key=keep).delete()[0]
