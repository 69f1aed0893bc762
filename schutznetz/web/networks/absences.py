"""One's own leave, and who stands in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from schutznetz.networks import queries, services
from schutznetz.networks.models import Absence, Network
from schutznetz.web.networks.forms import AbsenceForm
from schutznetz.web.networks.steps import act_or_say, step
from schutznetz.web.screens import Request
from schutznetz.web.submitting import posted


def mine(request: Request, network: Network) -> HttpResponse:
    return render(request, "networks/absences.html", {"absences": queries.my_absences(request.ctx)})


def report(request: Request, network: Network) -> HttpResponse:
    people = [(str(person.pk), person.display_name) for person in queries.stand_ins(request.ctx)]
    form = AbsenceForm(posted(request), people=people)
    return step(
        request,
        form,
        lambda: services.report_absence(request.ctx, network, **form.cleaned_data),
        to=f"/{network.slug}/abwesenheit/",
        title=_("Abwesenheit eintragen"),
        text=_("Ihre Aufgaben gehen in dieser Zeit an die Vertretung. Ein Grund wird nicht gespeichert."),
        said=_("Ihre Abwesenheit ist eingetragen."),
    )


def end(request: Request, absence: Absence) -> HttpResponse:
    return act_or_say(
        request,
        lambda: services.end_absence(request.ctx, absence),
        to=f"/{request.network.slug}/abwesenheit/",
        said=_("Die Abwesenheit ist gelöscht."),
    )
