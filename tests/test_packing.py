"""The sealed package, opened by hand as its format says: only with the passphrase, whole, or not at all."""

import hashlib
import hmac
import io
import struct
import zipfile
import zlib

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from schutznetz.files import packing

pytestmark = pytest.mark.static
FILES = {"uebergabe.pdf": b"%PDF Mia " * 500, "leer.json": b"", "eins.json": b"{}"}


def opened(archive: bytes, name: str, passphrase: str) -> bytes | None:
    """Read one file as the published format describes it; None for a wrong passphrase or a changed file."""
    with zipfile.ZipFile(io.BytesIO(archive)) as listed:
        entry = listed.getinfo(name)
    start = entry.header_offset
    label, extra = struct.unpack_from("<HH", archive, start + 26)
    body = archive[start + 30 + label + extra :][: entry.compress_size]
    salt, check, cipher, code = body[:16], body[16:18], body[18:-10], body[-10:]
    made = hashlib.pbkdf2_hmac("sha1", passphrase.encode(), salt, 1000, 66)
    if made[64:] != check or hmac.digest(made[32:64], cipher, "sha1")[:10] != code:
        return None
    clear = b""
    for count, at in enumerate(range(0, len(cipher), 16), start=1):
        aes = Cipher(algorithms.AES(made[:32]), modes.CTR(count.to_bytes(16, "little"))).decryptor()
        clear += aes.update(cipher[at : at + 16])
    return zlib.decompress(clear, -15)


@pytest.mark.parametrize("name", FILES)
def test_with_the_passphrase_everything_is_there(name: str) -> None:
    archive = packing.locked(FILES, "apfel-birne")

    assert opened(archive, name, "apfel-birne") == FILES[name]
    assert opened(archive, name, "apfel-birn") is None


def test_a_changed_package_does_not_open() -> None:
    archive = bytearray(packing.locked(FILES, "apfel-birne"))
    archive[100] ^= 1

    assert opened(bytes(archive), "uebergabe.pdf", "apfel-birne") is None


def test_nothing_of_it_lies_open_and_no_two_packages_are_alike() -> None:
    first, second = packing.locked(FILES, "apfel-birne"), packing.locked(FILES, "apfel-birne")

    assert b"Mia" not in first
    assert first != second


def test_any_reader_lists_it_and_sees_that_it_is_encrypted() -> None:
    with zipfile.ZipFile(io.BytesIO(packing.locked(FILES, "apfel-birne"))) as listed:
        assert listed.namelist() == list(FILES)
        assert all(entry.flag_bits & 1 and entry.compress_type == 99 for entry in listed.infolist())
