"""Periods of the office's own: with a reason, on the record, and never longer than the house allows."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from schutznetz.kernel import policy, tenancy
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.periods import BY_NAME, PERIODS
from schutznetz.networks import queries, services
from schutznetz.networks.actions import NetworkAction as N
from schutznetz.networks.choices import PeriodName, Role
from schutznetz.networks.models import Network, PeriodSetting
from tests.conftest import NOON, context, member

pytestmark = pytest.mark.usefixtures("inside")


@pytest.fixture
def lena(tannfurt: Network) -> Any:
    return context(tannfurt, member(tannfurt, "lena", Role.TEAM_LEAD), Role.TEAM_LEAD)


@pytest.fixture
def setting(lena: Any, clara: Context) -> Callable[..., PeriodSetting]:
    """Let whoever sets such a period set it."""

    def change(network: Network, name: PeriodName, days: int, ctx: Context | None = None) -> PeriodSetting:
        early = BY_NAME[name].early
        use = services.set_early_period if early else services.set_period
        return use(ctx or (clara if early else lena), network, name=name, days=days, reason="Dienstanweisung")

    return change


def test_every_name_has_its_rule_and_every_rule_its_name() -> None:
    assert list(PeriodName.values) == [each.name for each in PERIODS]
    assert [str(PeriodName(each.name).label) for each in PERIODS] == [each.label for each in PERIODS]
    assert all(1 <= each.days <= each.most for each in PERIODS)


@pytest.mark.each_value
@pytest.mark.parametrize("name", PeriodName)
def test_an_office_sets_any_period_up_to_what_the_house_allows(
    tannfurt: Network, lena: Any, setting: Callable[..., PeriodSetting], name: PeriodName
) -> None:
    most = BY_NAME[name].most
    assert queries.period(name) == timedelta(days=BY_NAME[name].days)

    setting(tannfurt, name, 1)

    assert queries.period(name) == timedelta(days=1)
    for days in (0, most + 1, 10_000):
        with pytest.raises(Conflict, match="So lang"):
            setting(tannfurt, name, days)
        with pytest.raises(DatabaseError), transaction.atomic():
            PeriodSetting.objects.create(
                name=name, days=days, reason="Dienstanweisung", set_by_id=lena.actor_id, set_at=NOON
            )
    assert setting(tannfurt, name, most)


def test_the_newest_counts_and_the_list_tells_who_and_why(tannfurt: Network, lena: Any) -> None:
    services.set_period(lena, tannfurt, name=PeriodName.CHECK, days=14, reason="Probe")
    later = replace(lena, now=NOON + timedelta(days=1))
    services.set_period(later, tannfurt, name=PeriodName.CHECK, days=7, reason="Nach der Probe")

    [row] = [row for row in queries.period_rows() if row.period.name == "check"]

    assert row.days == 7
    assert [(each.days, each.reason, each.set_by_id) for each in row.history] == [
        (7, "Nach der Probe", lena.actor_id),
        (14, "Probe", lena.actor_id),
    ]


@pytest.mark.parametrize("reason", ["", "  "])
def test_nobody_sets_a_period_without_a_reason(tannfurt: Network, lena: Any, reason: str) -> None:
    with pytest.raises(Conflict, match="Grund"):
        services.set_period(lena, tannfurt, name=PeriodName.CHECK, days=14, reason=reason)


def test_what_was_set_stays_on_the_record(tannfurt: Network, lena: Any) -> None:
    services.set_period(lena, tannfurt, name=PeriodName.CHECK, days=14, reason="Probe")

    with pytest.raises(DatabaseError), transaction.atomic():
        PeriodSetting.objects.update(days=28)


@pytest.mark.parametrize("role", Role)
def test_the_lead_sets_periods_of_protection_and_the_coordination_those_of_early_help(
    tannfurt: Network, role: Role
) -> None:
    ctx = context(tannfurt, member(tannfurt, "dora", role), role)

    may = [policy.may(ctx, each, tannfurt) for each in (N.CHANGE_PERIODS, N.CHANGE_EARLY_PERIODS)]

    assert may == [role == Role.TEAM_LEAD, role == Role.COORDINATOR]


def test_neither_sets_or_sees_what_is_the_others(tannfurt: Network, lena: Any, clara: Context) -> None:
    said: dict[str, Any] = {"days": 1, "reason": "Dienstanweisung"}

    with pytest.raises(Conflict, match="jemand anderes"):
        services.set_period(lena, tannfurt, name=PeriodName.WELCOME_CLOSED, **said)
    with pytest.raises(Conflict, match="jemand anderes"):
        services.set_early_period(clara, tannfurt, name=PeriodName.CHECK, **said)

    early = [row.period.name for row in queries.period_rows(early=True)]
    assert early == ["certificate", "welcome_closed", "welcome_at_most", "visits_wait"]
    assert not {row.period.name for row in queries.period_rows()} & set(early)


def test_a_period_of_one_town_is_not_that_of_another(
    tannfurt: Network, erlenstedt: Network, lena: Any
) -> None:
    services.set_period(lena, tannfurt, name=PeriodName.CHECK, days=14, reason="Probe")

    with tenancy.scope(erlenstedt.pk):
        assert queries.period(PeriodName.CHECK) == timedelta(days=28)
