"""The number on a receipt, asked for in a form: it travels in the body and never in an address."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Nummer auf Ihrer Bestätigung"),
        help_text=_("16 Ziffern, zum Beispiel 1234 5678 9012 3456."),
        max_length=40,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false", "dir": "ltr"}
        ),
        error_messages={"required": _("Bitte geben Sie die Nummer ein.")},
    )
