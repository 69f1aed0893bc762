"""New rows written with a statement made once per table: making it costs more than running it."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connections, models, transaction

FEW = 20  # rows of one statement; so many parameters every database takes
_DB = "default"


def insert(rows: Sequence[models.Model]) -> None:
    """Store new rows of one table. A number that the database gives them is not read back."""
    connection = connections[_DB]
    for start in range(0, len(rows), FEW):
        some = rows[start : start + FEW]
        begin, one, fields = _text(type(some[0]), connection.vendor)
        values = [
            field.get_db_prep_save(field.pre_save(row, add=True), connection)
            for row in some
            for field in fields
        ]
        with transaction.mark_for_rollback_on_error(_DB), connection.cursor() as cursor:
            cursor.execute(begin + ", ".join([one] * len(some)), values)
        for row in some:
            row._state.adding, row._state.db = False, _DB


@cache
def _text(model: type[models.Model], vendor: str) -> tuple[str, str, tuple[models.Field[Any, Any], ...]]:
    """Return the statement up to its values, the values of one row, and their fields."""
    quote, meta = connections[_DB].ops.quote_name, model._meta
    fields = tuple(field for field in meta.local_concrete_fields if not isinstance(field, models.AutoField))
    names = ", ".join(quote(str(field.column)) for field in fields)
    return (
        f"INSERT INTO {quote(meta.db_table)} ({names}) VALUES ",  # noqa: S608 - names of our own tables and columns
        f"({', '.join(['%s'] * len(fields))})",
        fields,
    )
