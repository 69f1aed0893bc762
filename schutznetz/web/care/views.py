"""Families at the coordination: the list, the page of one, and the calls they asked for."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from schutznetz.care import queries, services
from schutznetz.care.actions import CareAction
from schutznetz.care.choices import CallState
from schutznetz.care.models import CallBack, Family
from schutznetz.kernel import policy
from schutznetz.kernel.clock import BERLIN
from schutznetz.networks.models import Network
from schutznetz.web.care.forms import CallForm, HouseholdForm, known, told
from schutznetz.web.papers import table
from schutznetz.web.screens import Request
from schutznetz.web.submitting import once, posted, sent


def index(request: Request, network: Network) -> HttpResponse:
    ended = request.GET.get("beendet") == "ja"
    found = queries.families(request.ctx, network, ended=ended)
    waiting = [] if ended else queries.calls_waiting(request.ctx)
    calls = [(call, queries.safe_times(call)) for call in waiting]
    page = {"rows": found, "calls": calls, "ended": ended, "asked": queries.asked_of(request.ctx)}
    return render(request, "care/index.html", page)


def open_family(request: Request, network: Network) -> HttpResponse:
    form = HouseholdForm(posted(request))

    def act(**_said: object) -> Family:
        return services.open_family(request.ctx, network, household=form.household())

    if sent(request, form, "open_family", act):
        messages.success(
            request, _("Die Familie steht in der Liste. Jetzt können Sie eine Einwilligung festhalten.")
        )
        return redirect("care:index", network=network.slug)
    return render(request, "care/household.html", {"form": form, "title": _("Familie aufnehmen")})


def change(request: Request, family: Family) -> HttpResponse:
    children = queries.children_of([family.pk])[family.pk]
    form = HouseholdForm(posted(request), initial=known(family, children))

    def act(**_said: object) -> Family:
        return services.change_family(request.ctx, family, household=form.household())

    if sent(request, form, f"change_family/{family.pk}", act):
        return redirect("care:detail", network=family.network.slug, pk=family.pk)
    page = {"form": form, "title": _("Angaben ändern"), "family": family}
    return render(request, "care/household.html", page)


def detail(request: Request, family: Family) -> HttpResponse:
    page = queries.family_page(request.ctx, family)
    running = policy.may(request.ctx, CareAction.CHANGE, family)
    return render(request, "care/detail.html", {"page": page, "family": family, "running": running})


@require_POST
def end(request: Request, family: Family) -> HttpResponse:
    once(request, lambda: services.end_help(request.ctx, family))
    messages.success(request, _("Beendet. In einem Jahr wird alles gelöscht."))
    return redirect("care:detail", network=family.network.slug, pk=family.pk)


def call(request: Request, call: CallBack) -> HttpResponse:
    form = CallForm(posted(request))
    act = partial(services.note_call, request.ctx, call)
    if sent(request, form, f"note_call/{call.pk}", lambda state: act(state=CallState(state))):
        return redirect("care:index", network=request.network.slug)
    page = {"call": call, "times": queries.safe_times(call), "form": form}
    return render(request, "care/call.html", page)


def take_over(request: Request, call: CallBack) -> HttpResponse:
    """Note as a family whoever wished a call, with what she has said already."""
    form = HouseholdForm(posted(request), initial=told(call))

    def act(**_said: object) -> Family:
        return services.take_over_call(request.ctx, call, household=form.household())

    if sent(request, form, f"take_over/{call.pk}", act):
        messages.success(
            request, _("Die Familie steht in der Liste. Ihre Nummer gilt weiter, auch für Einwilligungen.")
        )
        return redirect("care:index", network=request.network.slug)
    page = {"form": form, "title": _("Als Familie aufnehmen"), "need": call.need}
    return render(request, "care/household.html", page)


def log(request: Request, family: Family) -> HttpResponse:
    """Hand out the list of all that was passed on, under a name that says nothing."""
    rows = [[_("Wann"), _("An wen"), _("Durch wen"), _("Was"), _("Wofür"), _("Grundlage")]]
    for line in services.take_log(request.ctx, family):
        at = f"{line.passed_at.astimezone(BERLIN):%d.%m.%Y %H:%M}"
        rows.append([at, line.to, line.by, ", ".join(line.items), line.purpose, line.basis])
    return table(rows, "Weitergaben.csv")
