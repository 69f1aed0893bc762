"""Who must not be called to a task: the domain that its record belongs to says so, and is asked here."""

from collections.abc import Callable
from typing import TypeAlias
from uuid import UUID

Said: TypeAlias = Callable[[str, UUID], set[UUID]]

_said: list[Said] = []


def install(said: Said) -> None:
    """Take the answer of a domain: from the type and identifier of a record to the people shut out of it."""
    _said[:] = [said]


def too_close(about_type: str, about_id: UUID) -> set[UUID]:
    return {person for said in _said for person in said(about_type, about_id)}
