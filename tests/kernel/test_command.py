"""A command is permitted, atomic and recorded, or not done at all."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.db import transaction

from schutznetz.accounts.models import User
from schutznetz.kernel import audit, command, policy
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.networks.actions import NetworkAction
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.work.actions import WorkAction
from tests.conftest import context, member

Callbacks = Callable[..., AbstractContextManager[object]]
ACT = NetworkAction.VISIT
OTHER = WorkAction.START


@command.command(ACT)
def rename(ctx: Context, network: Network, *, name: str, then: Callable[[], None] = lambda: None) -> str:
    Network.objects.filter(pk=network.pk).update(name=name)
    then()
    return name


@command.command(OTHER)
def forbidden(ctx: Context, network: Network) -> None:
    raise AssertionError("nobody may get here")


@pytest.fixture(autouse=True)
def _table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(policy._grants, ACT, [policy.allow(ACT, Role.CASE_WORKER)])
    monkeypatch.setitem(policy._grants, OTHER, [])


def trail(network: Network) -> list[str]:
    return [entry.action for entry in audit.trail(network.pk)]


def test_what_is_done_is_recorded_with_the_names_of_the_fields(
    ctx: Context, tannfurt: Network, inside: None
) -> None:
    assert rename(ctx, tannfurt, name="Neu") == "Neu"

    entry = audit.trail(tannfurt.pk)[-1]
    assert (entry.action, entry.facts, entry.actor_id) == (ACT, {"fields": ["name"]}, str(ctx.actor_id))
    assert entry.target == f"networks.Network:{tannfurt.pk}"


def test_a_refusal_changes_nothing_and_stays_on_record(
    tannfurt: Network, dora_ctx: Context, inside: None
) -> None:
    with pytest.raises(policy.Denied):
        rename(dora_ctx, tannfurt, name="Neu")

    tannfurt.refresh_from_db()
    assert tannfurt.name != "Neu"
    assert trail(tannfurt) == [f"{ACT}.denied"]


def test_what_failed_is_not_recorded_as_done(ctx: Context, tannfurt: Network, inside: None) -> None:
    def fail() -> None:
        raise Conflict("zu spät")

    with pytest.raises(Conflict):
        rename(ctx, tannfurt, name="Neu", then=fail)

    tannfurt.refresh_from_db()
    assert tannfurt.name != "Neu"
    assert trail(tannfurt) == []


def test_a_right_withdrawn_a_moment_ago_is_seen(
    ctx: Context, anna: User, tannfurt: Network, inside: None
) -> None:
    anna.is_active = False
    anna.save()
    with pytest.raises(policy.Denied):
        rename(ctx, tannfurt, name="Neu")


def test_commands_inside_commands_leave_an_entry_each(ctx: Context, tannfurt: Network, inside: None) -> None:
    def inner() -> None:
        rename(ctx, tannfurt, name="Innen")

    rename(ctx, tannfurt, name="Außen", then=inner)

    assert trail(tannfurt) == [ACT, ACT]


def test_a_refusal_inside_undoes_the_whole_and_stays_on_record(
    ctx: Context, tannfurt: Network, inside: None
) -> None:
    with pytest.raises(policy.Denied):
        rename(ctx, tannfurt, name="Neu", then=lambda: forbidden(ctx, tannfurt))

    tannfurt.refresh_from_db()
    assert tannfurt.name != "Neu"
    assert trail(tannfurt) == [f"{OTHER}.denied"]


def test_an_inner_failure_that_is_answered_is_undone_alone(
    ctx: Context, tannfurt: Network, inside: None
) -> None:
    def fail() -> None:
        raise Conflict("zu spät")

    def inner() -> None:
        with pytest.raises(Conflict):
            rename(ctx, tannfurt, name="Innen", then=fail)

    rename(ctx, tannfurt, name="Außen", then=inner)

    tannfurt.refresh_from_db()
    assert tannfurt.name == "Außen"
    assert trail(tannfurt) == [ACT]


def test_a_command_refuses_to_hide_in_somebody_elses_transaction(
    ctx: Context, tannfurt: Network, inside: None
) -> None:
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        rename(ctx, tannfurt, name="Neu")


def test_a_consequence_by_itself_is_refused() -> None:
    with pytest.raises(command.NotInCommand):
        command.consequence(lambda: None)()


def test_the_house_needs_few_queries_of_its_own(
    ctx: Context,
    tannfurt: Network,
    inside: None,
    django_assert_max_num_queries: Callbacks,
    django_capture_on_commit_callbacks: Callbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        rename(ctx, tannfurt, name="warm")
    with django_assert_max_num_queries(6):  # savepoint, right, act, counter, entry, release
        rename(ctx, tannfurt, name="Neu")


@pytest.fixture
def dora_ctx(tannfurt: Network) -> Context:
    return context(tannfurt, member(tannfurt, "dora", Role.PARTNER), Role.PARTNER)
