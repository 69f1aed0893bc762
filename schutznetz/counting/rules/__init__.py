"""The rules of all figures, by their names; which figures there are says ``law.monitoring``."""

from schutznetz.counting.rules import guides, networks, offers, people, visits
from schutznetz.counting.rules.base import RULES, Counted, Kind, Rule

__all__ = ["RULES", "Counted", "Kind", "Rule", "guides", "networks", "offers", "people", "visits"]
