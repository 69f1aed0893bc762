"""The forms of a worry: opening it, writing down, looking at the signs, sharing, choosing what goes along."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schutznetz.cases.choices import ReporterKind
from schutznetz.concerns.choices import AgeBand, EntryKind, Indicator, Sign, Witness
from schutznetz.concerns.indicators import prompt, severe
from schutznetz.concerns.queries import CHILD
from schutznetz.concerns.services import Note, Seen
from schutznetz.files.uploads import MOST_FILES
from schutznetz.law.guide_questions import WHICH_SCHOOL
from schutznetz.law.report_fields import BY_NAME
from schutznetz.law.reporters import Reporter
from schutznetz.web.cases.reporting.questions import LINE, TEXT, Said
from schutznetz.web.concerns.walk import reporters
from schutznetz.web.submitting import KeyedForm
from schutznetz.web.ui.fields import DayField

TALKS = {EntryKind.TALK_WITH_CHILD, EntryKind.TALK_WITH_GUARDIANS}
NOTE = 1000


class OpenForm(KeyedForm):
    """Who worries, and about whom; the names are those of the report form, so nothing is typed twice."""

    reporter = forms.ChoiceField(
        label=_("Wer sind Sie?"),
        help_text=_(WHICH_SCHOOL),
        choices=lambda: reporters()[:1],
        widget=forms.Select,
        error_messages={"required": _("Bitte wählen Sie Ihren Beruf.")},
    )
    age_band = forms.ChoiceField(
        label=_("Wie alt ist das Kind?"),
        choices=AgeBand.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Bitte wählen Sie, wie alt das Kind etwa ist.")},
    )

    def __init__(self, *args: Any, bound: Reporter | None = None, **kwargs: Any) -> None:
        """``bound`` is the only group that somebody with this account can belong to."""
        super().__init__(*args, **kwargs)
        if bound:
            kind = ReporterKind(bound.value)
            cast(forms.ChoiceField, self.fields["reporter"]).choices = [(kind.value, kind.label)]
        for name in CHILD:
            spec = BY_NAME[name]
            needed = name == "child_name"
            self.fields[name] = Said(
                label=gettext(spec.label),
                required=needed,
                max_length=LINE,
                error_messages={
                    "required": _("Bitte schreiben Sie einen Namen oder ein Kürzel für das Kind.")
                },
            )

    def child(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in CHILD if self.cleaned_data[name]}


class NoteForm(KeyedForm):
    """One entry. A talk that did not happen says why; everything else says what."""

    kind = forms.ChoiceField(
        label=_("Was schreiben Sie auf?"),
        choices=EntryKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Bitte wählen Sie, was Sie aufschreiben.")},
    )
    on = DayField(label=_("Wann war das?"), required=False)
    text = Said(
        label=_("Was war? Möglichst genau, ohne Wertung"),
        help_text=_(
            "Worte des Kindes wörtlich, mit dem Anlass. Bei Hilfen: was angenommen oder abgelehnt wurde."
        ),
        required=False,
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    witness = forms.ChoiceField(
        label=_("Selbst erlebt oder gehört?"),
        choices=Witness.choices,
        initial=Witness.OWN,
        required=False,
        widget=forms.RadioSelect,
    )
    source = Said(label=_("Von wem? Wer war dabei?"), required=False, max_length=LINE)
    why_not = Said(
        label=_("Wenn kein Gespräch: warum nicht?"),
        help_text=_("Zum Beispiel, weil der Schutz des Kindes dadurch in Gefahr käme."),
        required=False,
        max_length=LINE,
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        talk = said.get("kind") in TALKS
        if not said.get("text") and not (talk and said.get("why_not")):
            self.add_error("text", _("Bitte schreiben Sie auf, was war. Stichworte genügen."))
        return said

    def note(self) -> Note:
        said = self.cleaned_data
        return Note(
            kind=EntryKind(said["kind"]),
            text=said["text"],
            on=said["on"],
            witness=Witness(said["witness"] or Witness.OWN),
            source=said["source"],
            why_not=said["why_not"] if said["kind"] in TALKS else "",
        )


class SignsForm(KeyedForm):
    """Every field of signs in words; what was not looked at stays "not assessed"."""

    def __init__(self, band: AgeBand, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for each in Indicator:
            hint = " ".join(gettext(text) for text in (prompt(band, each), severe(band, each)) if text)
            self.fields[each.value] = forms.ChoiceField(
                label=each.label,
                help_text=hint,
                choices=Sign.choices,
                initial=Sign.NOT_ASSESSED,
                required=False,
                widget=forms.RadioSelect,
            )
            self.fields[f"{each.value}_note"] = Said(
                label=gettext("%(field)s: was genau, seit wann, woher?") % {"field": each.label},
                required=False,
                max_length=NOTE,
            )

    def seen(self) -> dict[Indicator, Seen]:
        said = self.cleaned_data
        found = {
            each: Seen(sign=Sign(said[each.value] or Sign.NOT_ASSESSED), note=said[f"{each.value}_note"])
            for each in Indicator
        }
        return {each: seen for each, seen in found.items() if seen.note or seen.sign is not Sign.NOT_ASSESSED}


class ShareForm(KeyedForm):
    person_id = forms.ChoiceField(
        label=_("Wer soll mitlesen?"),
        help_text=_("Nur Menschen aus Ihrer Einrichtung. Sie können das jederzeit beenden."),
        error_messages={"required": _("Bitte wählen Sie jemanden aus.")},
    )


class ChooseForm(forms.Form):
    """What goes along to the youth office: the person decides, piece by piece."""

    pieces = forms.MultipleChoiceField(
        label=_("Was soll mitgehen?"),
        help_text=_(
            "Nur was das Jugendamt zum Schutz des Kindes braucht. Alles lässt sich vor dem Absenden ändern."
        ),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    sheets = forms.MultipleChoiceField(
        label=_("Soll Ihr Bogen mitgehen?"),
        help_text=_("Als ganze Datei: Bitte prüfen Sie vorher, ob alles darin nötig ist."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(
        self, pieces: Sequence[tuple[str, str]], sheets: Sequence[tuple[str, str]], typed: Any = None
    ) -> None:
        """Everything written is chosen at first; a sheet, which nobody can cut, only by hand."""
        super().__init__(typed, initial={"pieces": [key for key, _text in pieces]})
        cast(forms.MultipleChoiceField, self.fields["pieces"]).choices = list(pieces)
        cast(forms.MultipleChoiceField, self.fields["sheets"]).choices = list(sheets)
        if not sheets:
            del self.fields["sheets"]

    def clean_sheets(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["sheets"]
        if len(chosen) > MOST_FILES:
            raise forms.ValidationError(_("Bitte höchstens fünf Dateien auf einmal."))
        return chosen


def initial_signs(signs: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Return the last look as the starting point of the next one."""
    shown = {name: seen["sign"] for name, seen in signs.items()}
    return shown | {f"{name}_note": seen["note"] for name, seen in signs.items()}
