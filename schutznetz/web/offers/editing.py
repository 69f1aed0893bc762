"""The form in which providers and the coordination office keep an offer."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schutznetz.files import tables
from schutznetz.geo import places
from schutznetz.offers import typed
from schutznetz.offers.choices import (
    Access,
    Cost,
    HolidayCustom,
    Language,
    OfferCategory,
    OfferForm,
    Registration,
    Rhythm,
    TargetGroup,
    Visibility,
    Weekday,
)
from schutznetz.offers.facts import OfferFacts, Time
from schutznetz.offers.models import Offer
from schutznetz.web.ui.fields import DayField
from schutznetz.web.ui.sections import Part, Section, sections

PARTS = (
    Part(
        _("Was"),
        ("title", "provider", "category", "summary"),
        _("Weitere Themen, Art, Hausbesuche"),
        ("more_categories", "form", "outreach"),
    ),
    Part(
        _("Für wen"),
        ("audience", "age_from", "age_to"),
        _("Besondere Familien, Sprachen, Kinderbetreuung"),
        ("target_groups", "languages", "interpreter", "child_care"),
    ),
    Part(
        _("Wann"),
        ("times",),
        _("Monate, Ferien, Pausen, Hinweis"),
        ("season", "in_holidays", "pauses", "times_note"),
    ),
    Part(
        _("Wo"),
        ("street", "postcode", "city", "district", "access", "hidden_address"),
        _("Gebiet, Anfahrt"),
        ("area", "travel"),
    ),
    Part(
        _("Anmeldung und Kosten"),
        ("registration", "places_total", "cost"),
        _("Hinweise, Bildung und Teilhabe, ohne Namen"),
        ("registration_note", "cost_note", "education_package", "anonymous"),
    ),
    Part(_("Kontakt"), ("phone", "mail", "website")),
    Part(
        _("Nur für die Verwaltung"), ("visibility",), _("Finanzierung"), ("funding_source", "funding_ends_on")
    ),
)
_AGES = _("zum Beispiel: schwanger, 6 Monate, 3 Jahre")
_LISTS = ("more_categories", "target_groups", "languages")


def _said_by(parse: Any) -> Any:
    """Make a form validator of a parser that files use as well."""

    def validate(text: str) -> None:
        try:
            parse(text)
        except ValueError as reason:
            raise forms.ValidationError(str(reason)) from reason

    return validate


def _known_postcode(text: str) -> None:
    if places.at_postcode(text) is None:
        raise forms.ValidationError(_("Diese Postleitzahl gibt es nicht."))


def _line(
    label: Any, length: int, *, required: bool = False, help_text: Any = "", check: Any = None
) -> forms.CharField:
    validators = [_said_by(check)] if check else []
    return forms.CharField(
        label=label, max_length=length, required=required, help_text=help_text, validators=validators
    )


def _yes(label: Any) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False)


def _some(label: Any, choices: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
    )


class OfferEntry(forms.Form):
    submission_key = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)
    title = _line(_("Wie heißt das Angebot?"), 200, required=True)
    provider = _line(
        _("Wer bietet es an?"), 200, required=True, help_text=_("Einrichtung oder Träger, keine Personen")
    )
    category = forms.ChoiceField(label=_("Thema"), choices=OfferCategory.choices)
    more_categories = _some(_("Weitere Themen"), OfferCategory.choices)
    summary = forms.CharField(
        label=_("Was geschieht dort?"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Zwei bis fünf kurze Sätze, wie Sie es einer Familie erzählen würden"),
    )
    form = forms.ChoiceField(
        label=_("Art"), choices=[("", _("keine Angabe")), *OfferForm.choices], required=False
    )
    outreach = _yes(_("Wir kommen nach Hause"))
    audience = _line(_("Für wen ist es?"), 200, help_text=_("zum Beispiel: Eltern mit Babys"))
    target_groups = _some(_("Besonders für"), TargetGroup.choices)
    age_from = _line(_("Alter von"), 20, help_text=_AGES, check=typed.months)
    age_to = _line(_("Alter bis"), 20, help_text=_AGES, check=typed.months)
    languages = _some(_("Sprachen"), Language.choices)
    interpreter = _yes(_("Wir holen jemanden zum Übersetzen"))
    child_care = _yes(_("Kinder werden währenddessen betreut"))
    times = forms.CharField(
        label=_("Feste Zeiten"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Eine Zeile je Zeit, zum Beispiel: Mo 9:30-11:00 oder Do 14:00-16:00 alle 14 Tage"),
        validators=[_said_by(typed.times)],
    )
    season = _line(
        _("Nur in diesen Monaten"),
        40,
        help_text=_("zum Beispiel: April bis September. Leer heißt: das ganze Jahr."),
        check=typed.season,
    )
    in_holidays = forms.ChoiceField(
        label=_("In den Schulferien"),
        choices=HolidayCustom.choices,
        initial=HolidayCustom.UNKNOWN,
        required=False,
    )
    pauses = forms.CharField(
        label=_("Fällt aus"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Eine Zeile je Pause, zum Beispiel: 24.12.2026-06.01.2027 oder 26.05.2027"),
        validators=[_said_by(typed.pauses)],
    )
    times_note = _line(
        _("Hinweis zu den Zeiten"), 300, help_text=_("zum Beispiel: bei Regen im Gemeindehaus")
    )
    street = _line(_("Straße und Hausnummer"), 120)
    postcode = forms.CharField(
        label=_("Postleitzahl"),
        max_length=5,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        validators=[_known_postcode],
    )
    city = _line(_("Ort"), 80)
    district = _line(_("Stadtteil"), 80)
    area = _line(_("Für welches Gebiet?"), 200)
    travel = _line(_("Anfahrt, Bus, Parken"), 300)
    access = forms.ChoiceField(label=_("Barrierefrei"), choices=Access.choices, initial=Access.UNKNOWN)
    hidden_address = _yes(_("Die Adresse bleibt geheim (Schutzeinrichtung)"))
    registration = forms.ChoiceField(
        label=_("Anmeldung"), choices=Registration.choices, initial=Registration.UNKNOWN
    )
    registration_note = _line(_("Hinweis zur Anmeldung"), 300)
    places_total = forms.IntegerField(
        label=_("Plätze insgesamt"), min_value=0, max_value=5000, required=False
    )
    cost = forms.ChoiceField(label=_("Kosten"), choices=Cost.choices, initial=Cost.UNKNOWN)
    cost_note = _line(_("Hinweis zu den Kosten"), 200)
    education_package = _yes(_("Bezahlung über Bildung und Teilhabe (BuT) möglich"))
    anonymous = _yes(_("Man muss seinen Namen nicht nennen"))
    phone = _line(_("Telefon der Einrichtung"), 60, check=tables.phone)
    mail = _line(_("E-Mail der Einrichtung"), 120, check=tables.email)
    website = _line(_("Internetseite"), 300, check=tables.website)
    visibility = forms.ChoiceField(label=_("Sichtbar"), choices=Visibility.choices, initial=Visibility.PUBLIC)
    funding_source = _line(_("Finanziert durch"), 120)
    funding_ends_on = DayField(label=_("Finanzierung endet am"), required=False)

    def clean(self) -> dict[str, Any]:
        """Look at what fields say together."""
        given = super().clean() or {}
        low, high = given.get("age_from"), given.get("age_to")
        if low and high and typed.months(low) > typed.months(high):
            self.add_error("age_to", _("Das Alter endet, bevor es beginnt."))
        return given

    def sections(self) -> Iterator[Section]:
        return sections(self, PARTS)

    def facts(self) -> OfferFacts:
        """Return what was filled in; the form must be valid."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "submission_key"}
        given |= {name: tuple(given[name]) for name in _LISTS}
        given |= {name: typed.months(given[name]) if given[name] else None for name in ("age_from", "age_to")}
        given["times"], given["pauses"] = typed.times(given["times"]), typed.pauses(given["pauses"])
        given["in_holidays"] = HolidayCustom(given["in_holidays"] or HolidayCustom.UNKNOWN)
        given["season"] = typed.season(given["season"])
        given["form"] = OfferForm(given["form"]) if given["form"] else None
        return OfferFacts(**given)


def known(offer: Offer) -> dict[str, Any]:
    """Return an offer as the form shows it."""
    names = [field.name for field in fields(OfferFacts) if field.name in OfferEntry.base_fields]
    shown = {name: getattr(offer, name) for name in names if name != "times"}
    shown |= {name: typed.said_months(shown[name]) for name in ("age_from", "age_to")}
    lines = (
        Time(weekday=Weekday(row.weekday), opens=row.opens, closes=row.closes, rhythm=Rhythm(row.rhythm))
        for row in offer.times.order_by("weekday", "opens", "id")
    )
    rests = {"season": typed.said_season(offer.season), "pauses": typed.said_pauses(offer.pauses)}
    return {**shown, **rests, "times": typed.said(lines)}
