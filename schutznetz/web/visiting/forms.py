"""What is asked about family midwives, about a family's wish, and about a decision."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from schutznetz.networks.choices import Land
from schutznetz.offers.choices import Language
from schutznetz.visiting.choices import Contract, SpecialTopic, VisitEnd, VisitingProfession, VisitUrgency
from schutznetz.visiting.services import Entry, Wish
from schutznetz.web.submitting import KeyedForm, offer
from schutznetz.web.ui.fields import DayField

CHOOSE = ("", _("Bitte wählen"))
AGES = ((12, _("bis zum 1. Geburtstag")), (36, _("bis zum 3. Geburtstag")))
POSTCODE = {"inputmode": "numeric", "autocomplete": "off"}


class EntryForm(KeyedForm):
    """One entry of the register."""

    profession = forms.ChoiceField(label=_("Beruf"), choices=[CHOOSE, *VisitingProfession.choices])
    contract = forms.ChoiceField(label=_("Vertrag"), choices=[CHOOSE, *Contract.choices])
    qualified_on = DayField(label=_("Zertifikat vom"), help_text=_("Sie haben es gesehen."))
    qualified_in = forms.ChoiceField(label=_("Zertifikat aus"), choices=[CHOOSE, *Land.choices])
    recognised_on = DayField(
        label=_("Hier anerkannt am"),
        help_text=_("Nur nötig, wenn das Zertifikat aus einem anderen Land und von vor 2019 stammt."),
        required=False,
    )
    until_months = forms.TypedChoiceField(label=_("Hilft Familien"), choices=AGES, coerce=int)
    hours = forms.DecimalField(
        label=_("Stunden in der Woche für Familien"),
        min_value=0,
        max_value=60,
        decimal_places=2,
        localize=True,
    )
    postcode = forms.RegexField(
        r"^\d{5}$", label=_("Postleitzahl, von der aus sie fährt"), widget=forms.TextInput(attrs=POSTCODE)
    )
    reach = forms.IntegerField(label=_("Fährt höchstens (Kilometer)"), min_value=1, max_value=200, initial=40)
    languages = forms.MultipleChoiceField(
        label=_("Sprachen"), choices=Language.choices, widget=forms.CheckboxSelectMultiple
    )
    topics = forms.MultipleChoiceField(
        label=_("Schwerpunkte"),
        choices=SpecialTopic.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    accepting = forms.BooleanField(label=_("Nimmt neue Familien an"), required=False, initial=True)

    def entry(self) -> Entry:
        said = self.cleaned_data
        return Entry(
            profession=VisitingProfession(said["profession"]),
            contract=Contract(said["contract"]),
            qualified_on=said["qualified_on"],
            qualified_in=Land(said["qualified_in"]),
            recognised_on=said["recognised_on"],
            until_months=said["until_months"],
            weekly_minutes=round(said["hours"] * 60),
            postcode=said["postcode"],
            reach=said["reach"],
            languages=said["languages"],
            topics=said["topics"],
            accepting=said["accepting"],
        )


class NewEntryForm(EntryForm):
    user_id = forms.ChoiceField(label=_("Wer?"), help_text=_("Zur Wahl steht, wer diesen Zugang hat."))
    field_order = ["user_id"]

    def __init__(self, people: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, people, "user_id")


class WishForm(KeyedForm):
    """What a family needs; the less, the better."""

    family_id = forms.ChoiceField(label=_("Familie"))
    urgency = forms.ChoiceField(
        label=_("Wie eilig ist es?"),
        choices=VisitUrgency.choices,
        widget=forms.RadioSelect,
        initial=VisitUrgency.SOON,
    )
    hours = forms.DecimalField(
        label=_("Stunden in der Woche"),
        min_value=0.25,
        max_value=20,
        decimal_places=2,
        initial=2,
        localize=True,
    )
    postcode = forms.RegexField(
        r"^\d{5}$", label=_("Postleitzahl der Familie"), widget=forms.TextInput(attrs=POSTCODE)
    )
    languages = forms.MultipleChoiceField(
        label=_("Sprachen der Familie"), choices=Language.choices, widget=forms.CheckboxSelectMultiple
    )
    language_needed = forms.BooleanField(label=_("Ohne gemeinsame Sprache geht es nicht"), required=False)
    topics = forms.MultipleChoiceField(
        label=_("Braucht jemanden mit Erfahrung in"),
        choices=SpecialTopic.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    not_with = forms.MultipleChoiceField(
        label=_("Nicht mit"),
        help_text=_("Verwandt, benachbart oder nicht gewünscht. Niemand fragt nach dem Grund."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(
        self,
        families: Iterable[tuple[str, str]],
        midwives: Iterable[tuple[str, str]],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, families, "family_id")
        choices: Any = self.fields["not_with"]
        choices.choices = list(midwives)

    def wish(self) -> Wish:
        said = self.cleaned_data
        return Wish(
            urgency=VisitUrgency(said["urgency"]),
            weekly_minutes=round(said["hours"] * 60),
            postcode=said["postcode"],
            languages=said["languages"],
            language_needed=said["language_needed"],
            topics=said["topics"],
            not_with=said["not_with"],
        )

    def family(self) -> UUID:
        return UUID(self.cleaned_data["family_id"])


class PlaceForm(KeyedForm):
    """Who goes there; whoever the rules forbid is not to choose."""

    midwife_id = forms.ChoiceField(label=_("Wer begleitet die Familie?"), widget=forms.RadioSelect)
    why = forms.CharField(
        label=_("Warum vor anderen?"),
        help_text=_("Nur nötig, wenn eine Familie übergangen wird, die vorher dran wäre."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=500,
        required=False,
    )

    def __init__(self, people: Iterable[tuple[str, Any]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields["midwife_id"]
        choices.choices = list(people)


class TrialForm(KeyedForm):
    """What would be if: left empty it is no trial but a plan."""

    leaving = forms.MultipleChoiceField(
        label=_("Wenn diese nicht mehr da wären"), widget=forms.CheckboxSelectMultiple, required=False
    )
    more = forms.IntegerField(
        label=_("Wenn so viele Anfragen dazukämen"), min_value=0, max_value=500, initial=0, required=False
    )

    def __init__(self, midwives: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields["leaving"]
        choices.choices = list(midwives)


class EndForm(KeyedForm):
    end = forms.ChoiceField(label=_("Warum endet es?"), choices=[CHOOSE, *VisitEnd.choices])
