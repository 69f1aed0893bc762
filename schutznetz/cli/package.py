"""Checks the package of a finished case: nothing changed, nothing missing, and the trail it names is ours."""

import hashlib
import json
import zipfile
import zlib
from pathlib import Path
from typing import Any
from uuid import UUID

from schutznetz.kernel import checkpoints

MANIFEST, SIGNATURE, PROOF = "inhalt.json", "inhalt.sig", "nachweis.json"
SIGNED = b"schutznetz.package\n"
NOT_READABLE = "Das ist kein lesbares Aktenpaket."
NEEDED = {"akte.json", "akte.pdf", PROOF}

# What a file that is no package, an encrypted, an unknown or a damaged one makes of the reading.
UNREADABLE = (
    OSError,
    zipfile.BadZipFile,
    KeyError,
    ValueError,
    RuntimeError,
    NotImplementedError,
    EOFError,
    zlib.error,
)


def findings(source: Path) -> list[str]:
    """Return in German what is wrong with it; nothing when it is as it was made."""
    try:
        with zipfile.ZipFile(source) as archive:
            names = archive.namelist()
            parts = {name: archive.read(name) for name in names}
        manifest, signature = parts.pop(MANIFEST), parts.pop(SIGNATURE).decode()
    except UNREADABLE:
        return [NOT_READABLE]
    if not checkpoints.is_signed(SIGNED + manifest, signature):
        return ["Das Verzeichnis des Pakets hat dieses Haus nicht unterschrieben."]
    sums: dict[str, str] = json.loads(manifest)["files"]
    found = {name: hashlib.sha256(body).hexdigest() for name, body in parts.items()}
    wrong = [name for name in sorted(sums | found) if sums.get(name) != found.get(name)]
    missing = sorted(NEEDED - found.keys())
    return [
        *(["Eine Datei steht doppelt im Paket."] if len(names) != len(set(names)) else []),
        *(f"{name} ist verändert, fehlt oder gehört nicht hinein." for name in wrong),
        *(f"{name} fehlt." for name in missing),
        *([] if wrong or missing else _of_the_trail(json.loads(parts[PROOF]))),
    ]


def _of_the_trail(proof: dict[str, Any]) -> list[str]:
    """Compare the mark that the package names with the signed ones that were kept outside the database."""
    try:
        marks = checkpoints.read(UUID(str(proof.get("network"))))
    except ValueError:
        return ["Der Nachweis aus dem Protokoll ist nicht lesbar."]
    named = (proof.get("number"), proof.get("chain"), proof.get("at"))
    if any(mark.genuine and (mark.number, mark.chain, mark.at) == named for mark in marks):
        return []
    return ["Den Prüfpunkt des Protokolls, den das Paket nennt, gibt es hier nicht."]
