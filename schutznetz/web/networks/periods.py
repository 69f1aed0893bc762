"""The office's own periods: what holds, who set it and why, and setting one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schutznetz.law.periods import BY_NAME, PERIODS
from schutznetz.networks import queries, services
from schutznetz.networks.choices import PeriodName
from schutznetz.networks.models import Network
from schutznetz.web.screens import Request
from schutznetz.web.submitting import KeyedForm, posted, sent


class PeriodForm(KeyedForm):
    name = forms.TypedChoiceField(label=_("Welche Frist?"), choices=PeriodName.choices, coerce=PeriodName)
    days = forms.IntegerField(label=_("Tage"), min_value=1, max_value=max(each.most for each in PERIODS))
    reason = forms.CharField(
        label=_("Grund"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Zum Beispiel die Dienstanweisung. Keine Namen."),
    )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        name, days = said.get("name"), said.get("days")
        if name and days and days > BY_NAME[name].most:
            most = BY_NAME[name].most
            self.add_error(
                "days", gettext("Diese Frist darf höchstens %(most)s Tage haben.") % {"most": most}
            )
        return said


def index(request: Request, network: Network) -> HttpResponse:
    form = PeriodForm(posted(request))

    def act(**answers: Any) -> Any:
        return services.set_period(request.ctx, network, **answers)

    if sent(request, form, "set_period", act):
        messages.success(request, gettext("Die Frist gilt ab jetzt. Was schon läuft, behält seinen Tag."))
        return redirect("networks:periods", network=network.slug)
    return render(request, "networks/periods.html", {"rows": queries.period_rows(), "form": form})
