"""The form of a rule that the database keeps by itself, on both engines (ADR 14)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wall:
    """One thing that is refused: when ``broken`` holds for a row as it is written to ``table``."""

    name: str
    table: str
    events: tuple[str, ...]
    broken: str
    message: str
    needs: tuple[str, ...] = ()  # further tables that it looks into
