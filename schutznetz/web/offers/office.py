"""Pages in which providers and the coordination office keep their offers."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from schutznetz.kernel import policy, submissions
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop
from schutznetz.networks.conditions import day_of
from schutznetz.networks.models import Network
from schutznetz.offers import queries, services, upkeep
from schutznetz.offers.actions import OfferAction
from schutznetz.offers.models import Offer
from schutznetz.web.offers import lists
from schutznetz.web.offers.editing import OfferEntry, known
from schutznetz.web.screens import Request
from schutznetz.web.submitting import once, posted, refusal

DIGITS = 4
NO_NUMBER = gettext_noop("Bitte schreiben Sie eine Zahl, zum Beispiel 3. Es wurde nichts geändert.")


def manage(request: Request, network: Network) -> HttpResponse:
    mine = policy.rows(request.ctx, OfferAction.KEEP, Offer)
    return render(request, "offers/manage.html", lists.manage(mine, request.GET, network))


def review(request: Request, network: Network) -> HttpResponse:
    """What has to be confirmed, what families read as not confirmed, and whose money ends."""
    today = day_of(request.ctx.now)
    mine = policy.rows(request.ctx, OfferAction.CONFIRM, Offer)
    kept = policy.rows(request.ctx, OfferAction.KEEP, Offer)
    page = {
        "rows": queries.to_confirm(mine),
        "ending": upkeep.funding_ends(kept, today),
        "today": today,
        "may_ask": policy.granted(OfferAction.ASK_BY_MAIL, request.ctx.role),
    }
    return render(request, "offers/review.html", page)


def entry(request: Request, offer: Offer) -> HttpResponse:
    history = lists.history(offer)
    may = {str(action).rpartition(".")[2]: policy.may(request.ctx, action, offer) for action in lists.ACTS}
    page = {
        "offer": offer,
        "history": history,
        "may": may,
        "proposed": upkeep.proposed_of(offer) if policy.may(request.ctx, OfferAction.KEEP, offer) else None,
        "successors": upkeep.successors(request.ctx, offer) if may["withdraw"] else [],
    }
    return render(request, "offers/entry.html", page)


def add(request: Request, network: Network) -> HttpResponse:
    def act(form: OfferEntry) -> Offer:
        return services.add_offer(request.ctx, network, facts=form.facts())

    start = {"provider": queries.organisation_name(request.ctx), "submission_key": submissions.new_key()}
    return _edit(request, network, act, start)


def change(request: Request, offer: Offer) -> HttpResponse:
    def act(form: OfferEntry) -> Offer:
        return services.change_offer(request.ctx, offer, facts=form.facts())

    start = {**known(offer), "submission_key": submissions.new_key()}
    at_once = policy.may(request.ctx, OfferAction.CHANGE_AT_ONCE, offer)
    said = "" if at_once else _("Danke. Die Koordinierungsstelle sieht Ihre Änderung an, dann erscheint sie.")
    return _edit(request, offer.network, act, start, said)


def _edit(
    request: Request,
    network: Network,
    act: Callable[[OfferEntry], Offer],
    start: dict[str, Any],
    said: str = "",
) -> HttpResponse:
    form = OfferEntry(posted(request), initial=start)
    if request.method == "POST" and form.is_valid():
        key, body = form.cleaned_data["submission_key"] or submissions.new_key(), _typed(request)
        try:
            done = submissions.once(request.ctx, key=key, body=body, act=lambda: act(form), kind="offer")
        except Conflict as conflict:
            form.add_error(None, str(conflict))
        else:
            messages.success(request, said or _("Gespeichert."))
            return _to(network, done.result_id)
    page = {"form": form, "adding": "title" not in start, "checked": bool(said)}
    return render(request, "offers/edit.html", page)


def _typed(request: HttpRequest) -> dict[str, object]:
    return {name: request.POST.getlist(name) for name in request.POST if name != "csrfmiddlewaretoken"}


def _to(network: Network, offer_id: UUID) -> HttpResponse:
    return redirect(reverse("offers:entry", args=[network.slug, offer_id]))


@require_POST
def publish(request: Request, offer: Offer) -> HttpResponse:
    return _done(request, offer, lambda: services.publish(request.ctx, offer), _("Veröffentlicht."))


@require_POST
def withdraw(request: Request, offer: Offer) -> HttpResponse:
    for_good = request.POST.get("wie") == "beenden"
    said = _("Das Angebot ist beendet.") if for_good else _("Das Angebot ist vorübergehend nicht zu sehen.")
    chosen = request.POST.get("nachfolge", "")
    known = upkeep.successors(request.ctx, offer) if for_good and chosen else []
    moved_to = next((each for each in known if str(each.pk) == chosen), None)

    def act() -> Offer:
        return services.withdraw(request.ctx, offer, for_good=for_good, moved_to=moved_to)

    return _done(request, offer, act, said)


@require_POST
def confirm(request: Request, offer: Offer) -> HttpResponse:
    return _done(request, offer, lambda: services.confirm(request.ctx, offer), _("Danke. Bestätigt."))


@require_POST
def ask(request: Request, offer: Offer) -> HttpResponse:
    return _done(request, offer, lambda: services.ask_by_mail(request.ctx, offer), _("Die Mail geht hinaus."))


@require_POST
def set_places(request: Request, offer: Offer) -> HttpResponse:
    """One tap: the buttons carry the new figure."""

    def act() -> Offer:
        return services.set_free_places(request.ctx, offer, places=figure(request.POST.get("frei", "")))

    return _done(request, offer, act, _("Freie Plätze gespeichert."))


def figure(typed: str) -> int | None:
    """Return the number of places that somebody typed or tapped; an empty field takes the figure away."""
    given = typed.strip()
    if not given:
        return None
    if not (given.isascii() and given.isdecimal() and len(given) <= DIGITS):
        raise Conflict(NO_NUMBER)
    return int(given)


def _done(request: Request, offer: Offer, act: Callable[[], object], said: str) -> HttpResponse:
    """Act once, say so, and go back to where the button was."""
    try:
        once(request, act)
    except Conflict as conflict:
        messages.error(request, refusal(conflict))
    else:
        messages.success(request, said)
    if request.POST.get("zurueck") == "liste":
        return redirect(reverse("offers:review", args=[offer.network.slug]))
    return _to(offer.network, offer.pk)
