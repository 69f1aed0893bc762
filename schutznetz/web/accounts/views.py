"""A person's own pages: in which function she acts, and how she signs in."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from schutznetz.accounts import queries, sessions
from schutznetz.accounts.models import User
from schutznetz.doors import act_in
from schutznetz.kernel import clock
from schutznetz.networks.queries import Workplace, workplaces


def choose(request: HttpRequest) -> HttpResponse:
    """Say in which function to act. Another network begins with a new sign-in."""
    places = workplaces(_person(request), clock.now())
    if request.method == "POST":
        return _go_to(request, _chosen(request, places))
    if len(places) == 1:
        return _go_to(request, places[0])
    return render(request, "accounts/choose.html", {"places": places, "next": _next(request)})


def _person(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def _chosen(request: HttpRequest, places: list[Workplace]) -> Workplace:
    for place in places:
        if str(place.assignment.pk) == request.POST.get("assignment"):
            return place
    raise Http404


def _go_to(request: HttpRequest, place: Workplace) -> HttpResponse:
    if request.session.get("network", str(place.network.pk)) != str(place.network.pk):
        logout(request)
        messages.info(request, _("Für ein anderes Netzwerk melden Sie sich bitte neu an."))
        return redirect("account_login")
    if request.session.get("assignment") not in {None, str(place.assignment.pk)}:
        request.session.cycle_key()
        request.session.pop("tag", None)
    act_in(request, place.assignment)
    return redirect(_next(request) or f"/{place.network.slug}/aufgaben/")


def _next(request: HttpRequest) -> str:
    target = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if safe else ""


def own(request: HttpRequest) -> HttpResponse:
    """Show a person's own sign-in: factors, password, and where else she is signed in."""
    person = _person(request)
    here = request.session.session_key or ""
    context = {"person": person, "elsewhere": queries.other_sessions(person, here=here)}
    return render(request, "accounts/own.html", context)


def end_others(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        sessions.end_others(_person(request).pk, keep=request.session.session_key or "")
        messages.success(request, _("Alle anderen Geräte sind abgemeldet."))
    return redirect("accounts:own")
