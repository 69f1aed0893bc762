"""What people type when somebody asks to see a file."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, cast
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from schutznetz.cases.choices import AccessBasis, AccessState, Asker, HandedOut, IdentityProof
from schutznetz.cases.queries.file_access import Judged
from schutznetz.cases.services.file_access import Asking, Choice
from schutznetz.web.cases.measures.forms import SealForm, one_of, only, text
from schutznetz.web.submitting import KeyedForm
from schutznetz.web.ui.fields import DayField

__all__ = ["AskingForm", "DecisionForm", "EndForm", "ExtendForm", "HandOutForm", "KeepBackForm", "SealForm"]

KEEP, DISCLOSE = "keep", "disclose"
CHOICES = [(KEEP, _("Schwärzen")), (DISCLOSE, _("Herausgeben"))]


class AskingForm(KeyedForm):
    asker = one_of(_("Wer fragt?"), Asker)
    person_id = forms.TypedChoiceField(
        label=_("Wer ist das in diesem Fall?"),
        help_text=_("Danach richtet sich, welche Stellen andere betreffen."),
        coerce=UUID,
        empty_value=None,
        required=False,
    )
    name = forms.CharField(label=_("Name, wie er auf dem Brief stehen soll"), max_length=300)
    basis = one_of(_("Worauf stützt sich der Antrag?"), AccessBasis)
    standing = text(
        _("Woraus ergibt sich das Recht?"),
        help_text=_("Zum Beispiel Sorgerecht, Beteiligung am Verfahren, Alter und Einsicht des Kindes."),
    )
    identity = one_of(_("Wie haben Sie geprüft, wer fragt?"), IdentityProof)
    received_on = DayField(label=_("Wann ist der Antrag eingegangen?"))

    def __init__(self, people: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nobody = ("", _("Steht nicht unter den Menschen um das Kind"))
        cast(forms.ChoiceField, self.fields["person_id"]).choices = [nobody, *people]

    def asking(self) -> Asking:
        return Asking(**self.answers())


class DecisionForm(KeyedForm):
    """One choice and, where something is disclosed, its reason, for each passage of the page."""

    def __init__(self, found: Sequence[Judged], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = found
        for each in found:
            key = each.passage.key
            self.fields[f"choice_{key}"] = forms.ChoiceField(
                label=_("Was geschieht damit?"), choices=CHOICES, widget=forms.RadioSelect, initial=KEEP
            )
            self.fields[f"reasons_{key}"] = text(
                _("Begründung"),
                rows=2,
                required=False,
                help_text=_("Nötig, wenn Sie es herausgeben."),
            )

    @property
    def rows(self) -> Iterator[tuple[Judged, BoundField, BoundField]]:
        for each in self.found:
            key = each.passage.key
            yield each, self[f"choice_{key}"], self[f"reasons_{key}"]

    def decided(self) -> list[Choice]:
        return [
            Choice(
                passage=each.passage.key,
                disclosed=self.cleaned_data[f"choice_{each.passage.key}"] == DISCLOSE,
                reasons=self.cleaned_data[f"reasons_{each.passage.key}"],
            )
            for each in self.found
        ]


class KeepBackForm(KeyedForm):
    reasons = text(_("Warum darf das nicht hinaus?"))


class ExtendForm(KeyedForm):
    why = text(_("Warum reicht ein Monat nicht?"), help_text=_("Diesen Grund erfährt auch, wer fragt."))


class EndForm(KeyedForm):
    state = one_of(_("Wie endet der Antrag?"), AccessState)
    note = text(_("Warum?"), help_text=_("Bei einer Ablehnung: der Grund mit der Vorschrift."))

    def __init__(self, *args: Any, is_released: bool, **kwargs: Any) -> None:
        """What two have released is no longer refused: it was only not fetched in time."""
        super().__init__(*args, **kwargs)
        only(self, "state", *([] if is_released else [AccessState.REFUSED]), AccessState.WITHDRAWN)


class HandOutForm(KeyedForm):
    how = one_of(_("Wie ist das Paket angekommen?"), HandedOut)
