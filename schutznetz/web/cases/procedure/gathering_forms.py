"""What professionals type while they gather what is known about a child."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from schutznetz.cases.choices import (
    CaseEntryKind,
    DataSource,
    Examination,
    InquiryTopic,
    Interpreting,
    Known,
    LegalGround,
    Manner,
    Observation,
    PersonRole,
    TalkWith,
    VisitPlace,
)
from schutznetz.cases.services import EntryFacts, PersonFacts, TalkFacts, VisitFacts
from schutznetz.kernel import clock
from schutznetz.web.submitting import KeyedForm
from schutznetz.web.ui.fields import DayField, TimeOfDayField

LONG = 10_000
GROUNDS = [("", _("Nicht von Dritten")), *LegalGround.choices]
YES_NO = [("yes", _("Ja")), ("no", _("Nein"))]


def known(label: Any, help_text: Any = "") -> forms.ChoiceField:
    """A question that may honestly be answered with "not known yet"."""
    return forms.ChoiceField(
        label=label,
        help_text=help_text,
        choices=Known.choices,
        widget=forms.RadioSelect,
        initial=Known.UNKNOWN,
    )


def area(label: Any, *, rows: int = 4, help_text: Any = "", required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def choose(form: forms.Form, name: str, choices: Iterable[tuple[str, Any]]) -> None:
    """Fill in what a form lets one choose from."""
    cast(forms.ChoiceField, form.fields[name]).choices = list(choices)


class HappenedForm(KeyedForm):
    """When something happened, and which colleague was there."""

    day = DayField(label=_("Wann war das?"))
    clock_time = TimeOfDayField(label=_("Uhrzeit"), required=False)
    colleague_id = forms.ChoiceField(label=_("Welche Kollegin, welcher Kollege war dabei?"), required=False)

    def __init__(self, people: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"day": clock.today(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        choose(self, "colleague_id", [("", _("Niemand")), *people])

    def when(self) -> dict[str, Any]:
        """Return instant and colleague; a day without a time began at midnight."""
        answers = self.cleaned_data
        at = datetime.combine(answers["day"], answers["clock_time"] or time(0), clock.BERLIN)
        colleague = answers["colleague_id"]
        return {"at": at, "colleague_id": UUID(colleague) if colleague else None}


class EntryForm(HappenedForm):
    """One thing; facts, words of others, guesses and what exonerates each on their own."""

    kind = forms.ChoiceField(label=_("Was ist das?"), choices=CaseEntryKind.choices, widget=forms.RadioSelect)
    text = area(_("Was genau?"), help_text=_("Eine Sache je Eintrag. Aussagen wörtlich."))
    said_by = forms.CharField(label=_("Wer hat das gesagt?"), required=False, max_length=200)
    observation = forms.ChoiceField(
        label=_("Woher wissen Sie es?"), choices=Observation.choices, widget=forms.RadioSelect
    )
    source = forms.ChoiceField(
        label=_("Von wem stammt die Angabe?"), choices=DataSource.choices, widget=forms.RadioSelect
    )
    ground = forms.ChoiceField(
        label=_("Rechtsgrund, wenn sie von Dritten stammt"), choices=GROUNDS, required=False
    )
    field_order = ("kind", "text", "said_by", "day", "clock_time", "observation", "source", "ground")

    def facts(self) -> EntryFacts:
        answers = self.cleaned_data
        return EntryFacts(
            kind=CaseEntryKind(answers["kind"]),
            text=answers["text"],
            said_by=answers["said_by"],
            observation=Observation(answers["observation"]),
            source=DataSource(answers["source"]),
            ground=LegalGround(answers["ground"]) if answers["ground"] else "",
            **self.when(),
        )


class TalkForm(HappenedForm):
    with_whom = forms.ChoiceField(label=_("Mit wem?"), choices=TalkWith.choices, widget=forms.RadioSelect)
    who = forms.CharField(label=_("Namen"), required=False, max_length=200)
    manner = forms.ChoiceField(label=_("Wie?"), choices=Manner.choices, widget=forms.RadioSelect)
    alone = forms.BooleanField(label=_("Allein, ohne Eltern oder andere"), required=False)
    interpreting = forms.ChoiceField(
        label=_("Verständigung"),
        help_text=_("Angehörige dolmetschen nie."),
        choices=Interpreting.choices,
        widget=forms.RadioSelect,
        initial=Interpreting.NOT_NEEDED,
    )
    text = area(_("Was wurde gesprochen?"))
    field_order = ("with_whom", "who", "manner", "alone", "day", "clock_time", "interpreting", "text")

    def facts(self) -> TalkFacts:
        answers = self.cleaned_data
        return TalkFacts(
            with_whom=TalkWith(answers["with_whom"]),
            manner=Manner(answers["manner"]),
            who=answers["who"],
            alone=answers["alone"],
            interpreting=Interpreting(answers["interpreting"]),
            text=answers["text"],
            **self.when(),
        )


class VisitForm(HappenedForm):
    """The protocol at the door: few questions, large targets, one long field."""

    place = forms.ChoiceField(
        label=_("Wo?"), choices=VisitPlace.choices, widget=forms.RadioSelect, initial=VisitPlace.HOME
    )
    address = forms.CharField(label=_("Anschrift oder Ort"), required=False, max_length=300)
    people = forms.CharField(label=_("Wer war da?"), required=False, max_length=500)
    child_seen = forms.BooleanField(label=_("Das Kind gesehen"), required=False)
    child_alone = forms.BooleanField(label=_("Mit dem Kind allein gesprochen"), required=False)
    entered_home = forms.BooleanField(label=_("In der Wohnung gewesen"), required=False)
    sleeping_place = known(_("Schlafplatz des Kindes gesehen?"))
    examination = forms.ChoiceField(
        label=_("Ärztliche Untersuchung"),
        help_text=_("Körperlich untersuchen nur Ärztinnen und Ärzte, nie wir selbst."),
        choices=Examination.choices,
        widget=forms.RadioSelect,
        initial=Examination.NOT_NEEDED,
    )
    text = area(_("Was haben Sie gesehen und gehört?"), rows=8)
    field_order = (
        "place",
        "address",
        "people",
        "child_seen",
        "child_alone",
        "entered_home",
        "sleeping_place",
    )

    def facts(self) -> VisitFacts:
        answers = self.cleaned_data
        return VisitFacts(
            place=VisitPlace(answers["place"]),
            address=answers["address"],
            people=answers["people"],
            child_seen=answers["child_seen"],
            child_alone=answers["child_alone"],
            entered_home=answers["entered_home"],
            sleeping_place=Known(answers["sleeping_place"]),
            examination=Examination(answers["examination"]),
            text=answers["text"],
            **self.when(),
        )


class InquiryForm(KeyedForm):
    """One question of the assessment, decided with a reason; or whom one has asked."""

    topic = forms.ChoiceField(label=_("Worum geht es?"), choices=InquiryTopic.choices)
    answer = forms.ChoiceField(label=_("Antwort"), choices=YES_NO, widget=forms.RadioSelect)
    reasons = area(_("Begründung"), rows=3)


class PersonForm(KeyedForm):
    """Somebody around the child."""

    role = forms.ChoiceField(label=_("Was ist die Person für das Kind?"), choices=PersonRole.choices)
    name = forms.CharField(label=_("Name"), max_length=200)
    born = forms.CharField(label=_("Geburtsdatum oder Alter"), required=False, max_length=60)
    relation = forms.CharField(
        label=_("Beziehung zu anderen"),
        help_text=_("Zum Beispiel: lebt seit März mit der Mutter zusammen."),
        required=False,
        max_length=300,
    )
    lives_here = known(_("Wohnt mit dem Kind zusammen?"))
    has_access = known(_("Hat regelmäßig Zugang zum Kind?"))
    custody = known(_("Sorgeberechtigt?"))
    orders_known = known(
        _("Gibt es Verbote, Auflagen oder Verurteilungen?"),
        _("Kontaktverbot, Wegweisung, Auflage des Gerichts."),
    )
    orders = forms.CharField(label=_("Was ist verboten oder angeordnet?"), required=False, max_length=1000)
    orders_source = forms.CharField(label=_("Woher wissen Sie das?"), required=False, max_length=300)
    interpreter = known(_("Wird eine Dolmetscherin, ein Dolmetscher gebraucht?"))
    disability = known(_("Gibt es eine Behinderung?"))
    needs = forms.CharField(label=_("Was hilft bei der Verständigung?"), required=False, max_length=500)
    own_case_id = forms.ChoiceField(label=_("Eigener Fall, wenn es ein Kind ist"), required=False)
    why_no_case = forms.CharField(
        label=_("Oder: warum keine eigene Einschätzung?"), required=False, max_length=1000
    )

    def __init__(self, cases: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "own_case_id", [("", _("Keiner")), *cases])

    def facts(self) -> PersonFacts:
        answers = self.answers()
        own_case = answers.pop("own_case_id")
        yes_no = ("lives_here", "has_access", "custody", "orders_known", "interpreter", "disability")
        return PersonFacts(
            own_case_id=UUID(own_case) if own_case else None,
            **answers
            | {"role": PersonRole(answers["role"])}
            | {name: Known(answers[name]) for name in yes_no},
        )
