"""What the coordination keeps and sees of advice: the pool, the times, the numbers; never a word of it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from schutznetz.advice import queries, services
from schutznetz.advice.actions import AdviceAction
from schutznetz.advice.models import Consultant, Consultation
from schutznetz.kernel import policy
from schutznetz.networks.models import Network
from schutznetz.web.advice.forms import AssignForm, NewConsultantForm, SkillsForm
from schutznetz.web.screens import Request
from schutznetz.web.submitting import posted, sent


def overview(request: Request, network: Network) -> HttpResponse:
    context = {
        "waiting": queries.waiting(request.ctx),
        "years": queries.years_of_advice(request.ctx),
        "coordinates": policy.granted(AdviceAction.ASSIGN, request.ctx.role),
    }
    return render(request, "advice/overview.html", context)


def pool(request: Request, network: Network) -> HttpResponse:
    context = {"rows": queries.pool(request.ctx), "candidates": queries.candidates(request.ctx)}
    return render(request, "advice/pool.html", context)


def add(request: Request, network: Network) -> HttpResponse:
    people = queries.candidates(request.ctx)
    form = NewConsultantForm(people, _deputies(request), posted(request))

    def act(user_id: str, **_answers: object) -> Consultant:
        return services.add_consultant(request.ctx, network, user_id=UUID(user_id), skills=form.skills())

    if sent(request, form, "add_consultant", act):
        return redirect("advice:pool", network=network.slug)
    return render(request, "advice/consultant.html", {"form": form, "title": _("In den Pool aufnehmen")})


def change(request: Request, consultant: Consultant) -> HttpResponse:
    names = ("topics", "languages", "disability", "hours", "accepting", "deputy_id")
    known = {name: getattr(consultant, name) for name in names}
    form = SkillsForm(_deputies(request, consultant), posted(request), initial=known)

    def act(**_answers: object) -> Consultant:
        return services.change_consultant(request.ctx, consultant, skills=form.skills())

    if sent(request, form, f"change_consultant/{consultant.pk}", act):
        return redirect("advice:pool", network=request.network.slug)
    return render(request, "advice/consultant.html", {"form": form, "title": consultant.user.display_name})


def assign(request: Request, consultation: Consultation) -> HttpResponse:
    people = [(str(pk), user.display_name) for pk, user in queries.in_function(request.ctx.now).items()]
    known = {"consultant_id": consultation.consultant_id, "deputy_id": consultation.deputy_id}
    form = AssignForm(people, posted(request), initial=known)

    def act(consultant_id: str, deputy_id: str) -> Consultation:
        two = {"consultant_id": UUID(consultant_id), "deputy_id": UUID(deputy_id)}
        return services.assign(request.ctx, consultation, **two)

    if sent(request, form, f"assign_advice/{consultation.pk}", act):
        messages.success(request, _("Zugeteilt. Die neue Fachkraft weiß Bescheid."))
        return redirect("advice:overview", network=request.network.slug)
    return render(request, "advice/assign.html", {"form": form, "consultation": consultation})


def _deputies(request: Request, without: Consultant | None = None) -> list[tuple[str, str]]:
    known = queries.pool(request.ctx)
    return [(str(each.id), each.name) for each in known if without is None or each.id != without.pk]
