"""What surrounds every page, drawn once for each look."""

from django import template
from django.template import Context

from schutznetz.web.ui import stencil

register = template.Library()


@register.simple_tag(takes_context=True)
def frame(context: Context, name: str) -> str:
    """Draw a piece of what surrounds every page, see ``shell``."""
    here = context["request"].get_full_path()
    return stencil.fill(name, {"shell": context["shell"]}, {"here": here})
