"""The visits themselves: who calls is found, a day is agreed, the way is shown, the result is noted."""

from datetime import date, time
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from schutznetz.files import documents
from schutznetz.kernel import policy
from schutznetz.networks.conditions import day_of
from schutznetz.networks.models import Network
from schutznetz.web.papers import paper
from schutznetz.web.screens import Request
from schutznetz.web.submitting import KeyedForm, once, posted, sent
from schutznetz.web.welcome.forms import ArrangeForm, FindForm, ResultForm
from schutznetz.welcome import queries, services
from schutznetz.welcome.actions import WelcomeAction
from schutznetz.welcome.choices import VisitResult, WelcomeTopic
from schutznetz.welcome.models import WelcomeVisit

TERM = "termin_%s"  # two forms stand on one page


def find(request: Request, network: Network) -> HttpResponse:
    """Look for a family that calls; the name travels in the form and never in an address."""
    form = FindForm(posted(request))
    found = None
    if request.method == "POST" and form.is_valid():
        found = queries.find(request.ctx, network, name=form.cleaned_data["name"])
    context = {"form": form, "found": found, "arranged": queries.arranged(request.ctx, network)}
    return render(request, "welcome/find.html", context)


def detail(request: Request, visit: WelcomeVisit) -> HttpResponse:
    return _visit(request, visit)


@require_POST
def arrange(request: Request, visit: WelcomeVisit) -> HttpResponse:
    form = ArrangeForm(queries.visitors(request.ctx), posted(request), auto_id=TERM)

    def act(visitor_id: UUID, visit_on: date, visit_at: time | None) -> WelcomeVisit:
        return services.arrange(
            request.ctx, visit, visitor_id=visitor_id, visit_on=visit_on, visit_at=visit_at
        )

    if sent(request, form, f"arrange_welcome/{visit.pk}", act):
        return redirect("welcome:visit", network=request.network.slug, pk=visit.pk)
    return _visit(request, visit, arrange_form=form)


@require_POST
def note_result(request: Request, visit: WelcomeVisit) -> HttpResponse:
    form = ResultForm(posted(request))

    def act(result: VisitResult, topics: list[WelcomeTopic]) -> Network:
        services.note_result(request.ctx, visit, result=result, topics=topics)
        return request.network

    if sent(request, form, f"note_welcome/{visit.pk}", act):
        messages.success(request, _("Festgehalten."))
        return _back(request)
    return _visit(request, visit, result_form=form)


@require_POST
def silence(request: Request, visit: WelcomeVisit) -> HttpResponse:
    once(request, lambda: services.silence(request.ctx, visit))
    messages.success(request, _("Die Familie ist gelöscht und bekommt keine Post mehr."))
    return _back(request)


def today(request: Request, network: Network) -> HttpResponse:
    return render(request, "welcome/today.html", _day(request, network))


def today_pdf(request: Request, network: Network) -> HttpResponse:
    return paper(documents.pdf("documents/welcome_route.html", _day(request, network)), "besuche.pdf")


def _day(request: Request, network: Network) -> dict[str, object]:
    return {"families": queries.today(request.ctx, network), "day": day_of(request.ctx.now)}


def _visit(
    request: Request,
    visit: WelcomeVisit,
    *,
    arrange_form: KeyedForm | None = None,
    result_form: KeyedForm | None = None,
) -> HttpResponse:
    known = {"visitor_id": visit.visitor_id, "visit_on": visit.visit_on, "visit_at": visit.visit_at}
    people = queries.visitors(request.ctx)
    context = {
        "family": queries.family(visit),
        "arrange_form": arrange_form or ArrangeForm(people, initial=known, auto_id=TERM),
        "result_form": result_form or ResultForm(),
        "may_arrange": policy.may(request.ctx, WelcomeAction.ARRANGE, visit),
        "may_note": policy.may(request.ctx, WelcomeAction.NOTE_RESULT, visit),
        "printed": queries.is_printed(visit),
        "may_silence": policy.may(request.ctx, WelcomeAction.SILENCE, visit),
    }
    return render(request, "welcome/visit.html", context)


def _back(request: Request) -> HttpResponse:
    """Go on where this role finds the next family."""
    office = policy.granted(WelcomeAction.FIND, request.ctx.role)
    return redirect("welcome:find" if office else "welcome:today", network=request.network.slug)
