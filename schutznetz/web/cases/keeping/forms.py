"""What people type when they hold, file and delete."""

from django import forms
from django.utils.translation import gettext_lazy as _

from schutznetz.cases.choices import Archive, HoldGround, RetentionClass
from schutznetz.cases.queries.keeping import settable
from schutznetz.law.retention import LONGEST
from schutznetz.web.cases.measures.forms import SealForm, one_of, text
from schutznetz.web.submitting import KeyedForm
from schutznetz.web.ui.fields import DayField

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
    months = forms.IntegerField(label=_("Wie viele Monate?"), min_value=1, max_value=LONGEST)
    reasons = text(_("Warum?"))
