"""One spelling for all ways to write a German name or word."""

import unicodedata

from anyascii import anyascii

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "é": "e", "è": "e", "á": "a"})


def fold(text: str) -> str:
    """Return ``text`` in lower-case ASCII letters: Umlaute written out, other scripts in Latin letters."""
    low = text.lower()
    if low.isascii():
        return low
    low = unicodedata.normalize("NFC", low).translate(_UMLAUTS)  # some programs write ü as u with two dots
    return low if low.isascii() else anyascii(low).lower()
