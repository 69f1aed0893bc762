"""What people type when somebody is informed later, when they look again, and when she knows."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from schutznetz.cases.choices import DeferralGround
from schutznetz.web.cases.measures.forms import one_of, text
from schutznetz.web.submitting import KeyedForm, offer
from schutznetz.web.ui.fields import DayField


class DeferForm(KeyedForm):
    person_id = forms.TypedChoiceField(label=_("Wer wird später informiert?"), coerce=UUID)
    ground = one_of(_("Warum erst später?"), DeferralGround)
    reasons = text(
        _("Was genau wäre gefährdet?"),
        help_text=_("Und warum wiegt das schwerer als das Recht der Person, es jetzt zu wissen?"),
    )
    review_on = DayField(label=_("Wann sehen Sie wieder hin?"), help_text=_("Spätestens in drei Monaten."))

    def __init__(self, people: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, people, "person_id")


class GoneForm(KeyedForm):
    gone_on = DayField(label=_("Seit wann gilt der Grund nicht mehr?"))


class ToldForm(KeyedForm):
    told_on = DayField(label=_("Wann haben Sie es der Person gesagt?"))
