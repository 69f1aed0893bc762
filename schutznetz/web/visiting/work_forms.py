"""What a midwife fills in on the way: as good as filled in already, so that a usual visit takes one tap."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schutznetz.kernel.fields import Code
from schutznetz.visiting.choices import (
    Burden,
    ContactKind,
    Content,
    GoalState,
    Mainstay,
    NeedAfter,
    VisitEnd,
    VisitTopic,
    VisitUrgency,
)
from schutznetz.visiting.services import Closing, Noted, State, Told
from schutznetz.web.submitting import KeyedForm
from schutznetz.web.ui.fields import DayField

CHOOSE = ("", _("Bitte wählen"))
LONGEST, TEXT = 16 * 60, 4000
NUMBER = {"inputmode": "numeric", "autocomplete": "off"}


def number(label: Any, **kwargs: Any) -> forms.IntegerField:
    widget = forms.TextInput(attrs=NUMBER)
    return forms.IntegerField(label=label, min_value=0, widget=widget, **{"max_value": LONGEST, **kwargs})


def words(label: Any, **kwargs: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, max_length=TEXT, widget=widget, **kwargs)


def ticks(label: Any, choices: Iterable[tuple[str, Any]]) -> forms.MultipleChoiceField:
    widget = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(label=label, choices=list(choices), widget=widget, required=False)


class ContactForm(KeyedForm):
    """One contact; day, length and way are proposed as they were last time."""

    kind = forms.ChoiceField(
        label=_("Wie?"), choices=ContactKind.choices, widget=forms.RadioSelect, initial=ContactKind.HOME
    )
    minutes = number(_("Dauer in Minuten"))
    travel_minutes = number(_("Fahrzeit in Minuten, hin und zurück"))
    kilometres = number(_("Kilometer, hin und zurück"), max_value=1000)
    on = DayField(label=_("Wann?"))
    topics = ticks(_("Worum ging es?"), VisitTopic.choices)
    note = words(
        _("Notiz"), help_text=_("Nur Sie lesen das. Sie können es auch später schreiben."), required=False
    )
    next_step = forms.CharField(label=_("Nächster Schritt"), max_length=200, required=False)

    def noted(self) -> Noted:
        said = self.answers()
        return Noted(**said | {"kind": ContactKind(said["kind"])})


class GoalForm(KeyedForm):
    words = words(
        _("Ziel"), help_text=_("So, wie die Familie es sagt. Zum Beispiel: „Wir schlafen wieder besser.“")
    )


class SettleForm(KeyedForm):
    state = forms.ChoiceField(
        label=_("Was ist daraus geworden?"),
        choices=[(each.value, each.label) for each in GoalState if each is not GoalState.OPEN],
        widget=forms.RadioSelect,
    )

    def state_chosen(self) -> GoalState:
        return GoalState(self.cleaned_data["state"])


class ReviewForm(KeyedForm):
    held_on = DayField(label=_("Besprochen am"))
    words = words(_("Was hat sich getan, was ist noch nötig?"))
    next_on = DayField(label=_("Nächster Rückblick"))
    planned_end = DayField(label=_("Geplantes Ende"))


class StateForm(KeyedForm):
    """What weighs and what carries, in the same words at the start and at the end."""

    burdens = ticks(_("Was belastet die Familie?"), Burden.choices)
    strengths = ticks(_("Was trägt sie?"), Mainstay.choices)
    counted = forms.BooleanField(
        label=_("Die Familie ist einverstanden, dass dies ohne Namen mitgezählt wird"), required=False
    )

    def state(self) -> State:
        said = self.cleaned_data
        return State(burdens=said["burdens"], strengths=said["strengths"], counted=said["counted"])


def one_of(label: Any, vocabulary: type[Code]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=vocabulary.choices, widget=forms.RadioSelect)


class ClosingForm(StateForm):
    end = forms.ChoiceField(label=_("Warum endet es?"), choices=[CHOOSE, *VisitEnd.choices])
    need = one_of(_("Braucht die Familie danach noch etwas?"), NeedAfter)
    content = one_of(_("Wie zufrieden ist die Familie?"), Content)
    outlook = words(_("Wie geht es weiter?"), required=False)
    field_order = ["end", "burdens", "strengths", "need", "content", "outlook", "counted"]

    def closing(self) -> Closing:
        said = self.cleaned_data
        return Closing(
            end=VisitEnd(said["end"]),
            state=self.state(),
            need=NeedAfter(said["need"]),
            content=Content(said["content"]),
            outlook=said["outlook"],
        )


class PassOnForm(KeyedForm):
    urgency = forms.ChoiceField(
        label=_("Wie eilig ist es?"),
        choices=VisitUrgency.choices,
        widget=forms.RadioSelect,
        initial=VisitUrgency.SOON,
    )


class HandOverForm(KeyedForm):
    words = words(_("Was muss Ihre Nachfolgerin wissen?"), help_text=_("So wenig wie möglich."))
    necessity = forms.CharField(
        label=_("Wofür braucht sie das?"), max_length=300, initial=_("Damit die Hilfe ohne Bruch weitergeht")
    )
    endangers = forms.TypedChoiceField(
        label=_("Kann die Weitergabe den Erfolg der Hilfe gefährden? (§ 64 Abs. 2 SGB VIII)"),
        choices=[("no", _("nein")), ("yes", _("ja"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    why = forms.CharField(label=_("Warum schätzen Sie das so ein?"), max_length=300)

    def told(self) -> Told:
        return Told(**self.answers())
