"""The pages of information that is given later: one domain call each."""

from datetime import date
from functools import partial

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from schutznetz.cases.actions import DeferralAction
from schutznetz.cases.models import Case, Deferral
from schutznetz.cases.queries import deferrals as queries
from schutznetz.cases.queries.chronology import record_in
from schutznetz.cases.queries.file_access import people_to_choose
from schutznetz.cases.services import deferrals as services
from schutznetz.kernel import policy
from schutznetz.law import deferral as law
from schutznetz.web.cases.deferrals import forms
from schutznetz.web.cases.disputes.forms import AgainForm
from schutznetz.web.cases.disputes.views import line_of
from schutznetz.web.cases.measures.answering import ask
from schutznetz.web.screens import Request
from schutznetz.web.submitting import posted


def list_of(case: Case) -> str:
    return reverse("deferrals:index", args=[case.network.slug, case.pk])


def page_of(deferral: Deferral) -> str:
    return reverse("deferrals:detail", args=[deferral.network.slug, deferral.pk])


def index(request: Request, case: Case) -> HttpResponse:
    context = {"case": case, "deferrals": queries.deferrals_of(case)}
    return render(request, "cases/deferrals/index.html", context)


def defer(request: Request, case: Case) -> HttpResponse:
    line = line_of(request, case)
    return ask(
        request,
        case,
        forms.DeferForm(people_to_choose(case), posted(request)),
        partial(services.defer, request.ctx, case, record=line.row.pk if line else None),
        title=_("Später informieren"),
        lead=_("Betroffene erfahren, dass wir Daten über sie haben. Das wartet nur, solange der Grund gilt."),
        label=_("Aufschieben"),
        said=_("Aufgeschoben. Am genannten Tag steht es wieder auf Ihrer Liste."),
        back=list_of(case),
        template="cases/disputes/form.html",
        line=line,
    )


def detail(request: Request, deferral: Deferral) -> HttpResponse:
    context = {
        "deferral": deferral,
        "case": deferral.case,
        "line": record_in(deferral.case, deferral.record) if deferral.record else None,
        "norm": law.BY_GROUND[deferral.ground].norm,
        "looks": queries.looks_at(deferral),
        "inform_by": _inform_by(deferral),
        "may_decide": policy.may(request.ctx, DeferralAction.DECIDE, deferral),
    }
    return render(request, "cases/deferrals/detail.html", context)


def _inform_by(deferral: Deferral) -> date | None:
    waits = deferral.gone_on if deferral.told_on is None else None
    return waits + law.CATCH_UP_WITHIN if waits else None


def keep(request: Request, deferral: Deferral) -> HttpResponse:
    return ask(
        request,
        deferral,
        AgainForm(posted(request)),
        partial(services.keep_deferred, request.ctx, deferral),
        title=_("Der Grund gilt weiter"),
        lead=_("Spätestens in drei Monaten sieht wieder jemand hin."),
        said=_("Gesichert. Am genannten Tag steht es wieder auf Ihrer Liste."),
        back=page_of(deferral),
    )


def gone(request: Request, deferral: Deferral) -> HttpResponse:
    return ask(
        request,
        deferral,
        forms.GoneForm(posted(request)),
        partial(services.note_gone, request.ctx, deferral),
        title=_("Der Grund ist weggefallen"),
        lead=_("Von diesem Tag an haben Sie zwei Wochen, die Person zu informieren (§ 82 Abs. 4 SGB X)."),
        back=page_of(deferral),
    )


def told(request: Request, deferral: Deferral) -> HttpResponse:
    return ask(
        request,
        deferral,
        forms.ToldForm(posted(request)),
        partial(services.note_told, request.ctx, deferral),
        title=_("Informiert"),
        lead=_("Sagen Sie auch, woher die Angaben kommen, soweit das niemanden gefährdet."),
        said=_("Gesichert. Es ist nichts mehr aufgeschoben."),
        back=page_of(deferral),
        then=list_of(deferral.case),
    )
