"""Taking into care on the screen: act first, then everything the statute wants, at once or later."""

from functools import partial
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from schutznetz.cases import queries
from schutznetz.cases.choices import TakingGround
from schutznetz.cases.models import Case, TakingIntoCare
from schutznetz.cases.services import measures as services
from schutznetz.web.cases.measures import taking_forms as forms
from schutznetz.web.cases.measures.answering import ask, case_of, page_of
from schutznetz.web.cases.measures.forms import NoteForm
from schutznetz.web.people import colleagues
from schutznetz.web.screens import Request
from schutznetz.web.submitting import posted


def take(request: Request, case: Case) -> HttpResponse:
    begun: list[TakingIntoCare] = []

    def act(ground: TakingGround | str, place: str, second_id: UUID | None, told_by: str) -> TakingIntoCare:
        taking = services.take_into_care(
            request.ctx, case, ground=ground, place=place, second_id=second_id, told_by=told_by
        )
        begun.append(taking)
        return taking

    answer = ask(
        request,
        case,
        forms.TakeForm(colleagues(request.ctx, without_me=True), posted(request)),
        act,
        title=_("In Obhut nehmen"),
        lead=_("Handeln geht vor. Alles hier ist freiwillig; was fehlt, steht danach in den Aufgaben."),
        label=_("Das Kind ist jetzt in Obhut"),
        back=case_of(case),
    )
    return HttpResponseRedirect(page_of("taking", begun[0])) if begun else answer


def detail(request: Request, taking: TakingIntoCare) -> HttpResponse:
    return render(request, "cases/measures/taking.html", {"page": queries.taking_page(taking)})


def add(request: Request, taking: TakingIntoCare) -> HttpResponse:
    form = forms.FactsForm(queries.missing(taking), posted(request))

    def act(place: str, **_answers: object) -> TakingIntoCare:
        return services.add_to_taking(request.ctx, taking, facts=form.facts(), place=place)

    return ask(request, taking, form, act, title=_("Angaben nachtragen"), back=page_of("taking", taking))


def note_answer(request: Request, taking: TakingIntoCare) -> HttpResponse:
    return ask(
        request,
        taking,
        forms.GuardiansForm(posted(request)),
        partial(services.note_answer, request.ctx, taking),
        title=_("Antwort der Sorgeberechtigten"),
        lead=_("Was folgen muss, steht im Gesetz (§ 42 Abs. 3 SGB VIII). Beides wird zusammen gespeichert."),
        back=page_of("taking", taking),
    )


def confine(request: Request, taking: TakingIntoCare) -> HttpResponse:
    return ask(
        request,
        taking,
        NoteForm(posted(request), label=_("Welche Gefahr für Leib oder Leben macht das nötig?")),
        lambda note: services.confine(request.ctx, taking, why=note),
        title=_("Freiheitsentziehende Maßnahme"),
        lead=_("Ohne Entscheidung des Gerichts endet sie spätestens mit Ablauf des nächsten Tages."),
        back=page_of("taking", taking),
    )


def end_confinement(request: Request, taking: TakingIntoCare) -> HttpResponse:
    return ask(
        request,
        taking,
        NoteForm(posted(request), label=_("Wie endete sie, oder was hat das Gericht entschieden?")),
        partial(services.end_confinement, request.ctx, taking),
        title=_("Freiheitsentziehung beendet"),
        back=page_of("taking", taking),
    )


def end(request: Request, taking: TakingIntoCare) -> HttpResponse:
    return ask(
        request,
        taking,
        forms.EndForm(posted(request)),
        partial(services.end_taking, request.ctx, taking),
        title=_("Inobhutnahme beenden"),
        back=page_of("taking", taking),
    )
