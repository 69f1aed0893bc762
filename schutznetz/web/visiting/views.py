"""Families who want somebody to come: the list, a request, who goes there, and its end."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import floatformat
from django.utils.translation import gettext as _

from schutznetz.care import queries as care
from schutznetz.networks.models import Network
from schutznetz.visiting import queries, services
from schutznetz.visiting.choices import VisitEnd
from schutznetz.visiting.models import VisitRequest
from schutznetz.visiting.placing.problem import Rule
from schutznetz.visiting.queries import Possible
from schutznetz.visiting.services import BROKEN
from schutznetz.web.screens import Request
from schutznetz.web.submitting import posted, sent
from schutznetz.web.visiting.forms import EndForm, PlaceForm, WishForm


def index(request: Request, network: Network) -> HttpResponse:
    context = {"lists": queries.overview(request.ctx, network)}
    return render(request, "visiting/index.html", context)


def ask(request: Request, network: Network) -> HttpResponse:
    families = care.families(request.ctx, network)
    people = [(str(each.id), each.name) for each in queries.register(request.ctx)]
    form = WishForm(
        [(str(each.id), f"{each.name} ({each.reference})") for each in families], people, posted(request)
    )

    def act(**_answers: object) -> VisitRequest:
        return services.request_visits(request.ctx, network, family_id=form.family(), wish=form.wish())

    if sent(request, form, "request_visits", act):
        messages.success(request, _("Die Familie steht jetzt auf der Liste."))
        return redirect("visiting:index", network=network.slug)
    return render(request, "visiting/ask.html", {"form": form, "families": families})


def place(request: Request, asked: VisitRequest) -> HttpResponse:
    """Show who is free, speaks the language and is near; whom a rule forbids is shown with that rule."""
    possible = queries.possible(request.ctx, asked)
    able = [each for each in possible if not each.broken]
    form = PlaceForm([(each.id, in_words(each)) for each in able], posted(request))

    def act(midwife_id: str, why: str) -> VisitRequest:
        return services.place(request.ctx, asked, midwife_id=midwife_id, why=why)

    if sent(request, form, f"place_visits/{asked.pk}", act):
        messages.success(request, _("Zugeteilt."))
        return redirect("visiting:index", network=request.network.slug)
    context = {"form": form, "able": able, "barred": list(barred(possible)), "asked": asked}
    context["unnamed"] = bool(possible) and all(Rule.CONSENT in each.broken for each in possible)
    return render(request, "visiting/place.html", context)


def end(request: Request, asked: VisitRequest) -> HttpResponse:
    gone = not queries.cover_of(asked, request.ctx.now).holds and asked.midwife_id is not None
    form = EndForm(posted(request), initial={"end": VisitEnd.NO_CONSENT} if gone else {})

    def act(end: str) -> VisitRequest:
        return services.end_visits(request.ctx, asked, end=VisitEnd(end))

    if sent(request, form, f"end_visits/{asked.pk}", act):
        messages.success(request, _("Beendet."))
        return redirect("visiting:index", network=request.network.slug)
    return render(request, "visiting/end.html", {"form": form, "asked": asked})


def in_words(each: Possible) -> str:
    parts = [
        _("%(kilometres)d km entfernt") % {"kilometres": round(each.kilometres)},
        _("spricht die Sprache") if each.speaks else _("keine gemeinsame Sprache"),
        _("freie Stunden: %(hours)s") % {"hours": floatformat(each.free, -2)},
        *([_("kennt die Familie")] if each.known else []),
    ]
    return f"{each.name}: {', '.join(parts)}"


def barred(possible: Iterable[Possible]) -> Iterable[tuple[str, list[str]]]:
    for each in possible:
        if each.broken:
            yield each.name, [_(BROKEN[rule]) for rule in each.broken]
