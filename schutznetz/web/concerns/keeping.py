"""In whose hands a worry is when its keeper has left, and how long it is kept."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schutznetz.concerns import queries, services
from schutznetz.concerns.models import Concern
from schutznetz.web.cases.reporting.questions import LINE, Said
from schutznetz.web.screens import Request
from schutznetz.web.submitting import KeyedForm, posted, sent
from schutznetz.web.ui.fields import DayField


class TakeForm(KeyedForm):
    """Nothing but the button: who takes a worry reads it from then on."""


class HoldForm(KeyedForm):
    until = DayField(
        label=gettext_lazy("Aufbewahren bis"),
        help_text=gettext_lazy("Höchstens drei Jahre im Voraus. Danach können Sie verlängern."),
    )
    why = Said(
        label=gettext_lazy("Warum länger?"),
        help_text=gettext_lazy("Zum Beispiel, weil ein Verfahren läuft."),
        max_length=LINE,
        error_messages={"required": gettext_lazy("Bitte nennen Sie den Grund.")},
    )


def take_over(request: Request, concern: Concern) -> HttpResponse:
    form = TakeForm(posted(request))
    if sent(request, form, "concern_take_over", lambda: services.take_over(request.ctx, concern)):
        messages.success(request, _("Übernommen. Wer was geschrieben hat, bleibt stehen."))
        return redirect("concerns:detail", network=concern.network.slug, pk=concern.pk)
    return render(request, "concerns/take_over.html", {"concern": concern, "form": form})


def hold(request: Request, concern: Concern) -> HttpResponse:
    """Show when the worry will be deleted, and keep it longer; a leader does so without reading it."""
    own = concern.keeper_id == request.ctx.actor_id
    form = HoldForm(posted(request), initial=_held(concern) if own else {})
    if sent(request, form, "concern_hold", partial(services.hold, request.ctx, concern)):
        messages.success(request, _("Die Sorge wird länger aufbewahrt."))
        if own:
            return redirect("concerns:detail", network=concern.network.slug, pk=concern.pk)
        return redirect("concerns:index", network=concern.network.slug)
    context = {"concern": concern, "form": form, "own": own, "erased_on": queries.erased_on(concern)}
    return render(request, "concerns/hold.html", context)


def _held(concern: Concern) -> dict[str, object]:
    return {"until": concern.held_until, "why": concern.held_why}
