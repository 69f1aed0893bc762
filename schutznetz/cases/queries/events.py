"""Reports of one event: said to be so by joinings, however many of them lie between two reports."""

from typing import Any
from uuid import UUID

from django.db.models import Func, UUIDField, Value

from schutznetz.cases.models import Joining, Parting


class OfOneEvent(Func):
    """The reports about one event with this one, itself among them; for ``__in``.

    Followed to the end by the database: a child whose place is protected is protected in a report that
    is joined to one that is joined to its own. What was parted again leads nowhere.
    """

    template = (
        "(WITH RECURSIVE event(id) AS (SELECT %(expressions)s UNION"
        " SELECT CASE WHEN link.report_id = event.id THEN link.other_id ELSE link.report_id END"
        " FROM event JOIN %(joining)s link ON link.report_id = event.id OR link.other_id = event.id"
        " WHERE NOT EXISTS (SELECT 1 FROM %(parting)s undone WHERE undone.joining_id = link.id))"
        " SELECT id FROM event)"
    )

    def __init__(self, report_id: UUID, **extra: Any) -> None:
        tables = {"joining": Joining._meta.db_table, "parting": Parting._meta.db_table}
        start = Value(report_id, output_field=UUIDField())
        super().__init__(start, output_field=UUIDField(), **{**tables, **extra})
