"""A professional's own reports: what was sent, what the office asks, and a place to add something."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from schutznetz.cases import queries, services
from schutznetz.cases.models import Report
from schutznetz.kernel import submissions
from schutznetz.kernel.machine import Conflict
from schutznetz.networks.choices import LetterKind
from schutznetz.networks.models import Network
from schutznetz.web.cases.reporting.conversation import Addition
from schutznetz.web.cases.reporting.questions import prints
from schutznetz.web.drafting import Draft
from schutznetz.web.papers import letter
from schutznetz.web.screens import Request


def index(request: Request, network: Network) -> HttpResponse:
    """List the reports of the signed-in professional, the newest first."""
    found = queries.own_reports(request.ctx, after=request.GET.get("nach", ""))
    return render(request, "reporting/own_index.html", {"rows": found.rows, "after": found.after})


def detail(request: Request, report: Report) -> HttpResponse:
    """Show what was sent, and take what is added."""
    draft = Draft(request, "own_addition", report.pk)
    form = draft.shown_in(Addition(draft.typed, request.FILES if draft.typed else None))
    if form.is_bound:
        if form.is_valid() and _add(request, report, form):
            draft.drop()
            return redirect("reporting:own_detail", network=report.network.slug, pk=report.pk)
        draft.keep()
    found = {
        "kept": draft.kept,
        "report": report,
        "page": queries.own_copy(report),
        "talk": queries.talk_of(report),
        "conversation": queries.conversation_of(report),
    }
    key = submissions.new_key()
    return render(request, "reporting/own_detail.html", {**found, "form": form, "key": key})


def receipt(request: Request, report: Report) -> HttpResponse:
    """Hand out the receipt; who reported as a private person left nobody to address it to."""
    try:
        return letter(services.print_own_receipt(request.ctx, report), LetterKind.RECEIPT)
    except Conflict as nobody_there:
        raise Http404 from nobody_there


def _add(request: Request, report: Report, form: Addition) -> bool:
    text, files = form.cleaned_data["text"], form.kept()
    act = partial(services.add_to_own, request.ctx, report, text=text, files=files)
    body = {"report": str(report.pk), "text": text, "files": prints(files)}
    key = request.POST.get("submission_key") or submissions.new_key()
    try:
        submissions.once(request.ctx, key=key, body=body, act=act, kind="own_addition")
    except Conflict as conflict:
        form.add_error(None, gettext(str(conflict)))
        return False
    return True
