"""Error pages that help: what happened, what to do now, and the numbers for an emergency."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

LONG = 20  # from here on a text was work to write: it is shown, so that it can also be copied
SECRET_WORDS = ("password", "passwort", "code", "token")


@dataclass(frozen=True, slots=True)
class Trouble:
    title: Any
    text: Any
    todo: Any


TROUBLES = {
    400: Trouble(
        _("Diese Anfrage war unvollständig"),
        _("Ihr Browser hat etwas geschickt, das wir nicht lesen können."),
        _("Gehen Sie zurück und versuchen Sie es noch einmal."),
    ),
    403: Trouble(
        _("Das dürfen Sie hier nicht"),
        _("Ihr Zugang reicht für diesen Schritt nicht aus."),
        _("Wenn das zu Ihren Aufgaben gehört, wenden Sie sich an die Verwaltung der Zugänge."),
    ),
    404: Trouble(
        _("Diese Seite gibt es nicht"),
        _("Vielleicht ist die Adresse falsch oder Sie sind nicht angemeldet."),
        _("Prüfen Sie die Adresse oder beginnen Sie auf der Startseite."),
    ),
    409: Trouble(
        _("Das ging inzwischen nicht mehr"),
        _("Jemand anderes war schneller, oder der Stand hat sich geändert."),
        _("Laden Sie die vorige Seite neu. Dort steht, was jetzt möglich ist."),
    ),
    413: Trouble(
        _("Das war zu groß"),
        _("Die Datei oder der Text überschreitet die erlaubte Größe. Nichts davon wurde gespeichert."),
        _("Gehen Sie zurück und schicken Sie weniger oder kleinere Dateien. Ihr Text steht dort noch."),
    ),
    429: Trouble(
        _("Zu viele Versuche"),
        _("In kurzer Zeit kamen sehr viele Anfragen."),
        _("Warten Sie ein paar Minuten und versuchen Sie es dann noch einmal."),
    ),
    500: Trouble(
        _("Bei uns ist etwas schiefgegangen"),
        _("Der Fehler liegt nicht bei Ihnen. Ob Ihre Eingabe gespeichert wurde, ist unsicher."),
        _("Gehen Sie zurück und versuchen Sie es noch einmal. Doppelt Gesendetes wird erkannt."),
    ),
    503: Trouble(
        _("Schutznetz wird gerade gewartet"),
        _("In wenigen Minuten geht es weiter. Solange liest hier niemand mit."),
        _("Wenn es eilt, rufen Sie an."),
    ),
}
STORE_REFUSES = Trouble(
    _("Das konnten wir gerade nicht speichern"),
    _("Unser Speicher nimmt gerade nichts an. Was Sie eben gesendet haben, ist wohl nicht angekommen."),
    _("Versuchen Sie es in ein paar Minuten noch einmal. Wenn es eilt, rufen Sie an."),
)


def page(request: HttpRequest, status: int, detail: str = "") -> HttpResponse:
    """Answer inside the usual frame; ``detail`` is a sentence of the domain, never an exception's text."""
    context = {"status": status, "trouble": TROUBLES[status], "detail": gettext(detail) if detail else ""}
    return render(request, "errors/page.html", context, status=status)


def bare(status: int, trouble: Trouble | None = None, **again: Any) -> HttpResponse:
    """Answer without touching anything that may be broken: no session, no database, no menu."""
    found = {"status": status, "trouble": trouble or TROUBLES[status], **again}
    return HttpResponse(render_to_string("errors/bare.html", found), status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, 413 if isinstance(exception, RequestDataTooBig | TooManyFilesSent) else 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Keep what was typed: sent again, it is recognised by its key should it have arrived after all."""
    again = {**kept(request), "request": request, "csrf_token": get_token(request)}
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):  # disk full, database down
        return bare(503, STORE_REFUSES, **again)
    return bare(500, **again)


@dataclass(frozen=True, slots=True)
class Typed:
    name: str
    value: str


def typed(request: HttpRequest) -> Iterator[Typed]:
    """Return what the person typed, except secrets."""
    for name, values in request.POST.lists():
        if name != "csrfmiddlewaretoken" and not any(word in name.lower() for word in SECRET_WORDS):
            yield from (Typed(name, str(value)) for value in values)


def kept(request: HttpRequest) -> dict[str, Any]:
    """Return what a page needs to offer sending again; never what another site wrote into the form."""
    own = request.headers.get("Sec-Fetch-Site") == "same-origin"
    fields = list(typed(request)) if own else []
    texts = [each.value for each in fields if len(each.value) > LONG and each.name != "submission_key"]
    return {"fields": fields, "own": own, "texts": texts}


def signed_out(request: HttpRequest, login_url: str) -> HttpResponse:
    """Answer to a form that comes after the session has ended: sign in beside it, then send again."""
    return render(request, "errors/signed_out.html", {**kept(request), "login_url": login_url}, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Explain, and offer to send again what was typed."""
    return render(request, "errors/csrf.html", kept(request), status=403)
