"""Queries that are built once: they answer for each actor as if they had been built for her."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, models
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from schutznetz import prepared
from schutznetz.accounts.models import User
from schutznetz.cases.actions import CaseAction, ReportAction
from schutznetz.cases.models import Case, Report
from schutznetz.kernel import policy, tenancy
from schutznetz.kernel.clock import BERLIN
from schutznetz.kernel.context import Context
from schutznetz.kernel.policy import Action, Condition, allow
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Assignment, Network
from tests.conftest import NOON, context, member
from tests.make import report

Rule = Callable[[Context], Q]


@pytest.fixture
def may_read(monkeypatch: pytest.MonkeyPatch) -> Callable[[Rule], None]:
    def rule(rows: Rule) -> None:
        grant = allow(CaseAction.READ, Role.CASE_WORKER, where=[Condition("Probe", rows)])
        monkeypatch.setitem(policy._grants, CaseAction.READ, [grant])

    return rule


def test_a_right_is_looked_up_for_each_actor(
    make_case: Callable[[], Case], tannfurt: Network, ctx: Context
) -> None:
    case = make_case()
    carl = context(tannfurt, member(tannfurt, "carl", Role.CASE_WORKER), Role.CASE_WORKER)

    with tenancy.scope(tannfurt.pk):
        answers = [policy.may(each, CaseAction.READ, case) for each in (ctx, carl, ctx, carl)]

    assert answers == [True, False, True, False]


def test_what_was_built_in_one_network_never_answers_in_another(
    make_case: Callable[[], Case], tannfurt: Network, erlenstedt: Network, ctx: Context
) -> None:
    case = make_case()
    gerda = context(erlenstedt, member(erlenstedt, "gerda", Role.TEAM_LEAD), Role.TEAM_LEAD)
    with tenancy.scope(tannfurt.pk):
        assert policy.find(ctx, CaseAction.READ, Case, case.pk) == case

    with tenancy.scope(erlenstedt.pk):
        found = [policy.find(each, CaseAction.READ, Case, case.pk) for each in (gerda, ctx)]

    assert found == [None, None]


def test_a_rule_that_turns_with_a_value_is_asked_anew(
    make_case: Callable[[], Case], tannfurt: Network, ctx: Context, may_read: Callable[[Rule], None]
) -> None:
    case = make_case()
    may_read(lambda ctx: Q(pk=case.pk) if ctx.now == NOON else Q(state="nowhere"))
    later = replace(ctx, now=NOON + timedelta(hours=1))

    with tenancy.scope(tannfurt.pk):
        answers = [policy.may(each, CaseAction.READ, case) for each in (ctx, later, ctx)]

    assert answers == [True, False, True]


def test_a_rule_that_reads_while_it_is_built_is_asked_anew(
    make_case: Callable[[], Case], tannfurt: Network, ctx: Context, may_read: Callable[[Rule], None]
) -> None:
    case = make_case()
    known = User.objects.filter(first_name="Anna")
    may_read(lambda ctx: Q(pk=case.pk) if known.filter(pk=ctx.person_id).exists() else Q(state="nowhere"))

    with tenancy.scope(tannfurt.pk):
        before = policy.may(ctx, CaseAction.READ, case)
        User.objects.filter(pk=ctx.person_id).update(first_name="Anna")
        after = policy.may(ctx, CaseAction.READ, case)

    assert (before, after) == (False, True)


def test_a_changed_table_is_heeded_at_once(
    make_case: Callable[[], Case], tannfurt: Network, ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = make_case()

    with tenancy.scope(tannfurt.pk):
        before = policy.may(ctx, CaseAction.READ, case)
        monkeypatch.setitem(policy._grants, CaseAction.READ, [])
        after = policy.may(ctx, CaseAction.READ, case)

    assert (before, after) == (True, False)


@pytest.mark.parametrize("action", [ReportAction.READ, ReportAction.TAKE, ReportAction.PROTECT])
@pytest.mark.parametrize("role", [Role.INTAKE, Role.CASE_WORKER, Role.TEAM_LEAD, Role.PARTNER])
def test_it_finds_the_same_rows_as_the_table(tannfurt: Network, action: Action, role: Role) -> None:
    actor = context(tannfurt, member(tannfurt, "ines", role), role)
    with tenancy.scope(tannfurt.pk):
        reports = [report(actor, tannfurt) for _number in range(3)]
        taken = {"state": "triage", "taken_at": NOON, "second": User.objects.create_user("bert")}
        Report.objects.filter(pk=reports[1].pk).update(responsible=actor.actor_id, **taken)
        Report.objects.filter(pk=reports[2].pk).update(responsible=User.objects.create_user("dora"), **taken)

        allowed = set(policy.rows(actor, action, Report).values_list("pk", flat=True))
        found = {each.pk for each in reports if policy.may(actor, action, each)}

    assert found == allowed


def test_a_query_is_built_once_and_then_only_filled_in(tannfurt: Network) -> None:
    built: list[Any] = []

    def build(slug: str) -> models.QuerySet[Network, Any]:
        built.append(slug)
        return Network.objects.filter(slug=slug, land="nw").values_list("name")

    with CaptureQueriesContext(connection) as asked:
        answers = [list(prepared.rows("probe", build, slug)) for slug in "abc"]

    assert answers == [[], [], []]
    assert len(built) == 2  # for an invented value, and for the first real one
    assert "'nw'" in asked[2]["sql"]
    assert "'c'" in asked[2]["sql"]


def test_what_can_have_no_row_is_built_once_and_never_asked(tannfurt: Network) -> None:
    built: list[Any] = []

    def build(slug: str) -> models.QuerySet[Network]:
        built.append(slug)
        return Network.objects.filter(slug=slug, pk__in=[])

    with CaptureQueriesContext(connection) as asked:
        answers = [list(prepared.rows("none", build, slug)) for slug in ("a", "tannfurt", "c")]

    assert answers == [[], [], []]
    assert {*built} & {"tannfurt", "c"} == set()
    assert len(asked) == 0


def test_what_has_no_row_for_one_value_is_built_anew_for_the_next(tannfurt: Network) -> None:
    """Negative control."""

    def build(slug: str) -> models.QuerySet[Network]:
        return Network.objects.filter(pk__in=[tannfurt.pk] if slug != "a" else [])

    assert [len(list(prepared.rows("some", build, slug))) for slug in ("a", "tannfurt")] == [0, 1]


@pytest.mark.parametrize("chance", [0, 99], ids=["lowest", "highest"])
def test_the_day_of_an_instant_is_filled_in_whatever_was_invented(
    tannfurt: Network, anna: User, monkeypatch: pytest.MonkeyPatch, chance: int
) -> None:
    """Two invented instants may fall on one day; that day once stayed in the text, and doors stayed shut."""
    monkeypatch.setattr(prepared, "_forms", {})
    monkeypatch.setattr(prepared, "randbelow", lambda most: min(chance, most - 1))
    with tenancy.scope(tannfurt.pk):
        held = Assignment.objects.get(user=anna)

    def build(pk: UUID, since: datetime, until: datetime) -> models.QuerySet[Assignment, Any]:
        first, last = since.astimezone(BERLIN).date(), until.astimezone(BERLIN).date()
        return Assignment.objects.filter(pk=pk, starts_on__lte=first, starts_on__gte=last).values_list("pk")

    def found(begin: datetime, *spans: tuple[int, int]) -> list[bool]:
        Assignment.objects.filter(pk=held.pk).update(starts_on=begin.date())
        around = [(begin + timedelta(days=since), begin + timedelta(days=until)) for since, until in spans]
        return [bool(list(prepared.rows("days", build, held.pk, *each))) for each in around]

    with tenancy.scope(tannfurt.pk):
        assert found(NOON, (0, 0), (-1, -1), (1, 1), (1, -1), (2, 1)) == [True, False, False, True, False]
        assert found(NOON + timedelta(days=9), (0, 0), (1, -1), (-1, -2)) == [True, True, False]


@pytest.mark.once
def test_no_right_of_the_table_turns_with_a_value(tannfurt: Network, anna: User, ctx: Context) -> None:
    """Else the finished text of one hour, or of one person, would answer for another.

    Grants with the same conditions name the same rows to a role: each is looked at once.
    """
    invented = [prepared._invented(ctx, {}) for _sample in range(25)]
    named = {
        (grant.conditions, role): grant
        for grants in policy._grants.values()
        for grant in grants
        for role in grant.roles
    }

    for (_conditions, role), grant in named.items():
        with tenancy.scope(tannfurt.pk):
            texts = {repr(_shape(grant.rows(replace(each, role=role)))) for each in invented}
        assert len(texts) == 1, (grant.action, role)


def _shape(rows: Any) -> Any:
    """Return a condition without its values."""
    if isinstance(rows, Q):
        return (rows.connector, rows.negated, [_shape(each) for each in rows.children])
    if isinstance(rows, tuple):
        many = bool(rows[1]) if isinstance(rows[1], list | tuple | set | frozenset) else True
        return (rows[0], type(rows[1]).__name__, many)
    return type(rows).__name__


def test_memory_is_bounded_whatever_is_asked(monkeypatch: pytest.MonkeyPatch, tannfurt: Network) -> None:
    monkeypatch.setattr(prepared, "_forms", {})
    monkeypatch.setattr(prepared, "MOST", 3)

    for number in range(9):  # an open value that is none of those which are filled in
        list(prepared.rows("probe", lambda _: Network.objects.filter(pk=tannfurt.pk), number))

    assert 0 < len(prepared._forms) <= 3
