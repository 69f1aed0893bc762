"""Paying expense allowances: a span of days, what each volunteer is to get, a file for the cash office."""

from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from schutznetz.files.workbooks import XLSX, Cell, Sheet, workbook
from schutznetz.networks.conditions import day_of
from schutznetz.networks.models import Network
from schutznetz.volunteers.paying import Payroll, payroll
from schutznetz.web import papers
from schutznetz.web.papers import paper
from schutznetz.web.screens import Request
from schutznetz.web.volunteers.forms import PayForm


def index(request: Request, network: Network) -> HttpResponse:
    """Show the last month, or the span that was asked for."""
    form = PayForm(request.GET or _span(*_last_month(day_of(request.ctx.now))))
    found = _payroll(request, network, form) if form.is_valid() else None
    query = urlencode(_span(found.begins, found.ends)) if found else ""
    return render(request, "volunteers/pay.html", {"form": form, "payroll": found, "query": query})


def table(request: Request, network: Network) -> HttpResponse:
    """Hand out the span as CSV."""
    rows = _taken(request, network)
    if rows is None:
        return redirect("volunteers:pay", network=network.slug)
    return papers.table(rows, "Auszahlung.csv")


def sheet(request: Request, network: Network) -> HttpResponse:
    """Hand out the same as a workbook."""
    rows = _taken(request, network)
    if rows is None:
        return redirect("volunteers:pay", network=network.slug)
    return paper(workbook([Sheet(_("Auszahlung"), rows)]), "Auszahlung.xlsx", XLSX)


def _taken(request: Request, network: Network) -> list[list[Cell]] | None:
    """Return the span with its headings; nothing where no span was asked for."""
    form = PayForm(request.GET)
    if not form.is_valid():
        return None
    rows: list[list[Cell]] = [[_("Kennung"), _("Name"), _("Besuche"), _("Stunden"), _("Euro")]]
    found = _payroll(request, network, form).rows
    rows.extend([row.reference, row.name, row.visits, row.time, row.money] for row in found)
    return rows


def _payroll(request: Request, network: Network, form: PayForm) -> Payroll:
    said = form.cleaned_data
    return payroll(request.ctx, network, begins=said["von"], ends=said["bis"])


def _last_month(today: date) -> tuple[date, date]:
    ends = today.replace(day=1) - timedelta(days=1)
    return ends.replace(day=1), ends


def _span(begins: date, ends: date) -> dict[str, str]:
    """Return the span as the boxes of the form name it."""
    days = {"von": begins, "bis": ends}
    return {
        f"{name}_{box}": str(part)
        for name, day in days.items()
        for box, part in enumerate((day.day, day.month, day.year))
    }
