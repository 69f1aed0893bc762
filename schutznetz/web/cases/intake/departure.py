"""The hand-over to the office's case software on the screen: order it, then keep its file number."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from schutznetz.cases import services
from schutznetz.cases.actions import DepartureAction
from schutznetz.cases.choices import DepartureState
from schutznetz.cases.models import Departure, Report
from schutznetz.kernel import policy
from schutznetz.web.cases.intake import forms
from schutznetz.web.screens import Request
from schutznetz.web.submitting import KeyedForm, posted, sent


def leave(request: Request, report: Report) -> HttpResponse:
    form = KeyedForm(posted(request))
    if sent(request, form, "leave", partial(services.leave, request.ctx, report)):
        departure = report.departures.latest("ordered_at")
        return redirect("intake:departure", network=report.network.slug, pk=departure.pk)
    return render(request, "intake/leave.html", {"report": report, "form": form})


def detail(request: Request, departure: Departure) -> HttpResponse:
    form = forms.FileNumberForm(posted(request))
    if sent(request, form, "file_number", partial(services.adopt_departure, request.ctx, departure)):
        messages.success(request, _("Das Aktenzeichen ist gespeichert."))
        return redirect("intake:departure", network=departure.network.slug, pk=departure.pk)
    may_adopt = policy.may(request.ctx, DepartureAction.ADOPT, departure)
    context = {
        "departure": departure,
        "form": form if may_adopt else None,
        "waiting": departure.state == DepartureState.ORDERED,
    }
    return render(request, "intake/departure.html", context)
