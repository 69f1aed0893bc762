"""Letters without marks: what is left of a name when every alphabet and every keyboard is made equal."""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

# Letters whose mark changes the sound; every other mark is simply left out.
_MARKED = {
    "ä": "a", "ö": "o", "ü": "u", "ß": "ss", "æ": "a", "ø": "o", "å": "a", "ə": "a", "ı": "i", "i̇": "i",
    "ş": "sh", "ș": "sh", "š": "sh", "ś": "s", "ç": "ch", "č": "ch", "ć": "ch", "ğ": "gh", "ž": "zh",
    "ż": "zh", "ź": "z", "ł": "l", "đ": "dj", "ț": "ts", "ţ": "ts", "ř": "rz", "þ": "th", "ð": "d",
}  # fmt: skip
_MARK = re.compile("|".join(sorted(map(re.escape, _MARKED), key=len, reverse=True)))
_UMLAUT = re.compile("(?<=[aou])e")  # Mueller, Soeren, Kaethe
_LETTERS = {at: None if chr(at) in "'`" else " " for at in range(128) if not chr(at).isalpha()}


@lru_cache(1 << 16)
def plain(text: str) -> str:
    """Return lower-case Latin letters and blanks; an umlaut and its two letters become the same."""
    latin = text if text.isascii() else _in_latin(text)
    return _UMLAUT.sub("", " ".join(latin.lower().translate(_LETTERS).split()))


def _in_latin(text: str) -> str:
    text = unicodedata.normalize("NFC", text).lower()
    text = _MARK.sub(lambda found: _MARKED[found[0]], text)
    return anyascii("".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)))
