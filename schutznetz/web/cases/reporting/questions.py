"""Turns the questions of ``law.report_fields`` into forms; nothing typed is ever refused for its letters."""

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms.boundfield import BoundField
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from schutznetz.files import uploads
from schutznetz.files.uploads import Cleaned
from schutznetz.law.report_fields import Field, Shape, is_required
from schutznetz.law.reporters import Reporter
from schutznetz.signs import readable
from schutznetz.web.uploads import CutFile

LINE = 500
TEXT = 50_000


class Said(forms.CharField):
    """Free text in canonical Unicode; signs that nobody sees are dropped, not refused."""

    def to_python(self, value: Any) -> str:
        text = readable(str(value or "").replace("\r\n", "\n").replace("\r", ""))
        return unicodedata.normalize("NFC", text).strip()


class Pick(forms.ChoiceField):
    """One of the answers that were offered; what nobody offered counts as no answer and stops nothing."""

    def to_python(self, value: Any) -> str:
        text = str(super().to_python(value))
        return text if self.valid_value(text) else ""


class PickSeveral(forms.MultipleChoiceField):
    """Some of the answers that were offered, in the same spirit."""

    def to_python(self, value: Any) -> list[str]:
        return [each for each in super().to_python(value) if self.valid_value(each)]


def question(spec: Field, reporter: Reporter, *, urgent: bool) -> forms.Field:
    """Return the form field of one question as this reporter is asked it, the same one for all forms.

    In danger nothing is sent back, however long: the server takes whole forms up to a size of its own.
    """
    return _question(spec, reporter, urgent, get_language())


@cache
def _question(spec: Field, reporter: Reporter, urgent: bool, language: str | None) -> forms.Field:
    shared: dict[str, Any] = {
        "label": gettext(spec.label_for(reporter)),
        "help_text": gettext(spec.hint) if spec.hint else "",
        "required": is_required(spec, reporter, urgent=urgent),
        "error_messages": {"required": _("Bitte beantworten Sie diese Frage. Stichworte genügen.")},
    }
    if spec.shape is Shape.CHOICE:
        choices = [(value, gettext(label)) for value, label in spec.choices]
        return Pick(choices=choices, widget=forms.RadioSelect, **shared)
    if spec.shape is Shape.TEXT:
        box = forms.Textarea(attrs={"rows": 4})
        return Said(max_length=None if urgent else TEXT, widget=box, **shared)
    return Said(max_length=None if urgent else LINE, **shared)


class Section(forms.Form):
    """A part of a page that can show itself filled in without complaining."""

    further: frozenset[str] = frozenset()  # names of the questions that wait behind a fold

    def fresh(self) -> "Section":
        """Return a form that shows what was typed and finds no fault with it."""
        typed = {
            name: each.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
            for name, each in self.fields.items()
        }
        unjudged = Section(initial=typed, prefix=self.prefix)
        unjudged.fields, unjudged.further = self.fields, self.further
        return unjudged

    def first(self) -> list[BoundField]:
        """Return the questions that everybody sees."""
        return [field for field in self if field.name not in self.further or field.errors]

    def more(self) -> list[BoundField]:
        """Return the questions behind the fold; one with a complaint comes to the front."""
        return [field for field in self if field.name in self.further and not field.errors]

    def has_more(self) -> bool:
        """Tell whether something is already written behind the fold, so that it stands open."""
        return any(field.value() for field in self.more())

    def answers(self) -> dict[str, str]:
        """Return what was answered; call after ``is_valid``."""
        return {name: value for name, value in self.cleaned_data.items() if value}


class Questions(Section):
    """The questions of some groups as this reporter is asked them."""

    def __init__(
        self,
        specs: Iterable[Field],
        reporter: Reporter,
        data: Mapping[str, Any],
        *,
        urgent: bool = False,
        prefix: str | None = None,
    ) -> None:
        super().__init__(data, prefix=prefix)
        for spec in specs:
            self.fields[spec.name] = question(spec, reporter, urgent=urgent)
            if spec.further and not self.fields[spec.name].required:
                self.further |= {spec.name}


class SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class Files(forms.FileField):
    """Several files, each drawn anew; what cannot be kept is named with its reason."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Cleaned]:
        files = [file for file in data or [] if file]
        if len(files) > uploads.MOST_FILES:
            raise ValidationError(_("Bitte höchstens fünf Dateien auf einmal."))
        kept, problems = [], []
        for file in files:
            try:
                kept.append(_redrawn(file))
            except uploads.Unusable as reason:
                problems.append(f"„{uploads.plain_name(file.name)}“: {gettext(str(reason))}")
        if problems and kept:
            problems.append(gettext("Bitte wählen Sie auch die anderen Dateien noch einmal aus."))
        if problems:
            raise ValidationError(problems)
        return kept


def _redrawn(file: UploadedFile[Any]) -> Cleaned:
    if isinstance(file, CutFile):
        raise uploads.Unusable(uploads.TOO_LARGE)
    return uploads.clean(str(file.name), file.read())


class Attached(Section):
    """Files for a report or an addition."""

    attachments = Files(
        label=_("Fotos oder Dokumente"),
        help_text=_("Bis zu fünf Dateien (JPEG, PNG, PDF) mit je 10 MB. Ort und Gerät werden entfernt."),
        required=False,
        widget=SeveralFiles(attrs={"accept": "image/jpeg,image/png,application/pdf"}),
    )

    def answers(self) -> dict[str, str]:
        return {}

    def kept(self) -> list[Cleaned]:
        """Return the files drawn anew; call after ``is_valid``."""
        files: list[Cleaned] = self.cleaned_data["attachments"]
        return files


class Along(Section):
    """The own sheets that somebody brought from a worry; each can still be left out."""

    sheets = PickSeveral(
        label=_("Ihr Bogen aus der Sorge"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, sheets: Iterable[tuple[str, Any]], data: Mapping[str, Any]) -> None:
        super().__init__(data)
        cast(forms.MultipleChoiceField, self.fields["sheets"]).choices = list(sheets)

    def answers(self) -> dict[str, str]:
        return {}


def prints(files: Iterable[Cleaned]) -> list[str]:
    """Return what stands for files when two submissions are compared."""
    return [file.fingerprint for file in files]
