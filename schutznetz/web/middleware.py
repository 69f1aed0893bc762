"""What every answer carries: strict headers, and refusals that help instead of a stack trace."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any, TypeAlias

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from schutznetz.kernel import clock, policy
from schutznetz.kernel.machine import Conflict
from schutznetz.web import errors
from schutznetz.web.ui.shell import THEME_COOKIE

Answer: TypeAlias = Callable[[HttpRequest], HttpResponseBase]

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    # Not "no-referrer": browsers would send "Origin: null" with forms, and the CSRF check would refuse them.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), "
        "midi=(), payment=(), usb=(), browsing-topics=()"
    ),
    "X-Robots-Tag": "noindex, nofollow",
}
PREFERENCES = {settings.LANGUAGE_COOKIE_NAME, THEME_COOKIE}  # say nothing about a person
MOST_SECONDS = 60
SAFE_METHODS = {"GET", "HEAD", "OPTIONS", "TRACE"}


def security_headers(answer: Answer) -> Answer:
    """Set the headers on every answer, also on errors; what is not public is kept by nobody."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if is_public(request, response):
            del response.headers["X-Robots-Tag"]
            patch_vary_headers(response, ["Cookie", "Accept-Language"])
            response.headers.setdefault("Cache-Control", f"private, max-age={_kept_for()}")
        elif not is_static(request):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware


def _kept_for() -> int:
    """Return for how many seconds a browser may show a public page again: at midnight figures grow old."""
    now = clock.now().astimezone(clock.BERLIN)
    midnight = datetime.combine(now.date() + timedelta(days=1), time.min, clock.BERLIN)
    return min(MOST_SECONDS, int((midnight - now).total_seconds()))


def is_static(request: HttpRequest) -> bool:
    return request.path.startswith(settings.STATIC_URL)


def is_public(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Say whether the page is the same for everybody: public action, read only, no cookie of a person."""
    action = getattr(getattr(request.resolver_match, "func", None), "action", None)
    return (
        request.method in {"GET", "HEAD"}
        and response.status_code == 200
        and action is not None
        and policy.is_public(action)
        and not response.cookies
        and set(request.COOKIES) <= PREFERENCES
    )


def own_pages_only(answer: Answer) -> Answer:
    """Refuse what another site makes the browser send (Fetch Metadata); the CSRF token is the second lock."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        site = request.headers.get("Sec-Fetch-Site", "same-origin")
        if request.method not in SAFE_METHODS and site not in {"same-origin", "none"}:
            return errors.csrf_failure(request, "cross-site")
        return answer(request)

    return middleware


def maintenance(answer: Answer) -> Answer:
    """Answer everything with the maintenance page while the file ``VAR/maintenance`` exists."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not is_static(request) and (settings.VAR / "maintenance").exists():
            response = errors.bare(503)
            response.headers["Retry-After"] = "300"
            return response
        return answer(request)

    return middleware


class SignInFirst(LoginRequiredMiddleware):
    """Ask strangers to sign in; what somebody sends after her session ended stays on the page."""

    def handle_no_permission(self, request: HttpRequest, view_func: Callable[..., Any]) -> Any:
        if request.method == "POST":
            return errors.signed_out(request, settings.LOGIN_URL)
        return super().handle_no_permission(request, view_func)


class Refusals:
    """Turn what the kernel raises into pages: denied looks like missing, a conflict explains itself."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.answer(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, policy.Denied):
            return errors.page(request, 404)
        if isinstance(exception, PermissionDenied):
            return errors.page(request, 403)
        if isinstance(exception, Conflict):
            return errors.page(request, 409, str(exception))
        return None
