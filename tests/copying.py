"""Copies of the world's good rows, written past all services with a few other values: does it stand?"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from schutznetz.kernel.counters import stored
from schutznetz.kernel.ids import new_id
from schutznetz.networks.choices import LetterKind, Role
from schutznetz.networks.models import LetterVersion, Meeting
from tests.canaries.world import World
from tests.conftest import NOON
from tests.values import FRESH, LATER, Same, Values

LONGEST = 63  # characters of a name that PostgreSQL keeps
NUMBERS = count(1_000)


def _model(label: str) -> type[models.Model]:
    return apps.get_model(label)


def _another_referral(world: World) -> models.Model:
    row: Any = world.row(_model("care.Referral"))
    names = ("family", "recipient", "state", "sent_by", "sent_at", "due_at")
    made: models.Model = type(row).objects.create(need="x", **{name: getattr(row, name) for name in names})
    return made


# Whom and what the tables name: people of the town, the report and a person of the family, one more meeting.
NAMED: dict[str, Callable[[World], models.Model]] = {
    "anna": lambda world: world.bert,
    "bert": lambda world: world.people[Role.INTAKE],
    "cora": lambda world: world.people[Role.TEAM_LEAD],
    "report": lambda world: world.row(_model("cases.Report")),
    "person": lambda world: world.row(_model("cases.CasePerson")),
    "outsider": lambda world: world.row(_model("care.OutsidePerson")),
    "house": lambda world: world.row(_model("networks.Organisation")),
    "referral": _another_referral,
    "visit": lambda world: world.row(_model("visiting.VisitRequest")),
    "contact": lambda world: world.row(_model("visiting.VisitContact")),
    "meeting": lambda world: Meeting.objects.create(title="x", starts_at=NOON, ends_at=LATER),
}
# Rows of models that keep no secret, which the world makes only here.
ROWS: dict[str, Callable[[World], Values]] = {
    "accounts.JoinedAccount": lambda world: {"person": new_id()},
    "work.Shift": lambda world: {"ends_at": LATER, "substitute": world.bert},
    "concerns.Takeover": lambda world: {"before": world.bert},
    "cases.Deletion": lambda world: {"anchor": new_id(), "proposed_by": world.bert},
    "networks.LetterVersion": lambda world: {"is_standard": True},
    "networks.PrintedLetter": lambda world: {"about_id": new_id(), "letterhead": _letterhead()},
    "cases.Recusal": lambda world: {"case": world.row(_model("cases.Case"))},
    "networks.Proposal": lambda world: {"content": {}, "proposed_by": world.bert, "expires_at": LATER},
    "cases.DeletionPart": lambda world: {"record": new_id()},
    "offers.PublishedOffer": lambda world: {"network": world.network},
    "networks.Meeting": lambda world: {"ends_at": LATER},
    "networks.StagedRows": lambda world: {"upload_id": new_id()},
    "networks.Jurisdiction": lambda world: {"network": world.network, "ags": "15003"},
    "kernel.NetworkKey": lambda world: {"network": world.network, "version": 1_000},
    "kernel.IntakeKey": lambda world: {"network": world.network},
    "kernel.KeyRow": lambda world: {
        "network": world.network,
        "record": new_id(),
        "wrapping": world.row(_model("kernel.NetworkKey")),
    },
    "kernel.AuditEvent": lambda world: {"network_id": world.network.pk},
}


def _letterhead() -> LetterVersion:
    said = {"kind": LetterKind.LETTERHEAD, "number": 0, "texts": {}, "is_standard": True}
    return LetterVersion.objects.create(written_at=LATER, **said)


def copied(world: World, model: type[models.Model], *rows: Values, then: str = "SELECT 1") -> str:
    """Write copies of the model's row with these values; return what the database says, or nothing."""
    copies = [_copy(world, model, said) for said in rows]
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            for columns in copies:
                names, holes = ", ".join(f'"{name}"' for name in columns), ", ".join(["%s"] * len(columns))
                statement = f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({holes})'  # noqa: S608
                cursor.execute(statement, list(columns.values()))
            cursor.execute(then)
            transaction.set_rollback(True)
    except IntegrityError as broken:
        return str(broken)
    return ""


def _copy(world: World, model: type[models.Model], said: Values) -> Values:
    columns = _columns(world, model)
    for column, value in sorted(said.items(), key=lambda each: isinstance(each[1], Same)):
        columns[column] = _value(world, model, columns, column, value)
    return columns


def _columns(world: World, model: type[models.Model]) -> Values:
    """Return the world's row as the database keeps it, under another key."""
    key = str(model._meta.pk.column)
    names = [str(column.column) for column in model._meta.local_concrete_fields]
    row = world.row(model).pk or model._base_manager.latest("pk").pk  # a number that the database gave
    listed = ", ".join(f'"{name}"' for name in names)
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT {listed} FROM "{model._meta.db_table}" WHERE {key} = %s',  # noqa: S608
            [stored(row) if isinstance(row, UUID) else row],
        )
        columns = dict(zip(names, cursor.fetchone(), strict=True))
    del columns[key]
    return columns | ({key: stored(new_id())} if isinstance(row, UUID) else {})


def _value(world: World, model: type[models.Model], columns: Values, column: str, value: Any) -> Any:
    if isinstance(value, Same):
        return columns[value.column]
    if value is FRESH:
        value = _fresh(next(each for each in model._meta.local_concrete_fields if each.column == column))
    if column.endswith("_id") and isinstance(value, str):
        value = NAMED[value](world).pk
    if isinstance(value, UUID):
        return stored(value)
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


def _fresh(column: models.Field[Any, Any]) -> Any:
    number = next(NUMBERS)
    if isinstance(column, models.DateField):
        return LATER.date() + timedelta(days=number)
    if isinstance(column, models.UUIDField):
        return new_id()
    return number if isinstance(column, models.IntegerField) else f"f{number}"
