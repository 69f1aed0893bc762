"""An archive that opens only with its passphrase: ZIP with AES-256 as 7-Zip and WinZip read and write it.

For offices that have no Schutznetz. The format (AE-2, https://www.winzip.com/en/support/aes-encryption/)
derives keys with few rounds, so the passphrase is drawn by us and long; a person never chooses it. Names
and times inside lie open in this format: names say nothing, times are none.
"""

import hashlib
import hmac
import os
import struct
import zlib
from collections.abc import Mapping

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

ROUNDS, SALT, KEY, CHECK, CODE = 1000, 16, 32, 2, 10
BLOCK = 16
AES, DEFLATED, VERSION = 99, 8, 51
FLAGS = 0x0001 | 0x0800  # encrypted, names in UTF-8
FIRST_DAY = (1 << 5) | 1  # the first of January 1980, which means: not said
EXTRA = struct.pack("<HHH2sBH", 0x9901, 7, 2, b"AE", 3, DEFLATED)
LOCAL, CENTRAL, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"


def locked(files: Mapping[str, bytes], passphrase: str) -> bytes:
    """Return the files in one archive, each sealed for itself."""
    archive, directory = bytearray(), bytearray()
    for name, body in files.items():
        label, sealed = name.encode(), _sealed(body, passphrase)
        sizes = struct.pack("<III", 0, len(sealed), len(body))  # no checksum of the clear text in AE-2
        about = struct.pack("<HHHHH", VERSION, FLAGS, AES, 0, FIRST_DAY) + sizes
        directory += CENTRAL + struct.pack("<H", VERSION) + about
        directory += struct.pack("<HHHHHII", len(label), len(EXTRA), 0, 0, 0, 0, len(archive)) + label + EXTRA
        archive += LOCAL + about + struct.pack("<HH", len(label), len(EXTRA)) + label + EXTRA + sealed
    count = len(files)
    end = struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), len(archive), 0)
    return bytes(archive + directory + END + end)


def _sealed(body: bytes, passphrase: str) -> bytes:
    salt = os.urandom(SALT)
    material = hashlib.pbkdf2_hmac("sha1", passphrase.encode(), salt, ROUNDS, 2 * KEY + CHECK)
    key, code_key, check = material[:KEY], material[KEY : 2 * KEY], material[2 * KEY :]
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -15)
    cipher = _counted(key, squeezer.compress(body) + squeezer.flush())
    return salt + check + cipher + hmac.digest(code_key, cipher, "sha1")[:CODE]


def _counted(key: bytes, text: bytes) -> bytes:
    """Apply AES in counter mode with the counter this format wants: little-endian, from one."""
    starts = range(0, len(text), BLOCK)
    return b"".join(_block(key, number, text[at : at + BLOCK]) for number, at in enumerate(starts, start=1))


def _block(key: bytes, number: int, text: bytes) -> bytes:
    aes = Cipher(algorithms.AES(key), modes.CTR(number.to_bytes(BLOCK, "little"))).encryptor()
    return aes.update(text) + aes.finalize()
