"""Exactly once: the same submission twice gives one result and one receipt."""

import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files import File
from django.db import connection, models

from schutznetz.kernel import audit, clock, ids
from schutznetz.kernel.context import Context
from schutznetz.kernel.counters import stored
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.models import Submission
from schutznetz.law.text import gettext_noop

KEPT = timedelta(days=30)
_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
_RESERVE = (
    "INSERT INTO kernel_submission (id, network_id, key, kind, body, received_at)"
    " VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT (network_id, key) DO NOTHING"
)
_SETTLE = "UPDATE kernel_submission SET result_id = %s WHERE network_id = %s AND key = %s"


class Changed(Conflict):
    """The key was used before, for something else."""

    def __init__(self) -> None:
        super().__init__(
            gettext_noop(
                "Dieses Formular wurde schon abgeschickt, danach wurde der Text geändert."
                " Was Sie zuerst geschickt haben, ist angekommen. Bitte öffnen Sie das Formular neu."
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a submission led to; ``repeated`` when it had been received before."""

    result_id: UUID
    repeated: bool


def new_key() -> str:
    """Return a fresh key (130 bits) for the form's hidden field."""
    return ids.choose(_ALPHABET, 26)


def once(
    ctx: Context, *, key: str, body: Mapping[str, object], act: Callable[[], models.Model], kind: str
) -> Outcome:
    """Do ``act`` and remember the key in one durable transaction, or return what it led to before.

    A second try that comes while the first still runs waits for it. Raises ``Changed`` when the key
    was used with another body, by another person or for another kind of form.
    """
    proof = _proof(ctx, kind, body)
    with audit.unit():
        if not _reserve(ctx, key, kind, proof):
            first = Submission.objects.get(key=key)
            if not hmac.compare_digest(bytes(first.body), proof) or first.result_id is None:
                raise Changed
            return Outcome(result_id=first.result_id, repeated=True)
        result = act()
        with connection.cursor() as cursor:
            cursor.execute(_SETTLE, [stored(result.pk), stored(ctx.network_id), key])
    return Outcome(result_id=result.pk, repeated=False)


def _reserve(ctx: Context, key: str, kind: str, proof: bytes) -> bool:
    at = connection.ops.adapt_datetimefield_value(ctx.now)
    row: list[Any] = [stored(ids.new_id()), stored(ctx.network_id), key, kind, proof, at]
    with connection.cursor() as cursor:
        cursor.execute(_RESERVE, row)
        return bool(cursor.rowcount)


def _proof(ctx: Context, kind: str, body: Mapping[str, object]) -> bytes:
    """Return a keyed hash: comparable, and useless to whoever guesses at the contents."""
    facts = [str(ctx.network_id), str(ctx.actor_id), kind, {name: _plain(body[name]) for name in body}]
    text = json.dumps(facts, sort_keys=True, default=str)
    return hmac.digest(settings.SECRET_KEY.encode(), text.encode(), "sha256")


def _plain(value: object) -> object:
    """Stand in for an uploaded file with its hash, and leave it as it was found."""
    if not isinstance(value, File):
        return value
    digest = hashlib.sha256()
    for chunk in value.chunks():
        digest.update(chunk)
    value.seek(0)
    return digest.hexdigest()


def expire() -> int:
    """Forget the keys of the current network that are older than 30 days."""
    return Submission.objects.filter(received_at__lt=clock.now() - KEPT).delete()[0]
