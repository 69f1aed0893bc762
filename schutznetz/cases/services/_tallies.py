"""The numbers of a year move with the record that they count: one statement raises, one lowers."""

from collections.abc import Collection
from uuid import UUID

from django.db import connections, transaction

from schutznetz.kernel import ids
from schutznetz.kernel.counters import stored
from schutznetz.law.tallies import TOTAL

_DB = "default"
_RAISE = "INSERT INTO cases_assessmentcount (id, network_id, year, cell, number) VALUES "
_ROW = "(%s, %s, %s, %s, %s)"
_ADD = (
    " ON CONFLICT (network_id, year, cell)"
    " DO UPDATE SET number = cases_assessmentcount.number + excluded.number"
)
_LOWER = (
    "UPDATE cases_assessmentcount SET number = number - 1 WHERE network_id = %s AND year = %s AND cell IN ("
)


def _move(network_id: UUID, year: int, *, gained: Collection[str], lost: Collection[str] = ()) -> None:
    """Raise and lower cells by one. The total is touched first: whoever comes second waits there."""
    cells = [(TOTAL, int(TOTAL in gained)), *((cell, 1) for cell in sorted(gained) if cell != TOTAL)]
    network = stored(network_id)
    rows = [value for cell, by in cells for value in (stored(ids.new_id()), network, year, cell, by)]
    with transaction.mark_for_rollback_on_error(_DB), connections[_DB].cursor() as cursor:
        cursor.execute(_RAISE + ", ".join([_ROW] * len(cells)) + _ADD, rows)
        if lost:
            holes = ", ".join(["%s"] * len(lost))
            cursor.execute(_LOWER + holes + ")", [network, year, *sorted(lost)])
