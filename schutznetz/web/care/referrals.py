"""A referral on both sides: the coordination asks, a named person reads what she was given and answers."""

from functools import partial

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from schutznetz.care import queries, services
from schutznetz.care.actions import CareAction
from schutznetz.care.choices import DeclineReason, HelpEnd
from schutznetz.care.models import Family, Referral
from schutznetz.kernel import policy
from schutznetz.offers.queries import published_here
from schutznetz.web.care.consent_forms import AnswerForm, CarryOnForm, ReferForm
from schutznetz.web.screens import Request
from schutznetz.web.submitting import once, posted, sent


def refer(request: Request, family: Family) -> HttpResponse:
    named = [(str(each.pk), queries.called(each)) for each in queries.may_be_asked(request.ctx, family)]
    offers = [(str(pk), title) for pk, title in published_here(request.ctx)]
    form = ReferForm(named, offers, posted(request))

    def act(**_said: object) -> Referral:
        return services.refer(request.ctx, family, asked=form.asked(), gate=form.gate())

    if sent(request, form, f"refer/{family.pk}", act):
        return redirect("care:detail", network=family.network.slug, pk=family.pk)
    return render(request, "care/refer.html", {"form": form, "family": family, "named": named})


def detail(request: Request, referral: Referral) -> HttpResponse:
    return _page(request, referral)


def _page(request: Request, referral: Referral, form: forms.Form | None = None) -> HttpResponse:
    """Show what the reader was given, with the form of the step that is hers now."""
    may = partial(policy.may, request.ctx)
    answers = may(CareAction.ANSWER_REFERRAL, referral)
    if form is None and answers:
        form = AnswerForm()
    if form is None and may(CareAction.CARRY_ON, referral):
        form = CarryOnForm()
    page = {
        "page": queries.referral_page(request.ctx, referral),
        "referral": referral,
        "form": form,
        "answers": answers,
        "coordinates": may(CareAction.READ, referral.family),
        "may_revoke": may(CareAction.REVOKE_REFERRAL, referral),
    }
    return render(request, "care/referral.html", page)


@require_POST
def answer(request: Request, referral: Referral) -> HttpResponse:
    form = AnswerForm(posted(request))

    def act(step: str, reason: str, note: str) -> Referral:
        if step == "decline":
            return services.decline(request.ctx, referral, reason=DeclineReason(reason), note=note)
        take = services.accept if step == "accept" else services.put_on_list
        return take(request.ctx, referral, note=note)

    if sent(request, form, f"answer_referral/{referral.pk}", act):
        return redirect("care:referral", network=request.network.slug, pk=referral.pk)
    return _page(request, referral, form)


@require_POST
def carry_on(request: Request, referral: Referral) -> HttpResponse:
    form = CarryOnForm(posted(request))

    def act(step: str, reason: str) -> Referral:
        if step == "begin":
            return services.begin(request.ctx, referral)
        return services.end(request.ctx, referral, reason=HelpEnd(reason))

    if sent(request, form, f"carry_on/{referral.pk}", act):
        return redirect("care:referral", network=request.network.slug, pk=referral.pk)
    return _page(request, referral, form)


@require_POST
def revoke(request: Request, referral: Referral) -> HttpResponse:
    once(request, lambda: services.revoke(request.ctx, referral))
    return redirect("care:detail", network=request.network.slug, pk=referral.family_id)
