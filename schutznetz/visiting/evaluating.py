"""Into which piece of a scale a length and a number of contacts fall."""

from collections.abc import Sequence

LENGTHS = ((90, "3"), (182, "6"), (274, "9"), (365, "12"))  # days, and up to which month that is
CONTACTS = ((5, "5"), (12, "12"), (20, "20"))
MORE = "more"


def length_band(days: int) -> str:
    return _band(days, LENGTHS)


def contacts_band(contacts: int) -> str:
    return _band(contacts, CONTACTS)


def _band(number: int, bands: Sequence[tuple[int, str]]) -> str:
    return next((name for most, name in bands if number <= most), MORE)
