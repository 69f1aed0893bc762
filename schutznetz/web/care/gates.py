"""What is asked before anything of a family leaves, wherever it leaves from."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schutznetz.web.submitting import KeyedForm

WORDS = 2000


def words(label: Any, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=WORDS, widget=forms.Textarea(attrs={"rows": 3}), **kwargs)


class GateForm(KeyedForm):
    """Necessity, and for the youth office the question of § 64 Abs. 2 SGB VIII."""

    necessity = words(_("Wofür werden genau diese Angaben gebraucht?"))
    endangers = forms.ChoiceField(
        label=_("Könnte die Weitergabe den Erfolg der Hilfe gefährden?"),
        help_text=_("Das fragt § 64 Abs. 2 SGB VIII das Jugendamt."),
        choices=[("no", _("Nein")), ("yes", _("Ja"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Bitte wählen Sie.")},
    )
    endangers_why = words(_("Warum?"))

    def __init__(self, *args: Any, of_youth_office: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not of_youth_office:
            del self.fields["endangers"], self.fields["endangers_why"]

    def weighed(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "necessity": said["necessity"],
            "endangers": {"yes": True, "no": False}.get(said.get("endangers", "")),
            "endangers_why": said.get("endangers_why", ""),
        }
