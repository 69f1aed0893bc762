"""The safety plan on the screen: agree on a version, read it, print it, end it."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from schutznetz.cases import queries
from schutznetz.cases.models import Case, SafetyPlan
from schutznetz.cases.services import measures as services
from schutznetz.cases.services import print_plan
from schutznetz.kernel.clock import BERLIN
from schutznetz.networks.choices import LetterKind, PeriodName
from schutznetz.networks.queries import period
from schutznetz.web.cases.measures import forms
from schutznetz.web.cases.measures.answering import ask, case_of, page_of
from schutznetz.web.papers import letter
from schutznetz.web.people import colleagues
from schutznetz.web.screens import Request
from schutznetz.web.submitting import posted

OF_A_POINT = ("what", "whose", "how", "otherwise", "watcher_id", "substitute_id")
OF_ALL = ("goal", "consent", "consent_by", "child_told", "child_view")


def agree(request: Request, case: Case) -> HttpResponse:
    before = queries.plan_in_force(case)
    form = forms.PlanForm(colleagues(request.ctx), posted(request), initial=_initial(request, before))

    def act(**_answers: object) -> SafetyPlan:
        return services.agree_plan(request.ctx, case, terms=form.terms(), points=form.points())

    return ask(
        request,
        case,
        form,
        act,
        title=_("Schutzplan"),
        said=_("Der Schutzplan gilt. Wer etwas prüft, hat es jetzt in den Aufgaben."),
        template="cases/measures/plan_form.html",
        back=case_of(case),
        before=before,
    )


def detail(request: Request, plan: SafetyPlan) -> HttpResponse:
    return render(request, "cases/measures/plan.html", {"page": queries.plan_page(plan)})


def pdf(request: Request, plan: SafetyPlan) -> HttpResponse:
    return letter(print_plan(request.ctx, plan), LetterKind.SAFETY_PLAN)


def end(request: Request, plan: SafetyPlan) -> HttpResponse:
    return ask(
        request,
        plan,
        forms.NoteForm(posted(request), label=_("Warum endet der Plan?")),
        partial(services.end_plan, request.ctx, plan),
        title=_("Schutzplan beenden"),
        back=page_of("plan", plan),
    )


def _initial(request: Request, before: queries.PlanPage | None) -> dict[str, Any]:
    """Start from the plan that holds now, so that nobody types it again."""
    today = request.ctx.now.astimezone(BERLIN).date()
    later = today + period(PeriodName.PLAN_REVIEW)
    given: dict[str, Any] = {"starts_on": today, "review_on": later, "ends_on": later}
    if before is None:
        return given
    given |= {name: getattr(before.plan, name) for name in OF_ALL}
    for number, item in zip(forms.NUMBERS, before.items, strict=False):
        given |= {f"{name}_{number}": getattr(item, name) for name in OF_A_POINT}
        given |= {f"check_on_{number}": max(item.check_on, today), f"until_{number}": later}
    return given
