"""A professional's own space: families she sent on, and sending one on, with the copy for the family."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import render

from schutznetz.care import queries, services
from schutznetz.care.actions import CareAction
from schutznetz.care.models import Referral
from schutznetz.kernel import policy
from schutznetz.law import receipt
from schutznetz.networks.models import Network
from schutznetz.offers.queries import published_here
from schutznetz.web.care.send_forms import SendForm
from schutznetz.web.drafting import Draft
from schutznetz.web.screens import Request


def index(request: Request, network: Network) -> HttpResponse:
    rows, asked = queries.sent(request.ctx, network), queries.requests_to(request.ctx)
    return render(request, "care/sent_list.html", {"rows": rows, "asked": asked})


def send(request: Request, network: Network) -> HttpResponse:
    """Send a family on; the answer shows the codes for her copy this one time."""
    ctx = request.ctx
    named = queries.may_receive(ctx.now, coordinating=True)
    people = [(str(held.pk), queries.called(held)) for held in named if held.user_id != ctx.actor_id]
    offers = [(str(pk), title) for pk, title in published_here(ctx)]
    draft, ours = Draft(request, "send_in"), queries.is_youth_office(ctx)
    form = draft.shown_in(SendForm(people, offers, draft.typed, of_youth_office=ours))

    def act(**_said: object) -> Referral:
        send_in = partial(services.send_in, declared=form.declared(), by=form.declarers(), gate=form.gate())
        key = form.cleaned_data["submission_key"]
        return send_in(ctx, network, household=form.household(), wanted=form.wanted(), key=key)

    if draft.sent(form, "send_in", act):
        return _codes(request, form)
    return render(request, "care/send.html", {"form": form, "kept": draft.kept})


def _codes(request: Request, form: SendForm) -> HttpResponse:
    names = [declarer.name for declarer in form.declarers()]
    codes = queries.codes_of(form.cleaned_data["submission_key"], names)
    return render(request, "care/sent_codes.html", {"codes": [(n, receipt.shown(c)) for n, c in codes]})


def detail(request: Request, referral: Referral) -> HttpResponse:
    line = queries.sent_page(request.ctx, referral)
    may_withdraw = policy.may(request.ctx, CareAction.WITHDRAW_CONSENT, referral.recipient.consent)
    page = {"line": line, "referral": referral, "may_withdraw": may_withdraw}
    return render(request, "care/sent.html", page)
