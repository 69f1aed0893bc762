"""Reading in a list of partners: upload, look at what was found, take it over."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from schutznetz.networks import queries, services
from schutznetz.networks.columns import COLUMNS
from schutznetz.networks.models import Network, PartnerList
from schutznetz.web.networks.steps import act_or_say
from schutznetz.web.screens import Request
from schutznetz.web.submitting import once, posted
from schutznetz.web.tables import TableUpload


def upload(request: Request, network: Network) -> HttpResponse:
    form = TableUpload(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["file"]
        kept = once(request, lambda: services.upload_partners(request.ctx, network, content=content))
        return redirect(f"/{network.slug}/kontakte/einlesen/{kept}/")
    return render(request, "networks/upload.html", {"form": form, "columns": COLUMNS})


def show(request: Request, uploaded: PartnerList) -> HttpResponse:
    context = {"uploaded": uploaded, "job": queries.job_of(uploaded)}
    return render(request, "networks/list.html", context)


def take_over(request: Request, uploaded: PartnerList) -> HttpResponse:
    return act_or_say(
        request,
        lambda: services.request_takeover(request.ctx, uploaded),
        to=f"/{request.network.slug}/kontakte/einlesen/{uploaded.pk}/",
        said=_("Die Liste wird jetzt übernommen."),
    )
