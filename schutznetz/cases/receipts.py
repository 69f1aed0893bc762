"""The code on a receipt: derived, never stored; the database keeps a keyed hash that only recognises it."""

import hmac
from uuid import UUID

from django.conf import settings

from schutznetz.law import receipt


def _digest(purpose: str, network_id: UUID, text: str) -> bytes:
    message = f"{purpose}/{network_id}/{text}".encode()
    return hmac.digest(settings.SECRET_KEY.encode(), message, "sha256")


def code_for(network_id: UUID, submission_key: str) -> str:
    """Return the code of a submission: sending the same form again shows the same receipt."""
    return receipt.from_number(int.from_bytes(_digest("receipt", network_id, submission_key)))


def tag(network_id: UUID, code: str) -> str:
    """Return what the database stores of a code."""
    return _digest("receipt-tag", network_id, code).hex()
