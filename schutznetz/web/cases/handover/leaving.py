"""The sender's screens: propose, release as the second person, take letter and package, file the answer."""

import json
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from schutznetz.cases import queries
from schutznetz.cases.actions import HandoverAction
from schutznetz.cases.choices import FileType, HandoverState
from schutznetz.cases.models import Case, Handover
from schutznetz.cases.services import handover as services
from schutznetz.cases.services import print_handover
from schutznetz.cases.states import HANDOVER
from schutznetz.files import documents, packing
from schutznetz.kernel import policy
from schutznetz.networks.choices import LetterKind
from schutznetz.web import papers
from schutznetz.web.cases.handover import forms
from schutznetz.web.cases.measures.answering import ask, case_of
from schutznetz.web.cases.measures.forms import NoteForm, SealForm
from schutznetz.web.papers import paper
from schutznetz.web.screens import Request
from schutznetz.web.submitting import posted, sent

LEFT = {HandoverState.SENT, HandoverState.ACCEPTED}  # while the package may have to be sent once more


def page_of(handover: Handover) -> str:
    return reverse("handover:detail", args=[handover.network.slug, handover.pk])


def propose(request: Request, case: Case) -> HttpResponse:
    must_go = queries.must_go(case)
    form = forms.HandoverForm(
        queries.offices(request.ctx), posted(request), initial={"parts": sorted(must_go)}
    )

    def act(**_answers: object) -> Handover:
        return services.propose_handover(request.ctx, case, going=form.going())

    return ask(
        request,
        case,
        form,
        act,
        title=_("An ein anderes Jugendamt übergeben"),
        lead=_("Bis das andere Jugendamt schriftlich annimmt, bleibt der Fall hier und alle Fristen laufen."),
        label=_("Der zweiten Person vorlegen"),
        said=_("Vorgelegt. Eine zweite Person gibt die Übergabe frei."),
        template="cases/handover/propose.html",
        back=case_of(case),
        must_go=must_go,
    )


def detail(request: Request, handover: Handover) -> HttpResponse:
    """Show what goes along; who may release it finds the seal of exactly this page in the form."""
    may_send = policy.may(request.ctx, HandoverAction.SEND, handover)
    form = SealForm(posted(request), initial={"seal": handover.seal})
    release = partial(services.send_handover, request.ctx, handover)
    if may_send and sent(request, form, "send_handover", release):
        messages.success(request, _("Freigegeben. Der Fall bleibt hier, bis das andere Jugendamt annimmt."))
        return redirect(page_of(handover))
    context = {"handover": handover, "content": queries.shown_content(handover), **_ways(request, handover)}
    context["form"] = form if may_send else None
    return render(request, "cases/handover/detail.html", context)


def _ways(request: Request, handover: Handover) -> dict[str, Any]:
    """Say what the register holds, and which steps this person can take now."""
    ways = {
        "may_answer": HandoverAction.NOTE_ANSWER,
        "may_withdraw": HandoverAction.WITHDRAW,
        "may_end": HandoverAction.END,
    }
    open_now = {name: policy.may(request.ctx, action, handover) for name, action in ways.items()}
    open_now["may_end"] = open_now["may_end"] and bool(HANDOVER.can(handover, "end"))
    return {"transfer": queries.transfer_of(handover), **open_now}


def withdraw(request: Request, handover: Handover) -> HttpResponse:
    return ask(
        request,
        handover,
        NoteForm(posted(request), label=_("Warum ziehen Sie die Übergabe zurück?")),
        partial(services.withdraw_handover, request.ctx, handover),
        title=_("Übergabe zurückziehen"),
        back=page_of(handover),
    )


def end(request: Request, handover: Handover) -> HttpResponse:
    return ask(
        request,
        handover,
        NoteForm(posted(request), label=_("Warum warten wir nicht länger, und wie geht es hier weiter?")),
        partial(services.end_handover, request.ctx, handover),
        title=_("Ohne Antwort beenden"),
        lead=_("Der Fall bleibt bei uns. Das andere Jugendamt kann danach nicht mehr annehmen."),
        back=page_of(handover),
    )


def note_answer(request: Request, handover: Handover) -> HttpResponse:
    form = forms.AnswerForm(posted(request), request.FILES or None)
    lead = _("Mit der schriftlichen Annahme endet der Fall hier.")
    if request.ctx.person_id == handover.proposed_by_id:
        lead = _(
            "Sie haben die Übergabe vorgeschlagen: Eine Annahme legt deshalb jemand anderes ab, aus dem"
            " Fallteam oder die Leitung. Eine Ablehnung halten Sie selbst fest."
        )

    def act(accepted: bool, answered_by: str, note: str, **_answers: object) -> Handover:
        return services.note_answer(
            request.ctx,
            handover,
            accepted=accepted,
            answered_at=form.answered_at(),
            answered_by=answered_by,
            note=note,
            proof=form.cleaned_data["proof"],
        )

    return ask(
        request,
        handover,
        form,
        act,
        title=_("Antwort des anderen Jugendamts"),
        lead=lead,
        back=page_of(handover),
    )


def letter(request: Request, handover: Handover) -> HttpResponse:
    """The covering letter: it names no child, so that it may travel beside the package."""
    _only(handover, handover.sent_at)
    return papers.letter(print_handover(request.ctx, handover), LetterKind.HANDOVER)


def package(request: Request, handover: Handover) -> HttpResponse:
    """The sealed package for an office that has no Schutznetz; its passphrase goes by another way."""
    _only(handover, handover.passphrase and handover.state in LEFT)
    files = {
        "anschreiben.pdf": print_handover(request.ctx, handover),
        "uebergabe.pdf": _pdf("documents/case_handover.html", handover),
        "uebergabe.json": json.dumps(queries.package_of(handover), ensure_ascii=False, indent=2).encode(),
    }
    return paper(packing.locked(files, str(handover.passphrase)), "uebergabe.zip", "application/zip")


def proof(request: Request, handover: Handover) -> HttpResponse:
    _only(handover, handover.proof)
    kind = ("pdf", "application/pdf") if handover.proof_type == FileType.PDF else ("jpg", "image/jpeg")
    return paper(handover.proof or b"", f"annahme.{kind[0]}", kind[1])


def _only(handover: Handover, there: object) -> None:
    if not there:
        raise Http404


def _pdf(template: str, handover: Handover) -> bytes:
    """Write in German: the other office reads it, whatever language the sender works in."""
    context = {"handover": handover, "content": queries.shown_content(handover)}
    with translation.override("de"):
        return documents.pdf(template, context)
