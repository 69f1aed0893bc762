"""What people type about secrets, and about why they must or must not see a case."""

from collections.abc import Iterable
from datetime import time
from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from schutznetz.cases.choices import DoubtGround, EmergencyFinding, EmergencyReason, ReleaseGround
from schutznetz.kernel import clock
from schutznetz.web.cases.measures.forms import at, one_of, text
from schutznetz.web.submitting import KeyedForm, offer
from schutznetz.web.ui.fields import DayField, TimeOfDayField


class EntrustedForm(KeyedForm):
    """What somebody confided, and when."""

    said_by = forms.CharField(label=_("Wer hat es Ihnen anvertraut?"), max_length=200)
    text = text(_("Was wurde Ihnen anvertraut?"), rows=6)
    day = DayField(label=_("Wann war das?"), initial=clock.today)
    clock_time = TimeOfDayField(label=_("Uhrzeit"), required=False)

    def answers(self) -> dict[str, Any]:
        said = super().answers()
        day, hour = said.pop("day"), cast("time | None", said.pop("clock_time"))
        return {**said, "at": at(day, hour)}


class ReleaseForm(KeyedForm):
    """To whom something entrusted goes, and what allows it."""

    ground = one_of(_("Was erlaubt die Weitergabe? (§ 65 SGB VIII)"), ReleaseGround)
    person_id = forms.TypedChoiceField(
        label=_("An wen im Amt?"), coerce=UUID, required=False, empty_value=None
    )
    outside = forms.CharField(label=_("Oder an welche Stelle außerhalb?"), required=False, max_length=300)
    reasons = text(_("Warum ist die Weitergabe nötig?"))

    def __init__(self, people: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Niemand im Amt")), *people]
        cast(forms.ChoiceField, self.fields["person_id"]).choices = choices


class PlaceForm(KeyedForm):
    """Where a protected person is. The page never shows again what was typed here."""

    place = text(_("Wo hält sich das Kind oder die geschützte Person auf?"), rows=2)
    reach = text(
        _("Wie erreichen wir sie, ohne sie zu gefährden?"),
        rows=2,
        required=False,
    )
    from_whom = text(_("Vor wem muss der Ort verborgen bleiben, und warum?"), rows=2)


class ClearForm(KeyedForm):
    """Who else of the team needs the place."""

    person_id = forms.TypedChoiceField(label=_("Wer muss den Ort kennen?"), coerce=UUID)
    reasons = text(_("Wofür?"), rows=2)

    def __init__(self, people: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, people, "person_id")


class RecuseForm(KeyedForm):
    """One tick: to say it is enough, nobody has to say why."""

    sure = forms.BooleanField(label=_("Ja, diese Familie steht mir zu nahe."))

    def answers(self) -> dict[str, Any]:
        return {}


class DoubtForm(KeyedForm):
    """To whom else a family may be too close, and why."""

    person_id = forms.TypedChoiceField(label=_("Wem steht die Familie zu nahe?"), coerce=UUID)
    ground = one_of(_("Warum?"), DoubtGround)
    reasons = text(_("Was wissen Sie davon, und woher?"), help_text=_("Die Person liest das."))

    def __init__(self, people: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, people, "person_id")


class DoubtAnswerForm(KeyedForm):
    answer = text(_("Was sagen Sie dazu?"))


class DoubtDecisionForm(KeyedForm):
    """What the lead orders; where the person has said nothing, also why she was not heard."""

    founded = forms.TypedChoiceField(
        label=_("Was ordnen Sie an?"),
        choices=[
            ("yes", _("Die Person hält sich ab sofort heraus")),
            ("no", _("Die Person arbeitet weiter mit")),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    decision_why = text(_("Warum?"))
    unheard_why = text(_("Warum haben Sie die Person nicht gehört?"))

    def __init__(self, *args: Any, heard: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if heard:
            del self.fields["unheard_why"]


class EmergencyForm(KeyedForm):
    """Which case, and why now."""

    number = forms.IntegerField(label=_("Nummer des Falls"), min_value=1, max_value=2_000_000_000)
    reason = one_of(_("Warum muss es jetzt sein?"), EmergencyReason)
    reasons = text(_("Was ist geschehen?"), help_text=_("Mindestens 30 Zeichen; zwei Menschen lesen das."))
    with_whereabouts = forms.BooleanField(
        label=_("Ich brauche auch den geschützten Aufenthaltsort."), required=False
    )


class ReviewForm(KeyedForm):
    """What a reviewer thinks of it."""

    finding = one_of(_("Wie beurteilen Sie den Zugriff?"), EmergencyFinding)
    note = text(_("Was folgt daraus?"), required=False)
