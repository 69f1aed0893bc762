"""The register of volunteers: each page is one call into the domain."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import models
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from schutznetz.kernel.machine import Conflict
from schutznetz.networks.models import Network
from schutznetz.offers.choices import Language
from schutznetz.volunteers import queries, services
from schutznetz.volunteers.choices import VolunteerState
from schutznetz.volunteers.models import GroupMeeting, Volunteer
from schutznetz.web.screens import Request
from schutznetz.web.submitting import KeyedForm, once, posted, refusal, sent
from schutznetz.web.volunteers.forms import CertificateForm, GroupForm, LeaveForm, VolunteerForm


def index(request: Request, network: Network) -> HttpResponse:
    return render(request, "volunteers/index.html", {"register": queries.register(request.ctx, network)})


def add(request: Request, network: Network) -> HttpResponse:
    form = VolunteerForm(posted(request), initial={"languages": [Language.GERMAN]})

    def act(**_answers: object) -> Volunteer:
        return services.add_volunteer(request.ctx, network, details=form.details())

    if sent(request, form, "add_volunteer", act):
        return redirect("volunteers:index", network=network.slug)
    title = _("Ehrenamtliche Person aufnehmen")
    return render(request, "volunteers/form.html", {"form": form, "title": title})


def detail(request: Request, volunteer: Volunteer) -> HttpResponse:
    page = queries.volunteer_page(request.ctx, volunteer)
    return render(request, "volunteers/detail.html", {"page": page, "volunteer": volunteer})


def change(request: Request, volunteer: Volunteer) -> HttpResponse:
    form = VolunteerForm(posted(request), initial=VolunteerForm.known(volunteer))

    def act(**_answers: object) -> Volunteer:
        return services.change_volunteer(request.ctx, volunteer, details=form.details())

    return _step(request, volunteer, form, act, title=_("Angaben ändern"))


def certificate(request: Request, volunteer: Volunteer) -> HttpResponse:
    form = CertificateForm(posted(request))

    def act(**answers: Any) -> models.Model:
        return services.note_certificate(request.ctx, volunteer, **answers)

    lead = _(
        "Sehen Sie das erweiterte Führungszeugnis an und geben Sie es zurück. Notiert werden nur diese drei"
        " Angaben; kopieren, scannen oder ablegen dürfen Sie es nicht (§ 72a Abs. 5 SGB VIII)."
    )
    return _step(request, volunteer, form, act, title=_("Führungszeugnis eingesehen"), lead=lead)


@require_POST
def take_up(request: Request, volunteer: Volunteer) -> HttpResponse:
    try:
        once(request, lambda: services.take_up(request.ctx, volunteer))
    except Conflict as missing:
        messages.warning(request, refusal(missing))
    return redirect("volunteers:detail", network=request.network.slug, pk=volunteer.pk)


def leave(request: Request, volunteer: Volunteer) -> HttpResponse:
    form = LeaveForm(posted(request))
    begun = volunteer.state is not VolunteerState.PREPARING
    lead = (
        _("Ein halbes Jahr nach der letzten Tätigkeit werden alle Angaben gelöscht.")
        if begun
        else _("Wer die Tätigkeit nicht aufgenommen hat, wird mit allen Angaben sofort gelöscht.")
    )

    def act(**answers: Any) -> Volunteer:
        return services.leave(request.ctx, volunteer, **answers)

    return _step(request, volunteer, form, act, title=_("Ausscheiden"), lead=lead, gone=not begun)


def group(request: Request, network: Network) -> HttpResponse:
    form = GroupForm(queries.active_people(request.ctx), posted(request))

    def act(**answers: Any) -> GroupMeeting:
        return services.hold_group(request.ctx, network, **answers)

    if sent(request, form, "hold_group", act):
        return redirect("volunteers:group", network=network.slug)
    rows = queries.group(request.ctx, network)
    return render(request, "volunteers/group.html", {"form": form, "rows": rows})


def _step(
    request: Request,
    volunteer: Volunteer,
    form: KeyedForm,
    act: Callable[..., models.Model],
    *,
    gone: bool = False,
    **texts: str,
) -> HttpResponse:
    """Show one form about a person; ``gone`` says that afterwards there is no page of hers."""
    view = request.resolver_match.view_name if request.resolver_match else ""
    if sent(request, form, f"{view}/{volunteer.pk}", act):
        network = request.network.slug
        if gone:
            return redirect("volunteers:index", network=network)
        return redirect("volunteers:detail", network=network, pk=volunteer.pk)
    return render(request, "volunteers/form.html", {"form": form, "volunteer": volunteer, **texts})
