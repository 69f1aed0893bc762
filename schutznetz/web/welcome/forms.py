"""What the office and the visitors fill in for welcome visits."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from schutznetz.web.submitting import KeyedForm, offer
from schutznetz.web.tables import TableUpload
from schutznetz.web.uploads import CutFile
from schutznetz.welcome.choices import VisitResult, WelcomeTopic

MOST_BYTES = 5 * 1024 * 1024


class NewbornUpload(TableUpload):
    """The registry's list; its name is not kept, and the file itself neither."""

    file = forms.FileField(
        label=_("Liste der Meldebehörde"),
        help_text=_("CSV oder Excel (XLSX), höchstens 5 MB. Die Datei selbst wird nicht gespeichert."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,text/csv"}),
        error_messages={"empty": _("Die Datei ist leer.")},
    )
    with_language = forms.BooleanField(
        label=_("Die Sprache darf übermittelt werden"),
        help_text=_("Nur wenn das Landesrecht es erlaubt. Sonst wird die Spalte übergangen."),
        required=False,
    )

    def clean_file(self) -> bytes:
        file = self.cleaned_data["file"]
        if isinstance(file, CutFile) or file.size > MOST_BYTES:
            raise forms.ValidationError(_("Die Datei ist größer als 5 MB. Bitte teilen Sie sie."))
        content: bytes = file.read()
        return content


class ConfirmForm(KeyedForm):
    complete = forms.BooleanField(
        label=_("Die Sperrliste ist vollständig: Totgeburt, Tod, Adoption, Inobhutnahme sind bedacht")
    )


class OrderForm(KeyedForm):
    visits_offered = forms.IntegerField(
        label=_("Wie vielen Familien können Sie einen Besuch anbieten?"),
        help_text=_("Die ältesten Kinder zuerst. Die anderen laden wir ein, selbst anzurufen."),
        min_value=0,
        max_value=5_000,
    )


class FindForm(KeyedForm):
    name = forms.CharField(label=_("Familienname"), max_length=120)


class ArrangeForm(KeyedForm):
    visitor_id = forms.ChoiceField(label=_("Wer besucht?"))
    visit_on = forms.DateField(label=_("Tag"))
    visit_at = forms.TimeField(
        label=_("Uhrzeit"),
        help_text=_("Zum Beispiel 14:30. Darf fehlen."),
        required=False,
        input_formats=["%H:%M", "%H.%M"],
        widget=forms.TimeInput(format="%H:%M"),
    )

    def __init__(self, people: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, people, "visitor_id")

    def answers(self) -> dict[str, Any]:
        said = super().answers()
        day: date = said["visit_on"]
        return {**said, "visitor_id": UUID(said["visitor_id"]), "visit_on": day}


class ResultForm(KeyedForm):
    result = forms.ChoiceField(
        label=_("Was kam dabei heraus?"), choices=VisitResult.choices, widget=forms.RadioSelect
    )

    topics = forms.TypedMultipleChoiceField(
        label=_("Welche Themen haben Sie mitgebracht?"),
        help_text=_("Nur nach einem Besuch. Gezählt wird für das Jahr; bei der Familie steht nichts davon."),
        choices=WelcomeTopic.choices,
        coerce=WelcomeTopic,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def answers(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {"result": VisitResult(said["result"]), "topics": said["topics"]}
