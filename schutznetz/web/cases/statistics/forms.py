"""The questionnaire of ``law.statistics`` as a form, without what follows from the result."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schutznetz.cases.models import AssessmentRecord, LateRecord
from schutznetz.cases.queries.statistics import last_closed
from schutznetz.kernel import clock
from schutznetz.law import statistics as law
from schutznetz.web.submitting import KeyedForm

CODE = RegexValidator(r"^[0-9A-Za-z]+$", _("Ein Schlüssel besteht aus Ziffern und Buchstaben."))
BETWEEN = "__"  # question and answer in the name of a field
FROM_RESULT = {"result", "dangers", "danger_from"}
FIRST_YEAR, LAST_YEAR = 2000, 2100
MONTHS = 12


class RecordForm(KeyedForm):
    """Every question may stay open; what is missing stays on the list of gaps."""

    def __init__(self, record: AssessmentRecord | LateRecord, data: Any = None) -> None:
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


class CodesForm(KeyedForm):
    """One field for each answer of the questionnaire; what is not known yet stays empty."""

    def __init__(self, known: law.Codes, data: Any = None) -> None:
        super().__init__(data)
        for feature in law.FEATURES:
            for value in feature.values:
                self.fields[f"{feature.name}{BETWEEN}{value.key}"] = forms.CharField(
                    label=gettext(value.label),
                    required=False,
                    max_length=6,
                    validators=[CODE],
                    initial=known.get(feature.name, {}).get(value.key, ""),
                    widget=_digits(),
                )
        self.fields["year"] = forms.IntegerField(
            label=_("Ab welchem Jahr der Statistik"),
            min_value=FIRST_YEAR,
            max_value=LAST_YEAR,
            initial=clock.today().year,
        )
        self.fields["reason"] = forms.CharField(
            label=_("Woher die Schlüssel stammen"),
            help_text=_("Zum Beispiel: Datensatzbeschreibung des Statistischen Landesamts, Stand Januar."),
            max_length=200,
        )

    def questions(self) -> list[tuple[law.Feature, list[forms.BoundField]]]:
        """Return the fields under the question that they belong to."""
        return [
            (feature, [self[f"{feature.name}{BETWEEN}{value.key}"] for value in feature.values])
            for feature in law.FEATURES
            if feature.values
        ]


def by_question(said: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Sort what was typed by question and answer, without what was left empty."""
    found: dict[str, dict[str, str]] = {}
    for name, code in said.items():
        question, _between, answer = name.partition(BETWEEN)
        if code:
            found.setdefault(question, {})[answer] = code
    return found


def _digits() -> forms.TextInput:
    return forms.TextInput(attrs={"inputmode": "numeric", "data-width": "4"})


class YearForm(forms.Form):
    jahr = forms.IntegerField(label=_("Jahr"), min_value=FIRST_YEAR, max_value=LAST_YEAR, required=False)


class Period(YearForm):
    """Which year, and which month of it; without a month the whole year."""

    monat = forms.IntegerField(label=_("Monat"), min_value=1, max_value=MONTHS, required=False)

    def chosen(self) -> tuple[int, int]:
        said = self.cleaned_data if self.is_valid() else {}
        return said.get("jahr") or clock.today().year, said.get("monat") or 0

    def year_of_tables(self) -> int:
        """Return the year asked for, else the last one that everybody may compare."""
        said = self.cleaned_data if self.is_valid() else {}
        return said.get("jahr") or last_closed(clock.today())
