"""A match comes to its planned end: somebody is asked in good time; and what was given is paid out."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from schutznetz.kernel import clock
from schutznetz.kernel.context import Context, system
from schutznetz.kernel.machine import Conflict
from schutznetz.networks.models import Network
from schutznetz.volunteers import services
from schutznetz.volunteers.choices import EndReason
from schutznetz.volunteers.jobs import ask_about_end
from schutznetz.volunteers.models import Match, Volunteer
from schutznetz.volunteers.paying import payroll
from schutznetz.work.choices import TaskKind
from schutznetz.work.models import Task
from tests.conftest import NOON
from tests.volunteers.conftest import TODAY

pytestmark = pytest.mark.usefixtures("inside")


def on(network: Network, day: date) -> None:
    with clock.frozen(NOON + (day - TODAY)):
        for _again in range(2):
            ask_about_end(system(network.pk))


def open_tasks() -> list[tuple[str, date]]:
    tasks = Task.objects.filter(settled_at=None, kind=TaskKind.MATCH_ENDS)
    return [(each.about_type, each.due_at.date()) for each in tasks]


@pytest.mark.parametrize(("days", "asked"), [(15, False), (14, True), (-3, True)])
def test_two_weeks_before_its_planned_end_somebody_is_asked_once(
    tannfurt: Network, running: Match, days: int, *, asked: bool
) -> None:
    assert running.planned_until

    on(tannfurt, running.planned_until - timedelta(days=days))

    assert [kind for kind, _due in open_tasks()] == (["volunteers.Match"] if asked else [])
    with pytest.raises(Conflict):
        services.ask_about_end(system(tannfurt.pk), Match.objects.get())


def test_going_on_settles_the_task_and_asks_again_at_the_new_end(
    tannfurt: Network, vera: Context, running: Match
) -> None:
    end = running.planned_until
    assert end
    on(tannfurt, end)
    later = end + timedelta(days=90)

    for until, why in ((end, "Alle wollen"), (later, " ")):
        with pytest.raises(Conflict):
            services.extend(vera, Match.objects.get(), until=until, why=why)
    services.extend(vera, Match.objects.get(), until=later, why="Alle wollen es.")

    match = Match.objects.get()
    assert (match.planned_until, open_tasks()) == (later, [])
    assert "Dienstags zwei Stunden" in str(match.agreement)
    assert "Alle wollen es." in str(match.agreement)
    on(tannfurt, later)
    assert len(open_tasks()) == 1


def test_saying_goodbye_settles_the_task(tannfurt: Network, vera: Context, running: Match) -> None:
    assert running.planned_until
    on(tannfurt, running.planned_until)
    at_the_end = replace(vera, now=NOON + (running.planned_until - TODAY))

    services.end_match(at_the_end, Match.objects.get(), on=TODAY, why=EndReason.PLANNED)

    assert open_tasks() == []
    on(tannfurt, running.planned_until)
    assert open_tasks() == []


def test_what_is_paid_is_each_cent_once_and_names_no_family(
    tannfurt: Network, vera: Context, running: Match
) -> None:
    later = replace(vera, now=NOON + timedelta(days=40))
    for day, cents in ((0, "7.50"), (1, "0.10"), (30, "0.20"), (31, "9.00")):
        services.note_visit(
            later, running, on=TODAY + timedelta(days=day), minutes=50, expense=Decimal(cents)
        )

    found = payroll(later, tannfurt, begins=TODAY + timedelta(days=1), ends=TODAY + timedelta(days=30))

    (row,) = found.rows
    assert (row.name, row.visits, row.time, row.money) == ("Heidi Lang", 2, "1:40", Decimal("0.30"))
    assert found.money == Decimal("0.30")
    assert "Okafor" not in str(found)
    whole = payroll(later, tannfurt, begins=TODAY, ends=TODAY + timedelta(days=40))
    assert whole.money == Decimal("16.80")


def test_who_is_deleted_has_no_name_but_her_money_stays(
    tannfurt: Network, vera: Context, running: Match
) -> None:
    services.note_visit(vera, running, on=TODAY, minutes=50, expense=Decimal("7.50"))
    Volunteer.objects.all().delete()

    (row,) = payroll(vera, tannfurt, begins=TODAY, ends=TODAY).rows

    assert (row.name, row.reference, row.money) == ("", "", Decimal("7.50"))
