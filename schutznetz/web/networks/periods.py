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
    name = forms.TypedChoiceField(label=_("Welche Frist?"), coerce=PeriodName)
    days = forms.IntegerField(label=_("Tage"), min_value=1, max_value=max(each.most for each in PERIODS))
    reason = forms.CharField(
        label=_("Grund"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Zum Beispiel die Dienstanweisung. Keine Namen."),
    )

    def __init__(self, *args: Any, early: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields["name"]
        choices.choices = [each for each in PeriodName.choices if BY_NAME[each[0]].early is early]

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
    return _page(request, network, early=False)


def early(request: Request, network: Network) -> HttpResponse:
    return _page(request, network, early=True)


def _page(request: Request, network: Network, *, early: bool) -> HttpResponse:
    form = PeriodForm(posted(request), early=early)
    change = services.set_early_period if early else services.set_period
    view = "networks:early_periods" if early else "networks:periods"

    def act(**answers: Any) -> Any:
        return change(request.ctx, network, **answers)

    if sent(request, form, f"set_{view}", act):
        messages.success(request, gettext("Die Frist gilt ab jetzt. Was schon läuft, behält seinen Tag."))
        return redirect(view, network=network.slug)
    context = {"rows": queries.period_rows(early=early), "form": form, "early": early}
    return render(request, "networks/periods.html", context)
