"""What people type about measures: who does what until when, who checks it, and what follows."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any, cast
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from schutznetz.cases.choices import (
    CheckFinding,
    ChildTold,
    ClosingReason,
    Consent,
    HelpAnswer,
    WatchedKind,
)
from schutznetz.cases.services.measures import Point, Terms
from schutznetz.kernel.clock import BERLIN
from schutznetz.kernel.fields import Code
from schutznetz.web.submitting import KeyedForm, offer
from schutznetz.web.ui.fields import DayField

INCOMPLETE = _("Bitte ausfüllen oder die Absprache ganz leeren.")
NUMBERS = range(1, 7)  # a plan of more than six agreements is kept by nobody


def text(label: Any, *, rows: int = 3, required: bool = True, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def one_of(label: Any, vocabulary: Any, *, required: bool = True, help_text: Any = "") -> Any:
    choices = vocabulary.choices if required else [("", _("Noch nicht bekannt")), *vocabulary.choices]
    return forms.TypedChoiceField(
        label=label,
        help_text=help_text,
        choices=choices,
        coerce=vocabulary,
        widget=forms.RadioSelect,
        required=required,
        empty_value="",
    )


def only(form: forms.Form, name: str, *codes: Code) -> None:
    """Offer these of a vocabulary and no others."""
    cast(forms.ChoiceField, form.fields[name]).choices = [(code.value, code.label) for code in codes]


def at(day: date, hour: time | None) -> datetime:
    """Return the instant that a day and a time of day in Germany mean."""
    return datetime.combine(day, hour or time(0), BERLIN)


# What is asked about each thing that is watched, in the order in which people agree on it.
POINT: dict[str, Any] = {
    "what": lambda: text(_("Was genau?"), help_text=_("Ein Verhalten, das man sehen kann.")),
    "whose": lambda: forms.CharField(label=_("Wer tut es?"), max_length=300),
    "until": lambda: DayField(label=_("Bis wann?")),
    "watcher_id": lambda: forms.TypedChoiceField(label=_("Wer prüft es?"), coerce=UUID),
    "substitute_id": lambda: forms.TypedChoiceField(label=_("Wer vertritt beim Prüfen?"), coerce=UUID),
    "how": lambda: forms.CharField(label=_("Wie wird geprüft?"), max_length=300),
    "check_on": lambda: DayField(label=_("Wann zuerst?"), help_text=_("Spätestens in vier Wochen.")),
    "otherwise": lambda: text(_("Was geschieht, wenn nicht?"), rows=2),
}
PEOPLE = ("watcher_id", "substitute_id")


class PointForm(KeyedForm):
    """One thing to be watched: an awaited finding, and with its kind an order or condition."""

    def __init__(self, people: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, make in POINT.items():
            self.fields[name] = make()
        self.fields["until"].required = False
        offer(self, people, *PEOPLE)

    def point(self) -> Point:
        return Point(**{name: self.cleaned_data[name] for name in POINT})


class OrderForm(PointForm):
    kind = one_of(_("Was ist es?"), WatchedKind)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        only(self, "kind", WatchedKind.ORDER, WatchedKind.CONDITION)


class PlanForm(KeyedForm):
    """The whole plan on one page: what holds for all, then one block for each agreement."""

    goal = text(_("Was soll erreicht werden?"), help_text=_("Woran merken alle, dass das Kind sicher ist?"))
    starts_on = DayField(label=_("Beginn"))
    review_on = DayField(label=_("Überprüfung"), help_text=_("Spätestens vier Wochen nach dem Beginn."))
    ends_on = DayField(label=_("Ende"), help_text=_("Ein Schutzplan gilt nie unbegrenzt."))
    consent = one_of(_("Stimmen die Sorgeberechtigten zu?"), Consent)
    consent_by = forms.CharField(label=_("Wer hat wie zugestimmt oder nicht?"), max_length=500)
    child_told = one_of(_("Weiß das Kind davon?"), ChildTold)
    child_view = text(_("Was sagt das Kind dazu, oder warum wurde es nicht gefragt?"))

    def __init__(self, people: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everyone = list(people)
        for number in NUMBERS:
            for name, make in POINT.items():
                self.fields[f"{name}_{number}"] = make()
                self.fields[f"{name}_{number}"].required = number == 1
            offer(self, everyone, *(f"{name}_{number}" for name in PEOPLE))

    @property
    def head(self) -> Iterator[BoundField]:
        return (self[name] for name in PlanForm.base_fields if name != "submission_key")

    @property
    def blocks(self) -> Iterator[tuple[int, bool, list[BoundField]]]:
        """Return each block with its number and whether there is anything in it to see."""
        for number in NUMBERS:
            fields = [self[f"{name}_{number}"] for name in POINT]
            yield number, any(map(_says, fields)), fields

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        for number in NUMBERS:
            block = {name: answers.get(f"{name}_{number}") for name in POINT}
            if number > 1 and any(block.values()):
                for name, value in block.items():
                    if not value and f"{name}_{number}" not in self.errors:
                        self.add_error(f"{name}_{number}", INCOMPLETE)
        return answers

    def terms(self) -> Terms:
        names = [name for name in PlanForm.base_fields if name != "submission_key"]
        return Terms(**{name: self.cleaned_data[name] for name in names})

    def points(self) -> list[Point]:
        filled = ({name: self.cleaned_data[f"{name}_{number}"] for name in POINT} for number in NUMBERS)
        return [Point(**block) for block in filled if block["what"]]


def _says(field: BoundField) -> bool:
    return bool(field.errors) or any(part for part in _parts(field.value()))


def _parts(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list) else [value]


class NoteForm(KeyedForm):
    """One reason or one note."""

    note = text(_("Begründung"))

    def __init__(self, *args: Any, label: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].label = label or self.fields["note"].label


class CheckForm(KeyedForm):
    finding = one_of(_("Was haben Sie festgestellt?"), CheckFinding)
    evidence = text(_("Woran haben Sie das gesehen?"), help_text=_("Tatsachen: wann, wo, wer war dabei."))
    next_on = DayField(label=_("Nächste Kontrolle"), help_text=_("Spätestens in vier Wochen."))


class WatcherForm(KeyedForm):
    watcher_id = forms.TypedChoiceField(label=_("Wer prüft es?"), coerce=UUID)
    substitute_id = forms.TypedChoiceField(label=_("Wer vertritt beim Prüfen?"), coerce=UUID)

    def __init__(self, people: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, people, *PEOPLE)


class HelpForm(KeyedForm):
    what = text(_("Welche Hilfe wird angeboten?"))
    offered_on = DayField(label=_("Angeboten am"))


class AnswerForm(KeyedForm):
    answer = one_of(_("Was sagt die Familie?"), HelpAnswer)
    answered_on = DayField(label=_("Am"))
    note = text(_("Anmerkung"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        only(self, "answer", HelpAnswer.ACCEPTED, HelpAnswer.REFUSED)


class ChildDateForm(KeyedForm):
    day = DayField(label=_("Bis zu diesem Tag sehen wir das Kind"))


class MissedForm(KeyedForm):
    missed_on = DayField(label=_("Wann?"))
    what = text(_("Was war verabredet, und was geschah?"))


class ClosingForm(KeyedForm):
    reason = one_of(_("Warum endet das Verfahren?"), ClosingReason)
    note = text(
        _("Abschlussvermerk"),
        rows=6,
        help_text=_("Was war die Gefahr, was hat sie abgewendet, wann wurde das Kind zuletzt gesehen?"),
    )

    gaps_why = text(_("Warum fehlen die Angaben für die Statistik?"), rows=2)

    def __init__(self, *args: Any, lacking: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        only(self, "reason", *(each for each in ClosingReason if each != ClosingReason.HANDED_OVER))
        if not lacking:
            del self.fields["gaps_why"]


class SealForm(KeyedForm):
    """The second signature under exactly what the page showed."""

    seal = forms.CharField(widget=forms.HiddenInput, max_length=64)
