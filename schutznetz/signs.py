"""Which signs of a typed or pasted text are kept: nothing invisible may turn, split or hide what is read.

Directions are left to the letters themselves, so that text from right to left stays as it is. Marks beside
punctuation stay too, and joiners where a script writes with them: in Persian, in Indian scripts, in emoji.
"""

import re

# Control signs without line and tab; overrides, embeddings and isolates; invisible signs of no width; blanks
# that count as letters; tags.
_NEVER = (
    "\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u180e\u200b\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff9-\ufffb\U000e0000-\U000e007f"
)
_MARKS = "\u061c\u200e\u200f"  # say where punctuation belongs; inside a word they only part it
_JOINED = (  # scripts and emoji that are written with U+200C and U+200D
    "\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\u1a20-\u1aaf\ufb50-\ufdff\ufe70-\ufefc\ufe0f"
    "\u2190-\u2bff\U0001f000-\U0001faff"
)
TURNED = re.compile("[\u202a-\u202e\u2066-\u2069]")
_HIDDEN = re.compile(
    f"[{_NEVER}]|(?<![{_JOINED}])[\u200c\u200d]|(?<=\\w)[{_MARKS}](?=\\w)|[{_MARKS}](?=[{_MARKS}])"
)


def readable(text: str) -> str:
    """Return the text without signs that nobody sees; whatever can be read stays as it was typed."""
    return _HIDDEN.sub("", text)
