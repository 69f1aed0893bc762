"""Fields of the forms for volunteers: hours of a weekday, amounts of money, minutes, parts of town."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from schutznetz.offers.choices import Weekday
from schutznetz.volunteers.values import Window, said

TIME = r"([0-9]{1,2})(?:[:.]([0-9]{2}))?"
SPAN = re.compile(rf"{TIME}\s*(?:-|–|bis)\s*{TIME}(?:\s*Uhr)?")


class HoursField(forms.CharField):
    """When somebody has time on one weekday: ``14–17`` or ``9 bis 11:30, 15-18``."""

    default_error_messages = {"invalid": _("Bitte so schreiben: 14–17 oder 9–11:30, 15–18.")}

    def __init__(self, day: Weekday, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "max_length": 80, **kwargs})
        self.day = day

    def clean(self, value: Any) -> list[Window]:
        text = super().clean(value)
        return [self._window(part.strip()) for part in text.split(",") if part.strip()]

    def _window(self, part: str) -> Window:
        found = SPAN.fullmatch(part)
        if found is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        hours = [int(each or 0) for each in found.groups()]
        if hours[1] > 59 or hours[3] > 59:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        try:
            return Window(self.day, hours[0] * 60 + hours[1], hours[2] * 60 + hours[3])
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error

    @staticmethod
    def typed(day: Weekday, windows: Iterable[Window]) -> str:
        return ", ".join(f"{said(each.begins)}–{said(each.ends)}" for each in windows if each.day is day)


class EuroField(forms.CharField):
    """An amount as people write it, kept exactly: ``12``, ``12,50`` or ``12.50``; never more than cents."""

    default_error_messages = {"invalid": _("Bitte einen Betrag in Euro angeben. Beispiel: 12,50.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "max_length": 12, **kwargs})

    def clean(self, value: Any) -> Decimal:
        text = str(super().clean(value)).replace("€", "").strip()
        if not text:
            return Decimal(0)
        if not re.fullmatch(r"[0-9]{1,4}(?:[,.][0-9]{1,2})?", text):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return Decimal(text.replace(",", "."))

    def prepare_value(self, value: Any) -> Any:
        return f"{value:.2f}".replace(".", ",") if isinstance(value, Decimal) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "inputmode": "decimal"}


class PlacesField(forms.CharField):
    """Parts of town, separated by commas."""

    def clean(self, value: Any) -> list[str]:
        names = (" ".join(part.split()) for part in str(super().clean(value)).split(","))
        return list(dict.fromkeys(name for name in names if name))

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else ", ".join(value)
