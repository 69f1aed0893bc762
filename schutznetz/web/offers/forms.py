"""What visitors fill in to find an offer; addresses of result pages are short German words."""

from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schutznetz.offers.choices import FOR_PROFESSIONALS, Language, OfferCategory, Weekday
from schutznetz.offers.queries import Search

AGES = [
    ("", _("egal")),
    ("-9", _("noch in der Schwangerschaft")),
    ("0", _("neugeboren")),
    ("3", _("3 bis 5 Monate")),
    ("6", _("6 bis 11 Monate")),
    ("12", _("1 Jahr")),
    ("24", _("2 Jahre")),
    ("36", _("3 Jahre")),
    ("48", _("4 oder 5 Jahre")),
    ("72", _("6 Jahre oder älter")),
]


def _said(km: int) -> str:
    return gettext("bis %(km)s km") % {"km": km}


_up_to = lazy(_said, str)  # in the language of the page, not of the process that began
DISTANCES = [(km, _up_to(km)) for km in (1, 3, 5, 10, 25, 50)]
NEAR = 10  # kilometres, unless somebody chooses otherwise
TOPICS = [(code, label) for code, label in OfferCategory.choices if code not in FOR_PROFESSIONALS]


class FilterForm(forms.Form):
    """What may be chosen below "Genauer suchen"."""

    km = forms.TypedChoiceField(label=_("Entfernung"), choices=DISTANCES, coerce=int, required=False)
    alter = forms.TypedChoiceField(
        label=_("Alter des Kindes"), choices=AGES, coerce=int, required=False, empty_value=None
    )
    thema = forms.ChoiceField(label=_("Thema"), choices=[("", _("alle")), *TOPICS], required=False)
    tag = forms.ChoiceField(label=_("Wochentag"), choices=[("", _("egal")), *Weekday.choices], required=False)
    sprache = forms.ChoiceField(
        label=_("Sprache"), choices=[("", _("egal")), *Language.choices], required=False
    )
    kostenlos = forms.BooleanField(label=_("nur kostenlose"), required=False)
    barrierefrei = forms.BooleanField(label=_("nur barrierefreie"), required=False)
    frei = forms.BooleanField(label=_("nur mit freien Plätzen"), required=False)

    def search(self) -> Search:
        """Return the question without its words; what was not understood counts as not asked."""
        self.is_valid()
        given: dict[str, Any] = self.cleaned_data
        return Search(
            km=given.get("km") or NEAR,
            months=given.get("alter"),
            topics=tuple(OfferCategory(topic) for topic in [given.get("thema")] if topic),
            weekdays=tuple(day for day in [given.get("tag")] if day),
            languages=tuple(language for language in [given.get("sprache")] if language),
            free_of_charge=bool(given.get("kostenlos")),
            barrier_free=bool(given.get("barrierefrei")),
            free_places=bool(given.get("frei")),
        )
