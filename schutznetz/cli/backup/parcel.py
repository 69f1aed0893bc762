"""The file itself: a tar with a list of contents, on request encrypted to a certificate."""

import hashlib
import json
import subprocess
import tarfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

DUMP = "datenbank"
CHECKPOINTS = "pruefpunkte"
MANIFEST = "inhalt.json"


class BackupRefused(RuntimeError):
    """Says in German what is missing or does not fit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What must be there when the file comes back; ``files`` maps names to SHA-256."""

    engine: str
    made_at: str
    rows: dict[str, int]
    files: dict[str, str]


def digests(place: Path) -> dict[str, str]:
    return {name: _digest(place / name) for name in _names(place) if name != MANIFEST}


def _names(place: Path) -> Iterator[str]:
    return (str(path.relative_to(place)) for path in sorted(place.rglob("*")) if path.is_file())


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def pack(place: Path, manifest: Manifest, target: Path) -> None:
    (place / MANIFEST).write_text(json.dumps(asdict(manifest), indent=1, sort_keys=True))
    with tarfile.open(target, "w") as tar:
        for name in _names(place):
            tar.add(place / name, arcname=name)


def unpack(source: Path, place: Path) -> Manifest:
    """Lay the contents out and compare each file with the list; anything else in the file is refused."""
    try:
        with tarfile.open(source) as tar:
            for member in tar:
                _lay_out(tar, member, place)
        manifest = Manifest(**json.loads((place / MANIFEST).read_text()))
    except (tarfile.TarError, OSError, ValueError, TypeError) as error:
        raise BackupRefused(
            "Das ist keine lesbare Sicherung. Ist sie verschlüsselt, hilft die Angabe --key."
        ) from error
    found = digests(place)
    if broken := sorted(
        name for name in manifest.files | found if manifest.files.get(name) != found.get(name)
    ):
        raise BackupRefused(f"Die Sicherung ist beschädigt: {', '.join(broken)}.")
    return manifest


def _lay_out(tar: tarfile.TarFile, member: tarfile.TarInfo, place: Path) -> None:
    name = PurePosixPath(member.name)
    content = tar.extractfile(member) if member.isfile() else None
    if content is None or name.is_absolute() or ".." in name.parts:
        raise BackupRefused("Die Sicherung enthält etwas, das nicht hineingehört.")
    path = place / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        while chunk := content.read(1 << 20):
            file.write(chunk)


def encrypt(source: Path, target: Path, certificate: Path) -> None:
    """Write CMS (RFC 5652, AES-256) that only the private key of the certificate opens."""
    how = ("-encrypt", "-binary", "-stream", "-aes-256-cbc", "-outform", "DER")
    _cms(*how, "-in", str(source), "-out", str(target), str(certificate))


def decrypt(source: Path, target: Path, key: Path) -> None:
    _cms("-decrypt", "-inform", "DER", "-in", str(source), "-out", str(target), "-inkey", str(key))


def _cms(*arguments: str) -> None:
    try:
        done = subprocess.run(  # noqa: S603 - fixed program, arguments are our own paths
            ["/usr/bin/openssl", "cms", *arguments], capture_output=True, check=False, text=True
        )
    except FileNotFoundError:
        raise BackupRefused("Das Programm openssl fehlt: apt-get install openssl.") from None
    if done.returncode:
        raise BackupRefused("openssl konnte die Datei nicht ver- oder entschlüsseln. Passt der Schlüssel?")
