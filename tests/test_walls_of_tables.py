"""What no statement changes or deletes, table by table: restated here, and tried on a row of each."""

from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from schutznetz.cases.conflicts import models_shut
from schutznetz.cases.models import Case
from schutznetz.kernel.counters import stored
from schutznetz.networks.models import Network
from schutznetz.walls import walls
from tests.canaries.world import World
from tests.copying import ROWS
from tests.values import LATER

# Copies, clocks and lists that are made anew; all else about a family goes by two people or not at all.
MADE_ANEW = {"childclock", "knownperson", "knowntag", "teammember"}
NEVER_CHANGED = {
    "cases": {
        "caseperson", "caseentry", "talk", "visit", "inquiry", "entrustedentry", "entrustedrelease",
        "dispute", "secondlook", "feedback", "talkinvitation", "deletionpart",
        "learntprofession", "kindcorrection", "contactuncovering", "monthlyreturn", "returnline",
    },
    "networks": {"letterversion", "printedletter", "periodsetting"},
    "care": {"consentitem", "consentrecipient", "declaration", "passing", "passeditem"},
}  # fmt: skip
STAYS = ("never changed", "is final", "stays on record")
SIGNED_BY_ANOTHER = {"state", "confirmed_by", "confirmed_at", "confirmed_session"}
# Where something goes on: only this may change, what was agreed or signed stays.
MAY_CHANGE: dict[str, set[str]] = {
    "cases.codelist": set(),
    "care.familyconsent": {"last_used_at", "withdrawn_at", "withdrawal", "withdrawal_noted_by"},
    "cases.transfer": set(),
    "cases.safetyplan": {"state", "ended_at", "end_note"},
    "cases.watcheditem": {"state", "watcher", "substitute", "check_on", "done_at", "done_note"},
    "cases.hold": {"review_on", "lifted_at"},
    "cases.mark": {"lifted_at"},
    "cases.restriction": {"review_on", "lifted_at"},
    "cases.deferral": {"review_on", "gone_on", "told_on", "told_by"},
    "cases.accesspackage": SIGNED_BY_ANOTHER,
    "cases.clearance": SIGNED_BY_ANOTHER | {"withdrawn_by", "withdrawn_at"},
    "cases.result": SIGNED_BY_ANOTHER
    | {"countersigned_by", "countersigned_at", "countersigned_session", "set_at"},
    "cases.handover": {
        "state", "sent_by", "sent_at", "sent_session", "answer_by", "passphrase", "answered_at",
        "answered_by", "answer_note", "proof", "proof_type", "noted_by", "noted_session", "ended_by",
        "ended_at", "end_note",
    },
}  # fmt: skip


@pytest.fixture
def world(tannfurt: Network, inside: None) -> World:
    return World(tannfurt, ROWS)


def tried(statement: str, *values: Any) -> str:
    """Return why the database refuses a statement; nothing when it lets it pass."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)
            assert cursor.rowcount, statement
            transaction.set_rollback(True)
    except IntegrityError as broken:
        return str(broken)
    return ""


def test_nothing_of_a_family_is_deleted_by_a_statement(world: World) -> None:
    let_go = []
    for model in models_shut():
        if model._meta.model_name not in MADE_ANEW and (pk := _key(world, model)):
            said = tried(f"DELETE FROM {model._meta.db_table} WHERE id = %s", pk)  # noqa: S608
            let_go += [] if "delete" in said or "stays on record" in said else [model._meta.label]

    assert let_go == []


def test_what_was_gathered_said_and_printed_is_never_changed(world: World) -> None:
    changed = []
    for app, names in NEVER_CHANGED.items():
        for model in map(apps.get_app_config(app).get_model, names):
            statement = f"UPDATE {model._meta.db_table} SET id = id WHERE id = %s"  # noqa: S608
            said = tried(statement, _key(world, model))
            changed += [] if any(words in said for words in STAYS) else [model._meta.label]

    assert changed == []


def test_every_table_that_keeps_something_is_restated() -> None:
    kept = {wall.table for wall in walls() if "UPDATE" in wall.events}
    never = {f"{app}_{name}" for app, names in NEVER_CHANGED.items() for name in names}

    assert kept == never | {label.replace(".", "_") for label in MAY_CHANGE}


def test_what_was_agreed_stays_as_agreed(world: World) -> None:
    assert {label: _changeable(world, apps.get_model(label)) for label in MAY_CHANGE} == MAY_CHANGE


def _changeable(world: World, model: type[models.Model]) -> set[str]:
    found = set()
    for column in model._meta.local_concrete_fields:
        statement = f'UPDATE {model._meta.db_table} SET "{column.column}" = %s WHERE id = %s'  # noqa: S608
        if "never changed" not in tried(statement, _other(world, model, column), _key(world, model)):
            found.add(column.name)
    return found


def _key(world: World, model: type[models.Model]) -> Any:
    return stored(world.row(model).pk)


def _other(world: World, model: type[models.Model], column: models.Field[Any, Any]) -> Any:
    """Return another value than the one that stands there."""
    kept = model._base_manager.filter(pk=world.row(model).pk).values_list(column.attname, flat=True)[0]
    if kept is not None and column.null:
        return None
    for kind, value in (
        (models.BooleanField, not kept),
        (models.UUIDField, stored(world.row(Case).network_id)),
        (models.ForeignKey, stored(world.people[next(iter(world.people))].pk)),
        (models.DateTimeField, connection.ops.adapt_datetimefield_value(LATER)),
        (models.DateField, connection.ops.adapt_datefield_value(LATER.date().replace(year=2030))),
        (models.IntegerField, 99),
        (models.JSONField, '["other"]'),
        (models.BinaryField, b"other"),
    ):
        if isinstance(column, kind):
            return value
    return "zz"
