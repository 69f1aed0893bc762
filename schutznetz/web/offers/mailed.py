"""What a mailed link opens, without a sign-in: "still true" and free places with one tap each.

Opening the page changes nothing, whoever opens it: programs that check mails follow links as well.
"""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from schutznetz.kernel.machine import Conflict
from schutznetz.networks.models import Network
from schutznetz.offers import queries, services
from schutznetz.offers.models import ConfirmationLink
from schutznetz.web.offers import leaflet
from schutznetz.web.offers.office import figure
from schutznetz.web.screens import Request
from schutznetz.web.submitting import once, refusal


def answer(request: Request, network: Network) -> HttpResponse:
    secret = request.resolver_match.kwargs["key"] if request.resolver_match else ""
    links = queries.links_of(request.ctx, secret)
    if not links:
        return render(request, "offers/link_over.html", status=410)
    if request.method == "POST":
        _act(request, links)
        return redirect(request.path)
    rows = [(link, link.offer, leaflet.of(queries.preview(link.offer))) for link in links]
    return render(request, "offers/answer.html", {"rows": rows})


def _act(request: Request, links: Sequence[ConfirmationLink]) -> None:
    link = next((each for each in links if str(each.pk) == request.POST.get("angebot")), None)
    if link is None:
        raise Http404
    try:
        once(request, lambda: _answered(request, link))
    except Conflict as conflict:
        messages.error(request, refusal(conflict))
    else:
        messages.success(request, _("Danke. Familien sehen das ab sofort."))


def _answered(request: Request, link: ConfirmationLink) -> object:
    if "frei" in request.POST:
        return services.set_places_by_link(request.ctx, link, places=figure(request.POST["frei"]))
    return services.confirm_by_link(request.ctx, link)
