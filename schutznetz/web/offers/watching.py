"""What the coordination looks at: what providers changed or propose, what families say, whom it trusts."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from schutznetz.kernel.machine import Conflict
from schutznetz.networks.models import Network, Organisation
from schutznetz.offers import services, upkeep
from schutznetz.offers.models import Offer, ProposedChange
from schutznetz.signs import readable
from schutznetz.web.offers import lists
from schutznetz.web.screens import Request
from schutznetz.web.submitting import once, refusal

LONGEST_NOTE = 300


def changes(request: Request, network: Network) -> HttpResponse:
    steps = upkeep.unseen_changes(request.ctx)
    page = {
        "waiting": upkeep.waiting_changes(request.ctx),
        "steps": [(s, lists.act_of(s), lists.changes(s.before, s.after, sorted(s.before))) for s in steps],
        "providers": upkeep.providers(request.ctx),
        "feedback": upkeep.feedback(request.ctx),
    }
    return render(request, "offers/changes.html", page)


def decide(request: Request, proposed: ProposedChange) -> HttpResponse:
    """Show what would change; take it over, or give it back with a reason."""
    if request.method == "POST" and (answer := _decided(request, proposed)):
        return answer
    found = upkeep.difference(proposed)
    rows = lists.changes(found.before, found.after, found.names)
    return render(
        request, "offers/decide.html", {"proposed": proposed, "offer": proposed.offer, "rows": rows}
    )


def _decided(request: Request, proposed: ProposedChange) -> HttpResponse | None:
    note = readable(request.POST.get("grund", "")).strip()[:LONGEST_NOTE]
    adopt = request.POST.get("wie") == "uebernehmen"
    if not adopt and not note:
        messages.error(request, _("Bitte schreiben Sie dem Anbieter, was fehlt."))
        return None
    try:
        if adopt:
            once(request, lambda: services.adopt_change(request.ctx, proposed))
        else:
            once(request, lambda: services.return_change(request.ctx, proposed, note=note))
    except Conflict as conflict:
        messages.error(request, refusal(conflict))
        return None
    messages.success(request, _("Übernommen.") if adopt else _("Zurückgegeben."))
    return _back(request)


@require_POST
def note_seen(request: Request, offer: Offer) -> HttpResponse:
    once(request, lambda: services.note_seen(request.ctx, offer))
    return _back(request)


@require_POST
def settle(request: Request, offer: Offer) -> HttpResponse:
    once(request, lambda: services.settle_feedback(request.ctx, offer))
    return _back(request)


@require_POST
def trust(request: Request, organisation: Organisation) -> HttpResponse:
    act = services.trust if request.POST.get("wie") == "sofort" else services.check_first
    once(request, lambda: act(request.ctx, organisation))
    return _back(request)


def _back(request: Request) -> HttpResponse:
    return redirect(reverse("offers:changes", args=[request.network.slug]))
