"""A family too close to somebody else: raised, answered by her, decided by a lead."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from schutznetz.cases import services
from schutznetz.cases.actions import RecusalAction
from schutznetz.cases.models import Case, Doubt, Report
from schutznetz.cases.queries import secrets as queries
from schutznetz.kernel import policy
from schutznetz.law import closeness as law
from schutznetz.web.cases.measures.answering import ask
from schutznetz.web.cases.secrets import forms
from schutznetz.web.people import colleagues
from schutznetz.web.screens import Request
from schutznetz.web.submitting import posted


def _family_page(family: Case | Report) -> str:
    page = "cases:detail" if isinstance(family, Case) else "intake:detail"
    return reverse(page, args=[family.network.slug, family.pk])


def raise_in_case(request: Request, case: Case) -> HttpResponse:
    return _raise(request, case, partial(services.raise_doubt, request.ctx, case))


def raise_on_report(request: Request, report: Report) -> HttpResponse:
    return _raise(request, report, partial(services.raise_doubt_on_report, request.ctx, report))


def _raise(request: Request, family: Case | Report, act: Any) -> HttpResponse:
    return ask(
        request,
        family,
        forms.DoubtForm(colleagues(request.ctx, without_me=True), posted(request)),
        act,
        title=_("Jemand anderem steht die Familie zu nahe"),
        lead=_("Die Leitung hört die Person und entscheidet. Bis dahin ändert sich nichts."),
        label=_("Der Leitung sagen"),
        said=_("Gesagt. Die Leitung entscheidet."),
        back=_family_page(family),
        template="cases/secrets/raise_doubt.html",
        doubts=queries.doubts_to_read(request.ctx, family),
    )


def answer(request: Request, doubt: Doubt) -> HttpResponse:
    return ask(
        request,
        doubt,
        forms.DoubtAnswerForm(posted(request), initial={"answer": doubt.answer}),
        partial(services.answer_doubt, request.ctx, doubt),
        title=_("Steht Ihnen diese Familie zu nahe?"),
        lead=_("Jemand hat es der Leitung gesagt. Sie entscheidet, nachdem Sie sich geäußert haben."),
        label=_("Der Leitung antworten"),
        said=_("Gesichert. Die Leitung entscheidet."),
        back=reverse("work:start", args=[doubt.network.slug]),
        template="cases/secrets/answer_doubt.html",
        norm=law.BY_GROUND[doubt.ground].norm,
    )


def decide(request: Request, doubt: Doubt) -> HttpResponse:
    """Show a doubt to a lead; as long as it waits, with the form to decide it."""
    norm, title, page = law.BY_GROUND[doubt.ground].norm, _("Befangen?"), "cases/secrets/doubt.html"
    if not policy.may(request.ctx, RecusalAction.DECIDE, doubt):
        return render(request, page, {"record": doubt, "norm": norm, "title": title})
    return ask(
        request,
        doubt,
        forms.DoubtDecisionForm(posted(request), heard=bool(doubt.answer)),
        partial(services.decide_doubt, request.ctx, doubt),
        title=title,
        said=_("Entschieden. Die Person erfährt es."),
        back=reverse("work:start", args=[doubt.network.slug]),
        template=page,
        norm=norm,
    )
