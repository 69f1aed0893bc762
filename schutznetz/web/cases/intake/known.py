"""Is the child known? Asked for one report, pre-filled from it; and two reports said to be one event."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schutznetz.cases import services
from schutznetz.cases.known.likeness import Born
from schutznetz.cases.known.tags import Person
from schutznetz.cases.known.telling import birthday_in, person_in
from schutznetz.cases.models import Joining, LookUp, Report
from schutznetz.cases.queries.known import Found, Hit
from schutznetz.cases.queries.page import said_of_children
from schutznetz.web.screens import Request
from schutznetz.web.submitting import KeyedForm, posted, sent

BORN = {
    Born.SAME: gettext_lazy("Geburtsdatum gleich"),
    Born.SWAPPED: gettext_lazy("Tag und Monat vertauscht"),
    Born.CLOSE: gettext_lazy("Geburtsdatum fast gleich"),
    Born.NEAR: gettext_lazy("Geburtsdatum ähnlich"),
    Born.OTHER: gettext_lazy("anderes Geburtsdatum"),
    Born.UNKNOWN: gettext_lazy("ein Geburtsdatum fehlt"),
}
NAMES = (
    (0.99, gettext_lazy("Name gleich")),
    (0.9, gettext_lazy("Name klingt gleich")),
    (0.0, gettext_lazy("Name ähnlich")),
)


class WantedForm(KeyedForm):
    """Whom one looks for; what is not known stays empty."""

    given = forms.CharField(label=gettext_lazy("Vorname"), required=False, max_length=100)
    family = forms.CharField(label=gettext_lazy("Nachname"), required=False, max_length=100)
    born = forms.CharField(
        label=gettext_lazy("Geburtsdatum"),
        help_text=gettext_lazy("Zum Beispiel 05.03.2019. Darf fehlen."),
        required=False,
        max_length=20,
    )
    address = forms.CharField(label=gettext_lazy("Anschrift"), required=False, max_length=200)

    def clean_born(self) -> str:
        typed: str = self.cleaned_data["born"]
        if typed and not birthday_in(typed):
            raise forms.ValidationError(_("Bitte ein ganzes Datum: Tag, Monat und Jahr."))
        return typed


class ReasonsForm(KeyedForm):
    reasons = forms.CharField(
        label=gettext_lazy("Warum?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2_000
    )


class JoinForm(ReasonsForm):
    reference = forms.CharField(
        label=gettext_lazy("Kennung der anderen Meldung"),
        help_text=gettext_lazy("Zum Beispiel ABCD-2345. Keine der beiden wird verändert."),
        max_length=12,
    )
    field_order = ("reference", "reasons")


def look_up(request: Request, report: Report) -> HttpResponse:
    children = [person_in(said) for said in said_of_children(report)]
    typed = posted(request)
    form = WantedForm(typed, initial=_prefilled(children, request.GET.get("kind", "1")))
    found: list[Found] = []

    def act(given: str, family: str, born: str, address: str) -> LookUp:
        wanted = Person(given, family, birthday_in(born), address)
        asked, hits = services.look_up(request.ctx, report, wanted=wanted)
        found.append(hits)
        return asked

    if sent(request, form, "look_up", act):
        form = WantedForm(initial=form.answers())
    context = {
        "report": report,
        "form": form,
        "children": range(1, len(children) + 1) if len(children) > 1 else (),
        "found": found[0] if found else None,
        "hits": [_line(hit) for hit in found[0].hits] if found else [],
        "again": typed is not None and not found and not form.errors,
    }
    return render(request, "intake/known.html", context)


def _prefilled(children: list[Person], number: str) -> dict[str, str]:
    if not children:
        return {}
    at = int(number) - 1 if number.isascii() and number.isdigit() else 0
    who = children[at] if 0 <= at < len(children) else children[0]
    born = f"{who.born:%d.%m.%Y}" if who.born else ""
    return {"given": who.given, "family": who.family, "born": born, "address": who.address}


def _line(hit: Hit) -> dict[str, Any]:
    """Put into words why somebody is shown."""
    like = hit.likeness
    why: list[Any] = [next(text for least, text in NAMES if like.names >= least), BORN[like.born]]
    why += [_("gleiche Anschrift")] if like.same_home else []
    why += [_("Vor- und Nachname vertauscht")] if like.swapped else []
    return {"hit": hit, "why": why}


def join(request: Request, report: Report) -> HttpResponse:
    form = JoinForm(posted(request), initial={"reference": request.GET.get("mit", "")[:12]})
    if sent(request, form, "join", partial(services.join, request.ctx, report)):
        messages.success(request, _("Verbunden. Beide Meldungen bleiben, wie sie sind."))
        return redirect("intake:detail", network=report.network.slug, pk=report.pk)
    return render(request, "intake/join.html", {"report": report, "form": form})


def part(request: Request, joining: Joining) -> HttpResponse:
    form = ReasonsForm(posted(request))
    if sent(request, form, "part", partial(services.part, request.ctx, joining)):
        messages.success(request, _("Die Verbindung ist aufgehoben."))
        return redirect("intake:detail", network=joining.network.slug, pk=joining.report_id)
    return render(request, "intake/part.html", {"joining": joining, "form": form})
