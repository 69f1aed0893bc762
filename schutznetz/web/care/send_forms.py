"""Sending a family on: one form, in which exactly that stands what goes along; and the counts of a month."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from schutznetz.care.choices import ConsentForm, ConsentKind, ConsentPurpose, Custody, DeclaredBy
from schutznetz.care.cover import Gate
from schutznetz.care.services import MEANT, Declared, Declarer, Wanted
from schutznetz.kernel.submissions import new_key
from schutznetz.offers.choices import Language
from schutznetz.web.care.consent_forms import LINE, TEXT, Choices
from schutznetz.web.care.forms import HouseholdForm
from schutznetz.web.care.gates import GateForm
from schutznetz.web.submitting import KeyedForm, offer
from schutznetz.web.ui.fields import DayField
from schutznetz.web.ui.sections import Part, Section, sections

MONTH_FORMATS = ["%m.%Y", "%m/%Y", "%m %Y"]
MOST = 100_000


def _long(label: Any, hint: Any = "", *, required: bool = True) -> forms.CharField:
    box = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, help_text=hint, widget=box, max_length=TEXT, required=required)


def _one_of(label: Any, choices: Iterable[tuple[Any, Any]], hint: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, help_text=hint)


class SendForm(HouseholdForm, GateForm):
    """What is filled in is what the family allows; what she does not allow stays empty."""

    refused_at = MEANT
    asks_children = 2
    parts = (
        Part(
            _("Die Familie"),
            ("name", "language", "phone", "reach", "silent", "given0", "when0"),
            _("Adresse, E-Mail, weiteres Kind"),
            ("address", "email", "given1", "when1"),
        ),
        Part(
            _("Der Wunsch"),
            ("need", "recipient", "necessity"),
            _("Vertretung, bestimmtes Angebot"),
            ("deputy", "offer"),
        ),
        Part(
            _("Die Einwilligung"),
            ("kind", "declared_by", "custody", "form", "given_on", "until", "copy_given", "feedback"),
            _("Zwei Eltern, gemeinsame Sorge oder ein junger Mensch"),
            ("second", "one_suffices", "capacity"),
        ),
        Part(_("Frage an das Jugendamt"), ("endangers", "endangers_why")),
    )
    need = _long(
        _("Was wünscht sich die Familie?"), _("In ihren Worten. Keine Befunde, keine Diagnosen, kein Bogen.")
    )
    recipient = forms.ChoiceField(
        label=_("Wen fragen Sie?"), help_text=_("Einen Menschen mit Namen. Genau ihn nennt die Einwilligung.")
    )
    deputy = forms.ChoiceField(label=_("Vertretung"), required=False)
    offer = forms.ChoiceField(label=_("Für welches Angebot?"), required=False)
    kind = _one_of(
        _("Was hat die Familie erklärt?"),
        ConsentKind.choices,
        _("Wer unter Schweigepflicht steht, braucht auch die Entbindung."),
    )
    declared_by = _one_of(_("Wer hat es erklärt?"), DeclaredBy.choices)
    custody = _one_of(_("Wer hat die elterliche Sorge?"), Custody.choices)
    second = forms.CharField(
        label=_("Nur bei beiden Eltern: Name des zweiten Elternteils"), max_length=LINE, required=False
    )
    capacity = _long(
        _("Nur bei jungen Menschen: Woran sehen Sie, dass sie verstehen, was sie erklären?"), required=False
    )
    one_suffices = _long(
        _("Nur bei gemeinsamer oder geänderter Sorge: Warum genügt eine Person?"), required=False
    )
    form = _one_of(_("Wie?"), ConsentForm.choices)
    given_on = DayField(label=_("Erklärt am"))
    until = DayField(label=_("Gilt bis"), help_text=_("Höchstens ein Jahr."))
    copy_given = forms.BooleanField(label=_("Die Familie hat eine Kopie bekommen."))
    feedback = forms.BooleanField(
        label=_("Die Familie erlaubt außerdem, dass ich erfahre, ob eine Hilfe begonnen hat."), required=False
    )

    def __init__(self, people: Choices, offers: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = list(people)
        offer(self, named, "recipient")
        offer(self, named, "deputy")
        offer(self, offers, "offer")

    def sections(self) -> Iterator[Section]:
        return sections(self, self.parts)

    def clean_submission_key(self) -> str:
        return self.cleaned_data["submission_key"] or new_key()

    def wanted(self) -> Wanted:
        said = self.cleaned_data
        return Wanted(
            need=said["need"],
            recipient_id=UUID(said["recipient"]),
            deputy_id=UUID(said["deputy"]) if said["deputy"] else None,
            offer_id=UUID(said["offer"]) if said["offer"] else None,
            feedback=said["feedback"],
        )

    def declared(self) -> Declared:
        said = self.cleaned_data
        names = ("given_on", "until", "copy_given", "capacity", "one_suffices")
        return Declared(
            **{name: said[name] for name in names},
            kind=ConsentKind(said["kind"]),
            purpose=ConsentPurpose.FIND_HELP,
            items=[],
            people=[],
            form=ConsentForm(said["form"]),
            language=Language(said["language"]),
            declared_by=DeclaredBy(said["declared_by"]),
            custody=Custody(said["custody"]),
        )

    def declarers(self) -> list[Declarer]:
        names = [self.cleaned_data["name"], self.cleaned_data["second"]]
        return [Declarer(name=name) for name in names if name]

    def gate(self) -> Gate:
        return Gate(**self.weighed())


class CountForm(KeyedForm):
    """The numbers of one month."""

    month = forms.DateField(
        label=_("Monat"), help_text=_("Zum Beispiel 11.2026"), input_formats=MONTH_FORMATS
    )
    screened = forms.IntegerField(label=_("Angesehen"), min_value=0, max_value=MOST)
    positive = forms.IntegerField(label=_("Davon auffällig"), min_value=0, max_value=MOST)
    talked = forms.IntegerField(
        label=_("Gespräche geführt"),
        help_text=_("Auch mit Familien, die ohne Auffälligkeit gefragt haben."),
        min_value=0,
        max_value=MOST,
    )

    def clean_month(self) -> date:
        month: date = self.cleaned_data["month"]
        return month.replace(day=1)
