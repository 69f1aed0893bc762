"""The planners' view of gaps: two tables and a map of the same offers."""

from typing import cast

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from schutznetz.networks.models import Network
from schutznetz.offers import gaps, queries
from schutznetz.offers.choices import Language, TargetGroup
from schutznetz.offers.gaps import Need
from schutznetz.web.offers import atlas
from schutznetz.web.screens import Request

ALL = ("", _("alle"))


class NeedForm(forms.Form):
    thema = forms.ChoiceField(
        label=_("Thema"), choices=[ALL, *((each.value, each.label) for each in gaps.TOPICS)], required=False
    )
    bedarf = forms.ChoiceField(label=_("Bedarf"), choices=[ALL, *TargetGroup.choices], required=False)
    gebiet = forms.ChoiceField(label=_("Gebiet"), required=False)
    sprache = forms.ChoiceField(label=_("Sprache"), choices=[ALL, *Language.choices], required=False)

    def need(self) -> Need:
        """Return what is looked at; what is no choice of ours counts as not chosen."""
        self.is_valid()
        given = {name: self.cleaned_data.get(name, "") for name in self.fields}
        return Need(
            topic=given["thema"], group=given["bedarf"], area=given["gebiet"], language=given["sprache"]
        )


def overview(request: Request, network: Network) -> HttpResponse:
    everything = gaps.offers_of(request.ctx)
    known = gaps.areas(everything)
    form = NeedForm(request.GET)
    cast(forms.ChoiceField, form.fields["gebiet"]).choices = [ALL, *((area, area) for area in known)]
    need = form.need()
    offers = [each for each in everything if need.is_met_by(each)]
    shown = offers[: queries.LONGEST_LIST]
    page = {
        "form": form,
        "bands": [label for _begins, label in gaps.BANDS],
        "tables": [
            (_("Nach Thema"), [] if need.topic else gaps.by_topic(offers)),
            (_("Nach Gebiet"), [] if need.area else gaps.by_area(offers, known)),
        ],
        "count": len(offers),
        "offers": shown,
        "map": atlas.draw([queries.hit_of(each) for each in shown]),
    }
    return render(request, "offers/gaps.html", page)
