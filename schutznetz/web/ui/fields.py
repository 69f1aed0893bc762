"""Form fields for what people really type: days, times of day and telephone numbers."""

import re
from collections.abc import Sequence
from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class Switch(forms.CheckboxInput):
    """On or off, at once clear which; for settings, never for consent."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"role": "switch", **(attrs or {})})


class DayWidget(forms.MultiWidget):
    """Three boxes instead of the browser's calendar, which follows the browser's language."""

    template_name = "ui/widgets/day.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        parts = ((_("Tag"), 2), (_("Monat"), 2), (_("Jahr"), 4))
        boxes = [forms.TextInput(attrs={"maxlength": size, "label": label}) for label, size in parts]
        super().__init__(boxes, attrs)

    def decompress(self, value: date | None) -> list[Any]:
        return [value.day, value.month, value.year] if value else [None, None, None]


YEARS = (1900, 2200)


class DayField(forms.MultiValueField):
    """A calendar day, typed as day, month and year."""

    widget = DayWidget
    default_error_messages = {
        "invalid": _("Diesen Tag gibt es nicht. Beispiel: 24 12 2026."),
        "incomplete": _("Bitte Tag, Monat und Jahr angeben."),
        "year": _("Bitte das Jahr prüfen."),
    }

    def __init__(self, **kwargs: Any) -> None:
        boxes = [forms.CharField(required=False) for _box in range(3)]
        super().__init__(boxes, require_all_fields=False, **kwargs)

    def compress(self, data_list: Sequence[str]) -> date | None:
        if not any(data_list):
            return None
        if not all(data_list):
            raise ValidationError(self.error_messages["incomplete"], code="incomplete")
        try:
            day, month, year = (int(part) for part in data_list)
            found = date(year, month, day)
        except (ValueError, OverflowError) as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error
        if not YEARS[0] <= found.year <= YEARS[1]:  # a mistyped year, with which nobody can reckon
            raise ValidationError(self.error_messages["year"], code="year")
        return found


class TimeOfDayField(forms.CharField):
    """A time as people write it: ``14:30``, ``14.30``, ``1430`` or ``14``."""

    default_error_messages = {"invalid": _("Bitte eine Uhrzeit angeben. Beispiel: 14:30.")}

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        found = re.fullmatch(r"(\d{1,2})(?:\s*[:.hH]?\s*(\d{2}))?(?:\s*Uhr)?", text.strip())
        try:
            return time(int(found[1]), int(found[2] or 0)) if found else self._refuse()
        except ValueError:
            self._refuse()

    def _refuse(self) -> Any:
        raise ValidationError(self.error_messages["invalid"], code="invalid")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "inputmode": "numeric", "data-width": "4"}

    def prepare_value(self, value: Any) -> Any:
        return value.strftime("%H:%M") if isinstance(value, time) else value


class PhoneField(forms.CharField):
    """A telephone number, kept as typed apart from doubled blanks: people read it back aloud."""

    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"})
    default_error_messages = {
        "invalid": _("Diese Nummer enthält Zeichen, die nicht gewählt werden können. Beispiel: 02331 1234.")
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 40, **kwargs})

    def to_python(self, value: Any) -> str:
        text = " ".join(str(super().to_python(value) or "").split())
        if text and not re.fullmatch(r"\+?[\d\s()/.-]{3,40}", text):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return text
