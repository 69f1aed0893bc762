"""The page on which somebody hands in a table, for every import."""

from django import forms
from django.utils.translation import gettext_lazy as _

from schutznetz.files.tables import MAX_BYTES
from schutznetz.web.uploads import CutFile


class TableUpload(forms.Form):
    file = forms.FileField(
        label=_("CSV-Datei"),
        help_text=_(
            "Es wird zuerst nur geprüft. Übernommen wird erst, wenn Sie es sagen."
            " In Excel: „Speichern unter“ → „CSV UTF-8“. Höchstens 40 MB."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={"empty": _("Die Datei ist leer.")},
    )

    def clean_file(self) -> bytes:
        """Return the contents; the name of the file is not kept."""
        file = self.cleaned_data["file"]
        if isinstance(file, CutFile) or file.size > MAX_BYTES:
            raise forms.ValidationError(_("Die Datei ist größer als 40 MB. Bitte teilen Sie sie."))
        content: bytes = file.read()
        return content
