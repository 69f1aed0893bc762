"""Closing on the screen: what is still open, the note, and the second person who decides on it."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from schutznetz.cases import queries
from schutznetz.cases.actions import MeasureAction
from schutznetz.cases.models import Case, Closing
from schutznetz.cases.queries.statistics import lacking_of
from schutznetz.cases.services import measures as services
from schutznetz.cases.services import print_closing
from schutznetz.kernel import policy
from schutznetz.networks.choices import LetterKind
from schutznetz.web.cases.measures import forms
from schutznetz.web.cases.measures.answering import ask, case_of, page_of
from schutznetz.web.papers import letter
from schutznetz.web.screens import Request
from schutznetz.web.submitting import posted, sent
from schutznetz.web.work.links import record_address


def propose(request: Request, case: Case) -> HttpResponse:
    """Name every open thing with the way to it; only when there is none, the note can be sent."""
    slug = case.network.slug
    left = [
        (thing, record_address(request.ctx, slug, thing.about_type, thing.about_id))
        for thing in queries.still_open(case)
    ]
    lacking = lacking_of(case)
    return ask(
        request,
        case,
        forms.ClosingForm(posted(request), lacking=bool(lacking)),
        partial(services.propose_closing, request.ctx, case),
        title=_("Abschluss vorschlagen"),
        said=_("Vorgeschlagen. Jetzt entscheidet eine zweite Person."),
        template="cases/measures/closing_form.html",
        back=case_of(case),
        left=left,
        lacking=lacking,
    )


def detail(request: Request, closing: Closing) -> HttpResponse:
    """Show the note; who may decide finds the seal of exactly this page in the form."""
    may_decide = policy.may(request.ctx, MeasureAction.DECIDE_ON_CLOSING, closing)
    form = forms.SealForm(posted(request), initial={"seal": closing.seal})
    if may_decide and sent(
        request, form, "confirm_closing", partial(services.confirm_closing, request.ctx, closing)
    ):
        messages.success(request, _("Abgeschlossen. Die Akte kann jetzt nur noch gelesen werden."))
        return redirect(case_of(closing.case))
    context = {"page": queries.closing_page(closing), "form": form if may_decide else None}
    return render(request, "cases/measures/closing.html", context)


def send_back(request: Request, closing: Closing) -> HttpResponse:
    return ask(
        request,
        closing,
        forms.NoteForm(posted(request), label=_("Was fehlt noch?")),
        lambda note: services.return_closing(request.ctx, closing, why=note),
        title=_("Noch nicht abschließen"),
        then=case_of(closing.case),
        back=page_of("closing", closing),
    )


def pdf(request: Request, closing: Closing) -> HttpResponse:
    return letter(print_closing(request.ctx, closing), LetterKind.CLOSING_NOTE)
