"""What people type about partners, colleagues, meetings and settings."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from schutznetz.kernel import clock
from schutznetz.networks.choices import (
    ContactTopic,
    DisputedAnswers,
    LeaveAt,
    MembershipState,
    OnCallAudience,
    PartnerCategory,
    Role,
    SmallestNumber,
    StatisticsBy,
)
from schutznetz.networks.values import NewPerson, OrganisationDetails, PersonDetails, Seat
from schutznetz.web.ui.fields import DayField, TimeOfDayField

NOBODY = ("", _("niemand"))
Choices = Iterable[tuple[Any, Any]]


def pick(choices: Choices, first: Any) -> list[tuple[Any, Any]]:
    return [first, *choices]


def offer(form: forms.Form, name: str, choices: Choices) -> None:
    """Give a field of this form what can be chosen here and now."""
    cast("forms.ChoiceField", form.fields[name]).choices = list(choices)


def or_none(value: str) -> UUID | None:
    return UUID(value) if value else None


class PartnerSearch(forms.Form):
    q = forms.CharField(label=_("Name, Ort oder Postleitzahl"), required=False, max_length=100)
    art = forms.ChoiceField(
        label=_("Art"), required=False, choices=pick(PartnerCategory.choices, ("", _("alle Arten")))
    )
    thema = forms.ChoiceField(
        label=_("Thema"), required=False, choices=pick(ContactTopic.choices, ("", _("alle Themen")))
    )


class OrganisationForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    category = forms.TypedChoiceField(label=_("Art"), choices=PartnerCategory.choices, coerce=PartnerCategory)
    membership = forms.TypedChoiceField(
        label=_("Stand im Netzwerk"),
        choices=MembershipState.choices,
        coerce=MembershipState,
        initial=MembershipState.MEMBER,
    )
    parent_id = forms.TypedChoiceField(label=_("Träger"), required=False, coerce=or_none, empty_value=None)
    street = forms.CharField(label=_("Straße und Hausnummer"), max_length=200, required=False)
    postcode = forms.RegexField(
        r"^\d{5}$",
        label=_("Postleitzahl"),
        required=False,
        error_messages={"invalid": _("Eine Postleitzahl hat fünf Ziffern.")},
    )
    town = forms.CharField(label=_("Ort"), max_length=100, required=False)
    phone = forms.CharField(label=_("Telefon"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-Mail"), required=False)
    website = forms.URLField(label=_("Internet"), required=False, assume_scheme="https")

    def __init__(self, *args: Any, parents: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "parent_id", pick(parents, ("", _("kein Träger"))))

    def details(self, *, reference: str = "") -> OrganisationDetails:
        return OrganisationDetails(reference=reference, **self.cleaned_data)


class ContactForm(forms.Form):
    """One person on one topic; somebody already known is chosen, somebody new is typed."""

    topic = forms.TypedChoiceField(label=_("Thema"), choices=ContactTopic.choices, coerce=ContactTopic)
    person_id = forms.TypedChoiceField(
        label=_("Ansprechperson"), required=False, coerce=or_none, empty_value=None
    )
    name = forms.CharField(label=_("Name, wenn die Person neu ist"), max_length=200, required=False)
    function = forms.CharField(label=_("Funktion"), max_length=200, required=False)
    phone = forms.CharField(label=_("Telefon"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-Mail"), required=False)
    deputy_id = forms.TypedChoiceField(
        label=_("Vertretung"), required=False, coerce=or_none, empty_value=None
    )
    valid_to = DayField(label=_("Gilt bis"), required=False)

    def __init__(self, *args: Any, people: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = list(people)
        offer(self, "person_id", pick(known, ("", _("neue Person"))))
        offer(self, "deputy_id", pick(known, NOBODY))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("person_id") and not cleaned.get("name"):
            self.add_error("name", _("Bitte wählen Sie eine Person oder tragen Sie einen Namen ein."))
        return cleaned

    def new_person(self) -> PersonDetails | None:
        if self.cleaned_data["person_id"]:
            return None
        names = ("name", "function", "phone", "email")
        return PersonDetails(**{name: self.cleaned_data[name] for name in names})


class AbsenceForm(forms.Form):
    starts_on = DayField(label=_("Erster Tag"))
    ends_on = DayField(label=_("Letzter Tag"))
    stand_in_id = forms.TypedChoiceField(
        label=_("Wer vertritt Sie?"), required=False, coerce=or_none, empty_value=None
    )

    def __init__(self, *args: Any, people: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "stand_in_id", pick(people, NOBODY))


class AbsenceOf(forms.Form):
    starts_on = DayField(label=_("Erster Tag"))
    ends_on = DayField(label=_("Letzter Tag"))


class MeetingForm(forms.Form):
    title = forms.CharField(label=_("Worum geht es?"), max_length=200)
    day = DayField(label=_("Wann?"))
    begin = TimeOfDayField(label=_("Beginn"))
    end = TimeOfDayField(label=_("Ende"))
    place = forms.CharField(label=_("Ort"), max_length=200, required=False)
    discreet = forms.BooleanField(
        label=_("In fremden Kalendern soll nur „Termin“ stehen, ohne Anlass und Ort"), required=False
    )
    category = forms.ChoiceField(
        label=_("Welche Partner?"),
        required=False,
        choices=pick(PartnerCategory.choices, ("", _("alle Arten"))),
    )
    topic = forms.ChoiceField(
        label=_("Zu welchem Thema?"),
        required=False,
        choices=pick(ContactTopic.choices, ("", _("alle Themen"))),
    )

    def span(self) -> tuple[datetime, datetime]:
        day: date = self.cleaned_data["day"]
        begin, end = (
            datetime.combine(day, self.cleaned_data[name], clock.BERLIN) for name in ("begin", "end")
        )
        return begin, end


class ProposalForm(forms.Form):
    first_name = forms.CharField(label=_("Vorname"), max_length=150)
    last_name = forms.CharField(label=_("Nachname"), max_length=150)
    email = forms.EmailField(label=_("Dienstliche E-Mail"))
    phone = forms.CharField(
        label=_("Telefon für Weckrufe"), max_length=40, required=False, help_text=_("Nur für Bereitschaft.")
    )
    role = forms.TypedChoiceField(label=_("Aufgabe"), choices=Role.choices, coerce=Role)
    organisation_id = forms.TypedChoiceField(
        label=_("Einrichtung"), required=False, coerce=or_none, empty_value=None
    )
    unit_id = forms.TypedChoiceField(label=_("Stelle"), required=False, coerce=or_none, empty_value=None)
    starts_on = DayField(label=_("Gilt ab"))
    ends_on = DayField(label=_("Gilt bis"), help_text=_("Höchstens ein Jahr."))
    reason = forms.CharField(label=_("Warum braucht die Person den Zugang?"), max_length=200)

    def __init__(self, *args: Any, organisations: Choices = (), units: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organisation_id", pick(organisations, ("", _("keine"))))
        offer(self, "unit_id", pick(units, ("", _("keine"))))

    def person(self) -> NewPerson:
        names = ("first_name", "last_name", "email", "phone")
        return NewPerson(**{name: self.cleaned_data[name] for name in names})

    def seat(self) -> Seat:
        names = ("role", "organisation_id", "unit_id", "starts_on", "ends_on", "reason")
        return Seat(**{name: self.cleaned_data[name] for name in names})


class OfficeForm(forms.Form):
    name = forms.CharField(label=_("Name der Koordinierungsstelle"), max_length=200)
    address = forms.CharField(
        label=_("Anschrift"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    hours = forms.CharField(label=_("Sprechzeiten"), max_length=300, required=False)
    phone = forms.CharField(label=_("Telefon"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-Mail"), required=False)


class SettingsForm(forms.Form):
    """What steers protection; a proposal for two people."""

    name = forms.CharField(label=_("Name des Netzwerks"), max_length=200)
    owner_name = forms.CharField(label=_("Örtlicher Träger"), max_length=200, required=False)
    intake_number = forms.CharField(label=_("Rufnummer zur Dienstzeit"), max_length=40, required=False)
    intake_hours = forms.CharField(label=_("Dienstzeiten"), max_length=300, required=False)
    on_call_number = forms.CharField(label=_("Rufnummer der Bereitschaft"), max_length=40, required=False)
    on_call_audience = forms.ChoiceField(
        label=_("Wem wird die Nummer der Bereitschaft gezeigt?"), choices=OnCallAudience.choices
    )
    statistics_by = forms.ChoiceField(
        label=_("Amtliche Statistik nach § 99 Abs. 6 SGB VIII liefert"), choices=StatisticsBy.choices
    )
    disputed_answers = forms.ChoiceField(
        label=_("Rückmeldung auch an Fachkräfte der Sozialen Arbeit bei Trägern?"),
        help_text=_(
            "Ob § 4 Abs. 4 KKG für sie gilt, ist umstritten. Ihr Rechtsamt entscheidet; bis dahin: nein."
        ),
        choices=DisputedAnswers.choices,
    )
    smallest_number = forms.ChoiceField(
        label=_("Zahlen von Menschen, die das Haus verlassen"),
        help_text=_(
            "Kleinere Zahlen stehen als Strich, dazu so viele andere, dass sich nichts errechnen lässt."
        ),
        choices=SmallestNumber.choices,
    )
    licensing_name = forms.CharField(
        label=_("Aufsicht über Einrichtungen (§ 47 SGB VIII)"),
        help_text=_("Meist das Landesjugendamt. Dorthin gehören Ereignisse in Kita und Heim."),
        max_length=200,
        required=False,
    )
    licensing_phone = forms.CharField(label=_("Telefon der Aufsicht"), max_length=40, required=False)
    licensing_address = forms.CharField(
        label=_("Anschrift der Aufsicht"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    ends_after = forms.ChoiceField(label=_("Wo Schutznetz endet"), choices=LeaveAt.choices)
    case_software = forms.CharField(label=_("Name des Fachverfahrens"), max_length=100, required=False)
    case_software_folder = forms.CharField(
        label=_("Übergabeordner des Fachverfahrens"), max_length=300, required=False
    )
    colour = forms.RegexField(r"^#[0-9a-f]{6}$", label=_("Farbe, heller Hintergrund"))
    colour_dark = forms.RegexField(r"^#[0-9a-f]{6}$", label=_("Farbe, dunkler Hintergrund"))


class JoinForm(forms.Form):
    other_id = forms.ChoiceField(label=_("Das andere Konto"))

    def __init__(self, *args: Any, accounts: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["other_id"]).choices = [("", _("Bitte wählen")), *accounts]

    def other_id_chosen(self) -> UUID:
        return UUID(self.cleaned_data["other_id"])


def named(rows: Sequence[Any]) -> list[tuple[str, str]]:
    """Return rows with a name as choices."""
    return [(str(row.pk), str(row)) for row in rows]
