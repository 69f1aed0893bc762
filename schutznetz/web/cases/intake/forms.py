"""What the youth office is asked while it decides: few fields, each may honestly be "not known yet"."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schutznetz.cases.choices import (
    Advice,
    Competence,
    History,
    Known,
    Manner,
    ProtectionMeasure,
    TriageOutcome,
    Urgency,
)
from schutznetz.cases.services import Finding
from schutznetz.web.submitting import KeyedForm, offer

YES_NO = [("yes", _("Ja")), ("no", _("Nein"))]
ADVICE = [("", _("Noch nicht entschieden")), *Advice.choices]


class TriageForm(KeyedForm):
    """The first assessment in the order in which people think: danger, reasons, what follows."""

    weighty_indications = forms.ChoiceField(
        label=_("Gibt es gewichtige Anhaltspunkte für eine Gefährdung?"),
        choices=YES_NO,
        widget=forms.RadioSelect,
    )
    reasons = forms.CharField(
        label=_("Begründung"),
        help_text=_("Was spricht dafür, was dagegen? Tatsachen und Vermutungen getrennt."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=10_000,
    )
    urgency = forms.ChoiceField(label=_("Wie dringend?"), choices=Urgency.choices, widget=forms.RadioSelect)
    source_has_access = forms.ChoiceField(
        label=_("Hat die Person, von der die Gefahr ausgehen soll, jetzt Zugang zum Kind?"),
        choices=Known.choices,
        widget=forms.RadioSelect,
    )
    further_children = forms.ChoiceField(
        label=_("Leben weitere Kinder im Haushalt?"), choices=Known.choices, widget=forms.RadioSelect
    )
    history = forms.ChoiceField(
        label=_("Ist die Familie bekannt?"),
        help_text=_("Auch frühere Meldungen, die ohne Befund endeten."),
        choices=History.choices,
        widget=forms.RadioSelect,
    )
    competence = forms.ChoiceField(
        label=_("Sind wir zuständig?"),
        help_text=_("Bis ein anderes Jugendamt angenommen hat, bleiben wir verantwortlich."),
        choices=Competence.choices,
        widget=forms.RadioSelect,
    )
    outcome = forms.ChoiceField(
        label=_("Was folgt?"),
        help_text=_("Auch bei einer Übergabe schützen wir das Kind, bis das andere Jugendamt annimmt."),
        choices=TriageOutcome.choices,
        widget=forms.RadioSelect,
    )
    advice = forms.ChoiceField(
        label=_("Beim Abschluss: Wurden Rat oder Hilfe angeboten?"), choices=ADVICE, required=False
    )

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if answers.get("outcome") == TriageOutcome.NO_INDICATION and not answers.get("advice"):
            self.add_error("advice", _("Bitte angeben, ob Rat oder Hilfe angeboten wurde."))
        return answers

    def finding(self) -> Finding:
        answers = self.answers()
        return Finding(
            competence=Competence(answers["competence"]),
            weighty_indications=answers["weighty_indications"] == "yes",
            urgency=Urgency(answers["urgency"]),
            further_children=Known(answers["further_children"]),
            source_has_access=Known(answers["source_has_access"]),
            history=History(answers["history"]),
            outcome=TriageOutcome(answers["outcome"]),
            reasons=answers["reasons"],
            advice=answers["advice"],
        )


class ConfirmForm(KeyedForm):
    """The second signature under exactly what the page showed."""

    seal = forms.CharField(widget=forms.HiddenInput, max_length=64)


class UrgencyForm(KeyedForm):
    to = forms.ChoiceField(label=_("Neue Dringlichkeit"), choices=Urgency.choices, widget=forms.RadioSelect)
    reasons = forms.CharField(
        label=_("Begründung"), widget=forms.Textarea(attrs={"rows": 3}), max_length=5_000
    )


class TwoPeopleForm(KeyedForm):
    """Into whose hands a report goes: always two people."""

    responsible_id = forms.ChoiceField(label=_("Zuständige Fachkraft"))
    second_id = forms.ChoiceField(label=_("Zweite Fachkraft und Vertretung"))

    def __init__(self, people: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, people, "responsible_id", "second_id")


class ProtectForm(KeyedForm):
    """What is done right now. Nothing here is required: acting comes first."""

    measures = forms.MultipleChoiceField(
        label=_("Was geschieht jetzt?"),
        choices=ProtectionMeasure.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    what = forms.CharField(
        label=_("Kurz: Wer tut was?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=5_000,
    )
    place = forms.CharField(label=_("Wo ist das Kind?"), required=False, max_length=500)
    second_id = forms.ChoiceField(
        label=_("Zweite Person"),
        help_text=_("Sie bestätigt später mit ihrer eigenen Anmeldung."),
        required=False,
    )
    told_by = forms.ChoiceField(
        label=_("Wie haben Sie sie verständigt?"),
        choices=[("", _("Noch nicht verständigt")), *Manner.choices],
        required=False,
    )

    def __init__(self, people: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, people, "second_id")


class FileNumberForm(KeyedForm):
    file_number = forms.CharField(
        label=_("Aktenzeichen im Fachverfahren"),
        help_text=_("So, wie das Fachverfahren es vergeben hat."),
        max_length=100,
    )


class SecondForm(KeyedForm):
    second_id = forms.ChoiceField(label=_("Zweite Person"))
    told_by = forms.ChoiceField(label=_("Wie haben Sie sie verständigt?"), choices=Manner.choices)

    def __init__(self, people: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, people, "second_id")
