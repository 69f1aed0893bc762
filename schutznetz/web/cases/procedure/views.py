"""The pages of the procedure of a child: one domain call each."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from schutznetz.cases import queries, services
from schutznetz.cases.actions import CaseAction, SecretAction
from schutznetz.cases.models import Case
from schutznetz.cases.queries import secrets
from schutznetz.cases.states import CASE
from schutznetz.kernel import policy
from schutznetz.networks.models import Network
from schutznetz.web.cases.procedure import forms
from schutznetz.web.cases.procedure.picture import around
from schutznetz.web.people import colleagues
from schutznetz.web.screens import Request
from schutznetz.web.submitting import posted, sent


def index(request: Request, network: Network) -> HttpResponse:
    cases = queries.my_cases(request.ctx)
    return render(request, "cases/procedure/index.html", {"network": network, "cases": cases})


def detail(request: Request, case: Case) -> HttpResponse:
    context = _shown(request, case)
    if policy.may(request.ctx, SecretAction.LIST, case):
        context["may_keep_secrets"] = True
    elif emergency := secrets.emergency_of(request.ctx, case):
        context |= {"emergency": emergency, "place": secrets.secrets_page(request.ctx, case).place}
        return render(request, "cases/secrets/looked_at.html", context)
    context["may_dispute"] = True  # whoever reads it without an emergency works on it or leads
    return render(request, "cases/procedure/detail.html", context)


def _shown(request: Request, case: Case) -> dict[str, Any]:
    people = around(request.ctx, case)
    names = [case.child_name, *(person.name for circle in people["circles"] for person in circle.people)]
    return {
        "case": case,
        "page": queries.case_page(case),
        "machine": CASE,
        "measures": queries.case_measures(case),
        "chronology": queries.chronology(case),
        **people,
        "namesake": secrets.namesakes(request.ctx, names),
        "may_assess": policy.may(request.ctx, CaseAction.ASSESS, case),
        "may_propose": policy.may(request.ctx, CaseAction.PROPOSE_RESULT, case),
    }


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
