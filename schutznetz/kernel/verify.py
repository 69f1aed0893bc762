"""Proves a network's audit trail, or says where it was touched."""

from uuid import UUID

from schutznetz.kernel import tenancy
from schutznetz.kernel.chain import START, follow, header
from schutznetz.kernel.models import AuditEvent


def first_break(network_id: UUID) -> str:
    """Return where the chain first breaks, or nothing."""
    previous = START
    with tenancy.scope(network_id):
        linked = AuditEvent.objects.filter(network_id=network_id, number__isnull=False).order_by("number")
        for number, event in enumerate(linked.iterator(), start=1):
            head = header(
                event.network_id, event.stream, event.count, event.at, event.action, bytes(event.commitment)
            )
            previous = follow(previous, number, head)
            if event.number != number or bytes(event.chain or b"") != previous:
                return f"#{number}"
    return ""
