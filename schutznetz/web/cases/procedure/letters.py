"""Inviting to a talk, and the papers of what was gathered."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schutznetz.cases import services
from schutznetz.cases.choices import TalkOccasion
from schutznetz.cases.models import Case, TalkInvitation, Visit
from schutznetz.kernel import clock
from schutznetz.networks.choices import LetterKind
from schutznetz.web.cases.measures.forms import at
from schutznetz.web.papers import letter
from schutznetz.web.screens import Request
from schutznetz.web.submitting import KeyedForm, posted, sent
from schutznetz.web.ui.fields import DayField, TimeOfDayField


class InvitationForm(KeyedForm):
    """Who is asked to come, and to what; what the letter says around it is the office's text."""

    recipient = forms.CharField(label=_("An wen?"), max_length=200)
    address = forms.CharField(
        label=_("Anschrift"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )
    occasion = forms.TypedChoiceField(
        label=_("Worum geht es?"),
        choices=TalkOccasion.choices,
        coerce=TalkOccasion,
        widget=forms.RadioSelect,
        help_text=_("Steht so im Brief. Einen Brief können auch andere öffnen."),
    )
    day = DayField(label=_("Tag"))
    hour = TimeOfDayField(label=_("Uhrzeit"))
    place = forms.CharField(
        label=_("Wo?"), max_length=200, help_text=_("Nie ein Ort, der vor jemandem geheim bleiben muss.")
    )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("day") and said.get("hour") and at(said["day"], said["hour"]) <= clock.now():
            raise ValidationError(_("Der Termin liegt in der Vergangenheit."))
        return said

    def date(self) -> services.TalkDate:
        said = self.answers()
        when = at(said.pop("day"), said.pop("hour"))
        return services.TalkDate(at=when, **said)


def invite(request: Request, case: Case) -> HttpResponse:
    form = InvitationForm(posted(request))

    def act(**_answers: object) -> TalkInvitation:
        return services.invite_to_talk(request.ctx, case, date=form.date())

    if sent(request, form, "invite_to_talk", act):
        messages.success(request, gettext("Gesichert. Den Brief finden Sie im Verlauf als PDF."))
        return redirect("cases:detail", network=case.network.slug, pk=case.pk)
    context = {"case": case, "form": form, "title": gettext("Zum Gespräch einladen")}
    return render(request, "cases/procedure/form.html", context)


def invitation(request: Request, record: TalkInvitation) -> HttpResponse:
    return letter(services.print_invitation(request.ctx, record), LetterKind.INVITATION)


def visit(request: Request, record: Visit) -> HttpResponse:
    return letter(services.print_visit(request.ctx, record), LetterKind.VISIT_PROTOCOL)
