"""The office's own periods: within the class, by two people, kept by the database as well."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from schutznetz.cases.choices import CountedFrom, HoldGround, Outcome, RetentionClass
from schutznetz.cases.models import Case, CasePerson, Hold, KeepingPeriod, Report
from schutznetz.cases.queries.obstacles import NOT_DUE, NOT_FILED, obstacles
from schutznetz.cases.queries.procedures import procedure_of
from schutznetz.cases.services import keeping
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import Denied
from schutznetz.networks.models import Network
from schutznetz.web.cases.keeping.forms import PeriodForm
from tests.cases.services.keeping.conftest import LONG_AGO, close, delete, filed
from tests.conftest import NOON

pytestmark = pytest.mark.usefixtures("inside", "at_noon")
MAJORITY = CountedFrom.MAJORITY


def set_period(first: Context, second: Context, network: Network, **said: Any) -> KeepingPeriod:
    period = keeping.propose_period(first, network, reasons="Vereinbarung", **said)
    return keeping.confirm_period(second, period, seal=period.seal)


def analysed(first: Context, second: Context, record: Report | Case) -> None:
    """Select something for an analysis, and let two people end that."""
    held = keeping.hold(
        first, record, ground=HoldGround.ANALYSIS, reasons="Auswertung 2026", review_on=date(2027, 1, 1)
    )
    lifting = keeping.propose_lifting(first, held, reasons="Ausgewertet")
    keeping.confirm_lifting(second, lifting, seal=lifting.seal)


def classes(report: Report) -> list[tuple[str, date | None]]:
    return [(str(each.retention), each.due_on) for each in procedure_of(report).members]


def test_what_was_analysed_stays_for_its_period_and_no_class_becomes_shorter(
    rosa_at_work: Context, lena_at_work: Context, report: Report, tannfurt: Network
) -> None:
    mia, ben = Case.objects.order_by("id")
    close(mia, ben)
    assert classes(report) == [("R2", date(2025, 11, 24))] * 3

    analysed(rosa_at_work, lena_at_work, ben)

    mine, hers, his = classes(report)
    assert (hers, mine, his) == (("R2", date(2025, 11, 24)), his, ("R5", date(2029, 11, 23)))
    assert obstacles(procedure_of(report), NOON.date()) == [NOT_DUE]
    said = {"retention_class": RetentionClass.ANALYSED, "months": 1}
    set_period(rosa_at_work, lena_at_work, tannfurt, **said)
    assert procedure_of(report).due_on == date(2026, 12, 23)


@pytest.mark.parametrize("ground", list(HoldGround))
def test_only_an_analysis_begins_that_period(
    ground: HoldGround, rosa_at_work: Context, lena_at_work: Context, report: Report
) -> None:
    close(*Case.objects.order_by("id"))
    held = keeping.hold(rosa_at_work, report, ground=ground, reasons="x", review_on=date(2027, 1, 1))
    assert "R5" not in dict(classes(report))  # while it stands the hold itself keeps everything
    lifting = keeping.propose_lifting(rosa_at_work, held, reasons="x")
    keeping.confirm_lifting(lena_at_work, lifting, seal=lifting.seal)

    assert ("R5" in dict(classes(report))) is (ground is HoldGround.ANALYSIS)


def test_an_analysed_case_is_filed_and_deleted_like_any_other(
    rosa_at_work: Context, lena_at_work: Context, report: Report
) -> None:
    cases = list(Case.objects.order_by("id"))
    close(*cases, in_file=False)
    analysed(rosa_at_work, lena_at_work, cases[0])
    Hold.objects.update(lifted_at=LONG_AGO + timedelta(days=30))

    assert obstacles(procedure_of(report), NOON.date()) == [NOT_FILED]
    filed(*cases)
    done = delete(rosa_at_work, lena_at_work, report)

    assert done.parts.filter(retention="R5").count() == 2
    assert not Case.objects.exists()


def due_days(report: Report) -> set[date | None]:
    return {each.due_on for each in procedure_of(report).members}


def test_ten_years_after_the_majority_of_the_youngest_child(
    rosa_at_work: Context, lena_at_work: Context, report: Report, tannfurt: Network
) -> None:
    close(*Case.objects.order_by("id"), outcome=Outcome.NEED_FOR_SUPPORT)
    said = {"retention_class": RetentionClass.DANGER, "months": 120, "since": MAJORITY}
    set_period(rosa_at_work, lena_at_work, tannfurt, **said)
    assert due_days(report) == {date(2051, 1, 1)}  # not known: as if born when the case was closed

    mia, ben = Case.objects.order_by("id")
    for case, born in ((mia, "4.3.2012"), (ben, "5.6.2019")):
        CasePerson.objects.create(
            case=case, role="child", name="x", born=born, lives_here="yes", has_access="yes",
            orders_known="yes", author_id=case.lead_id, at=NOON, entered_at=NOON,
        )  # fmt: skip

    assert due_days(report) == {date(2041, 1, 1), date(2048, 1, 1)}
    assert procedure_of(report).due_on == date(2048, 1, 1)


def test_a_period_that_the_second_person_refuses_never_counts(
    rosa_at_work: Context, lena_at_work: Context, tannfurt: Network
) -> None:
    said: dict[str, Any] = {"retention_class": RetentionClass.ADOPTED, "months": 2, "reasons": "x"}
    period = keeping.propose_period(rosa_at_work, tannfurt, **said)

    keeping.refuse_period(lena_at_work, period)

    with pytest.raises(Denied):
        keeping.confirm_period(lena_at_work, period, seal=period.seal)
    assert KeepingPeriod.objects.get().state == "voided"


@pytest.mark.parametrize(
    ("code", "months", "since"),
    [("R3", 361, "event"), ("R3", 121, "majority"), ("R2", 12, "majority"), ("R1", 11, "event")],
)
def test_no_period_leaves_its_class(
    code: str, months: int, since: str, rosa_at_work: Context, tannfurt: Network
) -> None:
    said: dict[str, Any] = {
        "retention_class": RetentionClass(code),
        "months": months,
        "since": CountedFrom(since),
    }

    with pytest.raises(Conflict, match="So kurz oder so lang"):
        keeping.propose_period(rosa_at_work, tannfurt, reasons="x", **said)
    assert not PeriodForm({**said, "reasons": "x"}).is_valid()
    within = keeping.propose_period(
        rosa_at_work, tannfurt, reasons="x", retention_class=RetentionClass.ADOPTED, months=2
    )
    with pytest.raises(IntegrityError, match="within_its_class"), transaction.atomic():
        KeepingPeriod.objects.filter(pk=within.pk).update(retention=code, months=months, since=since)
