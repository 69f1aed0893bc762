"""Nothing protected is shown unless the trail already says durably who looked (AUD-01, AUD-02)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any, TypeAlias
from uuid import UUID

import pytest
from django.apps import apps
from django.db import DatabaseError, models
from django.test import Client

from schutznetz.accounts.models import User
from schutznetz.cases import services
from schutznetz.cases.actions import ReportAction
from schutznetz.cases.choices import Question
from schutznetz.kernel import audit, sealing, tenancy
from schutznetz.kernel.catalogue import Data
from schutznetz.kernel.models import AuditEvent
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from tests import make
from tests.conftest import context, member, sign_in
from tests.screens.intake import FINDING
from tests.web.test_isolation import IN_A_NETWORK, url

Rows: TypeAlias = dict[type[models.Model], UUID]
pytestmark = pytest.mark.once

PROTECTED = {Data.CONTENT, Data.PERSONAL, Data.REPORTER, Data.LOCATION}


@pytest.fixture
def ines(tannfurt: Network) -> User:
    return member(tannfurt, "ines", Role.INTAKE)


@pytest.fixture
def records(tannfurt: Network, ines: User) -> Rows:
    """A report with all that hangs on it, waiting for the second professional; one row of each kind."""
    mine = context(tannfurt, ines, Role.INTAKE)
    member(tannfurt, "tara", Role.TEAM_LEAD)
    with tenancy.scope(tannfurt.pk):
        report = make.report(mine, tannfurt, children=["Mia"], contact={"reporter_name": "N"}, files=1)
        services.take_report(mine, report)
        services.ask_reporter(mine, report, question=Question.WHEN)
        services.protect(mine, report, what="Inobhutnahme", place="Bei der Tante")
        services.propose_triage(mine, report, finding=FINDING)
        kinds = [model for model in apps.get_app_config("cases").get_models() if sealing.columns(model)]
        first = {kind: kind._base_manager.values_list("pk", flat=True).first() for kind in kinds}
        return {kind: pk for kind, pk in first.items() if pk}


@dataclass
class Looks:
    """What was opened since the last look, by class of data."""

    opened: list[str] = field(default_factory=list)
    ever: set[str] = field(default_factory=set)

    def untraced(self, client: Client, urls: Sequence[str]) -> list[tuple[str, list[str]]]:
        found = []
        for address in urls:
            self.opened.clear()
            before = AuditEvent.objects.count()
            client.get(address)
            self.ever.update(self.opened)
            if self.opened and AuditEvent.objects.count() == before:
                found.append((address, sorted(set(self.opened))))
        return found


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> Looks:
    seen, genuine = Looks(), sealing.opened

    def opened(row: Any, column: Any, sealed: Any) -> Any:
        if column.data in PROTECTED:
            seen.opened.append(f"{type(row).__name__}.{column.name}")
        return genuine(row, column, sealed)

    monkeypatch.setattr(sealing, "opened", opened)
    return seen


def addresses(records: Rows) -> Iterator[str]:
    """Every list there is, and every page of a report or case: for the row of its kind, and another."""
    others = cycle(records.values())
    for route, pattern in IN_A_NETWORK:
        if "<uuid:pk>" not in route:
            yield url(route, "tannfurt", "")
        elif type(vars(pattern.callback)["action"]).__module__ == ReportAction.__module__:
            other = next(others)
            for pk in {other, records.get(vars(pattern.callback)["model"], other)}:
                yield url(route, "tannfurt", pk)


def test_every_page_that_opens_something_leaves_a_trace(
    looks: Looks, client: Client, ines: User, records: Rows
) -> None:
    sign_in(client, ines)
    assert looks.untraced(client, list(addresses(records))) == []
    assert {"Report.statement", "ReportChild.description", "ReporterContact.details"} <= looks.ever
    assert {"Attachment.body", "ImmediateProtection.place", "Triage.reasons"} <= looks.ever


def test_a_look_without_a_trace_would_be_noticed(
    looks: Looks, client: Client, ines: User, records: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    sign_in(client, ines)
    monkeypatch.setattr(audit, "record", lambda *args, **kwargs: None)
    assert [address for address, _ in looks.untraced(client, ["/tannfurt/eingang/"])] == [
        "/tannfurt/eingang/"
    ]


def test_one_row_says_how_many_were_listed(
    client: Client, ines: User, tannfurt: Network, records: Rows
) -> None:
    sign_in(client, ines)
    client.get("/tannfurt/eingang/")

    listed = [each for each in audit.trail(tannfurt.pk) if each.action == ReportAction.LIST]
    assert [(each.actor_id, each.facts) for each in listed] == [(str(ines.pk), {"count": 1})]
    assert "Mia" not in str(listed)


def test_without_a_trail_nobody_is_listed(
    client: Client, ines: User, records: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(client, ines)

    def broken(acts: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(audit, "_write", broken)
    client.raise_request_exception = False
    answer = client.get("/tannfurt/eingang/")
    assert answer.status_code == 500
    assert b"Mia" not in answer.content
