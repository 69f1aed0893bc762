"""Links the recorded acts of each network into one chain, in batches, so that no writer ever waits."""

import hashlib
import json
import time
from datetime import UTC, datetime
from functools import partial
from uuid import UUID

from django.db import connection, transaction

from schutznetz.kernel import checkpoints, tenancy
from schutznetz.kernel.models import AuditEvent

BATCH = 1000
LOOK = 60.0  # seconds until the last mark is compared again although nothing was linked
START = bytes(32)
VERSION = 1
_LINK = "UPDATE kernel_auditevent SET number = %s, chain = %s WHERE id = %s AND number IS NULL"


def header(network_id: UUID, stream: str, count: int, at: datetime, action: str, commitment: bytes) -> bytes:
    """Return the part of an entry that names no person, in the form that is hashed."""
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    facts = [VERSION, network_id.hex, stream, count, moment, action, commitment.hex()]
    return json.dumps(facts, separators=(",", ":")).encode()


def follow(previous: bytes, number: int, head: bytes) -> bytes:
    """Return the link of entry ``number``: it depends on everything before it."""
    leaf = hashlib.sha256(b"\x00" + head).digest()
    return hashlib.sha256(b"\x01" + previous + number.to_bytes(8, "big") + leaf).digest()


def link(network_id: UUID) -> int:
    """Chain what was recorded since, seal how far it came, and return how many entries.

    Only one linker works at a time. Raises ``checkpoints.Broken`` when rows are missing.
    """
    linked = 0
    with tenancy.scope(network_id):
        while batch := _link_batch(network_id):
            linked += batch
            if batch < BATCH:
                break
        if linked or time.monotonic() - _looked_at.get(network_id, -LOOK) >= LOOK:
            seal(network_id)
            _looked_at[network_id] = time.monotonic()
    return linked


_looked_at: dict[UUID, float] = {}


def seal(network_id: UUID) -> None:
    """Mark how far the chain has come; also for a linker that was killed before it could."""
    checkpoints.seal(network_id, partial(head, network_id))


def resume(network_id: UUID) -> int:
    """Say, signed, that a backup was put back and the chain goes on from there; returns the number."""
    with tenancy.scope(network_id):
        number, chain = head(network_id)
    checkpoints.seal(network_id, lambda: (number, chain), checkpoints.RESTORED)
    return number


def _link_batch(network_id: UUID) -> int:
    with transaction.atomic():
        if not _alone(network_id):
            return 0
        number, previous = head(network_id)
        tail = AuditEvent.objects.filter(network_id=network_id, number=None).order_by("id")
        rows = tail.values_list("id", "stream", "count", "at", "action", "commitment")[:BATCH]
        links = []
        for pk, stream, count, at, action, commitment in rows:
            number += 1
            previous = follow(
                previous, number, header(network_id, stream, count, at, action, bytes(commitment))
            )
            links.append((number, previous, pk))
        if links:
            with connection.cursor() as cursor:
                cursor.executemany(_LINK, links)
    return len(links)


def _alone(network_id: UUID) -> bool:
    """SQLite has one writer anyway; PostgreSQL keeps a second linker out until the commit."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [0x5A17, network_id.int & 0x7FFFFFFF])
        return bool(cursor.fetchone()[0])


def head(network_id: UUID) -> tuple[int, bytes]:
    """Return number and link of the last chained entry."""
    linked = AuditEvent.objects.filter(network_id=network_id, number__isnull=False)
    last = linked.order_by("-number").values_list("number", "chain").first()
    return (last[0] or 0, bytes(last[1] or b"")) if last else (0, START)
