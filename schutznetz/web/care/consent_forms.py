"""The forms of a consent, of a referral that rests on it, and of the answers to that."""

from collections.abc import Iterable, Iterator
from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from schutznetz.care.choices import (
    ConsentForm,
    ConsentKind,
    ConsentPurpose,
    Custody,
    DataItem,
    DeclaredBy,
    DeclineReason,
    HelpEnd,
    PassingBasis,
    WithdrawalWay,
)
from schutznetz.care.cover import Gate
from schutznetz.care.models import ConsentRecipient
from schutznetz.care.queries import called
from schutznetz.care.services import MEANT, Asked, Declared, Declarer, Success
from schutznetz.kernel.submissions import new_key
from schutznetz.offers.choices import Language
from schutznetz.web.care.gates import GateForm
from schutznetz.web.submitting import KeyedForm, offer
from schutznetz.web.ui.fields import DayField

LINE, TEXT = 200, 2000
NEW = ("", _("neue Person (mit eigenem Code)"))
Choices = Iterable[tuple[str, str]]


def _long(label: Any, hint: Any = "", *, required: bool = False) -> forms.CharField:
    box = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, help_text=hint, widget=box, max_length=TEXT, required=required)


def _ticks(label: Any, choices: Any = (), hint: Any = "") -> forms.MultipleChoiceField:
    boxes = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(label=label, choices=choices, widget=boxes, help_text=hint)


class NoteConsentForm(KeyedForm):
    """What was declared: thing by thing, person by person. Nothing is ticked beforehand."""

    refused_at = MEANT
    either = ("holder0", "name0", "holder1", "name1", "capacity", "one_suffices")  # needed by what is said
    kind = forms.ChoiceField(
        label=_("Was wird erklärt?"), choices=ConsentKind.choices, widget=forms.RadioSelect
    )
    purpose = forms.ChoiceField(label=_("Wofür?"), choices=ConsentPurpose.choices, widget=forms.RadioSelect)
    items = _ticks(_("Was darf weitergegeben werden?"), DataItem.choices)
    people = _ticks(
        _("An wen?"),
        hint=_("Gemeint sind genau diese Menschen. Wer ihnen nachfolgt, ist nicht gemeint."),
    )
    outside = forms.CharField(
        label=_("Oder an wen ohne Zugang zu Schutznetz?"),
        help_text=_("Name und Stelle, zum Beispiel: Frau Lang, Hebammenpraxis Nord. Nie nur die Stelle."),
        max_length=LINE,
        required=False,
    )
    declared_by = forms.ChoiceField(
        label=_("Wer erklärt es?"), choices=DeclaredBy.choices, widget=forms.RadioSelect
    )
    custody = forms.ChoiceField(
        label=_("Wer hat die elterliche Sorge?"), choices=Custody.choices, widget=forms.RadioSelect
    )
    holder0 = forms.ChoiceField(label=_("Erklärt von"), required=False)
    name0 = forms.CharField(label=_("Name, wenn neu"), max_length=LINE, required=False)
    holder1 = forms.ChoiceField(label=_("Zweiter Elternteil"), required=False)
    name1 = forms.CharField(
        label=_("Name des zweiten Elternteils, wenn neu"), max_length=LINE, required=False
    )
    capacity = _long(_("Nur bei jungen Menschen: Woran sehen Sie, dass sie verstehen, was sie erklären?"))
    one_suffices = _long(_("Nur bei gemeinsamer oder geänderter Sorge: Warum genügt eine Person?"))
    language = forms.ChoiceField(label=_("In welcher Sprache erklärt?"), choices=Language.choices)
    form = forms.ChoiceField(label=_("Wie?"), choices=ConsentForm.choices, widget=forms.RadioSelect)
    given_on = DayField(label=_("Erklärt am"))
    until = DayField(label=_("Gilt bis"), help_text=_("Höchstens ein Jahr."))
    copy_given = forms.BooleanField(label=_("Die Familie hat eine Kopie bekommen."))

    def __init__(self, people: Choices, holders: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.MultipleChoiceField, self.fields["people"]).choices = list(people)
        self.fields["people"].required = False
        known = list(holders)
        for name in ("holder0", "holder1"):
            cast(forms.ChoiceField, self.fields[name]).choices = [NEW, *known]

    def clean_submission_key(self) -> str:
        return self.cleaned_data["submission_key"] or new_key()

    def is_printable(self) -> bool:
        """Say whether a sheet can be printed: the copy is handed out only afterwards."""
        self.fields["copy_given"].required = False
        return self.is_valid()

    def declared(self) -> Declared:
        said = self.cleaned_data
        names = ("given_on", "until", "copy_given", "capacity", "one_suffices")
        return Declared(
            **{name: said[name] for name in names},
            kind=ConsentKind(said["kind"]),
            purpose=ConsentPurpose(said["purpose"]),
            items=[DataItem(item) for item in said["items"]],
            people=[UUID(pk) for pk in said["people"]],
            outside=[said["outside"].strip()] if said["outside"].strip() else [],
            form=ConsentForm(said["form"]),
            language=Language(said["language"]),
            declared_by=DeclaredBy(said["declared_by"]),
            custody=Custody(said["custody"]),
        )

    def declarers(self) -> list[Declarer]:
        return list(self._declarers())

    def _declarers(self) -> Iterator[Declarer]:
        for number in range(2):
            holder, name = self.cleaned_data[f"holder{number}"], self.cleaned_data[f"name{number}"]
            if holder:
                yield Declarer(holder_id=UUID(holder))
            elif name or not number:
                yield Declarer(name=name)


class WithdrawForm(KeyedForm):
    way = forms.ChoiceField(
        label=_("Wie hat die Familie widerrufen?"),
        choices=[(way.value, way.label) for way in (WithdrawalWay.SPOKEN, WithdrawalWay.WRITTEN)],
        widget=forms.RadioSelect,
        initial=WithdrawalWay.SPOKEN,
    )


def _mail_to() -> forms.EmailField:
    return forms.EmailField(
        label=_("E-Mail der Stelle"),
        help_text=_(
            "Nur für eine Stelle ohne Zugang: Wir schicken den Link dorthin, ohne ein Wort über die Familie."
            " Bleibt das leer, geben Sie ihn selbst weiter."
        ),
        max_length=LINE,
        required=False,
    )


class RenewForm(KeyedForm):
    mail_to = _mail_to()

    def clean_submission_key(self) -> str:
        return self.cleaned_data["submission_key"] or new_key()


class ReferForm(GateForm):
    """Whom is asked, what goes along, and the questions before anything leaves."""

    field_order = ("recipient", "mail_to", "deputy", "offer", "need", "items", "basis")
    recipient = forms.ChoiceField(
        label=_("Wen fragen Sie?"), help_text=_("Zur Wahl steht, wen eine geltende Einwilligung nennt.")
    )
    mail_to = _mail_to()
    deputy = forms.ChoiceField(label=_("Vertretung"), required=False)
    offer = forms.ChoiceField(label=_("Für welches Angebot?"), required=False)
    need = _long(_("Was wünscht sich die Familie?"), required=True)
    items = _ticks(_("Was geht mit?"), DataItem.choices)
    basis = forms.ChoiceField(
        label=_("Worauf beruht die Weitergabe?"), choices=PassingBasis.choices, widget=forms.RadioSelect
    )

    def __init__(self, named: Iterable[ConsentRecipient], offers: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.named = list(named)
        offer(self, [(str(each.pk), called(each)) for each in self.named], "recipient")
        inside = [each for each in self.named if each.person_id]
        offer(self, [(str(each.pk), called(each)) for each in inside], "deputy")
        offer(self, offers, "offer")

        if len(inside) == len(self.named):
            del self.fields["mail_to"]

    def clean_submission_key(self) -> str:
        return self.cleaned_data["submission_key"] or new_key()

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("mail_to") and said.get("recipient") and not self.asks_outside():
            self.add_error("mail_to", _("Dieser Mensch hat ein Konto und braucht keinen Link."))
        return said

    def asks_outside(self) -> bool:
        """Tell whether somebody without an account was chosen: her link is shown now, and never again."""
        chosen = self.cleaned_data["recipient"]
        return any(str(each.pk) == chosen and each.person_id is None for each in self.named)

    def asked(self) -> Asked:
        said = self.cleaned_data
        return Asked(
            recipient_id=UUID(said["recipient"]),
            deputy_id=UUID(said["deputy"]) if said["deputy"] else None,
            offer_id=UUID(said["offer"]) if said["offer"] else None,
            need=said["need"],
            items=[DataItem(item) for item in said["items"]],
            mail_to=said.get("mail_to", ""),
        )

    def gate(self) -> Gate:
        return Gate(basis=self.cleaned_data["basis"], **self.weighed())


class SuccessForm(KeyedForm):
    """A step of a referral; the youth office is asked once more before the sender hears of it."""

    endangers = forms.ChoiceField(
        label=_(
            "Die Familie lässt die Stelle, die sie geschickt hat, davon wissen. Gefährdet das die Hilfe?"
        ),
        help_text=_("Das fragt § 64 Abs. 2 SGB VIII das Jugendamt. Ohne Antwort erfährt sie nichts."),
        choices=[("no", _("Nein")), ("yes", _("Ja"))],
        widget=forms.RadioSelect,
        required=False,
    )
    endangers_why = _long(_("Warum?"))

    def __init__(self, *args: Any, asks_success: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_success:
            del self.fields["endangers"], self.fields["endangers_why"]
        self.order_fields(["step", "reason", "note"])

    def success(self) -> Success:
        said = self.cleaned_data
        endangers = {"yes": True, "no": False}.get(said.get("endangers", ""))
        return Success(endangers=endangers, why=said.get("endangers_why", ""))


class AnswerForm(SuccessForm):
    step = forms.ChoiceField(
        label=_("Ihre Antwort"),
        choices=[
            ("accept", _("Annehmen")),
            ("put_on_list", _("Auf die Warteliste")),
            ("decline", _("Ablehnen")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.ChoiceField(
        label=_("Grund, wenn Sie ablehnen"),
        choices=[("", _("Bitte wählen")), *DeclineReason.choices],
        required=False,
    )
    note = _long(_("Nachricht an die Koordinierung"), _("Zum Beispiel: ab wann ein Platz frei wird."))

    def __init__(self, *args: Any, of: str = "", **kwargs: Any) -> None:
        """Take the answer of whoever fills it in, or of somebody by name who was heard on the telephone."""
        super().__init__(*args, **kwargs)
        if of:
            self.fields["step"].label = _("Antwort von %(name)s") % {"name": of}
            self.fields["reason"].label = _("Grund bei einer Ablehnung")
            self.fields["note"].label = _("Was wurde dazu gesagt?")

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("step") == "decline" and not said.get("reason"):
            self.add_error("reason", _("Bitte nennen Sie den Grund."))
        return said


class CarryOnForm(SuccessForm):
    step = forms.ChoiceField(
        label=_("Wie geht es weiter?"),
        choices=[("begin", _("Die Hilfe hat begonnen")), ("end", _("Die Hilfe ist zu Ende"))],
        widget=forms.RadioSelect,
    )
    reason = forms.ChoiceField(
        label=_("Warum zu Ende?"), choices=[("", _("Bitte wählen")), *HelpEnd.choices], required=False
    )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("step") == "end" and not said.get("reason"):
            self.add_error("reason", _("Bitte nennen Sie den Grund."))
        return said
