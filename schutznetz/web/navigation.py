"""The main menu, one row per place: it shows what the role may do, in the order of a working day."""

from dataclasses import dataclass

from django.http import HttpRequest

from schutznetz.kernel.context import Context


@dataclass(frozen=True, slots=True)
class Entry:
    label: str
    url: str
    current: str = ""


def entries(request: HttpRequest, ctx: Context | None, slug: str) -> list[Entry]:
    """Return the menu of the person's role in this network."""
    return []
