"""What is asked and answered in advice. No form here has a field for a name, a date or an address."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schutznetz.advice import nameless
from schutznetz.advice.choices import ConsultationAge, ConsultationTopic, ConsultationUrgency
from schutznetz.advice.nameless import Kind, Piece
from schutznetz.advice.services import NotNameless, Skills, Subject, Words
from schutznetz.kernel.submissions import new_key
from schutznetz.offers.choices import Language
from schutznetz.signs import readable
from schutznetz.web.submitting import KeyedForm, offer

LONGEST = 20_000
CHOOSE = ("", _("Bitte wählen"))
# What a hit may be, as the page says it beside the words.
MAY_BE = {
    Kind.MAIL: _("könnte eine Adresse im Netz sein"),
    Kind.BIRTH: _("könnte ein Geburtsdatum sein"),
    Kind.NUMBER: _("könnte eine Telefonnummer oder ein Kennzeichen sein"),
    Kind.ADDRESS: _("könnte eine Anschrift sein"),
    Kind.INSTITUTION: _("könnte eine Einrichtung nennen"),
    Kind.OWN: _("diesen Namen haben Sie in einer eigenen Sorge benutzt"),
    Kind.NAME: _("könnte ein Name sein"),
    Kind.SMALL: _("alles ist klein geschrieben: Namen erkennt die Prüfung so nicht, bitte lesen Sie selbst"),
}


class FreeText(forms.CharField):
    """Words kept as typed; browsers send line ends in their own way, and a mark belongs to exact words."""

    def to_python(self, value: Any) -> str:
        return readable(str(super().to_python(value) or "").replace("\r\n", "\n"))


class TextForm(KeyedForm):
    """One free text that goes out only when each hit is gone or confirmed."""

    text = FreeText(
        label=_("Ihr Text"),
        help_text=_("Bitte ohne Namen, Adressen, Geburtsdaten und Einrichtungen. Zum Beispiel: „Kind A“."),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=LONGEST,
    )

    def __init__(self, *args: Any, names: Collection[str] = (), label: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = names
        self.fields["text"].label = label or self.fields["text"].label

    def clean(self) -> dict[str, Any]:
        """Say so before anything is tried; the service asks again."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        text = said.get("text", "")
        if nameless.unsettled(text, nameless.find(text, self.names), self.harmless):
            raise forms.ValidationError(gettext(NotNameless().reason))
        return said

    @property
    def harmless(self) -> list[str]:
        return self.data.getlist("harmless") if isinstance(self.data, QueryDict) else []

    def words(self) -> Words:
        return Words(text=self.cleaned_data["text"], harmless=self.harmless, names=self.names)

    def pieces(self) -> list[Piece]:
        """Return the text cut at its hits, once it was sent and there are any."""
        text = self.cleaned_data.get("text", "") if self.is_bound and self.is_valid_text() else ""
        found = nameless.find(text, self.names)
        return nameless.pieces(text, found, self.harmless) if found else []

    def is_valid_text(self) -> bool:
        return "text" not in self.errors

    def hits(self) -> list[tuple[Piece, Any]]:
        return [(piece, MAY_BE[piece.finding.kind]) for piece in self.pieces() if piece.finding]


class AskForm(TextForm):
    topic = forms.ChoiceField(label=_("Worum geht es?"), choices=[CHOOSE, *ConsultationTopic.choices])
    age = forms.ChoiceField(label=_("Wie alt ist das Kind?"), choices=[CHOOSE, *ConsultationAge.choices])
    urgency = forms.ChoiceField(
        label=_("Bis wann brauchen Sie eine Antwort?"),
        choices=ConsultationUrgency.choices,
        widget=forms.RadioSelect,
        initial=ConsultationUrgency.DAYS,
    )
    disability = forms.BooleanField(label=_("Das Kind hat eine Behinderung, oder sie droht"), required=False)
    language = forms.ChoiceField(
        label=_("Welche Sprache sollte die Beratung kennen?"),
        choices=[("", _("egal")), *Language.choices],
        required=False,
    )
    field_order = ["topic", "age", "urgency", "disability", "language", "text"]

    def subject(self) -> Subject:
        answers = self.cleaned_data
        return Subject(
            topic=ConsultationTopic(answers["topic"]),
            age=ConsultationAge(answers["age"]),
            urgency=ConsultationUrgency(answers["urgency"]),
            disability=answers["disability"],
            languages=[answers["language"]] if answers["language"] else [],
        )


class OpenAskForm(AskForm):
    """The same question without an account; the code on the receipt is made from the key of the form."""

    def clean_submission_key(self) -> str:
        return self.cleaned_data["submission_key"] or new_key()


class SkillsForm(KeyedForm):
    topics = forms.MultipleChoiceField(
        label=_("Kennt sich besonders aus mit"),
        choices=ConsultationTopic.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    disability = forms.BooleanField(label=_("Erfahrung mit Kindern mit Behinderung"), required=False)
    languages = forms.MultipleChoiceField(
        label=_("Sprachen"), choices=Language.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    hours = forms.CharField(
        label=_("Erreichbar"), help_text=_("Zum Beispiel: Montag und Donnerstag, 9 bis 12 Uhr."),
        max_length=200, required=False,
    )  # fmt: skip
    accepting = forms.BooleanField(label=_("Nimmt neue Anfragen an"), required=False, initial=True)
    deputy_id = forms.ChoiceField(label=_("Vertretung"), required=False)

    def __init__(self, deputies: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, deputies, "deputy_id")

    def skills(self) -> Skills:
        answers = self.cleaned_data
        deputy = answers["deputy_id"]
        given = {name: answers[name] for name in ("topics", "languages", "disability", "hours", "accepting")}
        return Skills(**given, deputy_id=UUID(deputy) if deputy else None)


class NewConsultantForm(SkillsForm):
    user_id = forms.ChoiceField(label=_("Wer?"), help_text=_("Zur Wahl steht, wer diesen Zugang hat."))
    field_order = ["user_id"]

    def __init__(self, people: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, people, "user_id")


class AssignForm(KeyedForm):
    """Into whose hands a question goes; the coordination does not see it."""

    consultant_id = forms.ChoiceField(label=_("Berät"))
    deputy_id = forms.ChoiceField(label=_("Vertretung"))

    def __init__(self, people: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, people, "consultant_id", "deputy_id")
