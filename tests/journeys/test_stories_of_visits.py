"""A family midwife is planned, works a day, hands over to a colleague and closes: each on her own screen."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from schutznetz.care.choices import (
    ConsentForm,
    ConsentKind,
    ConsentPurpose,
    Custody,
    DataItem,
    DeclaredBy,
)
from schutznetz.care.models import Passing
from schutznetz.kernel import clock, tenancy
from schutznetz.kernel.context import system
from schutznetz.kernel.jobs import Progress
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Assignment
from schutznetz.visiting import jobs, queries
from schutznetz.visiting.choices import (
    Burden,
    ContactKind,
    Content,
    GoalState,
    Mainstay,
    NeedAfter,
    VisitEnd,
    VisitTopic,
)
from schutznetz.visiting.models import FamilyMidwife, PlacingPlan, VisitRequest, VisitSheet
from tests.journeys.walking import become, follow, phone_without_scripts, send
from tests.screens import Stage, found_stage
from tests.screens.visiting import colleague, there

CLARA, HANNA = Role.COORDINATOR, Role.FAMILY_MIDWIFE
HOME = "/tannfurt/familienhebammen/"


@pytest.fixture
def phone(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A telephone without scripts: what works there works everywhere."""
    with phone_without_scripts(browser, live_server.url) as page:
        yield page


@pytest.fixture
def stage(transactional_db: None) -> Stage:
    return found_stage()


def open_link(page: Page, name: str) -> None:
    """Follow a link that says for a reader of the screen what it belongs to."""
    page.locator("main").get_by_role("link", name=name).first.click()


def plan_and_adopt(page: Page, stage: Stage) -> None:
    """The coordination asks for proposals, a job works them out, she reads the reasons and takes one."""
    become(page, stage, CLARA)
    page.goto(HOME)
    follow(page, "Einsatz planen")
    send(page, "Vorschläge ausrechnen")
    with tenancy.scope(stage.network.pk):
        plan = PlacingPlan.objects.get()
        assert plan.job_id
        ctx = replace(system(stage.network.pk), now=clock.now())
        jobs.work_out(ctx, {"plan": str(plan.pk)}, Progress(plan.job_id))
    page.reload()
    expect(page.get_by_role("heading", name="wartet weiter").first).to_be_visible()
    send(page, "Diesen Vorschlag übernehmen")
    expect(page.get_by_text("Der Vorschlag ist übernommen.")).to_be_visible()


def work_a_day(page: Page, stage: Stage, name: str) -> None:
    """A usual visit takes three taps; she adds her words afterwards."""
    become(page, stage, HANNA)
    page.goto(f"{HOME}meine/")
    follow(page, "Kontakt notieren")
    send(page)
    expect(page.get_by_text("Notiert.")).to_be_visible()
    follow(page, name)
    open_link(page, "Ergänzen oder berichtigen")
    send(
        page,
        kind=ContactKind.HOME,
        minutes="75",
        travel_minutes="30",
        kilometres="18",
        topics=[VisitTopic.SLEEP, VisitTopic.BOND],
        note="Mika schläft schlecht, die Mutter weint viel.",
        next_step="Wiegen",
    )
    expect(page.get_by_text("Die Mutter weint viel.", exact=False)).to_be_visible()
    follow(page, "Anfang festhalten")
    send(page, burdens=[Burden.EXHAUSTED, Burden.UNSETTLED], strengths=[Mainstay.ASKS])
    follow(page, "Ziel vereinbaren")
    send(page, words="Wir schlafen wieder drei Stunden am Stück.")
    expect(page.get_by_text("drei Stunden am Stück").first).to_be_visible()


def keep_for_later(page: Page, stage: Stage, request: VisitRequest) -> None:
    """The door opens while she writes: what she typed is there when she comes back."""
    become(page, stage, HANNA)
    page.goto(f"{HOME}meine/{request.pk}/rueckblick/")
    send(page, "Zwischenspeichern", words="Die Nächte sind ruhiger.")
    expect(page.get_by_text("Zwischengespeichert")).to_be_visible()
    page.goto(f"{HOME}meine/{request.pk}/rueckblick/")
    expect(page.locator("[name=words]")).to_have_value("Die Nächte sind ruhiger.")
    send(page)
    expect(page.get_by_text("Die Nächte sind ruhiger.")).to_be_visible()


def count_only(page: Page, stage: Stage, request: VisitRequest) -> None:
    """The coordination reads hours; what was written is not there for her."""
    become(page, stage, CLARA)
    page.goto(f"{HOME}{request.pk}/stunden/")
    expect(page.get_by_text("1,25")).to_be_visible()
    expect(page.get_by_text("weint")).to_have_count(0)
    assert page.goto(f"{HOME}meine/{request.pk}/").status == 404  # type: ignore[union-attr]  # it answers


def find_a_colleague(
    page: Page, stage: Stage, request: VisitRequest, ines: FamilyMidwife, seat: Assignment
) -> None:
    """Who may come is chosen only once the family allows that she learns of it."""
    become(page, stage, HANNA)
    page.goto(f"{HOME}meine/{request.pk}/")
    follow(page, "An eine Kollegin weitergeben")
    send(page, "Auf die Liste setzen")
    expect(page.get_by_text("Es wird jemand gesucht, der weitermacht")).to_be_visible()
    become(page, stage, CLARA)
    with tenancy.scope(stage.network.pk):
        follower = VisitRequest.objects.get(follows=request)
    page.goto(f"{HOME}{follower.pk}/zuteilen/")
    expect(page.get_by_text("die sie beim Namen nennt").first).to_be_visible()
    agree(page, request, seat, purpose=ConsentPurpose.FIND_HELP, items=[DataItem.NAME, DataItem.CONTACT])
    page.goto(f"{HOME}{follower.pk}/zuteilen/")
    page.locator(f'[name=midwife_id][value="{ines.pk}"]').check()
    send(page, "Zuteilen", why="Die Familie hat schon Hilfe, die nicht abreißen soll.")


def release(page: Page, request: VisitRequest, seat: Assignment) -> None:
    """The family releases Hanna for just this colleague."""
    agree(
        page,
        request,
        seat,
        kind=ConsentKind.RELEASE,
        purpose=ConsentPurpose.HAND_OVER,
        items=[DataItem.COURSE],
    )


def agree(page: Page, request: VisitRequest, seat: Assignment, **said: Any) -> None:
    today = clock.today()
    page.goto(f"/tannfurt/hilfe/{request.family_id}/einwilligung/")
    page.locator(f'[name=people][value="{seat.pk}"]').check()
    page.locator("[name=copy_given]").check()
    send(
        page,
        "Festhalten",
        **{"kind": ConsentKind.DATA} | said,
        declared_by=DeclaredBy.ONE_PARENT,
        custody=Custody.SOLE,
        name0="Frau Aydin",
        form=ConsentForm.PAPER,
        given_on=today,
        until=today + timedelta(days=60),
    )


def tell(page: Page) -> None:
    follow(page, "Übergeben")
    send(
        page,
        "Übergeben",
        words="Die Mutter ruft gern an. Wiegen immer dienstags.",
        endangers=False,
        why="Die Familie hat selbst darum gebeten.",
    )


def test_a_midwife_is_planned_works_a_day_hands_over_and_closes(phone: Page, stage: Stage) -> None:
    with tenancy.scope(stage.network.pk):
        there(stage)
    plan_and_adopt(phone, stage)
    with tenancy.scope(stage.network.pk):
        request = VisitRequest.objects.filter(state="placed").order_by("asked_at").first()
        assert request
        name = f"Familie {request.family.reference}"
        VisitRequest.objects.filter(state="placed").exclude(pk=request.pk).delete()
    work_a_day(phone, stage, name)
    keep_for_later(phone, stage, request)
    count_only(phone, stage, request)
    with tenancy.scope(stage.network.pk):
        ines = colleague(stage)
        seat = Assignment.objects.get(user=ines.user_id)
    find_a_colleague(phone, stage, request, ines, seat)
    hand_over(phone, stage, request, seat)
    close(phone)

    become_seat(phone, stage, seat)
    phone.goto(f"{HOME}meine/")
    follow(phone, name)
    expect(phone.get_by_text("Wiegen immer dienstags.", exact=False)).to_be_visible()
    expect(phone.get_by_text("weint")).to_have_count(0)  # what Hanna wrote for herself stays hers
    with tenancy.scope(stage.network.pk):
        request.refresh_from_db()
        assert (request.state, request.end) == ("ended", VisitEnd.HANDED_OVER)
        assert Passing.objects.get().recipient.person_id == ines.user_id
        assert VisitSheet.objects.filter(request=request).count() == 2
        assert [each.minutes for each in queries.counted_contacts()] == [75]


def hand_over(page: Page, stage: Stage, request: VisitRequest, seat: Assignment) -> None:
    """Without a release nothing is told; with one for just her it is, and the family's list says so."""
    become(page, stage, HANNA)
    page.goto(f"{HOME}meine/{request.pk}/")
    tell(page)
    refused = page.get_by_text("noch nicht von der Schweigepflicht entbunden", exact=False)
    expect(refused.first).to_be_visible()
    become(page, stage, CLARA)
    release(page, request, seat)
    become(page, stage, HANNA)
    page.goto(f"{HOME}meine/{request.pk}/")
    tell(page)
    expect(page.get_by_text("Übergeben. Es steht auch in der Liste der Familie.")).to_be_visible()


def close(page: Page) -> None:
    open_link(page, "Was ist daraus geworden?")
    send(page, state=GoalState.PARTLY)
    follow(page, "Abschließen")
    send(page, "Abschließen", burdens=[Burden.UNSETTLED], need=NeedAfter.SETTLED, content=Content.VERY)
    expect(page.get_by_text("Abgeschlossen. Ihre Stunden sind wieder frei.")).to_be_visible()


def become_seat(page: Page, stage: Stage, seat: Assignment) -> None:
    """Be the colleague for whom the stage has no role of her own."""
    kept, stage.people[HANNA] = stage.people[HANNA], seat
    become(page, stage, HANNA)
    stage.people[HANNA] = kept
