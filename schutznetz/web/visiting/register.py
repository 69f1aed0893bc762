"""The register of family midwives: who is there, what she may, and how much of her week is left."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from schutznetz.networks.models import Network
from schutznetz.visiting import queries, services
from schutznetz.visiting.models import FamilyMidwife
from schutznetz.web.screens import Request
from schutznetz.web.submitting import posted, sent
from schutznetz.web.visiting.forms import EntryForm, NewEntryForm

KEPT = (
    "profession", "contract", "qualified_on", "qualified_in", "recognised_on", "until_months", "postcode",
    "reach", "languages", "topics", "accepting",
)  # fmt: skip


def index(request: Request, network: Network) -> HttpResponse:
    context = {"rows": queries.register(request.ctx), "candidates": queries.candidates(request.ctx)}
    return render(request, "visiting/register.html", context)


def add(request: Request, network: Network) -> HttpResponse:
    form = NewEntryForm(queries.candidates(request.ctx), posted(request))

    def act(user_id: str, **_answers: object) -> FamilyMidwife:
        return services.add_midwife(request.ctx, network, user_id=UUID(user_id), entry=form.entry())

    if sent(request, form, "add_family_midwife", act):
        return redirect("visiting:register", network=network.slug)
    return render(request, "visiting/entry.html", {"form": form, "title": _("Ins Register aufnehmen")})


def change(request: Request, midwife: FamilyMidwife) -> HttpResponse:
    known = {name: getattr(midwife, name) for name in KEPT} | {"hours": midwife.weekly_minutes / 60}
    form = EntryForm(posted(request), initial=known)

    def act(**_answers: object) -> FamilyMidwife:
        return services.change_midwife(request.ctx, midwife, entry=form.entry())

    if sent(request, form, f"change_family_midwife/{midwife.pk}", act):
        return redirect("visiting:register", network=request.network.slug)
    context = {
        "form": form,
        "title": midwife.user.display_name,
        "midwife": midwife,
        "proofs": queries.proofs_of(request.ctx, midwife),
    }
    return render(request, "visiting/entry.html", context)
