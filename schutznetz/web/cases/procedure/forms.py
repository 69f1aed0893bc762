"""What people type on the pages of a case."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from schutznetz.web.submitting import KeyedForm, offer


class HandOverForm(KeyedForm):
    """Into whose hands a case goes: always two people."""

    lead_id = forms.TypedChoiceField(label=_("Zuständige Fachkraft"), coerce=UUID)
    substitute_id = forms.TypedChoiceField(label=_("Vertretung"), coerce=UUID)

    def __init__(self, people: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, people, "lead_id", "substitute_id")


class ColleagueForm(KeyedForm):
    """Who else takes part in the assessment."""

    person_id = forms.ChoiceField(label=_("Wen ziehen Sie hinzu?"))

    def __init__(self, people: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, people, "person_id")
