"""What is not finished, not filed or too young is not deleted: seen at procedures that go on."""

from datetime import timedelta

import pytest

from schutznetz.cases.choices import (
    Archive,
    CourtState,
    Outcome,
)
from schutznetz.cases.models import (
    Case,
    CourtReferral,
    Report,
)
from schutznetz.cases.queries.procedures import procedure_of
from schutznetz.cases.services import keeping
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from tests.cases.services.keeping.conftest import close, delete, handed_over, pack_anew
from tests.conftest import NOON

pytestmark = pytest.mark.usefixtures("inside", "at_noon")


def test_a_report_goes_only_with_all_its_cases(
    rosa_at_work: Context, lena_at_work: Context, report: Report
) -> None:
    mia, ben = Case.objects.order_by("id")
    close(mia)
    for record in (report, mia, ben):
        with pytest.raises(Conflict, match="noch nicht abgeschlossen"):
            keeping.propose_deletion(rosa_at_work, record, archive=Archive.DECLINED)

    close(ben, at=NOON - timedelta(days=1000))
    with pytest.raises(Conflict, match="Frist läuft"):
        keeping.propose_deletion(rosa_at_work, mia, archive=Archive.DECLINED)

    Case.objects.filter(pk=ben.pk).update(closed_at=NOON - timedelta(days=1200))
    pack_anew()
    delete(rosa_at_work, lena_at_work, mia)
    assert not Report.objects.exists()


def test_what_the_office_has_not_filed_stays(rosa_at_work: Context, report: Report) -> None:
    close(*Case.objects.order_by("id"), in_file=False)
    with pytest.raises(Conflict, match="Paket"):
        keeping.propose_deletion(rosa_at_work, report, archive=Archive.DECLINED)


def test_before_the_court_it_is_not_finished_though_handed_over(
    rosa_at_work: Context, report: Report
) -> None:
    case, other = Case.objects.order_by("id")
    close(other)
    handed_over(case, at=NOON - timedelta(days=800))
    assert procedure_of(report).is_finished  # negative control
    referral = CourtReferral.objects.create(
        case=case, state="called", reasons="x", decided_by_id=rosa_at_work.person_id, decided_at=NOON
    )
    assert not procedure_of(report).is_finished

    at = NOON - timedelta(days=10)
    referral.state, referral.ended_at, referral.end_note = CourtState.ENDED, at, "x"
    referral.save()

    (member,) = [each for each in procedure_of(report).members if each.record == case.pk]
    assert member.started_on == at.date()


def test_a_need_has_its_own_class(report: Report) -> None:
    close(*Case.objects.order_by("id"), outcome=Outcome.NEED_FOR_SUPPORT)
    assert {str(each.retention) for each in procedure_of(report).members} == {"R3"}
