"""The code on a receipt: digits only, because everybody can write them down and read them out.

Sixteen digits in four groups look like any other customer number, also on a borrowed phone. The last
digit is a check digit by Damm's method: every single wrong digit and every swap of neighbours is noticed.
"""

import unicodedata

LENGTH = 16
RANDOM = LENGTH - 1
GROUP = 4

_DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)


def _damm(digits: str) -> int:
    interim = 0
    for digit in digits:
        interim = _DAMM[interim][int(digit)]
    return interim


def from_number(number: int) -> str:
    """Turn any large random number into a code; equal numbers give equal codes."""
    digits = str(number % 10**RANDOM).zfill(RANDOM)
    return digits + str(_damm(digits))


def shown(code: str) -> str:
    """Group the code as it is printed and read out: ``1234 5678 9012 3456``."""
    return " ".join(code[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def read(typed: str) -> str | None:
    """Return the code that somebody typed, whatever separates the groups, or None if it cannot be one."""
    folded = unicodedata.normalize("NFKC", typed)
    digits = "".join(str(unicodedata.decimal(sign)) for sign in folded if sign.isdecimal())
    other = {sign for sign in folded if not sign.isdecimal() and not sign.isspace()}
    if len(digits) != LENGTH or other - set("-–—./,_ ") or _damm(digits):
        return None
    return digits
