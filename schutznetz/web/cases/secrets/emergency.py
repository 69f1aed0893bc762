"""A case opened in an emergency: asked for by its number, looked at by two others afterwards."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from schutznetz.cases import services
from schutznetz.cases.models import EmergencyAccess
from schutznetz.cases.queries import secrets as queries
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop
from schutznetz.networks.models import Network
from schutznetz.web.cases.measures.answering import ask
from schutznetz.web.cases.secrets import forms
from schutznetz.web.screens import Request
from schutznetz.web.submitting import posted

NOT_HERE = gettext_noop("Unter dieser Nummer lässt sich nichts öffnen.")


def open_case(request: Request, network: Network) -> HttpResponse:
    opened: list[EmergencyAccess] = []

    def act(number: int, **said: Any) -> EmergencyAccess:
        case = queries.case_to_open(request.ctx, number)
        if case is None:
            raise Conflict(NOT_HERE)
        opened.append(services.open_in_emergency(request.ctx, case, **said))
        return opened[0]

    answer = ask(
        request,
        network,
        forms.EmergencyForm(posted(request)),
        act,
        title=_("Notzugriff"),
        lead=_("Ein Fall, 60 Minuten, nur zum Lesen. Leitung und Datenschutz erfahren es sofort."),
        label=_("Fall jetzt öffnen"),
        back=reverse("cases:index", args=[network.slug]),
    )
    if opened:
        answer["Location"] = reverse("cases:detail", args=[network.slug, opened[0].case_id])
    return answer


def index(request: Request, network: Network) -> HttpResponse:
    context = {"network": network, "accesses": queries.emergencies(request.ctx)}
    return render(request, "cases/secrets/emergencies.html", context)


def detail(request: Request, access: EmergencyAccess) -> HttpResponse:
    page = queries.emergency_page(request.ctx, access)
    return ask(
        request,
        access,
        forms.ReviewForm(posted(request)),
        partial(services.review_emergency, request.ctx, access),
        title=_("Notzugriff prüfen"),
        back=reverse("secrets:emergencies", args=[access.network.slug]),
        template="cases/secrets/emergency.html",
        page=page,
    )
