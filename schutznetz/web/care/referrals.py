"""A referral on both sides: the coordination asks, a named person reads what she was given and answers."""

from functools import partial

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from schutznetz.care import queries, services
from schutznetz.care.actions import CareAction
from schutznetz.care.choices import DeclineReason, HelpEnd
from schutznetz.care.models import Family, Referral
from schutznetz.kernel import policy
from schutznetz.offers.queries import published_here
from schutznetz.web.care import outside
from schutznetz.web.care.consent_forms import AnswerForm, CarryOnForm, ReferForm
from schutznetz.web.navigation import may_enter
from schutznetz.web.screens import Request
from schutznetz.web.submitting import once, posted, sent


def refer(request: Request, family: Family) -> HttpResponse:
    named = queries.may_be_asked(request.ctx, family)
    offers = [(str(pk), title) for pk, title in published_here(request.ctx)]
    ours = queries.is_youth_office(request.ctx)
    form = ReferForm(named, offers, posted(request), of_youth_office=ours)

    def act(**_said: object) -> Referral:
        key = form.cleaned_data["submission_key"]
        return services.refer(request.ctx, family, asked=form.asked(), gate=form.gate(), key=key)

    if sent(request, form, f"refer/{family.pk}", act):
        if form.asks_outside():
            return outside.show_link(request, family.reference, form)
        return redirect("care:detail", network=family.network.slug, pk=family.pk)
    return render(request, "care/refer.html", {"form": form, "family": family, "named": named})


def detail(request: Request, referral: Referral) -> HttpResponse:
    return _page(request, referral)


def _page(request: Request, referral: Referral, form: forms.Form | None = None) -> HttpResponse:
    """Show what the reader was given, with the form of the step that is hers now."""
    may = partial(policy.may, request.ctx)
    answers = may(CareAction.ANSWER_REFERRAL, referral)
    asks = _asks_success(request, referral)
    if form is None and answers:
        form = AnswerForm(asks_success=asks, of=_heard_from(referral))
    if form is None and may(CareAction.CARRY_ON, referral):
        form = CarryOnForm(asks_success=asks)
    page = {
        "page": queries.referral_page(request.ctx, referral),
        "referral": referral,
        "form": form,
        "answers": answers,
        "coordinates": may(CareAction.READ, referral.family),
        "may_revoke": may(CareAction.REVOKE_REFERRAL, referral),
        "may_renew": may(CareAction.RENEW_LINK, referral),
        "link": queries.link_state(referral, request.ctx.now),
    }
    return render(request, "care/referral.html", page)


def _asks_success(request: Request, referral: Referral) -> bool:
    told = queries.to_be_told(referral, request.ctx.now)
    return told is not None and queries.is_youth_office(request.ctx)


def _heard_from(referral: Referral) -> str:
    """Return whose answer is noted, where the coordination heard it from somebody without an account."""
    recipient = referral.recipient
    return "" if recipient.person_id else queries.called(recipient)


@require_POST
def answer(request: Request, referral: Referral) -> HttpResponse:
    form = AnswerForm(
        posted(request), asks_success=_asks_success(request, referral), of=_heard_from(referral)
    )

    def act(step: str, reason: str, note: str, **_said: object) -> Referral:
        if step == "decline":
            said = partial(services.decline, reason=DeclineReason(reason))
            return said(request.ctx, referral, note=note, success=form.success())
        take = services.accept if step == "accept" else services.put_on_list
        return take(request.ctx, referral, note=note, success=form.success())

    if sent(request, form, f"answer_referral/{referral.pk}", act):
        return redirect("care:referral", network=request.network.slug, pk=referral.pk)
    return _page(request, referral, form)


@require_POST
def carry_on(request: Request, referral: Referral) -> HttpResponse:
    form = CarryOnForm(posted(request), asks_success=_asks_success(request, referral))

    def act(step: str, reason: str, **_said: object) -> Referral:
        if step == "begin":
            return services.begin(request.ctx, referral, success=form.success())
        return services.end(request.ctx, referral, reason=HelpEnd(reason), success=form.success())

    if sent(request, form, f"carry_on/{referral.pk}", act):
        return redirect("care:referral", network=request.network.slug, pk=referral.pk)
    return _page(request, referral, form)


@require_POST
def revoke(request: Request, referral: Referral) -> HttpResponse:
    once(request, lambda: services.revoke(request.ctx, referral))
    place = f"/{request.network.slug}/hilfe/{referral.family_id}/"
    if may_enter(request.ctx, place):
        return redirect(place)
    messages.success(request, _("Zurückgezogen. Es gilt ab sofort, auch für offene Seiten."))
    return redirect("care:sent", network=request.network.slug, pk=referral.pk)
