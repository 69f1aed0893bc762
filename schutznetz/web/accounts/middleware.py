"""How long a session lives: until nobody has used it for a while, and never longer than a working day."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse

from schutznetz.accounts.sessions import BEGAN, SEEN
from schutznetz.kernel import clock

NOTE_EVERY = 60  # seconds: a click is noted once a minute, not with a write for each
ON_CALL = "on_call"


def session_rules(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """End sessions that were left alone or have lasted too long; public pages never get here."""

    def rules(request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            if _is_over(request.session):
                logout(request)  # what she sends now is kept on the page, see SignInFirst
            else:
                _note(request.session)
        return get_response(request)

    return rules


def _is_over(session: SessionBase) -> bool:
    now = clock.now().timestamp()
    longest = settings.SESSION_ABSOLUTE_ON_CALL if session.get(ON_CALL) else settings.SESSION_ABSOLUTE
    began, seen = session.get(BEGAN, now), session.get(SEEN, now)
    return bool(now - seen > settings.SESSION_IDLE or now - began > longest)


def _note(session: SessionBase) -> None:
    now = int(clock.now().timestamp())
    session.setdefault(BEGAN, now)
    if now - session.get(SEEN, 0) >= NOTE_EVERY:
        session[SEEN] = now
