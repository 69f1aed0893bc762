"""Received content never changes: the database refuses it, whoever asks (INV-1)."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction

from schutznetz.cases.models import Attachment, Message, Report, ReportChild, ReporterContact
from schutznetz.kernel.context import Context
from schutznetz.networks.models import Network
from tests import make

OTHER = {
    models.BooleanField: True,
    models.DateTimeField: "2020-01-01 00:00:00+00:00",
    models.PositiveIntegerField: 7,
    models.PositiveSmallIntegerField: 7,
    models.BinaryField: b"x",
}
MAY_CHANGE = {"state", "urgency", "responsible", "second", "taken_at", "decided_at", "due_at", "receipt_tag"}
FINAL = [
    (model, column)
    for model in (Report, ReportChild, ReporterContact, Message, Attachment)
    for column in model._meta.local_concrete_fields
    if column.name not in MAY_CHANGE and not column.is_relation and column.name != "id"
]


def other(column: models.Field[Any, Any]) -> Any:
    return next((value for kind, value in OTHER.items() if isinstance(column, kind)), "zz")


@pytest.mark.parametrize(
    ("model", "column"), FINAL, ids=[f"{model.__name__}.{column.name}" for model, column in FINAL]
)
def test_the_database_refuses_to_change(
    model: type[models.Model], column: models.Field[Any, Any], ctx: Context, tannfurt: Network, inside: None
) -> None:
    make.report(ctx, tannfurt, children=["Mia"], contact={"reporter_name": "Nora"}, files=1, additions=1)
    table, name = model._meta.db_table, column.column

    with pytest.raises(IntegrityError, match="final"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {name} = %s", [other(column)])  # noqa: S608


def test_where_it_stands_may_change(ctx: Context, tannfurt: Network, inside: None) -> None:
    report = make.report(ctx, tannfurt)
    before = report.statement

    Report.objects.filter(pk=report.pk).update(urgency="u1")

    report.refresh_from_db()
    assert (report.urgency, report.statement) == ("u1", before)


def test_saving_an_unchanged_report_is_no_change(ctx: Context, tannfurt: Network, inside: None) -> None:
    report = Report.objects.get(pk=make.report(ctx, tannfurt).pk)
    report.save()
    assert Report.objects.get().statement == report.statement
