"""Public pages: the same for everybody, without a session, complete without JavaScript."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from schutznetz.geo import districts, kreise
from schutznetz.kernel import clock, policy
from schutznetz.networks import queries
from schutznetz.networks.models import Network
from schutznetz.web.languages import for_families
from schutznetz.web.public import numbers
from schutznetz.web.public.colours import stylesheet
from schutznetz.web.screens import Request
from schutznetz.web.ui.shell import THEME_COOKIE, THEMES

LONGEST = 80  # letters of a place name
MOST = 6  # networks shown for one name; a postcode says more
A_YEAR = 365 * 24 * 60 * 60


@for_families
def landing(request: HttpRequest) -> HttpResponse:
    return render(request, "public/landing.html", _around(request))


def _around(request: HttpRequest) -> dict[str, Any]:
    """Return who is responsible where the visitor says, and all networks for those who rather look."""
    typed = request.GET.get("ort", "").strip()[:LONGEST]
    meant = districts.meant_by(typed)
    found = queries.networks_around(meant, typed, clock.today()) if typed else []
    return {
        "typed": typed,
        "found": [(each, numbers.local_numbers(each, policy.PUBLIC)) for each in found[:MOST]],
        "district": kreise.name_of(meant[0]) if meant else "",
        "networks": queries.open_networks(),
    }


@for_families
def home(request: Request, network: Network) -> HttpResponse:
    local = numbers.local_numbers(network, request.ctx.role)
    places = {"offers_url": "angebote", "report_url": "melden", "guide_url": "leitfaden"}
    places |= {"call_url": "hilfe/rueckruf"}
    places |= {"find_url": "angebote/finden", "return_url": "rueckfrage", "advice_url": "fachberatung/finden"}
    urls = {name: f"/{network.slug}/{place}/" for name, place in places.items()}
    return render(request, "public/home.html", {"local": local, **urls})


@for_families
def help_now(request: Request, network: Network) -> HttpResponse:
    local = numbers.local_numbers(network, request.ctx.role)
    inside = request.ctx.role != policy.PUBLIC
    return render(request, "public/help_now.html", _numbers(local, inside=inside))


@for_families
def help_now_anywhere(request: HttpRequest) -> HttpResponse:
    return render(request, "public/help_now.html", {**_numbers([], inside=False), **_around(request)})


def _numbers(local: list[numbers.HelpNumber], *, inside: bool) -> dict[str, Any]:
    national = [*numbers.NATIONAL, *([numbers.PROFESSIONAL] if inside else [])]
    return {"emergency": numbers.EMERGENCY, "local": local, "national": national}


def imprint(request: Request, network: Network) -> HttpResponse:
    return render(request, "public/imprint.html")


def imprint_anywhere(request: HttpRequest) -> HttpResponse:
    return render(request, "public/imprint.html", {"networks": queries.open_networks()})


def privacy(request: Request, network: Network) -> HttpResponse:
    return render(request, "public/privacy.html")


def privacy_anywhere(request: HttpRequest) -> HttpResponse:
    return render(request, "public/privacy.html", {"networks": queries.open_networks()})


def accessibility(request: Request, network: Network) -> HttpResponse:
    return render(request, "public/accessibility.html")


def accessibility_anywhere(request: HttpRequest) -> HttpResponse:
    return render(request, "public/accessibility.html", {"networks": queries.open_networks()})


def plain_language(request: Request, network: Network) -> HttpResponse:
    return render(request, "public/plain_language.html")


def plain_language_anywhere(request: HttpRequest) -> HttpResponse:
    return render(request, "public/plain_language.html")


@csrf_exempt  # keeps no secret and touches no record; a token would cost every public page its cache
@require_POST
def appearance(request: HttpRequest) -> HttpResponse:
    target = request.POST.get("weiter", "/")
    here = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(target if here and target.startswith("/") else "/")
    _choose(response, settings.LANGUAGE_COOKIE_NAME, request.POST.get("sprache"), dict(settings.LANGUAGES))
    _choose(response, THEME_COOKIE, request.POST.get("ansicht"), (*THEMES, "system"))
    return response


def _choose(response: HttpResponse, cookie: str, value: str | None, allowed: Any) -> None:
    if value in allowed:
        response.set_cookie(cookie, str(value), max_age=A_YEAR, samesite="Lax", httponly=True)


def colours(request: HttpRequest) -> HttpResponse:
    text = stylesheet(request.GET.get("hell", ""), request.GET.get("dunkel", ""))
    response = HttpResponse(text, content_type="text/css; charset=utf-8")
    response.headers["Cache-Control"] = "public, max-age=86400, immutable"
    return response
