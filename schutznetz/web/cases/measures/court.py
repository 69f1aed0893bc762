"""The family court on the screen: decide, write, send with proof, hear, enter every order."""

from datetime import date, time
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from schutznetz.cases import queries
from schutznetz.cases.choices import FileType, WatchedKind
from schutznetz.cases.models import Case, CourtReferral, WatchedItem
from schutznetz.cases.queries.marks import kept_from_court
from schutznetz.cases.services import measures as services
from schutznetz.cases.services import print_court_letter
from schutznetz.kernel.machine import Conflict
from schutznetz.networks.choices import LetterKind
from schutznetz.networks.queries import courts
from schutznetz.web import papers
from schutznetz.web.cases.measures import court_forms as forms
from schutznetz.web.cases.measures.answering import ask, case_of, page_of
from schutznetz.web.cases.measures.forms import NoteForm, OrderForm, at
from schutznetz.web.people import colleagues
from schutznetz.web.screens import Request
from schutznetz.web.submitting import posted


def decide(request: Request, case: Case) -> HttpResponse:
    return ask(
        request,
        case,
        forms.CallForm(posted(request)),
        partial(services.decide_on_court, request.ctx, case),
        title=_("Über das Familiengericht entscheiden"),
        lead=_("Sie entscheiden mit Ihrem Namen. Die Begründung bleibt auch dann, wenn Sie nicht anrufen."),
        back=case_of(case),
    )


def detail(request: Request, referral: CourtReferral) -> HttpResponse:
    return render(request, "cases/measures/court.html", {"page": queries.court_page(referral)})


def letter(request: Request, referral: CourtReferral) -> HttpResponse:
    known = {name: getattr(referral, name) for name in ("report", "need", "help_kind", "review_results")}
    listed = courts()
    closed = _("Aus dem Hilfeplan gehen nur diese drei Teile an das Gericht (§ 50 Abs. 2 SGB VIII).")
    return ask(
        request,
        referral,
        forms.LetterForm(
            listed,
            posted(request),
            initial=known | forms.court_of(listed, referral.court or ""),
        ),
        partial(services.write_court_letter, request.ctx, referral),
        title=_("Schreiben an das Familiengericht"),
        lead=" ".join([closed, *kept_from_court(referral.case)]),
        back=page_of("court", referral),
    )


def letter_pdf(request: Request, referral: CourtReferral) -> HttpResponse:
    """Hand out the letter; as long as it names no court and no content there is none."""
    try:
        return papers.letter(print_court_letter(request.ctx, referral), LetterKind.COURT_LETTER)
    except Conflict as nothing_written:
        raise Http404 from nothing_written


def dispatch(request: Request, referral: CourtReferral) -> HttpResponse:
    form = forms.DispatchForm(posted(request), request.FILES or None)

    def act(sent_on: date, sent_time: time, proof: str, **said: Any) -> CourtReferral:
        filed = form.cleaned_data["proof"]
        return services.dispatch(request.ctx, referral, sent_at=at(sent_on, sent_time), proof=filed, **said)

    return ask(
        request,
        referral,
        form,
        act,
        title=_("Versand festhalten"),
        lead=_("Erst aus dem Behördenpostfach senden, dann hier den Nachweis ablegen."),
        back=page_of("court", referral),
    )


def proof(request: Request, referral: CourtReferral) -> HttpResponse:
    kind = ("pdf", "application/pdf") if referral.proof_type == FileType.PDF else ("jpg", "image/jpeg")
    return papers.paper(referral.proof or b"", f"versandnachweis.{kind[0]}", kind[1])


def hearing(request: Request, referral: CourtReferral) -> HttpResponse:
    def act(day: date, hour: time) -> CourtReferral:
        return services.set_hearing(request.ctx, referral, hearing_at=at(day, hour))

    return ask(
        request,
        referral,
        forms.HearingForm(posted(request)),
        act,
        title=_("Gerichtstermin"),
        back=page_of("court", referral),
    )


def ruling(request: Request, referral: CourtReferral) -> HttpResponse:
    return ask(
        request,
        referral,
        forms.RulingForm(posted(request)),
        partial(services.note_ruling, request.ctx, referral),
        title=_("Beschluss eintragen"),
        said=_("Eingetragen. Jede Anordnung und Auflage bekommt jetzt jemanden, der sie überwacht."),
        back=page_of("court", referral),
    )


def enter_order(request: Request, referral: CourtReferral) -> HttpResponse:
    form = OrderForm(colleagues(request.ctx), posted(request))

    def act(kind: WatchedKind, **_answers: object) -> WatchedItem:
        return services.enter_order(request.ctx, referral, kind=kind, point=form.point())

    return ask(
        request,
        referral,
        form,
        act,
        title=_("Anordnung oder Auflage eintragen"),
        back=page_of("court", referral),
    )


def dissent(request: Request, referral: CourtReferral) -> HttpResponse:
    return ask(
        request,
        referral,
        forms.DissentForm(posted(request)),
        partial(services.dissent, request.ctx, referral),
        title=_("Den Beschluss nicht teilen"),
        lead=_("Das Jugendamt kann Beschwerde einlegen (§ 162 Abs. 3 FamFG). Die Frist steht danach hier."),
        back=page_of("court", referral),
    )


def remedy(request: Request, referral: CourtReferral) -> HttpResponse:
    return ask(
        request,
        referral,
        forms.RemedyForm(posted(request)),
        partial(services.decide_remedy, request.ctx, referral),
        title=_("Über die Beschwerde entscheiden"),
        lead=referral.dissent or "",
        back=page_of("court", referral),
    )


def end(request: Request, referral: CourtReferral) -> HttpResponse:
    return ask(
        request,
        referral,
        NoteForm(posted(request), label=_("Was ist aus dem Verfahren geworden?")),
        partial(services.end_court, request.ctx, referral),
        title=_("Gerichtsverfahren beenden"),
        back=page_of("court", referral),
    )
