"""The start page of everyone at work: what needs me now, what is late, what is new."""

from django.http import HttpResponse
from django.shortcuts import render

from schutznetz.networks.models import Network
from schutznetz.web.screens import Request
from schutznetz.work import queries


def start(request: Request, network: Network) -> HttpResponse:
    tasks = queries.my_tasks(request.ctx, after=request.GET.get("nach", ""))
    return render(request, "work/start.html", {"network": network, "tasks": tasks})
