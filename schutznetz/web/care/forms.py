"""What the coordination writes down of a family: the least that its help needs."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schutznetz.care.choices import CallState, CallWay
from schutznetz.care.models import CallBack, Family
from schutznetz.care.queries import Child, safe_times
from schutznetz.care.services import Household
from schutznetz.kernel import clock
from schutznetz.offers.choices import Language
from schutznetz.web.submitting import KeyedForm

CHILDREN = 4
LINE, TEXT, REACH = 200, 2000, 500
MONTH = re.compile(r"(\d{1,2})[./ ](\d{4})")
DAY = re.compile(r"(\d{1,2})[./ ](\d{1,2})[./ ](\d{4})")
YEARS = range(1990, 2101)
LATE = timedelta(weeks=4)  # so long after the day named a child may still be on its way


class BornOrExpected(forms.CharField):
    """A month of birth, or the day on which a child is expected."""

    default_error_messages = {
        "invalid": _("Bitte so: 05.2026 für den Geburtsmonat, 14.02.2027 für den errechneten Termin."),
        "born": _("Dieser Tag ist vorbei. Bei einem geborenen Kind genügt der Monat, zum Beispiel 05.2026."),
        "to come": _("Dieser Monat kommt erst. Bitte nennen Sie den errechneten Termin mit Tag."),
    }

    def clean(self, value: Any) -> Any:
        typed = str(super().clean(value) or "").strip()
        if not typed:
            return None
        try:
            found = _child(typed)
        except ValueError:
            found = None
        if found is None or (found.born or found.expected or date.min).year not in YEARS:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        if wrong := _against_the_calendar(found, clock.today()):
            raise forms.ValidationError(self.error_messages[wrong], code=wrong)
        return found


def _child(typed: str) -> Child | None:
    if month := MONTH.fullmatch(typed):
        return Child(born=date(int(month[2]), int(month[1]), 1))
    if day := DAY.fullmatch(typed):
        return Child(expected=date(int(day[3]), int(day[2]), int(day[1])))
    return None


def _against_the_calendar(child: Child, today: date) -> str:
    """Return what is wrong with a child expected long ago, or born in a month to come."""
    if child.expected and child.expected < today - LATE:
        return "born"
    return "to come" if child.born and child.born > today else ""


def typed_as(child: Child) -> str:
    """Return a child's month or day as one types it."""
    return f"{child.born:%m.%Y}" if child.born else f"{child.expected:%d.%m.%Y}"


class HouseholdForm(KeyedForm):
    asks_children = CHILDREN
    name = forms.CharField(label=_("Name"), max_length=LINE)
    language = forms.ChoiceField(label=_("Sprache"), choices=Language.choices, initial=Language.GERMAN)
    phone = forms.CharField(label=_("Telefon"), max_length=60, required=False)
    email = forms.EmailField(label=_("E-Mail"), required=False)
    address = forms.CharField(label=_("Adresse"), max_length=LINE, required=False)
    reach = forms.CharField(
        label=_("Wann und wie ist ein Anruf sicher?"),
        help_text=_("Zum Beispiel: vormittags, nie am Wochenende."),
        max_length=REACH,
        required=False,
    )
    silent = forms.BooleanField(label=_("Keine Nachricht hinterlassen, bei niemandem"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(self.asks_children):
            name = _("Vorname des Kindes") if not number else _("Vorname eines weiteren Kindes")
            self.fields[f"given{number}"] = forms.CharField(label=name, max_length=LINE, required=False)
            self.fields[f"when{number}"] = BornOrExpected(
                label=_("Geburtsmonat oder errechneter Termin"),
                help_text=_("Zum Beispiel 05.2026 oder 14.02.2027"),
                max_length=10,
                required=not number,
            )

    def household(self) -> Household:
        said = self.cleaned_data
        names = ("name", "phone", "email", "address", "reach", "silent")
        return Household(
            **{name: said[name] for name in names},
            language=Language(said["language"]),
            children=list(self._children()),
        )

    def _children(self) -> Iterator[Child]:
        for number in range(self.asks_children):
            when = self.cleaned_data[f"when{number}"]
            if when:
                given = self.cleaned_data[f"given{number}"]
                yield Child(given=given, born=when.born, expected=when.expected)


def known(family: Family, children: Sequence[Child]) -> dict[str, Any]:
    """Return what is known of a family as the starting values of its form."""
    names = ("name", "language", "phone", "email", "address", "reach", "silent")
    said = {name: getattr(family, name) for name in names}
    for number, child in enumerate(children):
        said |= {f"given{number}": child.given, f"when{number}": typed_as(child)}
    return said


def told(call: CallBack) -> dict[str, Any]:
    """Return what somebody who wished a call has said, as the starting values of her family's form."""
    where = "email" if call.way is CallWay.MAIL else "phone"
    return {
        "name": call.name or "",
        "language": call.language,
        where: call.contact,
        "reach": "; ".join(f"{heading}: {words}" for heading, words in safe_times(call)),
        "silent": call.silent,
    }


class CallForm(KeyedForm):
    state = forms.ChoiceField(
        label=_("Was ist daraus geworden?"),
        choices=[
            (CallState.CALLED.value, CallState.CALLED.label),
            (CallState.NOT_REACHED.value, CallState.NOT_REACHED.label),
        ],
        widget=forms.RadioSelect,
    )
