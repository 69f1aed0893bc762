"""Which browsers somebody has signed in with: a signed mark kept on the device, nothing of it here."""

from typing import Any

from django.conf import settings
from django.core import signing
from django.utils.crypto import salted_hmac

from schutznetz.accounts.models import User

SALT = "device"
KEPT = 365 * 24 * 3600  # seconds
AT_ONE = 8  # people who share a browser; the longest unseen makes room


def is_known(request: Any, user: User) -> bool:
    return _mark(user) in _marks(request)


def remember(request: Any, response: Any, user: User) -> None:
    """Note on the device that this person has signed in there."""
    marks = [_mark(user), *_marks(request)][:AT_ONE]
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.dumps(marks, salt=SALT),
        max_age=KEPT,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def _marks(request: Any) -> list[str]:
    try:
        marks: list[str] = signing.loads(
            request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""), salt=SALT, max_age=KEPT
        )
    except signing.BadSignature:
        return []
    return marks


def _mark(user: User) -> str:
    """Tell nobody who it is; with a new password, every device counts as new again."""
    return salted_hmac(SALT, f"{user.pk}|{user.get_session_auth_hash()}", algorithm="sha256").hexdigest()[:32]
