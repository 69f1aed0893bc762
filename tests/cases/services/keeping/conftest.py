"""A procedure that ended four years ago: one report of two children, one case each; two who may delete.

People and report are prepared once for all tests of a file; how the report goes on, each test decides.
"""

import io
import zipfile
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.db.models import F

from schutznetz.cases import services
from schutznetz.cases.choices import (
    Archive,
    CaseEntryKind,
    CaseState,
    DataSource,
    Observation,
    Outcome,
    PackageState,
    ReportState,
)
from schutznetz.cases.models import Case, Deletion, Handover, Package, Report
from schutznetz.cases.queries.packed import marks_of
from schutznetz.cases.services import EntryFacts, keeping
from schutznetz.kernel import clock, tenancy
from schutznetz.kernel.context import Context
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.work.models import Task
from tests import make
from tests.cases.services.conftest import FINDING
from tests.cases.services.measures.conftest import at_work
from tests.conftest import NOON
from tests.lasting import tannfurt, town

__all__ = ["tannfurt", "town"]

LONG_AGO = NOON - timedelta(days=4 * 365)
SAID = "Der Onkel schlägt mit dem Gürtel."
SECRET_PLACE = "Frauenhaus Birkenweg"


@pytest.fixture
def at_noon() -> Any:
    with clock.frozen(NOON):
        yield


@pytest.fixture(scope="module")
def anna_at_work(town: Network) -> Context:
    return at_work(town, "ann", Role.INTAKE)


@pytest.fixture(scope="module")
def bert_at_work(town: Network) -> Context:
    return at_work(town, "bert", Role.INTAKE)


@pytest.fixture(scope="module")
def rosa_at_work(town: Network) -> Context:
    """The records officer."""
    return at_work(town, "rosa", Role.RECORDS_OFFICER)


@pytest.fixture
def lena_at_work(tannfurt: Network) -> Context:
    return at_work(tannfurt, "lena", Role.TEAM_LEAD)


def close(
    *cases: Case, at: datetime = LONG_AGO, outcome: Outcome = Outcome.NONE, in_file: bool = True
) -> None:
    """Close cases as of a day, nothing left to do, filed in the office's own file."""
    Task.objects.filter(settled_at=None).update(settled_at=F("opened_at"))
    for case in cases:
        make.with_result(case, outcome)
        Case.objects.filter(pk=case.pk).update(state=CaseState.CLOSED, closed_at=at)
    if in_file:
        filed(*cases, at=at)


def filed(*cases: Case, at: datetime = LONG_AGO) -> None:
    """Let the office's own file hold these cases as they are now."""
    for case in cases:
        Package.objects.create(
            case=case,
            state=PackageState.FILED,
            asked_by_id=case.lead_id,
            asked_at=at,
            ready_at=at,
            marks=marks_of(case),
            fetched_at=at,
            filed_at=at,
            filed_by_id=case.lead_id,
            file_number="51.2-17",
        )


def pack_anew() -> None:
    """Let the office's own file hold everything as it is now."""
    for package in Package.objects.filter(state=PackageState.FILED):
        Package.objects.filter(pk=package.pk).update(marks=marks_of(package.case))


def delete(first: Context, second: Context, record: Report | Case) -> Deletion:
    proposed = keeping.propose_deletion(first, record, archive=Archive.DECLINED)
    return keeping.confirm_deletion(second, proposed, seal=proposed.seal)


def handed_over(case: Case, *, at: datetime) -> None:
    """Let another office outside have accepted the case."""
    Handover.objects.create(
        case=case,
        state="accepted",
        ground="danger",
        guardians="told",
        child="told",
        content={},
        seal="x",
        proposed_by_id=case.lead_id,
        proposed_at=at,
        proposed_session="first",
        sent_by_id=case.substitute_id,
        sent_at=at,
        sent_session="second",
        answer_by=at,
        answered_at=at,
        answered_by="x",
        proof=b"x",
        noted_by_id=case.substitute_id,
        noted_session="third",
        office="x",
        contact="x",
        reasons="x",
        no_talk_why="x",
        why_needed="x",
    )
    Case.objects.filter(pk=case.pk).update(state=CaseState.HANDED_OVER, closed_at=at)


@pytest.fixture(scope="module")
def told(town: Network, anna_at_work: Context, bert_at_work: Context, rosa_at_work: Context) -> UUID:
    """Two people found that it is to be assessed; both children have a case in assessment."""
    with clock.frozen(NOON), tenancy.scope(town.pk):
        report = make.report(
            anna_at_work,
            town,
            children=["Mia Sommer", "Ben Sommer"],
            contact={"reporter_name": "Nora Nachbar"},
            files=1,
            additions=1,
        )
        services.take_report(anna_at_work, report)
        triage = services.propose_triage(anna_at_work, report, finding=FINDING)
        services.confirm_triage(bert_at_work, triage, seal=triage.seal)
        for case in Case.objects.order_by("id"):
            note(anna_at_work, case)
        return report.pk


def note(ctx: Context, case: Case) -> None:
    """Let a case hold an entry, and an addition to it."""
    facts = EntryFacts(
        kind=CaseEntryKind.FACT, text=SAID, at=NOON, observation=Observation.OWN, source=DataSource.FAMILY
    )
    first = services.add_entry(ctx, case, facts=facts)
    services.add_to_entry(ctx, first, facts=facts)


@pytest.fixture
def report(told: UUID, at_noon: None, inside: None) -> Report:
    return Report.objects.get(pk=told)


@pytest.fixture
def ended(report: Report) -> Report:
    close(*Case.objects.order_by("id"))
    return report


@pytest.fixture
def dismissed(tannfurt: Network, anna_at_work: Context, bert_at_work: Context, inside: None) -> Report:
    """A report without weighty indications, decided three years ago."""
    told = make.report(anna_at_work, tannfurt, children=["Tom"])
    services.take_report(anna_at_work, told)
    Report.objects.filter(pk=told.pk).update(
        state=ReportState.CLOSED_NO_INDICATION, decided_at=NOON - timedelta(days=3 * 366)
    )
    Task.objects.filter(about_id=told.pk).update(settled_at=F("opened_at"))
    told.refresh_from_db()
    return told


def parts(package: Package) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package.body)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def stored() -> bytes:
    """Return everything that the database keeps at this moment, of every table."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        found = []
        for name in names:
            cursor.execute(f'SELECT * FROM "{name}"')  # noqa: S608
            found += [_bytes(value) for row in cursor.fetchall() for value in row]
    return b"\n".join(found)


def _bytes(value: Any) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).replace("-", "").encode()
