"""Families' wishes and what becomes of them: who fits and why, the talks, the decision, the time given."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import models
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from schutznetz.care.queries import is_youth_office
from schutznetz.kernel.machine import Conflict
from schutznetz.networks.models import Network
from schutznetz.volunteers import queries, services
from schutznetz.volunteers.choices import MatchState
from schutznetz.volunteers.models import Match, Wish
from schutznetz.web.screens import Request
from schutznetz.web.submitting import KeyedForm, once, posted, refusal, sent
from schutznetz.web.volunteers.forms import DecisionForm, EndForm, ExtendForm, TalkForm, VisitForm, WishForm


def ask(request: Request, network: Network) -> HttpResponse:
    agreements = queries.may_be_asked_for(request.ctx, network)
    form = WishForm(agreements, posted(request), of_youth_office=is_youth_office(request.ctx))

    def act(**_answers: object) -> Wish:
        return services.ask(request.ctx, network, asked=form.asked())

    if sent(request, form, "ask_for_volunteer", act):
        messages.success(request, _("Der Wunsch liegt jetzt bei der Ehrenamtskoordination."))
        return redirect("volunteers:ask", network=network.slug)
    return render(request, "volunteers/ask.html", {"form": form, "agreements": agreements})


def wish(request: Request, wish: Wish) -> HttpResponse:
    return render(
        request, "volunteers/wish.html", {"page": queries.wish_page(request.ctx, wish), "wish": wish}
    )


@require_POST
def propose(request: Request, wish: Wish) -> HttpResponse:
    try:
        volunteer_id = UUID(request.POST.get("volunteer", ""))
    except ValueError as unknown:
        raise Http404 from unknown
    network = request.network.slug
    try:
        made = once(request, lambda: services.propose(request.ctx, wish, volunteer_id=volunteer_id))
    except Conflict as barred:
        messages.warning(request, refusal(barred))
        return redirect("volunteers:wish", network=network, pk=wish.pk)
    return redirect("volunteers:match", network=network, pk=made)


@require_POST
def withdraw(request: Request, wish: Wish) -> HttpResponse:
    once(request, lambda: services.withdraw(request.ctx, wish))
    messages.success(request, _("Der Wunsch ist zurückgezogen."))
    return redirect("volunteers:index", network=request.network.slug)


def match(request: Request, match: Match) -> HttpResponse:
    """Show a match with the form of what comes next: talks while it is discussed, visits while it runs."""
    form, act = _next(request, match)
    if form and sent(request, form, f"match/{match.pk}/{match.state}", act):
        return redirect("volunteers:match", network=request.network.slug, pk=match.pk)
    page = {"page": queries.match_page(match), "match": match, "form": form}
    return render(request, "volunteers/match.html", page)


def _next(request: Request, match: Match) -> tuple[KeyedForm | None, Callable[..., models.Model]]:
    def note_talk(**_answers: object) -> Match:
        return services.note_talks(request.ctx, match, **talks.talk())

    def note_visit(**answers: Any) -> models.Model:
        return services.note_visit(request.ctx, match, **answers)

    talks = TalkForm(posted(request))
    if match.state is MatchState.PROPOSED:
        return talks, note_talk
    visit = VisitForm(match, posted(request)) if match.state is MatchState.RUNNING else None
    return visit, note_visit


def decide(request: Request, match: Match) -> HttpResponse:
    form = DecisionForm(posted(request))

    def act(decision: str, reasons: str, **_answers: object) -> Match:
        if decision == "agree":
            return services.agree(request.ctx, match, reasons=reasons, agreement=form.agreed())
        return services.decline(request.ctx, match, reasons=reasons)

    lead = _("Sie entscheiden. Die Vorschläge sind nur Hinweise.")
    return _step(request, match, form, act, title=_("Entscheiden"), lead=lead)


def extend(request: Request, match: Match) -> HttpResponse:
    form = ExtendForm(posted(request))

    def act(**answers: Any) -> Match:
        return services.extend(request.ctx, match, **answers)

    lead = _("Sprechen Sie vorher mit beiden Seiten. Jede kann jederzeit aufhören.")
    return _step(request, match, form, act, title=_("Begleitung verlängern"), lead=lead)


def end(request: Request, match: Match) -> HttpResponse:
    form = EndForm(posted(request))

    def act(**answers: Any) -> Match:
        return services.end_match(request.ctx, match, **answers)

    if sent(request, form, f"volunteers:end/{match.pk}", act):
        messages.success(request, _("Die Begleitung ist beendet."))
        return redirect("volunteers:index", network=request.network.slug)  # the match may be shut by now
    title, lead = _("Begleitung beenden"), match.volunteer.name if match.volunteer else ""
    return render(request, "volunteers/form.html", {"form": form, "title": title, "lead": lead})


def _step(
    request: Request, match: Match, form: KeyedForm, act: Callable[..., Match], **texts: str
) -> HttpResponse:
    view = request.resolver_match.view_name if request.resolver_match else ""
    if sent(request, form, f"{view}/{match.pk}", act):
        return redirect("volunteers:match", network=request.network.slug, pk=match.pk)
    return render(request, "volunteers/form.html", {"form": form, "match": match, **texts})
