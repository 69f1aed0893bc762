"""The pages of the official statistics: one domain call each."""

import csv
import io
from collections.abc import Iterable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from schutznetz.cases import services
from schutznetz.cases.actions import StatisticsAction
from schutznetz.cases.models import AssessmentRecord, Case, CodeList
from schutznetz.cases.queries import statistics as queries
from schutznetz.cases.queries.code_file import COLUMNS, lines_of
from schutznetz.cases.queries.code_file import read_codes as read
from schutznetz.cases.queries.tables import FLOOR, tables_for
from schutznetz.kernel import clock, policy
from schutznetz.kernel.machine import Conflict
from schutznetz.law import statistics as law
from schutznetz.networks.choices import StatisticsBy
from schutznetz.networks.models import Network
from schutznetz.web.cases.statistics.forms import CodesForm, Period, RecordForm, YearForm, by_question
from schutznetz.web.screens import Request
from schutznetz.web.submitting import once, posted, refusal, sent
from schutznetz.web.tables import TableUpload


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
    found = queries.with_gaps(request.ctx, after=request.GET.get("ab", ""))
    context = {"found": found, "elsewhere": elsewhere}
    return render(request, "statistics/gaps.html", context)


def record(request: Request, case: Case) -> HttpResponse:
    found = queries.record_of(case)
    if found is None:
        raise Http404
    last = queries.latest(found)
    form = RecordForm(last, posted(request))
    if sent(request, form, "record", partial(_complete, request, case)):
        messages.success(request, _("Gespeichert."))
        return redirect("statistics:gaps", network=case.network.slug)
    lacking = queries.lacks(last, found.completed_on)
    late = queries.is_closed(found.completed_on.year, clock.today())
    context = {"case": case, "form": form, "missing": lacking, "is_late": late}
    return render(request, "statistics/record.html", context)


def _complete(request: Request, case: Case, **answers: Any) -> AssessmentRecord:
    return services.complete_record(request.ctx, case, answers=answers)


def deliver(request: Request, network: Network) -> HttpResponse:
    """Show what goes out, what comes late or once more, and note that it went."""
    form = Period(request.GET or None)
    year, month = Period(request.GET).chosen()
    found = queries.to_deliver(request.ctx, network, year, month)
    elsewhere = network.statistics_by != StatisticsBy.HERE
    context = {"form": form, "year": year, "month": month, "found": found, "elsewhere": elsewhere}
    context["may_note"] = bool(month) and not found.sent
    return render(request, "statistics/deliver.html", context)


@require_POST
def note_return(request: Request, network: Network) -> HttpResponse:
    """Note that the month on the page before went out exactly so."""
    year, month = Period(request.GET).chosen()
    seal = request.POST.get("seal", "")
    note = partial(services.note_return, request.ctx, network, year=year, month=month, seal=seal)
    try:
        once(request, note)
    except Conflict as conflict:
        messages.warning(request, refusal(conflict))
    else:
        messages.success(request, _("Vermerkt. Was sich ab jetzt ändert, geht mit der nächsten Lieferung."))
    return redirect(f"{reverse('statistics:deliver', args=[network.slug])}?jahr={year}&monat={month}")


def file(request: Request, network: Network) -> HttpResponse:
    """Give the complete records as CSV; a question with several answers has a column for each."""
    year, month = Period(request.GET).chosen()
    return _sheet(queries.to_deliver(request.ctx, network, year, month).rows(), "statistik.csv")


def codes(request: Request, network: Network) -> HttpResponse:
    form = CodesForm(queries.codes_of(law.VERSION, clock.today().year), posted(request))
    if sent(request, form, "codes", partial(_enter, request, network)):
        messages.success(request, _("Gespeichert."))
        return redirect("statistics:deliver", network=network.slug)
    return _codes(request, form)


def _codes(request: Request, form: CodesForm, **more: Any) -> HttpResponse:
    context = {"form": form, "version": law.VERSION, "lists": queries.code_lists(), **more}
    return render(request, "statistics/codes.html", context)


def read_codes(request: Request, network: Network) -> HttpResponse:
    """Look at a file; what it holds stands in the form, and counts when somebody saves that."""
    upload = TableUpload(posted(request), request.FILES or None)
    found = read(upload.cleaned_data["file"]) if request.method == "POST" and upload.is_valid() else None
    if found is not None and found.table:
        return _codes(request, CodesForm(found.codes), read=found)
    context = {"form": upload, "found": found, "columns": COLUMNS}
    return render(request, "statistics/read_codes.html", context)


def codes_file(request: Request, network: Network) -> HttpResponse:
    known = queries.codes_of(law.VERSION, clock.today().year)
    return _sheet(lines_of(known), "schluessel.csv")


def _sheet(lines: Iterable[list[str]], name: str) -> HttpResponse:
    sheet = io.StringIO()
    csv.writer(sheet, delimiter=";").writerows(lines)
    response = HttpResponse(sheet.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _enter(request: Request, network: Network, *, reason: str, year: int, **said: str) -> CodeList:
    return services.enter_codes(request.ctx, network, codes=by_question(said), year=year, reason=reason)
