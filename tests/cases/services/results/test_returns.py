"""What went to the statistical office and has changed since goes once more: marked, counted and listed."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from schutznetz.cases import services
from schutznetz.cases.models import AssessmentRecord, LateRecord, MonthlyReturn, ReturnLine
from schutznetz.cases.queries import statistics as queries
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law import statistics as law
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from tests.conftest import context, member
from tests.law.test_statistics import WHOLE

pytestmark = pytest.mark.usefixtures("inside")
MARCH, APRIL, MAY = ((2026, month) for month in (3, 4, 5))


@pytest.fixture
def pia(tannfurt: Network) -> Context:
    planner = context(tannfurt, member(tannfurt, "pia", Role.PLANNER), Role.PLANNER)
    return replace(planner, now=datetime(2026, 7, 1, 9, tzinfo=UTC))


def record(key: str, on: date, **said: Any) -> AssessmentRecord:
    values = {"version": law.VERSION, "completed_on": on, "answers": dict(WHOLE), "complete": True}
    return AssessmentRecord.objects.create(key=key, **values | said)


def send(pia: Context, month: tuple[int, int]) -> MonthlyReturn:
    seal = queries.return_of(*month).seal
    return services.note_return(pia, Network.objects.get(), year=month[0], month=month[1], seal=seal)


def rows(month: tuple[int, int]) -> list[tuple[str, str, str]]:
    """Return key and marks of every line of the file."""
    titles, *lines = queries.return_of(*month).rows()
    found = [dict(zip(titles, line, strict=True)) for line in lines]
    return [(line["key"], line["late"], line["corrected"]) for line in found]


def change(record: AssessmentRecord, **answers: Any) -> None:
    AssessmentRecord.objects.filter(pk=record.pk).update(answers=dict(WHOLE) | answers)


def test_a_correction_goes_with_the_next_month_that_is_sent(pia: Context) -> None:
    first, same = record("A", date(2026, 3, 4)), record("B", date(2026, 3, 5))
    record("C", date(2026, 4, 6))
    assert rows(APRIL) == [("C", "", "")]  # while March is not sent, it is in March
    send(pia, MARCH)
    assert rows(APRIL) == [("C", "", "")]  # negative control: nothing changed

    change(first, german="no")

    assert rows(APRIL) == [("C", "", ""), ("A", "", "1")]
    found = queries.return_of(*APRIL)
    assert [each.key for each in found.corrected] == ["A"]
    assert found.corrected_months == [(date(2026, 3, 1), 1)]
    assert rows(MARCH) == [("A", "", ""), ("B", "", "")]  # as it was sent
    send(pia, APRIL)
    assert rows(MAY) == []  # once, not every month
    change(first)
    assert rows(MAY) == [("A", "", "1")]  # changed back is changed again
    assert ReturnLine.objects.filter(record=same).count() == 1


def test_a_month_stays_readable_as_it_was_sent(pia: Context) -> None:
    first = record("A", date(2026, 3, 4))
    send(pia, MARCH)
    change(first, german="no")

    assert [dict(each.answers) for each in queries.return_of(*MARCH).lines] == [WHOLE]
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        MonthlyReturn.objects.update(month=4)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        ReturnLine.objects.update(answers={})


def test_what_was_completed_after_its_month_was_sent_comes_late(pia: Context) -> None:
    gap = record("A", date(2026, 3, 4), complete=False)
    send(pia, MARCH)
    assert (rows(APRIL), queries.return_of(*APRIL).incomplete) == ([], 1)

    AssessmentRecord.objects.filter(pk=gap.pk).update(complete=True)
    record("B", date(2026, 3, 30))  # completed on a day of a month that was sent before its end

    assert rows(APRIL) == [("A", "1", ""), ("B", "1", "")]


def test_the_file_of_the_year_has_each_record_once(pia: Context) -> None:
    first = record("A", date(2026, 3, 4))
    send(pia, MARCH)
    change(first, german="no")

    assert rows((2026, 0)) == [("A", "", "")]


def test_what_came_late_after_its_own_month_was_sent_is_not_lost(pia: Context) -> None:
    old = record("OLD", date(2024, 5, 4))
    said = {"record": old, "year": 2026, "answers": dict(WHOLE) | {"german": "no"}, "complete": True}
    LateRecord.objects.create(noted_on=date(2026, 3, 9), **said)
    assert rows(MARCH) == [("OLD", "1", "")]
    send(pia, MARCH)
    assert rows(APRIL) == []

    LateRecord.objects.update(answers=dict(WHOLE) | {"german": "no", "mother_age": "under_18"})

    assert rows(APRIL) == [("OLD", "1", "")]


def test_only_what_was_seen_is_noted_as_sent(pia: Context, tannfurt: Network) -> None:
    first = record("A", date(2026, 3, 4))
    seal = queries.return_of(*MARCH).seal
    change(first, german="no")

    with pytest.raises(Conflict, match="Inzwischen"):
        services.note_return(pia, tannfurt, year=2026, month=3, seal=seal)
    send(pia, MARCH)
    for year, month, why in (
        (2026, 3, "schon vermerkt"),
        (2026, 0, "Monat für Monat"),
        (2026, 8, "begonnen"),
    ):
        again = queries.return_of(year, month).seal
        with pytest.raises(Conflict, match=why):
            services.note_return(pia, tannfurt, year=year, month=month, seal=again)
