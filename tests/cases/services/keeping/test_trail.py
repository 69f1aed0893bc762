"""The trail goes by age: month by month, never what a hold keeps, and no backup brings it back."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from schutznetz import tombstones
from schutznetz.cases.choices import HoldGround, RetentionClass
from schutznetz.cases.models import Case, Report
from schutznetz.cases.services import keeping
from schutznetz.kernel import audit, chain, clock
from schutznetz.kernel.context import Context, system
from schutznetz.kernel.policy import Denied
from schutznetz.kernel.verify import verify
from schutznetz.networks.models import Network
from tests.cases.services.keeping.test_periods import set_period

pytestmark = pytest.mark.usefixtures("inside")
LATER = datetime(2030, 1, 15, 12, tzinfo=UTC)


@pytest.fixture
def years_later(report: Report, tannfurt: Network) -> Iterator[Context]:
    """What was done on one day of November 2026 is looked at more than three years after."""
    chain.link(tannfurt.pk)
    with clock.frozen(LATER):
        yield system(tannfurt.pk)


def known(network: Network) -> set[str]:
    return {each.target for each in audit.trail(network.pk) if each.actor_id}


def test_who_did_what_goes_with_its_month(years_later: Context, tannfurt: Network) -> None:
    before = len(known(tannfurt))
    assert before > 5

    gone = keeping.erase_trail(years_later, tannfurt)

    assert (gone >= before, known(tannfurt)) == (True, set())
    chain.link(tannfurt.pk)
    found = verify(tannfurt.pk)
    assert (found.findings, found.erased) == ([], gone)  # that it was done, and its place, stay
    assert keeping.erase_trail(years_later, tannfurt) == 0


@pytest.mark.parametrize(("day", "gone"), [(date(2029, 11, 30), False), (date(2029, 12, 1), True)])
def test_not_a_day_before_its_month_is_over(day: date, gone: bool, report: Report, tannfurt: Network) -> None:
    chain.link(tannfurt.pk)

    with clock.frozen(datetime(day.year, day.month, day.day, 12, tzinfo=UTC)):
        erased = keeping.erase_trail(system(tannfurt.pk), tannfurt)

    assert bool(erased) is gone


def test_the_office_keeps_it_longer_within_its_limits(
    rosa_at_work: Context, lena_at_work: Context, years_later: Context, tannfurt: Network
) -> None:
    said = {"retention_class": RetentionClass.TRAIL, "months": 60}
    set_period(rosa_at_work, lena_at_work, tannfurt, **said)

    assert keeping.erase_trail(years_later, tannfurt) == 0


def test_what_a_hold_keeps_stays(
    rosa_at_work: Context, report: Report, dismissed: Report, tannfurt: Network
) -> None:
    hold = keeping.hold(
        rosa_at_work, report, ground=HoldGround.COURT, reasons="4 F 12/26", review_on=date(2031, 1, 1)
    )
    chain.link(tannfurt.pk)

    with clock.frozen(LATER):
        keeping.erase_trail(system(tannfurt.pk), tannfurt)

    left = known(tannfurt)
    held = {f"cases.Report:{report.pk}", f"cases.Hold:{hold.pk}"}
    held |= {f"cases.Case:{pk}" for pk in Case.objects.values_list("pk", flat=True)}
    assert left & held
    assert f"cases.Report:{dismissed.pk}" not in left
    chain.link(tannfurt.pk)
    assert verify(tannfurt.pk).findings == []


def test_a_backup_brings_nothing_of_it_back(
    rosa_at_work: Context, lena_at_work: Context, years_later: Context, tannfurt: Network
) -> None:
    """The office has set a longer period since: what was erased before stays erased all the same."""
    before = known(tannfurt)
    backup = transaction.savepoint()
    erased = keeping.erase_trail(years_later, tannfurt)
    stones = tombstones.read()
    assert [each.reports + each.cases for each in stones] == [()]
    transaction.savepoint_rollback(backup)
    assert known(tannfurt)
    set_period(rosa_at_work, lena_at_work, tannfurt, retention_class=RetentionClass.TRAIL, months=120)

    assert keeping.erase_trail(years_later, tannfurt) == 0  # the period alone would keep it
    gone = keeping.reapply_trail(years_later, tannfurt, stones=stones)

    assert gone == erased
    assert not known(tannfurt) & before
    assert keeping.reapply_trail(years_later, tannfurt, stones=[]) == 0


def test_nobody_but_the_house_erases_it(rosa_at_work: Context, tannfurt: Network) -> None:
    with pytest.raises(Denied):
        keeping.erase_trail(rosa_at_work, tannfurt)
