"""The pages of the procedure of a child: one domain call each."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from schutznetz.cases import queries, services
from schutznetz.cases.actions import CaseAction
from schutznetz.cases.models import Case
from schutznetz.cases.states import CASE
from schutznetz.kernel import policy
from schutznetz.networks.models import Network
from schutznetz.web.cases.procedure import forms
from schutznetz.web.people import colleagues
from schutznetz.web.screens import Request
from schutznetz.web.submitting import posted, sent


def index(request: Request, network: Network) -> HttpResponse:
    cases = queries.my_cases(request.ctx)
    return render(request, "cases/procedure/index.html", {"network": network, "cases": cases})


def detail(request: Request, case: Case) -> HttpResponse:
    context = {
        "case": case,
        "page": queries.case_page(case),
        "machine": CASE,
        "measures": queries.case_measures(case),
        "chronology": queries.chronology(case),
        "circles": queries.circles(case),
        "may_assess": policy.may(request.ctx, CaseAction.ASSESS, case),
        "may_propose": policy.may(request.ctx, CaseAction.PROPOSE_RESULT, case),
    }
    return render(request, "cases/procedure/detail.html", context)


def hand_over(request: Request, case: Case) -> HttpResponse:
    form = forms.HandOverForm(colleagues(request.ctx), posted(request))
    if sent(request, form, "hand_over_case", lambda **two: services.hand_over_case(request.ctx, case, **two)):
        messages.success(request, _("Abgegeben. Zuständigkeit, Vertretung und Aufgaben sind umgezogen."))
        return redirect("cases:index", network=case.network.slug)
    return render(request, "cases/procedure/hand_over.html", {"case": case, "form": form})


def add_colleague(request: Request, case: Case) -> HttpResponse:
    form = forms.ColleagueForm(colleagues(request.ctx), posted(request))

    def add(person_id: str) -> Case:
        return services.add_colleague(request.ctx, case, person_id=UUID(person_id))

    if sent(request, form, "add_colleague", add):
        return redirect("cases:detail", network=case.network.slug, pk=case.pk)
    return render(request, "cases/procedure/add_colleague.html", {"case": case, "form": form})
