"""The pages of the official statistics: one domain call each."""

import csv
import io
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from schutznetz.cases import services
from schutznetz.cases.actions import StatisticsAction
from schutznetz.cases.models import AssessmentRecord, Case
from schutznetz.cases.queries import statistics as queries
from schutznetz.kernel import policy
from schutznetz.law import statistics as law
from schutznetz.networks.models import Network
from schutznetz.web.cases.statistics.forms import Period, RecordForm
from schutznetz.web.screens import Request
from schutznetz.web.submitting import posted, sent


def tables(request: Request, network: Network) -> HttpResponse:
    year, _month = Period(request.GET).chosen()
    context = {
        "year": year,
        "found": queries.tables_of(year),
        "floor": queries.FLOOR,
        "may_deliver": policy.granted(StatisticsAction.EXPORT, request.ctx.role),
        "may_complete": policy.granted(StatisticsAction.LIST_GAPS, request.ctx.role),
    }
    return render(request, "statistics/tables.html", context)


def gaps(request: Request, network: Network) -> HttpResponse:
    return render(request, "statistics/gaps.html", {"rows": queries.with_gaps(request.ctx)})


def record(request: Request, case: Case) -> HttpResponse:
    found = queries.record_of(case)
    if found is None:
        raise Http404
    form = RecordForm(found, posted(request))
    if sent(request, form, "record", partial(_complete, request, case)):
        messages.success(request, _("Gespeichert."))
        return redirect("statistics:gaps", network=case.network.slug)
    context = {"case": case, "record": found, "form": form, "missing": law.gaps(found.answers)}
    return render(request, "statistics/record.html", context)


def _complete(request: Request, case: Case, **answers: Any) -> AssessmentRecord:
    return services.complete_record(request.ctx, case, answers=answers)


def deliver(request: Request, network: Network) -> HttpResponse:
    form = Period(request.GET or None)
    year, month = Period(request.GET).chosen()
    found = queries.to_deliver(request.ctx, network, year, month)
    return render(
        request, "statistics/deliver.html", {"form": form, "year": year, "month": month, "found": found}
    )


def file(request: Request, network: Network) -> HttpResponse:
    """Give the complete records as CSV; a question with several answers has a column for each."""
    year, month = Period(request.GET).chosen()
    sheet = io.StringIO()
    writer = csv.writer(sheet, delimiter=";")
    writer.writerow(["key", "completed_month", "completed_year", "version", *queries.columns()])
    for each in queries.to_deliver(request.ctx, network, year, month).records:
        day = each.completed_on
        writer.writerow([each.key, day.month, day.year, each.version, *queries.cells(each.answers)])
    response = HttpResponse(sheet.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="statistik.csv"'
    return response
