"""An institution's own sheet: attached to a worry, and handed out again to those who may read it."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from schutznetz.concerns import queries, services
from schutznetz.concerns.choices import SheetType
from schutznetz.concerns.models import Concern
from schutznetz.web.cases.reporting.questions import Attached
from schutznetz.web.screens import Request
from schutznetz.web.submitting import once

FORMS = {SheetType.PDF: ("pdf", "application/pdf"), SheetType.PICTURE: ("jpg", "image/jpeg")}


@dataclass(frozen=True, slots=True)
class SheetRow:
    name: str
    size: int
    url: str


def rows_of(concern: Concern) -> list[SheetRow]:
    """Return the attached sheets as the page lists them."""
    place = [concern.network.slug, concern.pk]
    return [
        SheetRow(sheet.name, sheet.size, reverse("concerns:sheet", args=[*place, str(number)]))
        for number, sheet in enumerate(queries.sheets_of(concern), start=1)
    ]


def attach(request: Request, concern: Concern) -> HttpResponse:
    """Take the files of one form, once."""
    sent = request.method == "POST"
    form = Attached(request.POST, request.FILES) if sent else Attached()
    if sent and form.is_valid() and form.kept():
        once(request, lambda: services.attach_sheets(request.ctx, concern, files=form.kept()))
        return redirect("concerns:detail", network=concern.network.slug, pk=concern.pk)
    return render(request, "concerns/attach.html", {"concern": concern, "form": form})


def download(request: Request, concern: Concern) -> HttpResponse:
    """Hand out a sheet under a name of ours, to be saved and never shown inside the site."""
    number = request.resolver_match.kwargs["number"] if request.resolver_match else ""
    sheet = queries.sheet_of(concern, number)
    if sheet is None:
        raise Http404
    suffix, kind = FORMS[sheet.sheet_type]
    return HttpResponse(
        sheet.body,
        content_type=kind,
        headers={
            "Content-Disposition": f'attachment; filename="Bogen-{number}.{suffix}"',
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cache-Control": "no-store",
        },
    )
