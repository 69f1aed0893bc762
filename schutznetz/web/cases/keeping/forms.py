"""What people type when they hold, file and delete."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schutznetz.cases.choices import Archive, CountedFrom, HoldGround, RetentionClass
from schutznetz.cases.queries.keeping import settable
from schutznetz.law.retention import RULES, Since, limits_of
from schutznetz.web.cases.measures.forms import SealForm, one_of, text
from schutznetz.web.submitting import KeyedForm
from schutznetz.web.ui.fields import DayField

LONGEST = max(each.most for rule in RULES for each in rule.limits)

__all__ = ["DeletionForm", "FiledForm", "HoldForm", "PeriodForm", "ReasonForm", "SealForm"]


class HoldForm(KeyedForm):
    ground = one_of(_("Warum darf nichts gelöscht werden?"), HoldGround)
    reasons = text(_("Was genau? Aktenzeichen und Stelle genügen."))
    review_on = DayField(label=_("Wann sehen Sie wieder hin?"))


class ReasonForm(KeyedForm):
    reasons = text(_("Warum?"))


class DeletionForm(KeyedForm):
    archive = one_of(_("Was hat das Archiv gesagt?"), Archive)


class FiledForm(KeyedForm):
    file_number = forms.CharField(label=_("Aktenzeichen im Amt"), max_length=60)


class PeriodForm(KeyedForm):
    retention_class = forms.TypedChoiceField(
        label=_("Für welche Klasse?"), choices=settable, coerce=RetentionClass, widget=forms.RadioSelect
    )
    since = one_of(_("Ab wann zählt die Frist?"), CountedFrom)
    months = forms.IntegerField(label=_("Wie viele Monate?"), min_value=0, max_value=LONGEST)
    reasons = text(_("Warum?"))

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        code, since, months = said.get("retention_class"), said.get("since"), said.get("months")
        if not code or not since or months is None:
            return said
        limits = limits_of(str(code), Since(since))
        if limits is None:
            self.add_error("since", gettext("Diese Klasse zählt nicht ab der Volljährigkeit."))
        elif not limits.least <= months <= limits.most:
            named = {"least": limits.least, "most": limits.most}
            self.add_error("months", gettext("Hier sind %(least)s bis %(most)s Monate möglich.") % named)
        return said
