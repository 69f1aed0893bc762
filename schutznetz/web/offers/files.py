"""Taking over offers from a file: upload, report of the check, take over, each with its progress."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from schutznetz.kernel.jobs import status
from schutznetz.networks.models import Network
from schutznetz.offers import columns, services
from schutznetz.offers.choices import ImportState
from schutznetz.offers.models import OfferImport
from schutznetz.web.screens import Request
from schutznetz.web.submitting import once, posted
from schutznetz.web.tables import TableUpload


def upload(request: Request, network: Network) -> HttpResponse:
    form = TableUpload(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["file"]
        kept = once(request, lambda: services.upload_file(request.ctx, network, content=content))
        return redirect(reverse("offers:report", args=[network.slug, kept]))
    return render(request, "offers/upload.html", {"form": form, "columns": columns.COLUMNS})


def report(request: Request, upload: OfferImport) -> HttpResponse:
    job = status(upload.job) if upload.job else None
    found = {
        "upload": upload,
        "job": job,
        "working": job is not None and job.state in {"waiting", "running"},
        "may_take_over": upload.state == ImportState.CHECKED,
    }
    return render(request, "offers/report.html", found)


@require_POST
def take_over(request: Request, upload: OfferImport) -> HttpResponse:
    once(request, lambda: services.ask_to_take_over(request.ctx, upload))
    return redirect(reverse("offers:report", args=[upload.network.slug, upload.pk]))
