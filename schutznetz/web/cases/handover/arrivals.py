"""The receiver's screens: read what another office hands over, accept it in writing, or say why not."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from schutznetz.cases import queries
from schutznetz.cases.actions import ArrivalAction, ReportAction
from schutznetz.cases.models import Arrival
from schutznetz.cases.services import handover as services
from schutznetz.kernel import policy
from schutznetz.web.cases.measures.answering import ask
from schutznetz.web.cases.measures.forms import NoteForm
from schutznetz.web.screens import Request
from schutznetz.web.submitting import KeyedForm, posted, sent


def detail(request: Request, arrival: Arrival) -> HttpResponse:
    may_accept = policy.may(request.ctx, ArrivalAction.ACCEPT, arrival)
    form = KeyedForm(posted(request))
    if may_accept and sent(
        request, form, "accept_arrival", partial(services.accept_arrival, request.ctx, arrival)
    ):
        messages.success(request, _("Angenommen. Ab jetzt sind Sie zuständig; die Ersteinschätzung läuft."))
        return redirect("intake:detail", network=arrival.network.slug, pk=arrival.report_id)
    may_read = arrival.report is not None and policy.may(request.ctx, ReportAction.READ, arrival.report)
    context = {
        "arrival": arrival,
        "office": queries.office_of(arrival.sending),
        "form": form if may_accept else None,
        "report": arrival.report if may_read else None,
    }
    return render(request, "cases/handover/arrival.html", context)


def decline(request: Request, arrival: Arrival) -> HttpResponse:
    return ask(
        request,
        arrival,
        NoteForm(posted(request), label=_("Warum nehmen Sie nicht an?")),
        partial(services.decline_arrival, request.ctx, arrival),
        title=_("Übergabe ablehnen"),
        lead=_("Das andere Jugendamt liest Ihre Begründung und bleibt zuständig. Hier bleibt nichts zurück."),
        said=_("Abgelehnt. Das andere Jugendamt weiß Bescheid."),
        then=reverse("work:start", args=[arrival.network.slug]),
        back=reverse("handover:arrival", args=[arrival.network.slug, arrival.pk]),
    )
