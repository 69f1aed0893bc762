"""What leaves the house: a year that is over, without small numbers, as a page, a workbook or a paper."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from schutznetz.counting import queries, services
from schutznetz.counting.amounts import GIVEN
from schutznetz.counting.papers import as_workbook
from schutznetz.files import documents
from schutznetz.files.workbooks import XLSX
from schutznetz.law.monitoring_terms import SOURCE
from schutznetz.networks.models import Network
from schutznetz.web.counting.forms import TakeForm
from schutznetz.web.counting.views import chosen
from schutznetz.web.papers import paper
from schutznetz.web.screens import Request

NAME = "fruehe-hilfen"


def index(request: Request, network: Network) -> HttpResponse:
    """Ask which year and for whom; then show what would leave."""
    years = queries.years_to_take(request.ctx)
    form = _asked(request, years, request.GET if "jahr" in request.GET else None)
    context: dict[str, Any] = {"form": form, "years": years}
    if form.is_valid():
        context |= _found(request, network, form)
        marks = {"jahr": str(context["year"]), "fuer": str(context["floor"])}
        context |= chosen(request, context["report"], marks)
    return render(request, "counting/take.html", context)


def sheets(request: Request, network: Network) -> HttpResponse:
    found = _chosen(request, network)
    return paper(as_workbook(found["report"], found["survey"]), f"{NAME}.xlsx", XLSX)


def printed(request: Request, network: Network) -> HttpResponse:
    found = _chosen(request, network)
    return paper(
        documents.pdf("documents/early_help_year.html", found | {"network": network, "source": SOURCE}),
        f"{NAME}.pdf",
    )


def _asked(request: Request, years: Sequence[int], data: Any) -> TakeForm:
    return TakeForm(years, queries.least(request.ctx, GIVEN), data)


def _chosen(request: Request, network: Network) -> dict[str, Any]:
    """Return what leaves, with an entry on record that it does."""
    form = _asked(request, queries.years_to_take(request.ctx), request.GET)
    if not form.is_valid():
        raise Http404
    found = _found(request, network, form)
    services.take(request.ctx, network, year=found["year"], floor=found["floor"])
    return found


def _found(request: Request, network: Network, form: TakeForm) -> dict[str, Any]:
    year, floor = form.cleaned_data["jahr"], form.cleaned_data["fuer"]
    report = queries.report_to_take(request.ctx, year, floor)
    survey = queries.survey_to_take(request.ctx, network, year, floor)
    return {"year": year, "floor": floor, "report": report, "survey": survey}
