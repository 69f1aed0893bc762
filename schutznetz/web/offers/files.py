"""Taking over offers from a file: upload, report of the check, take over, each with its progress."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from schutznetz.kernel.jobs import status
from schutznetz.networks.models import Network
from schutznetz.offers import columns, services
from schutznetz.offers.choices import ImportState
from schutznetz.offers.models import OfferImport
from schutznetz.tables import MAX_BYTES
from schutznetz.web.screens import Request


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("CSV-Datei mit Angeboten"),
        help_text=_("Es wird zuerst nur geprüft. Übernommen wird erst, wenn Sie es sagen."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def clean_file(self) -> bytes:
        """Return the contents; the name of the file is not kept."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(_("Die Datei ist größer als 50 MB. Bitte teilen Sie sie."))
        content: bytes = file.read()
        return content


def upload(request: Request, network: Network) -> HttpResponse:
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        kept = services.upload_file(request.ctx, network, content=form.cleaned_data["file"])
        return redirect(reverse("offers:report", args=[network.slug, kept.pk]))
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
    services.ask_to_take_over(request.ctx, upload)
    return redirect(reverse("offers:report", args=[upload.network.slug, upload.pk]))
