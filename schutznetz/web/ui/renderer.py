"""Forms in KERN: every ``{{ form }}`` and every field group comes out of two templates."""

from copy import copy
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting

from schutznetz.web.ui.fields import Switch

INPUT = "kern-form-input__input"
SELECT = "kern-form-input__select"
TICK = "kern-form-check__checkbox"
SWITCH = "sn-switch"
DOT = "kern-form-check__radio"


def kind(widget: forms.Widget) -> str:
    """Name the frame a widget needs: ``group``, ``checkbox``, ``select``, ``file`` or ``input``."""
    if widget.use_fieldset:
        return "group"
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    if isinstance(widget, forms.SelectMultiple | forms.FileInput):
        return "input"
    return "select" if isinstance(widget, forms.Select) else "input"


def classes(widget: forms.Widget, *, wrong: bool) -> str:
    """Return KERN's classes; a group of checkboxes is a subclass of radios in Django: it comes first."""
    if isinstance(widget, Switch):
        name = SWITCH
    elif isinstance(widget, forms.CheckboxSelectMultiple | forms.CheckboxInput):
        name = TICK
    elif isinstance(widget, forms.RadioSelect):
        name = DOT
    else:
        name = SELECT if kind(widget) == "select" else INPUT
    found = [name, f"{name}--error"] if wrong else [name]
    if width := widget.attrs.get("data-width"):
        found.append(f"{INPUT}--width-{width}")
    return " ".join(found)


class KernRenderer(TemplatesSetting):
    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        field = context.get("field")
        if template_name == self.field_template_name and isinstance(field, BoundField):
            self.dress(field)
        return super().render(template_name, context, request)

    def dress(self, field: BoundField) -> None:
        """Give the widget its looks; the browser's own check stays off, it speaks the browser's language."""
        field.field = copy(field.field)  # the question may be shared by all who are asked it
        widget = field.field.widget = copy(field.field.widget)
        widget.attrs = dict(widget.attrs)
        field.form.use_required_attribute = False
        widget.attrs.pop("placeholder", None)  # would vanish when it is needed, and is too faint to read
        widget.attrs["class"] = classes(widget, wrong=bool(field.errors))
        if field.field.required and kind(widget) in {"input", "select"}:
            widget.attrs["aria-required"] = "true"
