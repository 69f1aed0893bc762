"""What is asked about a volunteer, a family's wish and a match. No form here takes a file."""

from collections.abc import Iterable
from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schutznetz.offers.choices import Language, Weekday
from schutznetz.volunteers.choices import (
    Circumstance,
    EndReason,
    Interest,
    LeavingReason,
    Mobility,
    Training,
)
from schutznetz.volunteers.models import Match, Volunteer
from schutznetz.volunteers.services import Agreement, Asked, Details, Talk
from schutznetz.volunteers.values import Profile, Wanted, Window
from schutznetz.web.care.gates import GateForm
from schutznetz.web.submitting import KeyedForm, offer
from schutznetz.web.ui.fields import DayField
from schutznetz.web.volunteers.fields import EuroField, HoursField, PlacesField

LINE, TEXT = 200, 5000
CHOOSE = ("", _("Bitte wählen"))
SEVERAL = forms.CheckboxSelectMultiple


def text(label: Any, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=TEXT, widget=forms.Textarea(attrs={"rows": 4}), **kwargs)


OF_THE_PROFILE = ("areas", "mobility", "languages", "interests", "limits", "families", "experience")


class TimesForm(KeyedForm):
    """A form that asks for times of the week, a line for each day."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for day in Weekday:
            label = gettext("Zeit am %(day)s") % {"day": day.label}
            self.fields[f"on_{day.value}"] = HoursField(day, label=label)
        self.fields[f"on_{Weekday.MONDAY.value}"].help_text = gettext(
            "Zum Beispiel 14–17 oder 9–11:30, 15–18."
        )

    def windows(self) -> list[Window]:
        return [window for day in Weekday for window in self.cleaned_data[f"on_{day.value}"]]

    @staticmethod
    def times_of(windows: Iterable[Window]) -> dict[str, str]:
        known = list(windows)
        return {f"on_{day.value}": HoursField.typed(day, known) for day in Weekday}


class VolunteerForm(TimesForm):
    """All that the coordination needs to know of a volunteer."""

    name = forms.CharField(label=_("Name"), max_length=LINE)
    contact = forms.CharField(
        label=_("Erreichbar"),
        help_text=_("Telefon, E-Mail, Anschrift"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    training = forms.TypedChoiceField(
        label=_("Vorbereitungskurs"), choices=Training.choices, coerce=Training, widget=forms.RadioSelect
    )
    insured = forms.BooleanField(label=_("Versicherungsschutz ist geklärt"), required=False)
    confidential_on = DayField(label=_("Verschwiegenheit unterschrieben am"), required=False)
    declared_on = DayField(
        label=_("Selbsterklärung unterschrieben am"),
        help_text=_("Für die Zeit zwischen zwei Führungszeugnissen. Sie ersetzt das Zeugnis nicht."),
        required=False,
    )
    areas = PlacesField(
        label=_("Kommt in diese Stadtteile"),
        help_text=_("Mit Komma getrennt. Leer heißt: überall."),
        max_length=500,
        required=False,
    )
    mobility = forms.TypedMultipleChoiceField(
        label=_("Unterwegs"), choices=Mobility.choices, coerce=Mobility, widget=SEVERAL, required=False
    )
    languages = forms.TypedMultipleChoiceField(
        label=_("Sprachen"), choices=Language.choices, coerce=Language, widget=SEVERAL
    )
    interests = forms.TypedMultipleChoiceField(
        label=_("Was macht sie oder er gern?"),
        choices=Interest.choices,
        coerce=Interest,
        widget=SEVERAL,
        required=False,
    )
    limits = forms.TypedMultipleChoiceField(
        label=_("Was geht nicht?"),
        choices=Circumstance.choices,
        coerce=Circumstance,
        widget=SEVERAL,
        required=False,
    )
    families = forms.IntegerField(label=_("So viele Familien zugleich"), min_value=1, max_value=5, initial=1)
    experience = text(_("Erfahrung"), required=False)

    def details(self) -> Details:
        said = self.cleaned_data
        return Details(
            name=said["name"],
            contact=said["contact"],
            training=said["training"],
            insured=said["insured"],
            confidential_on=said["confidential_on"],
            declared_on=said["declared_on"],
            profile=Profile(**{name: said[name] for name in OF_THE_PROFILE}, windows=self.windows()),
        )

    @classmethod
    def known(cls, volunteer: Volunteer) -> dict[str, Any]:
        profile = Profile.unpacked(volunteer.profile)
        own = ("name", "contact", "training", "insured", "confidential_on", "declared_on")
        return (
            {name: getattr(volunteer, name) for name in own}
            | {name: getattr(profile, name) for name in OF_THE_PROFILE}
            | cls.times_of(profile.windows)
        )


class CertificateForm(KeyedForm):
    """The three items of § 72a Abs. 5 SGB VIII, and nothing else."""

    seen_on = DayField(label=_("Eingesehen am"))
    issued_on = DayField(
        label=_("Datum des Führungszeugnisses"), help_text=_("Beim Vorzeigen höchstens drei Monate alt.")
    )
    relevant_entry = forms.TypedChoiceField(
        label=_("Gibt es einen einschlägigen Eintrag?"),
        help_text=_("Verurteilung wegen einer der Straftaten, die § 72a Abs. 1 SGB VIII nennt."),
        choices=[("no", _("nein")), ("yes", _("ja"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Bitte wählen Sie ja oder nein.")},
    )


class LeaveForm(KeyedForm):
    on = DayField(label=_("Letzter Tag der Tätigkeit"))
    why = forms.TypedChoiceField(
        label=_("Grund"), choices=[CHOOSE, *LeavingReason.choices], coerce=LeavingReason
    )


class WishForm(TimesForm, GateForm):
    """What a family wishes for, in her words and in codes; why she needs it is nobody's business here."""

    consent_id = forms.ChoiceField(
        label=_("Welche Familie, und wer darf es erfahren?"),
        help_text=_("Zur Wahl steht, wen eine geltende Einwilligung aus der Ehrenamtskoordination nennt."),
    )
    words = text(_("Was wünscht sich die Familie?"), help_text=_("In ihren Worten. Keine Diagnosen."))
    area = forms.CharField(label=_("Stadtteil"), max_length=LINE)
    language = forms.TypedChoiceField(
        label=_("Welche Sprache muss es sein?"),
        choices=[("", _("egal")), *Language.choices],
        coerce=Language,
        empty_value=None,
        required=False,
    )
    interests = forms.TypedMultipleChoiceField(
        label=_("Was möchte die Familie gern tun?"),
        choices=Interest.choices,
        coerce=Interest,
        widget=SEVERAL,
        required=False,
    )
    circumstances = forms.TypedMultipleChoiceField(
        label=_("Was sollte man vorher wissen?"),
        choices=Circumstance.choices,
        coerce=Circumstance,
        widget=SEVERAL,
        required=False,
    )

    def __init__(self, agreements: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, agreements, "consent_id")
        asked = [name for name in self.fields if name not in GateForm.base_fields]
        self.order_fields([*asked, "necessity", "endangers", "endangers_why"])

    def asked(self) -> Asked:
        said = self.cleaned_data
        listed = ("area", "language", "interests", "circumstances")
        return Asked(
            consent_id=UUID(said["consent_id"]),
            wanted=Wanted(**{name: said[name] for name in listed}, windows=self.windows()),
            words=said["words"],
            **self.weighed(),
        )


class TalkForm(KeyedForm):
    """What was talked over with one of the two sides."""

    side = forms.ChoiceField(
        label=_("Mit wem haben Sie gesprochen?"),
        choices=[
            ("with_volunteer", _("mit der ehrenamtlichen Person")),
            ("with_family", _("mit der Familie")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Bitte wählen Sie.")},
    )
    on = DayField(label=_("Wann?"))
    said = text(_("Was wurde besprochen?"))

    def talk(self) -> dict[str, Talk]:
        told = self.cleaned_data
        return {told["side"]: Talk(on=told["on"], said=told["said"])}


class DecisionForm(KeyedForm):
    """For or against; whatever is decided has its reason, and a match its agreement."""

    decision = forms.ChoiceField(
        label=_("Wie entscheiden Sie?"),
        choices=[("agree", _("vermitteln")), ("decline", _("nicht vermitteln"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Bitte entscheiden Sie.")},
    )
    reasons = text(_("Warum?"))
    agreement = text(
        _("Was ist vereinbart?"),
        help_text=_("Was, wie oft, wie lange. Jede Seite kann jederzeit aufhören."),
        required=False,
    )
    starts_on = DayField(label=_("Beginn"), required=False)
    planned_until = DayField(label=_("Geplantes Ende"), required=False)
    allowance = EuroField(label=_("Aufwandsentschädigung je Besuch in Euro"))

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("decision") == "agree":
            for name in ("agreement", "starts_on", "planned_until"):
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, _("Für eine Vermittlung gehört diese Angabe dazu."))
        return said

    def agreed(self) -> Agreement:
        said = self.cleaned_data
        return Agreement(
            words=said["agreement"],
            starts_on=said["starts_on"],
            planned_until=said["planned_until"],
            allowance=said["allowance"],
        )


class VisitForm(KeyedForm):
    on = DayField(label=_("Wann?"))
    minutes = forms.IntegerField(label=_("Dauer in Minuten"), min_value=1, max_value=1440)
    expense = EuroField(label=_("Aufwandsentschädigung und Auslagen in Euro"))
    note = text(_("Notiz der Koordination"), required=False)

    def __init__(self, match: Match, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["expense"].initial = match.allowance


class ExtendForm(KeyedForm):
    until = DayField(label=_("Neues geplantes Ende"))
    why = text(_("Warum geht es weiter?"), help_text=_("Steht danach unter der Vereinbarung."))


class PayForm(forms.Form):
    """The span of days for which is paid; it stands in the address and names nobody."""

    von = DayField(label=_("Vom"))
    bis = DayField(label=_("Bis"))

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("von") and said.get("bis") and said["bis"] < said["von"]:
            self.add_error("bis", _("Dieser Tag liegt vor dem ersten."))
        return said


class EndForm(KeyedForm):
    on = DayField(label=_("Letzter Tag"))
    why = forms.TypedChoiceField(label=_("Grund"), choices=[CHOOSE, *EndReason.choices], coerce=EndReason)
    note = text(_("Rückblick"), required=False)


class GroupForm(KeyedForm):
    on = DayField(label=_("Tag des Treffens"))
    topic = text(_("Thema"), help_text=_("Keine Namen von Familien."), required=False)
    came = forms.TypedMultipleChoiceField(label=_("Wer war da?"), coerce=UUID, widget=SEVERAL, required=False)

    def __init__(self, people: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["came"]).choices = list(people)
