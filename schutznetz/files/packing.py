"""An archive that opens only with its passphrase: ZIP with AES-256, as 7-Zip and WinZip read it.

For offices that have no Schutznetz. The format derives keys with few rounds, so the passphrase is drawn by us
and long; a person never chooses it. Names inside lie open in this format, so they say nothing.
"""

import io
from collections.abc import Mapping

from pyzipper import WZ_AES, ZIP_DEFLATED, AESZipFile

from schutznetz.kernel import ids

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, LENGTH = 5, 5  # 123 bits, to be read out over the telephone


def passphrase() -> str:
    return "-".join(ids.choose(LETTERS, LENGTH) for _group in range(GROUPS))


def locked(files: Mapping[str, bytes], passphrase: str) -> bytes:
    """Return the files in one archive, each sealed for itself."""
    archive = io.BytesIO()
    with AESZipFile(archive, "w", encryption=WZ_AES) as sealed:
        sealed.setpassword(passphrase.encode())
        for name, body in files.items():
            sealed.writestr(AESZipFile.zipinfo_cls(name), body, ZIP_DEFLATED)  # no time of its own
    return archive.getvalue()
