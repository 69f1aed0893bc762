"""The questionnaire of ``law.statistics`` as a form, without what follows from the result."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schutznetz.cases.models import AssessmentRecord
from schutznetz.kernel import clock
from schutznetz.law import statistics as law
from schutznetz.web.submitting import KeyedForm

FROM_RESULT = {"result", "dangers", "danger_from"}
FIRST_YEAR = 2000
MONTHS = 12


class RecordForm(KeyedForm):
    """Every question may stay open; what is missing stays on the list of gaps."""

    def __init__(self, record: AssessmentRecord, data: Any = None) -> None:
        super().__init__(data, initial=dict(record.answers))
        for feature in law.FEATURES:
            if feature.name not in FROM_RESULT:
                self.fields[feature.name] = _question(feature)


def _question(feature: law.Feature) -> forms.Field:
    label = gettext(feature.label)
    choices = [(value.key, gettext(value.label)) for value in feature.values]
    if not feature.values:
        return forms.CharField(label=label, required=False, max_length=4, widget=_digits())
    if feature.several:
        box = forms.CheckboxSelectMultiple()
        return forms.MultipleChoiceField(label=label, choices=choices, widget=box, required=False)
    return forms.ChoiceField(label=label, choices=[("", _("Noch offen")), *choices], required=False)


def _digits() -> forms.TextInput:
    return forms.TextInput(attrs={"inputmode": "numeric", "data-width": "4"})


class Period(forms.Form):
    """Which year, and which month of it; without a month the whole year."""

    jahr = forms.IntegerField(label=_("Jahr"), min_value=FIRST_YEAR, max_value=2100, required=False)
    monat = forms.IntegerField(label=_("Monat"), min_value=1, max_value=MONTHS, required=False)

    def chosen(self) -> tuple[int, int]:
        said = self.cleaned_data if self.is_valid() else {}
        return said.get("jahr") or clock.today().year, said.get("monat") or 0
