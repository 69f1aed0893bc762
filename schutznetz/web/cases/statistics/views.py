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
from schutznetz.cases.models import AssessmentRecord, Case, CodeList
from schutznetz.cases.queries import statistics as queries
from schutznetz.cases.queries.tables import FLOOR, tables_for
from schutznetz.kernel import policy
from schutznetz.law import statistics as law
from schutznetz.networks.choices import StatisticsBy
from schutznetz.networks.models import Network
from schutznetz.web.cases.statistics.forms import CodesForm, Period, RecordForm, YearForm, by_question
from schutznetz.web.screens import Request
from schutznetz.web.submitting import posted, sent


def tables(request: Request, network: Network) -> HttpResponse:
    return render(request, "statistics/tables.html", _year(request, network))


def charts(request: Request, network: Network) -> HttpResponse:
    return render(request, "statistics/charts.html", _year(request, network))


def _year(request: Request, network: Network) -> dict[str, Any]:
    year = Period(request.GET).year_of_tables()
    return {
        "form": YearForm(request.GET or None, initial={"jahr": year}),
        "year": year,
        "found": tables_for(request.ctx, year),
        "floor": FLOOR,
        "elsewhere": network.statistics_by != StatisticsBy.HERE,
        "may_deliver": policy.granted(StatisticsAction.EXPORT, request.ctx.role),
        "may_complete": policy.granted(StatisticsAction.LIST_GAPS, request.ctx.role),
    }


def gaps(request: Request, network: Network) -> HttpResponse:
    elsewhere = network.statistics_by != StatisticsBy.HERE
    context = {"rows": queries.with_gaps(request.ctx), "elsewhere": elsewhere}
    return render(request, "statistics/gaps.html", context)


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
    elsewhere = network.statistics_by != StatisticsBy.HERE
    context = {"form": form, "year": year, "month": month, "found": found, "elsewhere": elsewhere}
    return render(request, "statistics/deliver.html", context)


def file(request: Request, network: Network) -> HttpResponse:
    """Give the complete records as CSV; a question with several answers has a column for each."""
    year, month = Period(request.GET).chosen()
    sheet = io.StringIO()
    csv.writer(sheet, delimiter=";").writerows(queries.to_deliver(request.ctx, network, year, month).lines())
    response = HttpResponse(sheet.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="statistik.csv"'
    return response


def codes(request: Request, network: Network) -> HttpResponse:
    form = CodesForm(queries.codes_of(law.VERSION), posted(request))
    if sent(request, form, "codes", partial(_enter, request, network)):
        messages.success(request, _("Gespeichert."))
        return redirect("statistics:deliver", network=network.slug)
    context = {"form": form, "version": law.VERSION, "lists": queries.code_lists()}
    return render(request, "statistics/codes.html", context)


def _enter(request: Request, network: Network, *, reason: str, **said: str) -> CodeList:
    return services.enter_codes(request.ctx, network, codes=by_question(said), reason=reason)
