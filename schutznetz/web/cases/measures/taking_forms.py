"""What people type about a taking into care: nothing is needed to begin, everything can follow."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from schutznetz.cases.choices import (
    Guardian,
    GuardianPosition,
    Manner,
    TakingEnd,
    TakingFollowUp,
    TakingGround,
)
from schutznetz.cases.services.measures import Facts
from schutznetz.web.cases.measures.forms import at, one_of, text
from schutznetz.web.submitting import KeyedForm, offer
from schutznetz.web.ui.fields import DayField, TimeOfDayField


class TakeForm(KeyedForm):
    """The act alone is enough; every field here may stay empty."""

    ground = one_of(_("Grund"), TakingGround, required=False)
    place = forms.CharField(
        label=_("Wo ist das Kind jetzt?"),
        help_text=_("Steht nur hier und in keiner Liste."),
        required=False,
        max_length=500,
    )
    second_id = forms.TypedChoiceField(
        label=_("Zweite Person"),
        help_text=_("Sie bestätigt später mit ihrer eigenen Anmeldung."),
        required=False,
        coerce=UUID,
        empty_value=None,
    )
    told_by = forms.ChoiceField(
        label=_("Wie haben Sie sie verständigt?"),
        choices=[("", _("Noch nicht verständigt")), *Manner.choices],
        required=False,
    )

    def __init__(self, people: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, people, "second_id")


# Moments that are written down with day and time of day, and what else is asked about each.
MOMENTS: dict[str, tuple[Any, str, Any]] = {
    "child_told": (_("Kind aufgeklärt am"), "child_told_how", _("Wie, und was hat es verstanden?")),
    "trusted": (_("Vertrauensperson benachrichtigt oder angeboten am"), "trusted_note", _("Wen möchte es?")),
    "guardians_told": (_("Sorgeberechtigte unterrichtet am"), "", ""),
    "guardian_asked": (_("Vormund beim Gericht angeregt am"), "", ""),
}


class FactsForm(KeyedForm):
    """Asks only for what is not known yet."""

    def __init__(self, wanted: Iterable[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = set(wanted)
        if "ground" in asked:
            self.fields["ground"] = one_of(_("Grund"), TakingGround, required=False)
        label = _("Wo ist das Kind jetzt?") if "place" in asked else _("Neuer Aufenthalt")
        self.fields["place"] = forms.CharField(label=label, required=False, max_length=500)
        for name, (day, further, question) in MOMENTS.items():
            if f"{name}_at" in asked:
                self.fields[f"{name}_on"] = DayField(label=day, required=False)
                self.fields[f"{name}_time"] = TimeOfDayField(label=_("Uhrzeit"), required=False)
                if further:
                    self.fields[further] = text(question, rows=2, required=False)

    def facts(self) -> Facts:
        given = self.cleaned_data
        moments: dict[str, Any] = {f"{name}_at": self._moment(name) for name in MOMENTS}
        return Facts(
            ground=given.get("ground") or "",
            child_told_how=given.get("child_told_how") or None,
            trusted_note=given.get("trusted_note") or None,
            **moments,
        )

    def _moment(self, name: str) -> datetime | None:
        day: date | None = self.cleaned_data.get(f"{name}_on")
        hour: time | None = self.cleaned_data.get(f"{name}_time")
        return at(day, hour) if day else None


class GuardiansForm(KeyedForm):
    """Answer and consequence together: one without the other is not saved."""

    whose = one_of(_("Wer sagt das?"), Guardian)
    position = one_of(_("Was sagen die Sorgeberechtigten?"), GuardianPosition)
    follow_up = one_of(
        _("Was folgt?"),
        TakingFollowUp,
        help_text=_(
            "Widersprechen sie: übergeben oder Gericht. Nicht erreichbar: Gericht."
            " Kein Widerspruch: Hilfeplanverfahren."
        ),
    )
    note = text(_("Was haben sie gesagt, wer hat mit ihnen gesprochen?"), required=False)


class EndForm(KeyedForm):
    ended_by = one_of(_("Wie endete die Inobhutnahme?"), TakingEnd)
    note = text(_("Was ist vereinbart, wer hat entschieden?"))
