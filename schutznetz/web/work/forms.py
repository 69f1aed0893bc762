"""What people are asked about their tasks: to whom, and why late."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schutznetz.web.submitting import KeyedForm, offer
from schutznetz.web.ui.fields import DayField, TimeOfDayField
from schutznetz.work.choices import LateCause


class FinishForm(KeyedForm):
    cause = forms.ChoiceField(
        label=_("Falls die Frist vorbei ist: Woran lag es?"),
        choices=[("", _("Rechtzeitig erledigt")), *LateCause.choices],
        required=False,
    )
    note = forms.CharField(
        label=_("Anmerkung"), widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=2_000
    )


class ExplainForm(KeyedForm):
    cause = forms.ChoiceField(label=_("Woran lag es?"), choices=LateCause.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Anmerkung"), widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=2_000
    )


class HandOverForm(KeyedForm):
    owner_id = forms.ChoiceField(label=_("Wer übernimmt?"))
    substitute_id = forms.ChoiceField(label=_("Wer vertritt?"))

    def __init__(self, people: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, people, "owner_id", "substitute_id")


class ShiftForm(KeyedForm):
    """One stretch of duty; ends it earlier in the day than it begins, it ends the next day."""

    person_id = forms.ChoiceField(label=_("Im Dienst"))
    substitute_id = forms.ChoiceField(label=_("Vertretung"))
    day = DayField(label=_("Tag"), help_text=_("Beispiel: 24 12 2026"))
    begins = TimeOfDayField(label=_("Von"))
    ends = TimeOfDayField(label=_("Bis"), help_text=_("Früher als „von“ heißt: am nächsten Tag."))

    def __init__(self, people: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, people, "person_id", "substitute_id")
