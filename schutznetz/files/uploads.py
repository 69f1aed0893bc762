"""Files from outside: recognised by content, limited in size and number, drawn anew before they are kept."""

import hashlib
import subprocess
import sys
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from schutznetz.files import reencode
from schutznetz.law.text import gettext_noop

MEBIBYTE = 1024 * 1024
MOST_BYTES = 10 * MEBIBYTE
MOST_FILES = 5
SECONDS = 60  # by the wall clock; the child itself may compute for ``reencode.SECONDS``
LONGEST_NAME = 80
HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}  # control, direction and line signs

CHILD = Path(reencode.__file__)


class Kind(StrEnum):
    JPEG = "jpeg"
    PNG = "png"
    PDF = "pdf"


SIGNATURES = {b"\xff\xd8\xff": Kind.JPEG, b"\x89PNG\r\n\x1a\n": Kind.PNG, b"%PDF-": Kind.PDF}

TOO_LARGE = gettext_noop("Die Datei ist größer als 10 MB. Bitte verkleinern Sie sie.")
EMPTY = gettext_noop("Die Datei ist leer.")
UNKNOWN = gettext_noop("Wir nehmen Bilder (JPEG, PNG) und PDF an. Diese Datei ist etwas anderes.")
REASONS = {
    reencode.TOO_MANY_PIXELS: gettext_noop("Das Bild ist zu groß. Bitte verkleinern Sie es."),
    reencode.TOO_MANY_PAGES: gettext_noop("Das PDF hat mehr als 30 Seiten. Bitte teilen Sie es."),
    reencode.LOCKED: gettext_noop("Das PDF ist mit einem Kennwort geschützt. Bitte senden Sie es ohne."),
}
UNREADABLE = gettext_noop("Die Datei lässt sich nicht öffnen. Vielleicht ist sie beschädigt.")


class Unusable(ValueError):
    """The file cannot be kept; the message says why in German, and names no content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """A file drawn anew. ``kind`` is what came in; a picture leaves as JPEG, a PDF as PDF.

    ``fingerprint`` is the hash of what came in, by which a repeated submission is recognised.
    """

    name: str
    kind: Kind
    body: bytes
    fingerprint: str


def recognise(body: bytes) -> Kind:
    """Say what a file is by its first bytes; its name and the browser's word count for nothing."""
    for signature, kind in SIGNATURES.items():
        if body.startswith(signature):
            return kind
    raise Unusable(UNKNOWN)


def clean(name: str, body: bytes) -> Cleaned:
    """Draw the file anew in a confined child process. Raises ``Unusable``."""
    if len(body) > MOST_BYTES:
        raise Unusable(TOO_LARGE)
    if not body:
        raise Unusable(EMPTY)
    kind = recognise(body)
    fingerprint = hashlib.sha256(body).hexdigest()
    return Cleaned(name=plain_name(name), kind=kind, body=_redrawn(kind, body), fingerprint=fingerprint)


def _redrawn(kind: Kind, body: bytes) -> bytes:
    try:
        child = subprocess.run(  # noqa: S603 - our own file, a fixed word, nothing from outside
            [sys.executable, "-I", str(CHILD), "pdf" if kind is Kind.PDF else "picture"],
            input=body,
            capture_output=True,
            timeout=SECONDS,
            env={},
            check=False,
        )
    except subprocess.TimeoutExpired as expired:
        raise Unusable(UNREADABLE) from expired
    if child.returncode or not child.stdout:
        raise Unusable(REASONS.get(child.returncode, UNREADABLE))
    return child.stdout


def plain_name(name: str) -> str:
    """Keep of a file name what helps to recognise it: no path, no control or direction signs."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    visible = "".join(sign for sign in last if unicodedata.category(sign) not in HIDDEN)
    return unicodedata.normalize("NFC", visible).strip()[:LONGEST_NAME] or "Datei"
