"""Reads about measures: whether a child is protected, what is open, and what the pages show."""

from schutznetz.cases.standing import Open, active_protection, missing, still_open

__all__ = ["Open", "active_protection", "missing", "still_open"]
