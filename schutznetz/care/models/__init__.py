"""Families who want help, and what hangs on them; every name and every word of theirs is sealed."""

from schutznetz.care.models.family import Family, FamilyChild

__all__ = ["Family", "FamilyChild"]
