"""The pages on which professionals gather what is known about a child: one form, one act."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.db import models
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from schutznetz.cases import queries, services
from schutznetz.cases.actions import CaseAction
from schutznetz.cases.choices import InquiryTopic
from schutznetz.cases.models import Case, CaseEntry, CasePerson
from schutznetz.cases.queries.secrets import emergency_of
from schutznetz.kernel import policy
from schutznetz.web.cases.procedure import gathering_forms as forms
from schutznetz.web.cases.procedure.picture import around
from schutznetz.web.people import colleagues
from schutznetz.web.screens import Request
from schutznetz.web.submitting import KeyedForm, posted, sent


def add_entry(request: Request, case: Case) -> HttpResponse:
    form = forms.EntryForm(colleagues(request.ctx, without_me=True), posted(request))
    add = partial(services.add_entry, request.ctx, case)
    return _added(request, case, form, _("Eintrag"), lambda: add(facts=form.facts()))


def add_to_entry(request: Request, entry: CaseEntry) -> HttpResponse:
    given = {"kind": entry.kind, "observation": entry.observation, "source": entry.source}
    form = forms.EntryForm(colleagues(request.ctx, without_me=True), posted(request), initial=given)

    add = partial(services.add_to_entry, request.ctx, entry)
    return _added(request, entry.case, form, _("Ergänzen"), lambda: add(facts=form.facts()), beside=entry)


def note_talk(request: Request, case: Case) -> HttpResponse:
    form = forms.TalkForm(colleagues(request.ctx, without_me=True), posted(request))
    note = partial(services.note_talk, request.ctx, case)
    return _added(request, case, form, _("Gespräch"), lambda: note(facts=form.facts()))


def note_visit(request: Request, case: Case) -> HttpResponse:
    form = forms.VisitForm(colleagues(request.ctx, without_me=True), posted(request))
    note = partial(services.note_visit, request.ctx, case)
    return _added(request, case, form, _("Besuch"), lambda: note(facts=form.facts()), keeps=True)


def note_inquiry(request: Request, case: Case) -> HttpResponse:
    form = forms.InquiryForm(posted(request), initial={"topic": request.GET.get("frage", "")})

    def note() -> models.Model:
        answers = form.answers()
        return services.note_inquiry(
            request.ctx,
            case,
            topic=InquiryTopic(answers["topic"]),
            answer=answers["answer"] == "yes",
            reasons=answers["reasons"],
        )

    return _added(request, case, form, _("Entscheidung"), note)


def add_person(request: Request, case: Case) -> HttpResponse:
    form = forms.PersonForm(_siblings(case), posted(request))
    add = partial(services.add_person, request.ctx, case)
    return _added(request, case, form, _("Mensch um das Kind"), lambda: add(facts=form.facts()))


def correct_person(request: Request, person: CasePerson) -> HttpResponse:
    names = [name for name in forms.PersonForm.base_fields if name != "submission_key"]
    given = {name: getattr(person, name) or "" for name in names}
    form = forms.PersonForm(_siblings(person.case), posted(request), initial=given)
    correct = partial(services.correct_person, request.ctx, person)
    return _added(request, person.case, form, _("Angaben berichtigen"), lambda: correct(facts=form.facts()))


def chronology(request: Request, case: Case) -> HttpResponse:
    number = request.GET.get("seite", "")
    found = queries.chronology(case, page=int(number) if number.isdecimal() and len(number) < 5 else 1)
    emergency = emergency_of(request.ctx, case)
    context = {
        "case": case,
        "chronology": found,
        "emergency": emergency,
        "may_dispute": not emergency,
        "may_assess": policy.may(request.ctx, CaseAction.ASSESS, case),  # old entries are added to as well
    }
    return render(request, "cases/procedure/chronology.html", context)


def people(request: Request, case: Case) -> HttpResponse:
    may_assess = policy.may(request.ctx, CaseAction.ASSESS, case)
    shown = {"may_assess": may_assess, "emergency": emergency_of(request.ctx, case)}
    context = {"case": case, **shown, **around(request.ctx, case)}
    return render(request, "cases/procedure/people.html", context)


def _siblings(case: Case) -> list[tuple[str, str]]:
    return [(str(sibling.pk), str(sibling)) for sibling in queries.to_be_named(case)]


def _added(
    request: Request,
    case: Case,
    form: KeyedForm,
    title: str,
    act: Callable[[], models.Model],
    **more: Any,
) -> HttpResponse:
    if sent(request, form, type(form).__name__, lambda **_answers: act()):
        messages.success(request, _("Gesichert."))
        return redirect("cases:detail", network=case.network.slug, pk=case.pk)
    context = {"case": case, "form": form, "title": title, **more}
    return render(request, "cases/procedure/form.html", context)
