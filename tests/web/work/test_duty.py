"""The page at change of duty."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from django.test import Client

from schutznetz.accounts.models import User
from schutznetz.cases import services
from schutznetz.cases.choices import CheckFinding, Urgency
from schutznetz.cases.services import measures
from schutznetz.kernel import clock, tenancy
from schutznetz.kernel.ids import new_id
from schutznetz.law import urgency as law
from schutznetz.law.holidays import is_working_day
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Absence, Network
from schutznetz.work.models import Shift, Task
from schutznetz.work.queries import duty_page, duty_watch, on_duty
from tests import make
from tests.conftest import NOON, context, member
from tests.make import sign_in


def test_the_rota_shows_its_gaps_and_takes_a_night(tannfurt: Network, client: Client) -> None:
    ines, bert = member(tannfurt, "ines", Role.INTAKE), member(tannfurt, "bert", Role.CASE_WORKER)
    sign_in(client, ines)
    assert "niemand Dienst" in client.get("/tannfurt/dienst/").content.decode()
    tomorrow = clock.today() + timedelta(days=1)
    night = {
        "person_id": str(ines.pk),
        "substitute_id": str(bert.pk),
        "day_0": tomorrow.day,
        "day_1": tomorrow.month,
        "day_2": tomorrow.year,
        "begins": "22:00",
        "ends": "06:00",
    }

    alone = client.post("/tannfurt/dienst/eintragen/", {**night, "substitute_id": str(ines.pk)})
    client.post("/tannfurt/dienst/eintragen/", night)

    assert "zwei Menschen" in alone.content.decode()
    with tenancy.scope(tannfurt.pk):
        shift = Shift.objects.get()
    assert shift.ends_at - shift.starts_at == timedelta(hours=8)
    assert "Vertretung: bert" in client.get("/tannfurt/dienst/").content.decode()
    client.post(f"/tannfurt/dienst/{shift.pk}/streichen/")
    with tenancy.scope(tannfurt.pk):
        assert not Shift.objects.exists()


def test_a_report_changes_hands_from_the_page(tannfurt: Network, client: Client, inside: None) -> None:
    lena, ines = member(tannfurt, "lena", Role.TEAM_LEAD), member(tannfurt, "ines", Role.INTAKE)
    dora, carl = member(tannfurt, "dora", Role.CASE_WORKER), member(tannfurt, "carl", Role.CASE_WORKER)
    at_work = context(tannfurt, ines, Role.INTAKE)
    report = services.take_report(at_work, make.report(at_work, tannfurt))
    away = f"/tannfurt/eingang/{report.pk}/abgeben/?von=dienst"

    outside = carl if report.second_id == dora.pk else dora  # off duty, and not hers

    shown = {person: _page_of(client, person) for person in (outside, ines, lena)}
    answer = client.post(away, {"responsible_id": str(dora.pk), "second_id": str(carl.pk)})

    assert report.reference not in shown[outside]
    assert away in shown[ines]
    assert away in shown[lena]
    assert answer.headers["Location"] == "/tannfurt/dienst/"
    report.refresh_from_db()
    assert (report.responsible_id, report.second_id) == (dora.pk, carl.pk)
    later = _page_of(client, ines)
    assert report.reference in later  # the intake team sees what is open
    assert away not in later  # and gives away only what is its own


def _page_of(client: Client, person: User) -> str:
    client.logout()
    sign_in(client, person)
    return client.get("/tannfurt/dienst/").content.decode()


def test_the_gaps_of_two_weeks_count_who_is_away(tannfurt: Network, client: Client, inside: None) -> None:
    lena, ines = member(tannfurt, "lena", Role.TEAM_LEAD), member(tannfurt, "ines", Role.INTAKE)
    Shift.objects.create(
        person=ines, substitute=lena, starts_at=NOON - timedelta(days=1), ends_at=NOON + timedelta(days=15)
    )
    ctx, fourth, fifth = context(tannfurt, lena, Role.TEAM_LEAD), date(2026, 12, 4), date(2026, 12, 5)
    with clock.frozen(NOON):
        covered = _page_of(client, lena)

    Absence.objects.create(person=ines, starts_on=fourth, ends_on=fifth)
    one_away = duty_page(ctx).gaps
    Absence.objects.create(person=lena, starts_on=fifth, ends_on=date(2026, 12, 30))
    both_away = duty_page(ctx).gaps
    with clock.frozen(NOON):
        shown = _page_of(client, lena)

    assert "immer jemand im Dienst" in covered
    assert one_away == []
    begins, ends = (datetime.combine(fifth + timedelta(days=more), time(), clock.BERLIN) for more in (0, 1))
    assert [(gap.starts_at, gap.ends_at) for gap in both_away] == [(begins, ends)]
    assert "In den nächsten 14 Tagen hat zu diesen Zeiten niemand Dienst" in shown
    assert f'<time datetime="{begins.isoformat()}">' in shown
    assert on_duty(begins + timedelta(hours=1)) == []
    assert on_duty(ends + timedelta(hours=1)) == [ines.pk]


def test_what_cannot_wait_stands_on_the_page_and_monday_takes_it_back(
    tannfurt: Network, client: Client, inside: None
) -> None:
    """Anna leaves on Friday; Carl is on duty, checks what is due, and she sees on Monday what he did."""
    anna, bert, carl = (member(tannfurt, name, Role.CASE_WORKER) for name in ("anna", "bert", "carl"))
    today = NOON.date()
    with clock.frozen(NOON):
        hers = context(tannfurt, anna, Role.CASE_WORKER)
        case = services.open_case(hers, tannfurt, child_name="Mia", report="x", lead=anna, substitute=bert)
        services.begin_assessment(hers, case)
        watched = measures.await_finding(hers, case, point=_point(anna, bert, today))
        measures.await_finding(hers, case, point=_point(anna, bert, today + timedelta(days=20)))
        hour = timedelta(hours=1)
        Shift.objects.create(person=carl, substitute=bert, starts_at=NOON - hour, ends_at=NOON + hour)

        on_call = _page_of(client, carl)
        desk = _page_of(client, member(tannfurt, "ines", Role.INTAKE))
        his = context(tannfurt, carl, Role.CASE_WORKER)
        measures.check(
            his, watched, finding=CheckFinding.KEPT, evidence="x", next_on=today + timedelta(days=7)
        )
        monday = _page_of(client, anna)

    assert on_call.count("Kontrolle machen · Fall 1") == 3  # due now once, and both among what is open
    assert f"/faelle/ueberwacht/{watched.pk}/" in on_call
    assert "Kontrolle machen · Fall 1" in desk
    assert "/faelle/ueberwacht/" not in desk  # the desk sees that it is due, and not what it is about
    assert "Für Sie erledigt" not in on_call
    assert "Für Sie erledigt" in monday
    assert "carl" in monday


def test_after_a_long_weekend_the_night_before_it_is_taken_back_as_well(
    tannfurt: Network, inside: None
) -> None:
    """What Carl did in the night to Good Friday stands there on the Tuesday after Easter."""
    anna, carl = (member(tannfurt, name, Role.CASE_WORKER) for name in ("anna", "carl"))
    night, tuesday = datetime(2027, 3, 25, 21, tzinfo=UTC), datetime(2027, 3, 30, 7, tzinfo=UTC)
    Task.objects.create(
        kind="check_item", about_type="cases.Case", about_id=new_id(), owner=anna, substitute=carl,
        protective=True, opened_at=night, due_at=night, settled_at=night, settled_by=carl,
    )  # fmt: skip
    ctx = replace(context(tannfurt, anna, Role.CASE_WORKER), now=tuesday)
    thursday = law.last_working_day(tuesday, is_working_day)

    assert len(duty_watch(ctx, since=thursday, until=tuesday).done) == 1
    assert duty_watch(ctx, since=tuesday, until=tuesday).done == []  # so far back four days alone reach


def _point(watcher: User, substitute: User, day: date) -> measures.Point:
    return measures.Point(
        what="Gutachten",
        whose="Klinik",
        how="Anruf",
        otherwise="Noch einmal anrufen",
        check_on=day,
        watcher_id=watcher.pk,
        substitute_id=substitute.pk,
    )


def test_an_urgent_report_stands_there_for_who_may_read_it(
    tannfurt: Network, client: Client, inside: None
) -> None:
    ines, dora = member(tannfurt, "ines", Role.INTAKE), member(tannfurt, "dora", Role.CASE_WORKER)
    at_work = context(tannfurt, ines, Role.INTAKE)
    report = services.take_report(at_work, make.report(at_work, tannfurt))
    assert "Dringende Meldungen" not in _page_of(client, ines)

    services.raise_urgency(at_work, report, to=Urgency.U1, reasons="Kind allein")

    assert "Dringende Meldungen" in _page_of(client, ines)
    if report.second_id != dora.pk:
        assert report.reference not in _page_of(client, dora)
