"""Which year, which reference date, for whom."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from schutznetz.counting.amounts import PUBLISHED
from schutznetz.kernel import clock
from schutznetz.web.ui.fields import DayField

FIRST_YEAR = 2012  # the first year of the federal initiative


class YearForm(forms.Form):
    jahr = forms.TypedChoiceField(label=_("Jahr"), coerce=int, required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        this = clock.today().year
        years = cast(forms.ChoiceField, self.fields["jahr"])
        years.choices = [(str(year), str(year)) for year in range(this, FIRST_YEAR - 1, -1)]

    def year(self) -> int:
        """Return the year asked for, else the running one."""
        return (self.cleaned_data.get("jahr") if self.is_valid() else 0) or clock.today().year


class DayForm(forms.Form):
    am = DayField(label=_("Stichtag"), required=False)

    def clean_am(self) -> date | None:
        """Refuse a day to come, and one before there was anything to count."""
        day: date | None = self.cleaned_data["am"]
        if day and not date(FIRST_YEAR, 1, 1) <= day <= clock.today():
            raise forms.ValidationError(_("Bitte heute oder einen Tag, der vorbei ist."))
        return day

    def day(self) -> date:
        """Return the day asked for, else today."""
        return (self.cleaned_data.get("am") if self.is_valid() else None) or clock.today()


class TakeForm(forms.Form):
    """Which year that is over, and who will read it."""

    jahr = forms.TypedChoiceField(label=_("Jahr"), coerce=int)
    fuer = forms.TypedChoiceField(
        label=_("Für wen"),
        coerce=int,
        widget=forms.RadioSelect,
    )

    def __init__(self, years: Sequence[int], least: int, data: Any = None) -> None:
        """Offer what the office lets out at least; the public never reads a smaller number than ten."""
        super().__init__(data)
        cast(forms.ChoiceField, self.fields["jahr"]).choices = [(str(year), str(year)) for year in years]
        readers, public = cast(forms.ChoiceField, self.fields["fuer"]), max(least, PUBLISHED)
        words = _("Träger, Land, Nationales Zentrum Frühe Hilfen: von Menschen keine Zahl unter %(least)d")
        everybody = _("Öffentlichkeit: von Menschen keine Zahl unter %(least)d")
        readers.choices = [(least, words % {"least": least}), (public, everybody % {"least": public})]
        readers.initial = least
