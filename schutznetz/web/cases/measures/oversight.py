"""The lead's view of the office: how much lies where, and how much of it is overdue."""

from django.http import HttpResponse
from django.shortcuts import render

from schutznetz.cases import queries
from schutznetz.networks.models import Network
from schutznetz.web.screens import Request


def index(request: Request, network: Network) -> HttpResponse:
    page = queries.oversight(request.ctx)
    return render(request, "cases/measures/oversight.html", {"network": network, "page": page})
