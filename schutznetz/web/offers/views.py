"""Pages of the directory: searching and reading; they touch no session."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from schutznetz.networks.models import Network
from schutznetz.offers import queries
from schutznetz.offers.models import PublishedOffer
from schutznetz.web.offers.forms import SearchForm
from schutznetz.web.screens import Request


def everywhere(request: HttpRequest) -> HttpResponse:
    return _results(request, None)


def index(request: Request, network: Network) -> HttpResponse:
    return _results(request, network)


def _results(request: HttpRequest, network: Network | None) -> HttpResponse:
    form = SearchForm(request.GET)
    wanted = replace(form.search(network.slug if network else ""), after=_after(request))
    page = queries.search(wanted)
    return render(request, "offers/index.html", {"network": network, "form": form, "page": page})


def _after(request: HttpRequest) -> tuple[int, int] | None:
    score, _, number = request.GET.get("nach", "").partition("-")
    return (int(score), int(number)) if score.isdigit() and number.isdigit() else None


def detail(request: Request, offer: PublishedOffer) -> HttpResponse:
    return render(request, "offers/detail.html", {"network": offer.network, "offer": offer})
