"""The database itself refuses links into another network and a class that one person lowers."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction

from prove.owner import as_owner
from schutznetz import walls
from schutznetz.cases import services
from schutznetz.cases.choices import Urgency
from schutznetz.cases.models import (
    Case,
    ImmediateProtection,
    Report,
    ReportChild,
    Triage,
    UrgencyRaise,
)
from schutznetz.kernel import tenancy
from schutznetz.kernel.context import Context
from schutznetz.kernel.counters import stored
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.walls.networks import INSIDE
from schutznetz.walls.wall import names_of
from tests import make
from tests.cases.services.conftest import acting
from tests.conftest import context, member

LINKS = [wall for wall in walls.walls() if wall.name.startswith(INSIDE)]


def sql(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@contextmanager
def refused(message: str) -> Iterator[None]:
    with pytest.raises(IntegrityError, match=message), transaction.atomic():
        yield


@pytest.fixture
def here(ctx: Context, tannfurt: Network, inside: None) -> ReportChild:
    make.report(ctx, tannfurt, children=["Mia"])
    return ReportChild.objects.get()


@pytest.fixture
def there(erlenstedt: Network) -> UUID:
    """A report of another town."""
    gerda = context(erlenstedt, member(erlenstedt, "gerda", Role.CASE_WORKER), Role.CASE_WORKER)
    with tenancy.scope(erlenstedt.pk):
        return make.report(gerda, erlenstedt).pk


def test_every_link_between_scoped_rows_is_walled(db: None) -> None:
    found = {(wall.table, wall.name.removeprefix(f"{INSIDE}{wall.table}_")) for wall in LINKS}
    assert {("cases_reportchild", "report_id"), ("cases_attachment", "message_id")} <= found
    assert {("cases_case", "origin_id"), ("work_escalation", "task_id")} <= found
    with connection.cursor() as cursor:
        catalogue = "pg_trigger" if connection.vendor == "postgresql" else "sqlite_master"
        cursor.execute(f"SELECT {'tgname' if catalogue == 'pg_trigger' else 'name'} FROM {catalogue}")  # noqa: S608
        standing = {name[:63] for (name,) in cursor.fetchall()}
    assert {name[:63] for wall in walls.walls() for name in names_of(wall)} <= standing


def test_a_case_cannot_be_led_to_another_towns_report(
    make_case: Callable[[], Case], there: UUID, inside: None
) -> None:
    case = make_case()
    with refused("out of its network"):
        sql("UPDATE cases_case SET origin_id = %s WHERE id = %s", stored(there), stored(case.pk))


def test_a_row_cannot_be_written_under_another_towns_report(here: ReportChild, there: UUID) -> None:
    with refused("out of its network"):
        sql(
            "INSERT INTO cases_reportercontact (id, network_id, report_id, details) VALUES (%s, %s, %s, %s)",
            stored(here.pk),
            stored(here.network_id),
            stored(there),
            b"x",
        )


def test_without_the_wall_the_link_would_stand(here: ReportChild, there: UUID) -> None:
    """Negative control: the foreign key alone lets the same statement through."""
    wall = next(wall for wall in LINKS if wall.table == "cases_reportercontact")
    on = " ON cases_reportercontact" if connection.vendor == "postgresql" else ""
    with as_owner():
        sql(f"DROP TRIGGER {wall.name}_insert{on}")
    sql(
        "INSERT INTO cases_reportercontact (id, network_id, report_id, details) VALUES (%s, %s, %s, %s)",
        stored(here.pk),
        stored(here.network_id),
        stored(there),
        b"x",
    )


def test_nobody_lowers_a_class_by_hand(ctx: Context, tannfurt: Network, inside: None) -> None:
    make.report(ctx, tannfurt, danger_now=True)
    for lower in ("u1", "u3", ""):
        with refused("two people"):
            Report.objects.update(urgency=lower)
    assert Report.objects.get().urgency == "u0"


def test_an_old_agreement_lowers_nothing_anew(tannfurt: Network, inside: None) -> None:
    """Two agreed once; since then somebody found it more urgent again."""
    ines, bert = (
        acting(tannfurt, member(tannfurt, name, Role.INTAKE), Role.INTAKE, name) for name in ("ines", "bert")
    )
    report = services.take_report(ines, make.report(ines, tannfurt, danger_now=True))
    lowering = services.propose_lowering(ines, report, to=Urgency.U1, reasons="Kind ist bei der Oma")
    services.confirm_lowering(bert, lowering, seal=lowering.seal)
    assert Report.objects.get().urgency == "u1"  # negative control: two people do lower it

    later = replace(ines, now=ines.now + timedelta(minutes=5))
    services.raise_urgency(later, Report.objects.get(), to=Urgency.U0, reasons="Er holt es ab")

    with refused("two people"):
        Report.objects.update(urgency="u1")


@pytest.fixture
def taken(tannfurt: Network, inside: None) -> Report:
    ines = acting(tannfurt, member(tannfurt, "ines", Role.INTAKE), Role.INTAKE, "ines")
    member(tannfurt, "bert", Role.INTAKE)
    return services.take_report(ines, make.report(ines, tannfurt))


def protected(report: Report) -> ImmediateProtection:
    by = {"acted_by_id": report.responsible_id, "acted_at": report.received_at, "acted_session": "x"}
    return ImmediateProtection.objects.create(report=report, confirm_by=report.received_at, **by)


@pytest.mark.parametrize("acted", [True, False], ids=["acted on", "nobody acted"])
def test_what_somebody_acted_on_is_never_put_aside_by_hand(taken: Report, acted: bool) -> None:
    """Without an act the same statement stands: two people may put a report aside."""
    aside = {"state": "closed_no_indication", "decided_at": taken.received_at}
    if not acted:
        Report.objects.update(**aside)
        with refused("not put aside"):
            protected(taken)
        return
    protected(taken)

    with refused("acted on is assessed"):
        Report.objects.update(**aside)

    Report.objects.update(state="accepted", decided_at=taken.received_at)


def test_the_first_look_lowers_nothing_that_was_raised_since(taken: Report) -> None:
    """Two people agreed on a class at first sight; during the assessment one person raised it."""
    at = taken.received_at
    words = {"competence": "here", "weighty_indications": True, "urgency": "u2", "history": "none"}
    words |= {"further_children": "unknown", "source_has_access": "unknown", "outcome": "assessment"}
    by = {"proposed_by_id": taken.responsible_id, "proposed_at": at, "proposed_session": "first"}
    by |= {"state": "confirmed", "confirmed_by_id": taken.second_id, "confirmed_at": at}
    Triage.objects.create(report=taken, reasons="x", confirmed_session="second", seal="x", **words, **by)
    Report.objects.update(urgency="u1")
    Report.objects.update(urgency="u2")  # negative control: what the two agreed on counts
    Report.objects.update(urgency="u0")
    raised = {"raised_by_id": taken.responsible_id, "raised_at": at + timedelta(days=1), "reasons": "x"}
    UrgencyRaise.objects.create(report=taken, before="u2", after="u0", **raised)

    with refused("two people"):
        Report.objects.update(urgency="u2")
