"""Running numbers without gaps: one row per network and name, raised in place within the transaction."""

from uuid import UUID

from django.db import connection

from schutznetz.kernel import ids
from schutznetz.kernel.models import Counter

_RAISE = (
    "INSERT INTO kernel_counter (id, network_id, name, value) VALUES (%s, %s, %s, %s)"
    " ON CONFLICT (network_id, name) DO UPDATE SET value = kernel_counter.value + excluded.value"
    " RETURNING value"
)


def raise_by(network_id: UUID, name: str, amount: int = 1) -> int:
    """Return the new value. Holds the row until the commit: raise late, and for one name only."""
    with connection.cursor() as cursor:
        cursor.execute(_RAISE, [stored(ids.new_id()), stored(network_id), name, amount])
        return int(cursor.fetchone()[0])


def values(network_id: UUID, prefix: str) -> dict[str, int]:
    """Return all counters whose name begins with ``prefix``."""
    found = Counter.objects.filter(network_id=network_id, name__startswith=prefix)
    return {name.removeprefix(prefix): value for name, value in found.values_list("name", "value")}


def stored(value: UUID) -> UUID | str:
    """Return a UUID in the form in which this database keeps it."""
    return value if connection.features.has_native_uuid_field else value.hex
