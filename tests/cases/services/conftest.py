"""The people and the report that the stories of the intake begin with."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

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
from schutznetz.kernel.context import Context, visitor
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from tests.conftest import NOON, context, member

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


@pytest.fixture
def anna_at_work(tannfurt: Network) -> Context:
    return acting(tannfurt, member(tannfurt, "ines", Role.INTAKE), Role.INTAKE, "anna")


@pytest.fixture
def bert_at_work(tannfurt: Network) -> Context:
    return acting(tannfurt, member(tannfurt, "bert", Role.INTAKE), Role.INTAKE, "bert")


def arrive(network: Network, *, danger_now: bool = False, children: Sequence[str] = ("Mia", "Ben")) -> Report:
    """Let a neighbour report children at noon."""
    statement = Statement(
        reporter_kind=ReporterKind.PRIVATE,
        danger_now=danger_now,
        facts={"observed": "Blaue Flecken"},
        children=[{"child_name": name} for name in children],
    )
    at_noon = replace(visitor(network.pk), now=NOON)
    return services.submit_report(at_noon, network, statement=statement, key="k" * 32)


@pytest.fixture
def report(tannfurt: Network) -> Report:
    return arrive(tannfurt)


@pytest.fixture
def propose(anna_at_work: Context, bert_at_work: Context, report: Report) -> Callable[..., Triage]:
    def make(**changes: Any) -> Triage:
        if report.state == ReportState.RECEIVED:
            services.take_report(anna_at_work, report)
        return services.propose_triage(anna_at_work, report, finding=replace(FINDING, **changes))

    return make
