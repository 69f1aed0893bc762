"""Signing in with one click as somebody of the invented town, with strength "demo"."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from schutznetz import doors
from schutznetz.accounts.models import User
from schutznetz.demo.people import PERSONAS
from schutznetz.kernel import clock
from schutznetz.networks import queries


def index(request: HttpRequest) -> HttpResponse:
    if not settings.DEMO:
        raise Http404
    if request.method == "POST":
        return _become(request, request.POST.get("persona", ""))
    return render(request, "personas/index.html", {"personas": PERSONAS})


def _become(request: HttpRequest, key: str) -> HttpResponse:
    email = next((persona.email for persona in PERSONAS if persona.key == key), "")
    user = get_object_or_404(User, email=email)
    logout(request)
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session["demo"] = True
    place = queries.workplaces(user, clock.now())[0]
    doors.act_in(request, place.assignment)
    return redirect("work:start", network=place.network.slug)
