"""The code on a receipt: derived, never stored; the database keeps a keyed hash that only recognises it."""

import hmac

from schutznetz.kernel import keys
from schutznetz.law import receipt

KEY = "receipts"


def _digest(purpose: str, text: str) -> bytes:
    return hmac.digest(keys.named(KEY), f"{purpose}/{text}".encode(), "sha256")


def code_for(submission_key: str) -> str:
    """Return the code of a submission to the current network: sending the form again shows it again."""
    return receipt.from_number(int.from_bytes(_digest("code", submission_key)))


def tag(code: str) -> str:
    """Return what the database stores of a code."""
    return _digest("tag", code).hex()
