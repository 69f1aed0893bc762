"""What is asked about a decision that a plan must keep, about a proof, and about what bridges a wait."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from schutznetz.visiting.choices import MeanwhileAnswer, MeanwhileKind, ProofKind
from schutznetz.web.submitting import KeyedForm, offer
from schutznetz.web.ui.fields import DayField

FREE, WAITS = "free", "waits"
CHOOSE = ("", _("Bitte wählen"))
ANSWERS = [each for each in MeanwhileAnswer.choices if each[0] != MeanwhileAnswer.OPEN]


class PinForm(KeyedForm):
    """Where this family goes whatever the plan would say; whom a rule forbids is not to choose."""

    place = forms.ChoiceField(label=_("Was soll gelten?"), widget=forms.RadioSelect)

    def __init__(self, people: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields["place"]
        choices.choices = [
            (FREE, _("Der Plan entscheidet")),
            *people,
            (WAITS, _("Die Familie wartet weiter")),
        ]


class LookForm(KeyedForm):
    """When a proof was seen, and how long it counts."""

    seen_on = DayField(label=_("Gesehen am"), help_text=_("Sie haben es angesehen und zurückgegeben."))
    counts_until = DayField(
        label=_("Gilt bis"),
        help_text=_("Leer: ohne Ablauf. Ein Führungszeugnis gilt höchstens fünf Jahre."),
        required=False,
    )


class ProofForm(LookForm):
    kind = forms.ChoiceField(label=_("Was haben Sie gesehen?"), choices=[CHOOSE, *ProofKind.choices])
    field_order = ["kind"]


class MeanwhileForm(KeyedForm):
    """What the family is offered until somebody comes."""

    kind = forms.ChoiceField(
        label=_("Was bieten Sie an?"), choices=MeanwhileKind.choices, widget=forms.RadioSelect
    )
    offer = forms.ChoiceField(label=_("Welches Angebot?"), required=False)
    words = forms.CharField(
        label=_("Notiz"),
        help_text=_("Nur, was die Koordination wissen muss."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=500,
        required=False,
    )

    def __init__(self, offers: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, offers, "offer")

    def chosen(self) -> UUID | None:
        said = self.cleaned_data["offer"]
        return UUID(said) if said else None


class MeanwhileAnswerForm(KeyedForm):
    answer = forms.ChoiceField(
        label=_("Was hat die Familie gesagt?"), choices=ANSWERS, widget=forms.RadioSelect
    )
