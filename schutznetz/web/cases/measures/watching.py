"""What is watched, on the screen: read it, check it, answer a breach, hand it to other eyes, end it."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from schutznetz.cases import queries
from schutznetz.cases.models import Case, WatchedItem
from schutznetz.cases.services import measures as services
from schutznetz.web.cases.measures import forms
from schutznetz.web.cases.measures.answering import ask, case_of, page_of
from schutznetz.web.people import colleagues
from schutznetz.web.screens import Request
from schutznetz.web.submitting import posted


def detail(request: Request, item: WatchedItem) -> HttpResponse:
    return render(request, "cases/measures/item.html", {"page": queries.item_page(item)})


def await_finding(request: Request, case: Case) -> HttpResponse:
    form = forms.PointForm(colleagues(request.ctx), posted(request))
    return ask(
        request,
        case,
        form,
        lambda **_answers: services.await_finding(request.ctx, case, point=form.point()),
        title=_("Auf einen Befund warten"),
        lead=_("Gutachten, Ermittlung, ärztlicher Befund: Bis er da ist, sieht jemand danach."),
        back=case_of(case),
    )


def check(request: Request, item: WatchedItem) -> HttpResponse:
    return ask(
        request,
        item,
        forms.CheckForm(posted(request)),
        partial(services.check, request.ctx, item),
        title=_("Kontrolle festhalten"),
        lead=item.what,
        said=_("Festgehalten."),
        back=page_of("item", item),
    )


def answer_breach(request: Request, item: WatchedItem) -> HttpResponse:
    return ask(
        request,
        item,
        forms.NoteForm(posted(request), label=_("Was folgt auf den Bruch?")),
        lambda note: services.answer_breach(request.ctx, item, reaction=note),
        title=_("Auf den Bruch antworten"),
        lead=item.otherwise,
        back=page_of("item", item),
    )


def finish(request: Request, item: WatchedItem) -> HttpResponse:
    return ask(
        request,
        item,
        forms.NoteForm(posted(request), label=_("Warum ist das erledigt?")),
        partial(services.finish_item, request.ctx, item),
        title=_("Überwachung beenden"),
        back=page_of("item", item),
    )


def name_watcher(request: Request, item: WatchedItem) -> HttpResponse:
    return ask(
        request,
        item,
        forms.WatcherForm(colleagues(request.ctx), posted(request)),
        partial(services.name_watcher, request.ctx, item),
        title=_("Aufsicht benennen"),
        back=case_of(item.case),
    )
