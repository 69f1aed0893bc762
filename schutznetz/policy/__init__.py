"""Who may do what: the whole product in one table, with a file for each part of it."""

from schutznetz.policy.hard_stops import PROVED
from schutznetz.policy.table import COLLEAGUES, HARD_STOPS, OFFICE, POLICY, REPORTING
from schutznetz.policy.traced import TRACED

__all__ = ["COLLEAGUES", "HARD_STOPS", "OFFICE", "POLICY", "PROVED", "REPORTING", "TRACED"]
