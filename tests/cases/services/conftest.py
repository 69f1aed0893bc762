"""The people and the report that the stories of the intake begin with: prepared once for all tests of a file.

Both were there before the report came, whichever test of a file asks for them first.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from schutznetz.accounts.models import User
from schutznetz.cases import services
from schutznetz.cases.choices import (
    Competence,
    History,
    Known,
    ReporterKind,
    ReportState,
    TriageOutcome,
    Urgency,
)
from schutznetz.cases.models import Report, Triage
from schutznetz.cases.services import Finding, Statement
from schutznetz.kernel import tenancy
from schutznetz.kernel.context import Context, visitor
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from tests.conftest import NOON, context, member
from tests.lasting import tannfurt, town

__all__ = ["tannfurt", "town"]

FINDING = Finding(
    competence=Competence.HERE,
    weighty_indications=True,
    urgency=Urgency.U1,
    further_children=Known.UNKNOWN,
    source_has_access=Known.YES,
    history=History.NONE,
    outcome=TriageOutcome.ASSESSMENT,
    reasons="Verletzung, die zum Hergang nicht passt",
)


def acting(network: Network, user: User, role: Role, session: str) -> Context:
    return replace(context(network, user, role), session=session)


@pytest.fixture(scope="module")
def anna_at_work(founded: Network) -> Context:
    return acting(founded, member(founded, "ines", Role.INTAKE), Role.INTAKE, "anna")


@pytest.fixture(scope="module")
def bert_at_work(founded: Network) -> Context:
    return acting(founded, member(founded, "bert", Role.INTAKE), Role.INTAKE, "bert")


def arrive(
    network: Network,
    *,
    danger_now: bool = False,
    children: Sequence[str] = ("Mia", "Ben"),
    key: str = "k" * 32,
) -> Report:
    """Let a neighbour report children at noon; what comes with the key of an earlier report is that one."""
    statement = Statement(
        reporter_kind=ReporterKind.PRIVATE,
        danger_now=danger_now,
        facts={"observed": "Blaue Flecken"},
        children=[{"child_name": name} for name in children],
    )
    at_noon = replace(visitor(network.pk), now=NOON)
    return services.submit_report(at_noon, network, statement=statement, key=key)


@pytest.fixture(scope="module")
def arrived(founded: Network, anna_at_work: Context, bert_at_work: Context) -> UUID:
    with tenancy.scope(founded.pk):
        return arrive(founded).pk


@pytest.fixture
def report(arrived: UUID, tannfurt: Network) -> Report:
    with tenancy.scope(tannfurt.pk):
        return Report.objects.get(pk=arrived)


@pytest.fixture
def propose(anna_at_work: Context, bert_at_work: Context, report: Report) -> Callable[..., Triage]:
    def make(**changes: Any) -> Triage:
        if report.state == ReportState.RECEIVED:
            services.take_report(anna_at_work, report)
        return services.propose_triage(anna_at_work, report, finding=replace(FINDING, **changes))

    return make
