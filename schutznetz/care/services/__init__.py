"""What people do in early help: one module per use case."""

from schutznetz.care.services.families import Household, change_family, end_help, erase, open_family

__all__ = ["Household", "change_family", "end_help", "erase", "open_family"]
