"""The printable booklet: chosen topics and area, in German and one other language, as an accessible PDF.

Paper cannot age, so no figure of free places stands in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, cast

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from schutznetz.files import documents
from schutznetz.geo import places
from schutznetz.networks.conditions import day_of
from schutznetz.networks.models import Network
from schutznetz.offers import gaps
from schutznetz.offers.choices import OfferCategory
from schutznetz.offers.models import PublishedOffer
from schutznetz.offers.search.facets import Circle
from schutznetz.web.offers import leaflet
from schutznetz.web.offers.forms import DISTANCES, NEAR
from schutznetz.web.offers.leaflet import Leaflet
from schutznetz.web.papers import paper
from schutznetz.web.screens import Request

GERMAN = "de"
MOST = 150  # offers of one booklet; more would make the page wait
RIGHT_TO_LEFT = {"ar", "fa"}


class BookletForm(forms.Form):
    thema = forms.MultipleChoiceField(
        label=_("Themen"),
        choices=[(topic.value, topic.label) for topic in gaps.TOPICS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Ohne Auswahl kommen alle hinein."),
    )
    ort = forms.CharField(label=_("Ort oder Postleitzahl"), max_length=80, required=False)
    km = forms.TypedChoiceField(
        label=_("Umkreis"), choices=DISTANCES, coerce=int, required=False, initial=NEAR
    )
    sprache = forms.ChoiceField(label=_("Zweite Sprache"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [(code, name) for code, name in settings.LANGUAGES if code != GERMAN]
        cast(forms.ChoiceField, self.fields["sprache"]).choices = [("", _("nur Deutsch")), *others]

    def clean_ort(self) -> str:
        """Refuse a place that nobody knows: the booklet would be about somewhere else."""
        typed: str = self.cleaned_data["ort"].strip()
        if typed and places.find(typed) is None:
            raise forms.ValidationError(
                _("Diesen Ort kennen wir nicht. Versuchen Sie es mit der Postleitzahl.")
            )
        return typed


@dataclass(frozen=True, slots=True)
class Chapter:
    """One topic with its offers, each in German and, where chosen, once more."""

    title: str
    offers: list[tuple[Leaflet, Leaflet | None]]


def make(request: Request, network: Network) -> HttpResponse:
    """Ask what should be in the booklet; once asked for, hand it out."""
    form = BookletForm(request.GET if "drucken" in request.GET else None)
    if not form.is_valid():
        return render(request, "offers/booklet.html", {"form": form, "most": MOST})
    offers = _chosen(gaps.offers_of(request.ctx), form)
    if not offers:
        form.add_error(None, _("Dazu gibt es kein Angebot."))
    elif len(offers) > MOST:
        form.add_error(
            None, _("Das sind zu viele Angebote. Bitte wählen Sie weniger Themen oder ein Gebiet.")
        )
    if form.errors:
        return render(request, "offers/booklet.html", {"form": form, "most": MOST})
    return paper(_printed(network, offers, form.cleaned_data["sprache"], day_of(request.ctx.now)), "Heft.pdf")


def _chosen(offers: Sequence[PublishedOffer], form: BookletForm) -> list[PublishedOffer]:
    given = form.cleaned_data
    topics, place = set(given["thema"]), places.find(given["ort"]) if given["ort"] else None
    circle = Circle(place.latitude, place.longitude, given["km"] or NEAR) if place else None
    return [
        each
        for each in offers
        if (not topics or topics & gaps.topics_of(each)) and (circle is None or _lies_in(circle, each))
    ]


def _lies_in(circle: Circle, offer: PublishedOffer) -> bool:
    if offer.latitude is None or offer.longitude is None:
        return False
    return circle.km_to(offer.latitude, offer.longitude) <= circle.km


def _printed(network: Network, offers: Sequence[PublishedOffer], second: str, on: date) -> bytes:
    page = {
        "network": network,
        "chapters": _chapters(offers, second),
        "second": second,
        "direction": "rtl" if second in RIGHT_TO_LEFT else "ltr",
        "on": on,
    }
    return documents.pdf("documents/booklet.html", page)


def _chapters(offers: Sequence[PublishedOffer], second: str) -> list[Chapter]:
    order = {topic.value: at for at, topic in enumerate(OfferCategory)}
    ranked = sorted(offers, key=lambda each: (order[each.category], each.title, str(each.pk)))
    made = []
    with translation.override(GERMAN):
        for topic, some in groupby(ranked, key=lambda each: each.category):
            pairs = [(leaflet.of(each, figures=False), _in(second, each)) for each in some]
            made.append(Chapter(str(OfferCategory(topic).label), pairs))
    return made


def _in(language: str, offer: PublishedOffer) -> Leaflet | None:
    if not language:
        return None
    with translation.override(language):
        return leaflet.of(offer, figures=False)
