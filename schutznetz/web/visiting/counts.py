"""What leaves the office: hours and ways of a month for payment, and a year of helps in numbers."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.dateformat import format as dated
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schutznetz.files.workbooks import XLSX, Cell, Sheet, workbook
from schutznetz.networks.models import Network
from schutznetz.visiting import queries, services
from schutznetz.visiting.evaluating import MORE
from schutznetz.visiting.queries import PaidDay, Share
from schutznetz.web.papers import paper, table
from schutznetz.web.screens import Request
from schutznetz.web.ui.parts import Tab

LENGTHS = {
    "3": gettext_lazy("bis 3 Monate"),
    "6": gettext_lazy("bis 6 Monate"),
    "9": gettext_lazy("bis 9 Monate"),
    "12": gettext_lazy("bis 12 Monate"),
    MORE: gettext_lazy("länger als 12 Monate"),
}
CONTACTS = {
    "5": gettext_lazy("bis 5 Kontakte"),
    "12": gettext_lazy("bis 12 Kontakte"),
    "20": gettext_lazy("bis 20 Kontakte"),
    MORE: gettext_lazy("mehr als 20 Kontakte"),
}


def payment(request: Request, network: Network) -> HttpResponse:
    """Show the sums of a month by midwife."""
    months = queries.months_of_work()
    month = _chosen(request, months)
    tabs = [Tab(dated(each, "F Y"), f"?monat={each:%Y-%m}", current=each == month) for each in months[:12]]
    days = queries.paid_days(month) if month else []
    context = {"tabs": tabs, "month": month, "rows": queries.paid_months(days)}
    return render(request, "visiting/payment.html", context)


def payment_file(request: Request, network: Network) -> HttpResponse:
    """Hand out the days of a month as CSV."""
    month, rows = _taken(request, network)
    return table(rows, f"stunden-{month:%Y-%m}.csv")


def payment_sheet(request: Request, network: Network) -> HttpResponse:
    """Hand out the same as a workbook."""
    month, rows = _taken(request, network)
    return paper(workbook([Sheet(f"{month:%Y-%m}", rows)]), f"stunden-{month:%Y-%m}.xlsx", XLSX)


def _taken(request: Request, network: Network) -> tuple[date, list[list[Cell]]]:
    """Return a month and its days with their titles; that it left is on record."""
    month = _chosen(request, queries.months_of_work())
    if month is None:
        raise Http404
    titles: list[Cell] = [
        _("Name"),
        _("Vertrag"),
        _("Tag"),
        _("Kontakte"),
        _("Minuten"),
        _("Fahrzeit in Minuten"),
        _("Kilometer"),
    ]
    days = services.take_hours(request.ctx, network, month=month)
    return month, [titles, *([*_cells(day)] for day in days)]


def _cells(day: PaidDay) -> Iterator[Cell]:
    yield from (day.name, day.contract, day.on)
    yield from (day.contacts, day.minutes, day.travel_minutes, day.kilometres)


def evaluation(request: Request, network: Network) -> HttpResponse:
    """Show a year of helps in numbers of which the small ones are hidden."""
    years = queries.evaluated_years()
    chosen = request.GET.get("jahr", "")
    year = next((each for each in years if str(each) == chosen), years[0] if years else None)
    found = queries.evaluation(request.ctx, year) if year else None
    tables = (
        [
            (_("Wie es endete"), found.ends),
            (_("Wie lange es dauerte"), _named(found.lengths, LENGTHS)),
            (_("Wie viele Kontakte"), _named(found.contacts, CONTACTS)),
        ]
        if found
        else []
    )
    tabs = [Tab(str(each), f"?jahr={each}", current=each == year) for each in years]
    return render(request, "visiting/evaluation.html", {"found": found, "tables": tables, "tabs": tabs})


def _named(shares: Sequence[Share], labels: Mapping[str, Any]) -> list[Share]:
    return [Share(value=each.value, label=str(labels[each.value]), count=each.count) for each in shares]


def _chosen(request: Request, months: list[date]) -> date | None:
    chosen = request.GET.get("monat", "")
    return next((each for each in months if f"{each:%Y-%m}" == chosen), months[0] if months else None)
