"""Template helpers for lists of tasks."""

from collections.abc import Mapping
from uuid import UUID

from django import template

register = template.Library()


@register.filter
def at(addresses: Mapping[UUID, str], key: UUID) -> str:
    """Return where a row leads; templates cannot look a value up by a variable."""
    return addresses.get(key, "")
