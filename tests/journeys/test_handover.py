"""A case on its way in a real browser: into another network of the installation, and to an office outside."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from schutznetz.accounts.models import User
from schutznetz.cases.models import Case, Handover, Report
from schutznetz.kernel import clock, tenancy
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Assignment, Network
from tests.journeys.walking import enter
from tests.screens import Stage, found_stage
from tests.screens.measures import case as assessed_case


@pytest.fixture
def stage(transactional_db: None) -> Stage:
    return found_stage()


@pytest.fixture
def birkenau(stage: Stage) -> Stage:
    """The other network of the installation, with an intake of two."""
    network = Network.objects.create(slug="birkenau", name="Netzwerk Birkenau", owner_name="Stadt Birkenau")
    other = Stage(network)
    with tenancy.scope(network.pk):
        for name in ("jana", "jens"):
            user = User.objects.create_user(name, first_name=name.title(), last_name="Ufer")
            seat = Assignment.objects.create(
                user=user, role=Role.INTAKE, starts_on=date(2026, 1, 1), ends_on=date(2027, 12, 31)
            )
            other.people.setdefault(Role.INTAKE, seat)
    return other


@pytest.fixture
def phone(browser: Browser, live_server: LiveServer) -> Iterator[BrowserContext]:
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 360, "height": 740}, locale="de-DE"
    )
    context.set_default_timeout(30_000)
    yield context
    context.close()


def fill_day(page: Page) -> None:
    today = clock.today()
    for box, value in {"Tag": today.day, "Monat": today.month, "Jahr": today.year}.items():
        page.get_by_label(box, exact=True).fill(str(value))


def propose(page: Page, case: Case) -> None:
    page.goto(f"/tannfurt/faelle/{case.pk}/")
    page.get_by_role("link", name="An ein anderes Jugendamt übergeben").click()
    page.get_by_label("Schutzauftrag, anderes Jugendamt", exact=False).check()
    page.get_by_label("Begründung").fill("Die Mutter ist mit Mia nach Birkenau gezogen.")
    page.get_by_label("Was gemeldet wurde").check()
    page.get_by_label("Warum ist genau das nötig?").fill("Sonst weiß dort niemand, wovor Mia Schutz braucht.")
    fill_day(page)
    page.get_by_label("Uhrzeit", exact=False).fill("00:00")
    page.get_by_label("Wer hat mit wem gesprochen?").fill("Dora Ufer mit Frau Deich, am Telefon")
    for group in ("Sorgeberechtigte", "Kind"):
        page.get_by_role("group", name=re.compile(f"^{group}")).get_by_label("Wissen vorher davon").check()


def release(page: Page, handover: Handover) -> None:
    page.goto(f"/tannfurt/faelle/uebergabe/{handover.pk}/")
    page.get_by_role("button", name="Freigeben").click()
    expect(page.get_by_text("Freigegeben. Der Fall bleibt hier")).to_be_visible()


def test_inside_the_other_office_reads_accepts_and_has_it(
    stage: Stage, birkenau: Stage, phone: BrowserContext
) -> None:
    with tenancy.scope(stage.network.pk):
        case = assessed_case(stage)
    page = enter(phone, stage, Role.CASE_WORKER)
    propose(page, case)
    page.get_by_label("An welches Jugendamt?").select_option(label="Stadt Birkenau, Jugendamt")
    page.get_by_role("button", name="Der zweiten Person vorlegen").click()
    expect(page.get_by_text("Vorgelegt.")).to_be_visible()
    with tenancy.scope(stage.network.pk):
        handover = Handover.objects.get()
    release(enter(phone, stage, Role.TEAM_LEAD), handover)

    there = enter(phone, birkenau, Role.INTAKE)
    there.goto("/birkenau/aufgaben/")
    there.get_by_role("link", name="Übergabe eines anderen Jugendamts beantworten").first.click()
    expect(there.get_by_text("Stadt Tannfurt, Jugendamt")).to_be_visible()
    there.get_by_role("button", name="Annehmen").click()
    expect(there.get_by_text("Ab jetzt sind Sie zuständig")).to_be_visible()

    with tenancy.scope(birkenau.network.pk):
        assert Report.objects.get().state == "triage"
    with tenancy.scope(stage.network.pk):
        assert Case.objects.get().state == "handed_over"


def test_outside_the_package_leaves_and_the_written_word_comes_back(
    stage: Stage, phone: BrowserContext, tmp_path: Path
) -> None:
    with tenancy.scope(stage.network.pk):
        case = assessed_case(stage)
    page = enter(phone, stage, Role.CASE_WORKER)
    propose(page, case)
    page.get_by_label("Name und Anschrift", exact=False).fill("Jugendamt Seeheim, Uferweg 3")
    page.get_by_role("button", name="Der zweiten Person vorlegen").click()
    expect(page.get_by_text("Vorgelegt.")).to_be_visible()
    with tenancy.scope(stage.network.pk):
        handover = Handover.objects.get()
    release(enter(phone, stage, Role.TEAM_LEAD), handover)

    page = enter(phone, stage, Role.TEAM_LEAD)  # whoever proposed it does not take the word for it
    page.goto(f"/tannfurt/faelle/uebergabe/{handover.pk}/")
    with page.expect_download() as sealed:
        page.get_by_role("link", name="Verschlüsseltes Paket").click()
    assert sealed.value.suggested_filename == "uebergabe.zip"
    page.get_by_role("link", name="Antwort festhalten").click()
    page.get_by_label("Es nimmt an").check()
    fill_day(page)
    local = clock.now().astimezone(clock.BERLIN)
    page.get_by_label("Uhrzeit", exact=False).fill(f"{local:%H:%M}")
    page.get_by_label("Wer hat dort unterschrieben?").fill("Frau Deich")
    picture = tmp_path / "annahme.png"
    Image.new("RGB", (40, 40), "white").save(picture)
    page.get_by_label("Das Schreiben").set_input_files(picture)
    page.get_by_role("button", name="Speichern").click()

    expect(page.get_by_text("Nachweis der Annahme")).to_be_visible()
    with tenancy.scope(stage.network.pk):
        assert Case.objects.get().state == "handed_over"
