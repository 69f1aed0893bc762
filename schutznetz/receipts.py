"""The code on a receipt: derived, never stored; the database keeps a keyed hash that only recognises it."""

import hmac

from schutznetz.kernel import keys
from schutznetz.kernel.machine import Conflict
from schutznetz.law import receipt
from schutznetz.law.text import gettext_noop

KEY = "receipts"
NOBODY = "0" * receipt.LENGTH  # looked up for what cannot be a code, so that every answer takes as long


class UnknownCode(Conflict):
    """Nothing answers to what was typed."""

    def __init__(self) -> None:
        super().__init__(gettext_noop("Zu dieser Nummer finden wir nichts. Bitte prüfen Sie jede Ziffer."))


def _digest(purpose: str, text: str) -> bytes:
    return hmac.digest(keys.named(KEY), f"{purpose}/{text}".encode(), "sha256")


def code_for(submission_key: str, purpose: str = "code") -> str:
    """Return the code of a submission to the current network: sending the form again shows it again.

    Codes of different purposes differ whatever the key, so that equal tags never link two tables.
    """
    return receipt.from_number(int.from_bytes(_digest(purpose, submission_key)))


def tag(code: str) -> str:
    """Return what the database stores of a code."""
    return _digest("tag", code).hex()


def tag_typed(typed: str) -> str:
    """Return the tag of what somebody typed; what cannot be a code gets one that nothing has."""
    return tag(receipt.read(typed) or NOBODY)
