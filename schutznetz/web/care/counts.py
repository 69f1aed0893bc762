"""The numbers of the guide services: a guide writes down her month, the coordination sees all houses."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect, render

from schutznetz.care import queries, services
from schutznetz.care.actions import CareAction
from schutznetz.kernel import policy
from schutznetz.networks.models import Network
from schutznetz.web.care.send_forms import CountForm
from schutznetz.web.screens import Request
from schutznetz.web.submitting import posted, sent


def index(request: Request, network: Network) -> HttpResponse:
    writes = policy.granted(CareAction.NOTE_COUNTS, request.ctx.role)
    return render(request, "care/counts.html", {"rows": queries.counts(request.ctx), "writes": writes})


def note(request: Request, network: Network) -> HttpResponse:
    form = CountForm(posted(request))
    if sent(request, form, "note_counts", partial(services.note_counts, request.ctx, network)):
        return redirect("care:counts", network=network.slug)
    return render(request, "care/note_counts.html", {"form": form})
