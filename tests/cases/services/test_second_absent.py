"""Whoever is away: a proposal for the triage reaches a present person who may decide on it."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import combinations
from uuid import UUID

import pytest

from schutznetz.accounts.models import User
from schutznetz.cases import services
from schutznetz.cases.actions import TriageAction
from schutznetz.cases.models import Triage
from schutznetz.kernel import clock, policy, tenancy
from schutznetz.kernel.context import Context, system
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Absence, Network
from schutznetz.work.choices import Rung
from schutznetz.work.jobs import escalate_due
from schutznetz.work.models import Escalation, Task
from schutznetz.work.services import escalation
from tests.cases.services.conftest import FINDING, acting, arrive
from tests.conftest import NOON, member
from tests.lasting import tannfurt, town

__all__ = ["tannfurt", "town"]
pytestmark = pytest.mark.usefixtures("inside")

OTHERS = {
    "bert": Role.INTAKE,  # the second one
    "gesa": Role.INTAKE,  # stands in for him
    "ida": Role.INTAKE,
    "carl": Role.CASE_WORKER,  # no part in it: may not decide
    "lena": Role.TEAM_LEAD,
}
AWAY = [set(away) for count in range(len(OTHERS) + 1) for away in combinations(OTHERS, count)]


@pytest.fixture(scope="module")
def proposed(town: Network) -> UUID:
    """Ines has proposed; Bert is to decide, and Gesa stands in for him."""
    ines = acting(town, member(town, "ines", Role.INTAKE), Role.INTAKE, "ines")
    member(town, "bert", Role.INTAKE)
    with tenancy.scope(town.pk):
        report = arrive(town)
        for name in OTHERS.keys() - {"bert"}:
            member(town, name, OTHERS[name])
        services.take_report(ines, report)
        triage = services.propose_triage(ines, report, finding=FINDING)
        Task.objects.filter(about_id=report.pk, kind="confirm_triage").update(
            owner=User.objects.get(username="bert"), substitute=User.objects.get(username="gesa")
        )
        return triage.pk


@pytest.fixture
def called(tannfurt: Network, proposed: UUID, inside: None) -> Callable[[set[str], int], set[str]]:
    """Let people fall ill, and return who was called until that many minutes later."""

    def run(away: set[str], minutes: int) -> set[str]:
        for person in User.objects.filter(username__in=away):
            Absence.objects.create(person=person, starts_on=date(2026, 11, 22), ends_on=date(2026, 12, 31))
        for later in sorted({0, minutes}):
            with clock.frozen(NOON + timedelta(minutes=later)):
                escalate_due(system(tannfurt.pk))
        calls = Escalation.objects.filter(task__kind="confirm_triage", person__isnull=False)
        return set(calls.values_list("person__username", flat=True))

    return run


@pytest.mark.each_value
@pytest.mark.parametrize("away", AWAY, ids=lambda away: "-".join(sorted(away)) or "nobody")
def test_somebody_present_who_may_decide_is_called_at_once(
    away: set[str], called: Callable[[set[str], int], set[str]], tannfurt: Network
) -> None:
    reached = called(away, 0)

    triage = Triage.objects.get()
    able = {
        name
        for name in reached & OTHERS.keys()
        if policy.may(_as(tannfurt, name), TriageAction.CONFIRM, triage)
    }
    assert not reached & away
    assert able or away >= {"bert", "gesa", "ida", "lena"}


def test_without_lead_and_intake_nobody_who_may_decide_is_reached(
    called: Callable[[set[str], int], set[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: it is the last rung that finds a third."""
    monkeypatch.setitem(escalation.RUNGS, Rung.TEAM_LEAD, lambda ctx, task, shut: [])

    assert called({"bert", "gesa"}, 0) == set()


def _as(network: Network, name: str) -> Context:
    return acting(network, User.objects.get(username=name), OTHERS[name], name)
