"""The office's own periods: within the class, by two people, kept by the database as well."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from schutznetz.cases.choices import CountedFrom, Outcome, RetentionClass
from schutznetz.cases.models import Case, CasePerson, KeepingPeriod, Report
from schutznetz.cases.queries.procedures import procedure_of
from schutznetz.cases.services import keeping
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.networks.models import Network
from schutznetz.web.cases.keeping.forms import PeriodForm
from tests.cases.services.keeping.conftest import close
from tests.conftest import NOON

pytestmark = pytest.mark.usefixtures("inside", "at_noon")
MAJORITY = CountedFrom.MAJORITY


def set_period(first: Context, second: Context, network: Network, **said: Any) -> KeepingPeriod:
    period = keeping.propose_period(first, network, reasons="Vereinbarung", **said)
    return keeping.confirm_period(second, period, seal=period.seal)


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
