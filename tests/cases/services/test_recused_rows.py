"""A row of each kind about one family: what a recusal shuts, and what it voids."""

import copy
from typing import Any
from uuid import UUID

import pytest
from django.db import models

from schutznetz.cases import services
from schutznetz.cases.conflicts import TASKS_ABOUT, proposals, shut_out_of
from schutznetz.cases.models import (
    Arrival,
    Case,
    Deletion,
    DeletionPart,
    Handover,
    Recusal,
    Report,
)
from schutznetz.kernel import audit, tenancy
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.work.models import Task
from tests.canaries.world import World
from tests.cases.services.test_giving_way import opens, task
from tests.cases.services.town import Town
from tests.conftest import NOON

pytestmark = pytest.mark.usefixtures("inside")
UNSIGNED = {"state": "proposed", "confirmed_by": None, "confirmed_at": None, "confirmed_session": ""}


@pytest.fixture(scope="module")
def drawn(founded: Network) -> World:
    with tenancy.scope(founded.pk):
        return World(founded)


@pytest.fixture
def world(drawn: World, inside: None) -> World:
    return copy.deepcopy(drawn)


def test_a_task_about_whatever_of_the_family_is_shut(world: World, tannfurt: Network) -> None:
    """A row of each model, all about one case: shut to its lead, and open to the one who stands in."""
    case, me = world.rows[Case], world.people[Role.CASE_WORKER]
    answered = {"state": "accepted", "answered_by": world.bert, "answered_at": NOON, "content": None}
    Arrival.objects.filter(pk=world.rows[Arrival].pk).update(report=world.rows[Report], **answered)
    rows = world.rows | {Deletion: _deletion(world, case)}
    town = Town.of(tannfurt, {"anna": me, "bert": world.bert})
    about = {model: task(town, rows[model]) for model in TASKS_ABOUT}
    Recusal.objects.create(person=me, case=case, report=case.origin, declared_at=NOON)

    assert {model for model, kept in about.items() if opens(town, "anna", kept)} == set()
    assert {model for model, kept in about.items() if opens(town, "bert", kept)} == set(TASKS_ABOUT)
    assert {model for model, kept in about.items() if shut_out(kept) == {me.pk}} == set(TASKS_ABOUT)


def _deletion(world: World, case: Case) -> Deletion:
    proposed = {"proposed_by": world.bert, "proposed_at": NOON, "proposed_session": "first", "seal": "x"}
    deletion = Deletion.objects.create(anchor=case.pk, archive="declined", version="x", **proposed)
    days = {"started_on": NOON.date(), "due_on": NOON.date()}
    DeletionPart.objects.create(deletion=deletion, kind="case", record=case.pk, retention="R2", **days)
    return deletion


def shut_out(kept: Task) -> set[UUID]:
    return shut_out_of(kept.about_type, kept.about_id)


def waiting(world: World, model: type[models.Model]) -> Any:
    row = world.row(model)
    how = {"state": "proposed"} if model is Handover else UNSIGNED
    model._base_manager.filter(pk=row.pk).update(**how)
    return row


def states(rows: dict[type[models.Model], Any]) -> dict[str, str]:
    for row in rows.values():
        row.refresh_from_db()
    return {model.__name__: str(row.state) for model, row in rows.items()}


@pytest.mark.parametrize("recused", ["bert", "worker"])
def test_whatever_she_proposed_and_nobody_decided_is_void(
    recused: str, world: World, tannfurt: Network
) -> None:
    """A row of each kind, all proposed by Bert about one case; for somebody else's recusal nothing ends."""
    rows = {model: waiting(world, model) for model in proposals() if model is not Deletion}
    world_town = Town.of(tannfurt, {"bert": world.bert, "worker": world.people[Role.CASE_WORKER]})

    services.declare_recusal(world_town.ctx(recused), world.rows[Case])

    voided = dict.fromkeys((model.__name__ for model in rows), "voided") | {"Handover": "withdrawn"}
    kept = dict.fromkeys(voided, "proposed")
    assert states(rows) == (voided if recused == "bert" else kept)
    told = [each for each in audit.trail(tannfurt.pk) if each.action == "recusals.declare"]
    assert len(told) == 1 + (len(rows) if recused == "bert" else 0)
