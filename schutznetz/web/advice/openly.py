"""Advice for every professional without an account: asked nameless, read again with the code on the receipt.

Nothing is kept on the device and no session is begun. Whoever floods is slowed down as at the report form.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schutznetz import receipts
from schutznetz.advice import queries, services
from schutznetz.advice.choices import ConsultationUrgency
from schutznetz.advice.models import Consultation
from schutznetz.kernel.machine import Conflict
from schutznetz.law import receipt
from schutznetz.networks.models import Network
from schutznetz.web import limits
from schutznetz.web.advice.forms import OpenAskForm, TextForm
from schutznetz.web.advice.views import result_paper
from schutznetz.web.codes import CodeForm
from schutznetz.web.safe_post import is_forged
from schutznetz.web.screens import Request
from schutznetz.web.submitting import posted, refusal, sent

FLOOD = limits.Flood()
PURPOSE = "advice"


def ask(request: Request, network: Network) -> HttpResponse:
    """Take a question once nothing in it may name somebody; the answer is the receipt with the code."""
    form = OpenAskForm(posted(request), label=_("Ihre Frage"))
    stale = is_forged(request)
    crowded = not stale and form.is_valid() and not FLOOD.lets_in(request, network.slug)
    if not stale and not crowded and sent(request, form, "ask_openly", partial(_ask, request, network, form)):
        return _receipt(request, form)
    page = {"form": form, "stale": stale, "crowded": crowded}
    answer = render(request, "advice/open_ask.html", page, status=429 if crowded else 200)
    if crowded:
        answer.headers["Retry-After"] = str(limits.WINDOW)
    return answer


def _ask(request: Request, network: Network, form: OpenAskForm, **_answers: object) -> Consultation:
    key = form.cleaned_data["submission_key"]
    return services.ask_openly(request.ctx, network, subject=form.subject(), question=form.words(), key=key)


def _receipt(request: Request, form: OpenAskForm) -> HttpResponse:
    code = receipt.shown(queries.code_for(form.cleaned_data["submission_key"]))
    by_when = ConsultationUrgency(form.cleaned_data["urgency"]).label
    return render(request, "advice/open_receipt.html", {"code": code, "by_when": by_when})


def come_back(request: Request, network: Network) -> HttpResponse:
    """Ask for the code, then show the thread, then take what is added; the code travels in the form."""
    stale = is_forged(request)
    form = CodeForm(posted(request))
    if stale or not form.is_valid():
        return _ask_code(request, form, stale=stale)
    if limits.exhausted(request, PURPOSE):
        return _ask_code(request, form, status=429)
    typed = form.cleaned_data["code"]
    try:
        if request.POST.get("go") == "result":
            return result_paper(services.result_by_code(request.ctx, network, typed=typed))
        return _thread(request, network, typed)
    except receipts.UnknownCode as unknown:
        limits.count(request, PURPOSE)
        form.add_error("code", gettext(unknown.reason))
    except Conflict as too_early:
        form.add_error(None, refusal(too_early))
    return _ask_code(request, form)


def _ask_code(request: Request, form: CodeForm, *, stale: bool = False, status: int = 200) -> HttpResponse:
    """Show the one question; a text that was typed meanwhile waits behind it."""
    page = {"form": form, "stale": stale, "slow": status == 429, "text": request.POST.get("text", "")}
    return render(request, "advice/open_return.html", page, status=status)


ADDED: dict[str, Callable[..., Consultation]] = {
    "further": services.ask_further_by_code,
    "dissent": services.dissent_by_code,
}


def _thread(request: Request, network: Network, typed: str) -> HttpResponse:
    go, label = request.POST.get("go", ""), _("Was möchten Sie dazu sagen?")
    begun = {"text": request.POST.get("text", "")}
    form = TextForm(request.POST if go in ADDED else None, initial=begun, label=label)
    page = services.open_by_code(request.ctx, network, typed=typed)

    def act(**_answers: Any) -> Consultation:
        return ADDED[go](request.ctx, network, typed=typed, words=form.words())

    added = go in ADDED and sent(request, form, f"advice_{go}/{page.consultation.pk}", act)
    if added:
        page, form = services.open_by_code(request.ctx, network, typed=typed), TextForm(label=label)
    found = {"page": page, "consultation": page.consultation, "form": form, "code": typed, "added": added}
    return render(request, "advice/open_thread.html", found)
