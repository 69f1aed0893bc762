"""Help, the child's sight and missed appointments on the screen."""

from datetime import date, timedelta
from functools import partial

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from schutznetz.cases.actions import CaseAction
from schutznetz.cases.choices import Urgency
from schutznetz.cases.models import Case, HelpOffer
from schutznetz.cases.services import measures as services
from schutznetz.cases.services import raise_urgency_of_child
from schutznetz.kernel import policy
from schutznetz.law.measures import end_of
from schutznetz.web.cases.intake.forms import UrgencyForm
from schutznetz.web.cases.measures import forms
from schutznetz.web.cases.measures.answering import ask, case_of
from schutznetz.web.screens import Request
from schutznetz.web.submitting import posted


def offer_help(request: Request, case: Case) -> HttpResponse:
    return ask(
        request,
        case,
        forms.HelpForm(posted(request)),
        partial(services.offer_help, request.ctx, case),
        title=_("Hilfe anbieten"),
        back=case_of(case),
    )


def answer_help(request: Request, offer: HelpOffer) -> HttpResponse:
    return ask(
        request,
        offer,
        forms.AnswerForm(posted(request)),
        partial(services.answer_help, request.ctx, offer),
        title=_("Antwort der Familie"),
        lead=offer.what,
        back=case_of(offer.case),
        template="cases/measures/answer_help.html",
    )


def see_child(request: Request, case: Case) -> HttpResponse:
    def act(day: date) -> Case:
        return services.see_child_by(request.ctx, case, due_at=end_of(day) - timedelta(minutes=1))

    return ask(
        request,
        case,
        forms.ChildDateForm(posted(request)),
        act,
        title=_("Wann wir das Kind wieder sehen"),
        back=case_of(case),
    )


def raise_urgency(request: Request, case: Case) -> HttpResponse:
    def act(to: str, reasons: str) -> Case:
        return raise_urgency_of_child(request.ctx, case, to=Urgency(to), reasons=reasons)

    seen = policy.may(request.ctx, CaseAction.READ, case)
    return ask(
        request,
        case,
        UrgencyForm(posted(request)),
        act,
        title=_("Dringender einstufen"),
        lead=_("Das gilt sofort, auch für die Geschwister aus derselben Meldung. Das Kind wird neu gesehen."),
        label=_("Dringender einstufen"),
        said=_("Eingestuft. Wer den Fall führt, wird gerufen."),
        back=case_of(case) if seen else reverse("duty:duty", args=[case.network.slug]),
    )


def note_missed(request: Request, case: Case) -> HttpResponse:
    return ask(
        request,
        case,
        forms.MissedForm(posted(request)),
        partial(services.note_missed, request.ctx, case),
        title=_("Versäumten Termin festhalten"),
        lead=_("Beim zweiten Mal, seit das Kind gesehen wurde, wird neu eingeschätzt."),
        back=case_of(case),
    )
