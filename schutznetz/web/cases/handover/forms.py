"""What people say about a handover: whereto and why, what goes along, who talked to whom."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from schutznetz.cases.choices import HandoverGround, HandoverPart, Sharing
from schutznetz.cases.services.handover import Going
from schutznetz.files.uploads import Cleaned
from schutznetz.web.cases.measures.court_forms import yes_or_no
from schutznetz.web.cases.measures.forms import at, one_of, text
from schutznetz.web.cases.reporting.questions import Files, SeveralFiles
from schutznetz.web.submitting import KeyedForm
from schutznetz.web.ui.fields import DayField, TimeOfDayField

OUTSIDE = _("Ein Jugendamt, das hier nicht dabei ist")


class HandoverForm(KeyedForm):
    """One page in four parts, in the order in which it is decided."""

    receiving_id = forms.TypedChoiceField(
        label=_("An welches Jugendamt?"), coerce=UUID, empty_value=None, required=False
    )
    office = forms.CharField(
        label=_("Name und Anschrift, wenn es hier nicht dabei ist"), max_length=500, required=False
    )
    contact = forms.CharField(label=_("Wer ist dort die Ansprechperson?"), max_length=300, required=False)
    ground = one_of(_("Warum ist ein anderes Jugendamt dran?"), HandoverGround)
    reasons = text(_("Begründung"), help_text=_("Wer lebt seit wann wo, und was folgt daraus?"))
    parts = forms.TypedMultipleChoiceField(
        label=_("Was geht mit?"),
        help_text=_("Nur, was das andere Jugendamt für den Schutz braucht. Wer gemeldet hat, geht nie mit."),
        choices=HandoverPart.choices,
        coerce=HandoverPart,
        widget=forms.CheckboxSelectMultiple,
    )
    why_needed = text(_("Warum ist genau das nötig?"))
    talk_on = DayField(label=_("Gespräch mit dem anderen Jugendamt am"), required=False)
    talk_time = TimeOfDayField(label=_("Uhrzeit"), required=False)
    talk_with = forms.CharField(label=_("Wer hat mit wem gesprochen?"), max_length=300, required=False)
    no_talk_why = text(_("Kein Gespräch? Warum nicht?"), rows=2, required=False)
    guardians = one_of(_("Sorgeberechtigte"), Sharing)
    child = one_of(_("Kind"), Sharing)
    left_out_why = text(_("Nicht beteiligt? Warum nicht?"), rows=2, required=False)

    SECTIONS = (
        (_("Wohin und warum"), ("receiving_id", "office", "contact", "ground", "reasons")),
        (_("Was mitgeht"), ("parts", "why_needed")),
        (_("Gespräch"), ("talk_on", "talk_time", "talk_with", "no_talk_why")),
        (_("Familie"), ("guardians", "child", "left_out_why")),
    )

    def __init__(self, offices: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["receiving_id"]).choices = [("", OUTSIDE), *offices]

    @property
    def sections(self) -> Iterator[tuple[Any, list[BoundField]]]:
        return ((title, [self[name] for name in names]) for title, names in self.SECTIONS)

    def going(self) -> Going:
        given = {name: value for name, value in self.answers().items() if not name.startswith("talk_")}
        day = self.cleaned_data["talk_on"]
        talk_at = at(day, self.cleaned_data["talk_time"]) if day else None
        return Going(**given, talk_at=talk_at, talk_with=self.cleaned_data["talk_with"])


class AnswerForm(KeyedForm):
    """What an office outside answered in writing."""

    accepted = yes_or_no(_("Was antwortet das andere Jugendamt?"), _("Es nimmt an"), _("Es lehnt ab"))
    day = DayField(label=_("Schreiben vom"))
    hour = TimeOfDayField(label=_("Uhrzeit des Eingangs"))
    answered_by = forms.CharField(label=_("Wer hat dort unterschrieben?"), max_length=300)
    note = text(_("Wenn es ablehnt: warum?"), rows=2, required=False)
    proof = Files(
        label=_("Das Schreiben"),
        help_text=_("Als PDF oder Bild. Ohne Schreiben gilt eine Annahme nicht."),
        widget=SeveralFiles(attrs={"accept": "image/jpeg,image/png,application/pdf"}),
        required=False,
    )

    def clean_proof(self) -> Cleaned | None:
        files: list[Cleaned] = self.cleaned_data["proof"] or []
        if len(files) > 1:
            raise ValidationError(_("Bitte genau eine Datei auswählen."))
        return files[0] if files else None

    def answered_at(self) -> datetime:
        return at(self.cleaned_data["day"], self.cleaned_data["hour"])

    def answers(self) -> dict[str, Any]:
        """Name the file by its hash: that is what a repeated submission is recognised by."""
        proof = self.cleaned_data["proof"]
        return super().answers() | {"proof": proof.fingerprint if proof else ""}
