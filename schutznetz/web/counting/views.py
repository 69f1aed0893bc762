"""The figures as the coordination sees them, whole: a year, a reference date, the records behind a number."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from schutznetz.counting import queries
from schutznetz.counting.reports import Report
from schutznetz.counting.rules import RULES, Kind
from schutznetz.counting.world import Span, twelve_months, year_span
from schutznetz.kernel import clock
from schutznetz.law.monitoring import BY_NAME
from schutznetz.law.monitoring_terms import Figure
from schutznetz.networks.models import Network
from schutznetz.web.counting.forms import DayForm, YearForm
from schutznetz.web.screens import Request
from schutznetz.web.ui.parts import Tab

# Where a record is looked at; what has no page of its own leads to its list, and a request to its family.
PAGES = {
    Kind.PARTNER: "networks:contact",
    Kind.CONTACT: "networks:contact",
    Kind.MEETING: "networks:meeting",
    Kind.OFFER: "offers:entry",
    Kind.MIDWIFE: "visiting:change",
    Kind.VISITING: "care:detail",
    Kind.FAMILY: "care:detail",
    Kind.REFERRAL: "care:referral",
    Kind.CALL: "care:call",
}


def year(request: Request, network: Network) -> HttpResponse:
    form = YearForm(request.GET)
    found = queries.year_report(request.ctx, form.year())
    running = found.year == clock.today().year
    marks = {"jahr": str(found.year)}
    context = {"form": form, "report": found, "running": running, "marks": urlencode(marks)}
    return render(request, "counting/year.html", context | chosen(request, found, marks))


def chosen(request: Request, report: Report, marks: Mapping[str, str]) -> dict[str, Any]:
    """Return the part that is looked at, the first unless another is named, and the ways to the others."""
    asked = request.GET.get("teil", "")
    part = next((each for each in report.parts if each.name == asked), report.parts[0])
    tabs = [
        Tab(_(each.label), f"?{urlencode({**marks, 'teil': each.name})}", current=each is part)
        for each in report.parts
    ]
    return {"part": part, "tabs": tabs}


def survey(request: Request, network: Network) -> HttpResponse:
    form = DayForm(request.GET or None)
    day = form.day()
    parts = {"am_0": day.day, "am_1": day.month, "am_2": day.year}
    found = queries.survey_at(request.ctx, network, day)
    context = {"form": form, "survey": found, "day": day, "marks": urlencode(parts)}
    return render(request, "counting/survey.html", context)


def behind(request: Request, network: Network) -> HttpResponse:
    """Show the records behind one number of the page before: its year or its reference date stands there."""
    figure, cell = BY_NAME.get(request.GET.get("zahl", "")), request.GET.get("wert", "")
    if figure is None or RULES[figure.name].kind is Kind.TALLY:
        raise Http404
    found = queries.behind(request.ctx, network, figure, cell, _span(request))
    page = PAGES.get(found.kind)
    links = [(name, reverse(page, args=[network.slug, pk]) if page else "") for pk, name in found.shown]
    context = {"figure": figure, "found": found, "links": links, "back": _back(request, network, figure)}
    return render(request, "counting/behind.html", context)


def _span(request: Request) -> Span:
    if "jahr" in request.GET:
        return year_span(YearForm(request.GET).year(), clock.today())
    return twelve_months(DayForm(request.GET).day())


def _back(request: Request, network: Network, figure: Figure) -> str:
    page = "counting:year" if "jahr" in request.GET else "counting:survey"
    marks = {name: value for name, value in request.GET.items() if name not in {"zahl", "wert"}}
    part = {"teil": figure.part} if "jahr" in request.GET else {}
    return f"{reverse(page, args=[network.slug])}?{urlencode(marks | part)}"
