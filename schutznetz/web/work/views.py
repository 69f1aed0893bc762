"""The start page of everyone at work, and what one can do with a task."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import Denied
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.web.people import OFFICE, colleagues
from schutznetz.web.screens import Request
from schutznetz.web.submitting import posted, sent
from schutznetz.web.work import forms, links
from schutznetz.work import queries, services
from schutznetz.work.choices import LateCause
from schutznetz.work.models import Task


def start(request: Request, network: Network) -> HttpResponse:
    tasks = queries.my_tasks(request.ctx, after=request.GET.get("nach", ""))
    addresses = links.addresses(request.ctx, network.slug, tasks.rows)
    context = {"network": network, "tasks": tasks, "addresses": addresses}
    return render(request, "work/start.html", context)


@require_POST
def take(request: Request, task: Task) -> HttpResponse:
    try:
        services.take(request.ctx, task)
    except (Conflict, Denied):
        messages.warning(request, _("Diese Aufgabe hat schon jemand übernommen."))
    return redirect("work:start", network=task.network.slug)


@require_POST
def acknowledge(request: Request, task: Task) -> HttpResponse:
    services.acknowledge(request.ctx, task)
    messages.success(request, _("Notiert: Sie kümmern sich. Bleibt es offen, fragen wir wieder."))
    return redirect("work:start", network=task.network.slug)


def finish(request: Request, task: Task) -> HttpResponse:
    form = forms.FinishForm(posted(request))

    def act(cause: str, note: str) -> Task:
        return services.finish(request.ctx, task, cause=LateCause(cause) if cause else None, note=note)

    if sent(request, form, "finish_task", act):
        return redirect("work:start", network=task.network.slug)
    return render(request, "work/finish.html", {"task": task, "form": form})


def explain(request: Request, task: Task) -> HttpResponse:
    form = forms.ExplainForm(posted(request))
    if sent(request, form, "explain_task", partial(services.explain, request.ctx, task)):
        return redirect("work:start", network=task.network.slug)
    return render(request, "work/explain.html", {"task": task, "form": form})


def hand_over(request: Request, task: Task) -> HttpResponse:
    roles = OFFICE if task.about_type.startswith("cases.") else tuple(Role)  # reports stay in the office
    form = forms.HandOverForm(colleagues(request.ctx, roles=roles), posted(request))

    def act(owner_id: str, substitute_id: str) -> Task:
        return services.hand_over(
            request.ctx, task, owner_id=UUID(owner_id), substitute_id=UUID(substitute_id)
        )

    if sent(request, form, "hand_over_task", act):
        return redirect("work:start", network=task.network.slug)
    return render(request, "work/hand_over.html", {"task": task, "form": form})


def answer(request: Request, network: Network) -> HttpResponse:
    """Take the answer to a call; a mere look at the address changes nothing."""
    token = request.GET.get("code", "")
    known = request.method == "POST" and services.answer(request.ctx, network, token=token)
    return render(request, "work/answer.html", {"network": network, "answered": known})
