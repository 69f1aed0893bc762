"""The database keeps its sentences by itself, whoever writes: each is broken here and refuses by name."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from schutznetz.advice.models import Consultant
from schutznetz.cases.models import Case
from schutznetz.kernel.counters import stored
from schutznetz.kernel.ids import new_id
from schutznetz.networks.choices import LetterKind, Role
from schutznetz.networks.models import LetterVersion, Network
from tests.attacks import ATTACKS, LATER, Same, Values
from tests.canaries.world import SAID, World

# A new row cannot name itself: a wall looks for the other row first.
BY_UPDATE = "consultant_deputy_is_somebody_else"
# Rows of models that keep no secret, which the world makes only here.
ROWS: dict[str, Callable[[World], Values]] = {
    "work.Shift": lambda world: {"ends_at": LATER, "substitute": world.bert},
    "concerns.Takeover": lambda world: {"before": world.bert},
    "cases.Deletion": lambda world: {"anchor": new_id(), "proposed_by": world.bert},
    "networks.LetterVersion": lambda world: {"is_standard": True},
    "networks.PrintedLetter": lambda world: {"about_id": new_id(), "letterhead": _letterhead()},
    "cases.Recusal": lambda world: {"case": world.row(Case)},
    "networks.Proposal": lambda world: {"content": {}, "proposed_by": world.bert, "expires_at": LATER},
}


def _letterhead() -> LetterVersion:
    said = {"kind": LetterKind.LETTERHEAD, "number": 0, "texts": {}, "is_standard": True}
    return LetterVersion.objects.create(written_at=LATER, **said)


LONGEST = 63  # characters of a name that PostgreSQL keeps
DOMAINS = {"cases", "work", "concerns", "advice"}
CHECKS = {
    constraint.name: model
    for model in apps.get_models()
    for constraint in model._meta.constraints
    if isinstance(constraint, models.CheckConstraint)
}


def test_every_sentence_of_the_domains_is_attacked() -> None:
    kept = {name for name, model in CHECKS.items() if model._meta.app_label in DOMAINS}

    assert kept - ATTACKS.keys() == {BY_UPDATE}
    assert ATTACKS.keys() - CHECKS.keys() == set()


@pytest.fixture
def world(tannfurt: Network, inside: None, monkeypatch: pytest.MonkeyPatch) -> World:
    for label, said in ROWS.items():
        monkeypatch.setitem(SAID, label, said)
    return World(tannfurt)


def test_each_is_refused_by_its_name(world: World) -> None:
    """A copy of a good row, with the values that break one sentence and no other."""
    stood = [
        f"{name}: {said} -> {refused}"
        for name, attacks in ATTACKS.items()
        for said in attacks
        if (refused := refusal(world, CHECKS[name], said)) != name
    ]

    assert stood == []


def test_the_copied_rows_break_none(world: World) -> None:
    """Negative control: the same copy with nothing changed is refused for no sentence at all."""
    refused = {model: refusal(world, model, {}) for model in {CHECKS[name] for name in ATTACKS}}

    assert {model._meta.label: name for model, name in refused.items() if name} == {}


def refusal(world: World, model: type[models.Model], said: Values) -> str:
    """Return the sentence by which the database refuses a copy of the model's row with other values."""
    columns = _columns(world, model)
    for column, value in sorted(said.items(), key=lambda each: isinstance(each[1], Same)):
        columns[column] = _value(world, columns, column, value)
    names, holes = ", ".join(f'"{name}"' for name in columns), ", ".join(["%s"] * len(columns))
    statement = f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({holes})'  # noqa: S608
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, list(columns.values()))
            transaction.set_rollback(True)
    except IntegrityError as broken:
        return next((name for name in CHECKS if name[:LONGEST] in _words(broken)), "")
    return ""


def test_nobody_stands_in_for_herself_as_consultant(world: World) -> None:
    consultant = world.row(Consultant)

    with pytest.raises(IntegrityError, match=BY_UPDATE), transaction.atomic():
        Consultant.objects.filter(pk=consultant.pk).update(deputy=consultant)


def _columns(world: World, model: type[models.Model]) -> Values:
    """Return the world's row as the database keeps it, under another key."""
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT * FROM "{model._meta.db_table}" WHERE id = %s',  # noqa: S608
            [stored(world.row(model).pk)],
        )
        columns = dict(zip([column[0] for column in cursor.description], cursor.fetchone(), strict=True))
    return columns | {"id": stored(new_id())}


def _value(world: World, columns: Values, column: str, value: Any) -> Any:
    people = {"anna": world.bert, "bert": world.people[Role.INTAKE], "cora": world.people[Role.TEAM_LEAD]}
    if isinstance(value, Same):
        return columns[value.column]
    if column.endswith("_id") and value in people:
        return stored(people[value].pk)
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


def _words(broken: IntegrityError) -> set[str]:
    return {word[:LONGEST] for word in re.findall(r"\w+", str(broken))}
