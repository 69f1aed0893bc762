"""Beside the plan: proofs that were seen, and what bridges a wait."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from schutznetz.offers.queries import published_here
from schutznetz.visiting import queries, services
from schutznetz.visiting.choices import MeanwhileAnswer, MeanwhileKind, ProofKind
from schutznetz.visiting.models import FamilyMidwife, Meanwhile, MidwifeProof, VisitRequest
from schutznetz.web.screens import Request
from schutznetz.web.submitting import posted, sent
from schutznetz.web.visiting.office_forms import LookForm, MeanwhileAnswerForm, MeanwhileForm, ProofForm


def note_proof(request: Request, midwife: FamilyMidwife) -> HttpResponse:
    form = ProofForm(posted(request))

    def act(kind: str, seen_on: date, counts_until: date | None) -> MidwifeProof:
        return services.note_proof(
            request.ctx, midwife, kind=ProofKind(kind), seen_on=seen_on, counts_until=counts_until
        )

    if sent(request, form, f"note_proof/{midwife.pk}", act):
        messages.success(request, _("Der Nachweis ist eingetragen."))
        return redirect("visiting:change", network=request.network.slug, pk=midwife.pk)
    context = {"form": form, "midwife": midwife, "proofs": queries.proofs_of(request.ctx, midwife)}
    return render(request, "visiting/proof.html", context)


def renew_proof(request: Request, proof: MidwifeProof) -> HttpResponse:
    form = LookForm(posted(request))

    def act(seen_on: date, counts_until: date | None) -> MidwifeProof:
        return services.renew_proof(request.ctx, proof, seen_on=seen_on, counts_until=counts_until)

    if sent(request, form, f"renew_proof/{proof.pk}", act):
        messages.success(request, _("Der Nachweis ist eingetragen."))
        return redirect("visiting:change", network=request.network.slug, pk=proof.midwife_id)
    context = {"form": form, "midwife": proof.midwife, "proof": proof}
    return render(request, "visiting/proof.html", context)


def meanwhile(request: Request, asked: VisitRequest) -> HttpResponse:
    """Show what a family that waits was offered, and offer something more."""
    offers = [(str(pk), title) for pk, title in published_here(request.ctx)]
    form = MeanwhileForm(offers, posted(request))

    def act(kind: str, words: str, **_chosen: object) -> Meanwhile:
        return services.offer_meanwhile(
            request.ctx, asked, kind=MeanwhileKind(kind), offer_id=form.chosen(), words=words
        )

    if sent(request, form, f"offer_meanwhile/{asked.pk}", act):
        messages.success(request, _("Festgehalten."))
        return redirect("visiting:index", network=request.network.slug)
    context = {"form": form, "asked": asked, "bridges": queries.bridges_of(asked)}
    return render(request, "visiting/meanwhile.html", context)


def answer_meanwhile(request: Request, bridge: Meanwhile) -> HttpResponse:
    form = MeanwhileAnswerForm(posted(request))

    def act(answer: str) -> Meanwhile:
        return services.answer_meanwhile(request.ctx, bridge, answer=MeanwhileAnswer(answer))

    if sent(request, form, f"answer_meanwhile/{bridge.pk}", act):
        messages.success(request, _("Festgehalten."))
        return redirect("visiting:index", network=request.network.slug)
    context = {"form": form, "asked": bridge.request, "bridge": bridge}
    return render(request, "visiting/meanwhile_answer.html", context)
