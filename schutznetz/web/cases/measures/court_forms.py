"""What people type about the family court."""

from collections.abc import Sequence
from typing import Any, cast
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from schutznetz.cases.choices import PriorNotice
from schutznetz.files.uploads import Cleaned
from schutznetz.networks.queries import Court
from schutznetz.web.cases.measures.forms import one_of, text
from schutznetz.web.cases.reporting.questions import Files, SeveralFiles
from schutznetz.web.submitting import KeyedForm
from schutznetz.web.ui.fields import DayField, TimeOfDayField

YES_NO = [("yes", _("Ja")), ("no", _("Nein"))]


def yes_or_no(label: Any, yes: Any = "", no: Any = "") -> forms.TypedChoiceField:
    choices = [("yes", yes), ("no", no)] if yes else YES_NO
    return forms.TypedChoiceField(
        label=label, choices=choices, widget=forms.RadioSelect, coerce=lambda answer: answer == "yes"
    )


class CallForm(KeyedForm):
    call = yes_or_no(_("Rufen wir das Familiengericht an?"))
    reasons = text(
        _("Begründung"),
        rows=5,
        help_text=_("Welche Gefahr, welche Tatsachen, was können und wollen die Eltern?"),
    )


OTHER_COURT = _("Ein anderes Gericht")


def court_of(courts: Sequence[Court], addressee: str) -> dict[str, Any]:
    """Return how the form says to whom a letter is written already."""
    for court in courts:
        for department in (*addressee.splitlines()[1:2], ""):
            if court.addressed(department) == addressee:
                return {"court_id": court.id, "department": department}
    return {"other_court": addressee}


class LetterForm(KeyedForm):
    """To which court, the closed content of § 50 Abs. 2 SGB VIII, and the report beside it."""

    court_id = forms.TypedChoiceField(
        label=_("An welches Gericht?"),
        help_text=_("Zuständig ist meist das Gericht, in dessen Bezirk das Kind lebt (§ 152 Abs. 2 FamFG)."),
        coerce=UUID,
        empty_value=None,
        required=False,
    )
    department = forms.CharField(
        label=_("Abteilung"), initial=_("Abteilung für Familiensachen"), max_length=200, required=False
    )
    other_court = text(
        _("Gericht, Abteilung und Anschrift, wenn es nicht in der Liste steht"), rows=4, required=False
    )
    report = text(
        _("Bericht"),
        rows=10,
        help_text=_("Der Reihe nach: was wann geschah, wer es gesehen hat, was das Kind sagt."),
    )
    need = text(_("Hilfeplan: Bedarf"), help_text=_("Nur das Ergebnis, nicht der Weg dorthin."))
    help_kind = text(_("Hilfeplan: Art der Hilfe mit den notwendigen Leistungen"))
    review_results = text(_("Hilfeplan: Ergebnis der Überprüfung"))

    either = ("court_id", "other_court")

    def __init__(self, courts: Sequence[Court], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.courts = {court.id: court for court in courts}
        listed = [("", OTHER_COURT), *((str(court.id), str(court)) for court in courts)]
        cast(forms.ChoiceField, self.fields["court_id"]).choices = listed

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if bool(said.get("court_id")) is bool(said.get("other_court")):
            self.add_error("court_id", _("Bitte genau ein Gericht nennen: aus der Liste oder selbst."))
        return said

    def answers(self) -> dict[str, Any]:
        """Return the letter with its addressee as it is printed."""
        given = super().answers()
        listed, department = given.pop("court_id"), given.pop("department")
        other = given.pop("other_court")
        return given | {"court": self.courts[listed].addressed(department) if listed else other}


class DispatchForm(KeyedForm):
    notice = one_of(_("Wissen Sorgeberechtigte und Kind vorher davon?"), PriorNotice)
    no_notice_why = text(_("Wenn nicht: warum?"), rows=2, required=False)
    sent_on = DayField(label=_("Abgesandt am"))
    sent_time = TimeOfDayField(label=_("Uhrzeit"))
    proof = Files(
        label=_("Versandnachweis"),
        help_text=_("Das Protokoll aus dem Behördenpostfach als PDF oder Bild."),
        widget=SeveralFiles(attrs={"accept": "image/jpeg,image/png,application/pdf"}),
    )

    def clean_proof(self) -> Cleaned:
        files: list[Cleaned] = self.cleaned_data["proof"]
        if len(files) != 1:
            raise ValidationError(_("Bitte genau eine Datei auswählen."))
        return files[0]

    def answers(self) -> dict[str, Any]:
        """Name the file by its hash: that is what a repeated submission is recognised by."""
        return super().answers() | {"proof": self.cleaned_data["proof"].fingerprint}


class HearingForm(KeyedForm):
    day = DayField(label=_("Termin am"))
    hour = TimeOfDayField(label=_("Uhrzeit"))


class RulingForm(KeyedForm):
    ordered = yes_or_no(
        _("Was hat das Gericht entschieden?"),
        _("Es hat etwas angeordnet"),
        _("Es sieht von Maßnahmen ab"),
    )
    ruled_on = DayField(label=_("Beschluss vom"))
    ruling = text(_("Was steht im Beschluss?"), rows=5)


class DissentForm(KeyedForm):
    text = text(_("Warum teilen wir den Beschluss nicht?"), rows=5)
    served_on = DayField(label=_("Zugestellt am"), help_text=_("Ab diesem Tag läuft die Frist."))
    interim = yes_or_no(_("Ist es eine einstweilige Anordnung?"))


class RemedyForm(KeyedForm):
    lodge = yes_or_no(
        _("Legen wir Beschwerde ein?"), _("Ja, sie ist eingelegt"), _("Nein, wir verzichten darauf")
    )
