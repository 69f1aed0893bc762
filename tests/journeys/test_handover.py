"""A case on its way in a real browser: to colleagues, into another network, and to an office outside."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer
from pyzipper import AESZipFile

from schutznetz.accounts.models import User
from schutznetz.cases.choices import (
    Competence,
    HandoverGround,
    HandoverPart,
    History,
    Known,
    Sharing,
    TriageOutcome,
    Urgency,
)
from schutznetz.cases.jobs import find_forsaken
from schutznetz.cases.models import Case, Handover, Report
from schutznetz.kernel import clock, tenancy
from schutznetz.kernel.context import system
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Assignment, Network
from schutznetz.networks.services import report_absence
from tests.journeys.walking import Answer, Choice, become, enter, follow, send
from tests.screens import Stage, found_stage
from tests.screens.intake import reports
from tests.screens.measures import case as assessed_case

INTAKE, WORKER, LEAD = Role.INTAKE, Role.CASE_WORKER, Role.TEAM_LEAD
TASKS = "/tannfurt/aufgaben/"


@pytest.fixture
def stage(transactional_db: None) -> Stage:
    return found_stage()


def hire(name: str, role: Role) -> Assignment:
    user = User.objects.create_user(name, first_name=name.title(), last_name="Ufer")
    return Assignment.objects.create(
        user=user, role=role, starts_on=date(2026, 1, 1), ends_on=date(2027, 12, 31)
    )


@pytest.fixture
def birkenau(stage: Stage) -> Stage:
    """The other network of the installation, with an intake of two."""
    network = Network.objects.create(slug="birkenau", name="Netzwerk Birkenau", owner_name="Stadt Birkenau")
    other = Stage(network)
    with tenancy.scope(network.pk):
        for name in ("jana", "jens"):
            other.people.setdefault(INTAKE, hire(name, INTAKE))
    return other


@pytest.fixture
def phone(browser: Browser, live_server: LiveServer) -> Iterator[BrowserContext]:
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 360, "height": 740}, locale="de-DE"
    )
    context.set_default_timeout(30_000)
    yield context
    context.close()


@pytest.fixture
def desk(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A large screen without scripts."""
    context = browser.new_context(
        base_url=live_server.url,
        viewport={"width": 1280, "height": 900},
        locale="de-DE",
        java_script_enabled=False,
    )
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def decide_at_first_sight(page: Page, stage: Stage, **found: Answer) -> Case:
    """Take a report, propose what follows from it, and let a second person decide in her own session."""
    with tenancy.scope(stage.network.pk):
        report = reports(stage)[1]
    become(page, stage, INTAKE)
    page.goto(f"/tannfurt/eingang/{report.pk}/")
    send(page, "Übernehmen")
    follow(page, "Ersteinschätzung")
    send(
        page,
        "Der zweiten Fachkraft vorlegen",
        weighty_indications=True,
        reasons="Flecken an zwei Tagen, keine Erklärung.",
        urgency=Urgency.U2,
        source_has_access=Known.YES,
        further_children=Known.NO,
        history=History.NONE,
        **found,
    )
    become(page, stage, WORKER)
    page.goto(TASKS)
    follow(page, "Ersteinschätzung als zweite Fachkraft prüfen", "Als zweite Fachkraft entscheiden")
    send(page, "So entscheiden")
    expect(page.get_by_text("Entschieden. Beide Namen stehen darunter.")).to_be_visible()
    with tenancy.scope(stage.network.pk):
        return Case.objects.get()


def test_inside_the_case_of_colleagues_on_leave_goes_to_two_who_are_there(
    stage: Stage, phone: BrowserContext
) -> None:
    """Owner and stand-in are away; the lead is called and gives the child to two others."""
    page, today = phone.new_page(), clock.today()
    case = decide_at_first_sight(page, stage, competence=Competence.HERE, outcome=TriageOutcome.ASSESSMENT)
    with tenancy.scope(stage.network.pk):
        stage.user(LEAD)
        bert = hire("bert", WORKER)
        report_absence(stage.ctx(WORKER), stage.network, starts_on=today, ends_on=today)
    become(page, stage, INTAKE)
    page.goto("/tannfurt/abwesenheit/neu/")
    send(page, starts_on=today, ends_on=today + timedelta(days=14))
    with tenancy.scope(stage.network.pk):
        find_forsaken(replace(system(stage.network.pk), now=clock.now()))

    become(page, stage, LEAD)
    page.goto(TASKS)
    follow(page, "Zuständigkeit neu vergeben", "In andere Hände geben")
    send(page, "Abgeben", lead_id=Choice(bert.user), substitute_id=Choice(stage.user(LEAD)))

    stage.people[WORKER] = bert
    become(page, stage, WORKER)
    page.goto(TASKS)
    follow(page, "Gefährdung einschätzen")
    expect(page.get_by_text("Bert Ufer")).to_be_visible()
    with tenancy.scope(stage.network.pk):
        case.refresh_from_db()
        assert (case.lead_id, case.substitute_id) == (bert.user_id, stage.user(LEAD).pk)


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


def test_inside_the_other_office_reads_accepts_and_has_it(
    stage: Stage, birkenau: Stage, phone: BrowserContext
) -> None:
    with tenancy.scope(stage.network.pk):
        case = assessed_case(stage)
    page = enter(phone, stage, WORKER)
    propose(page, case)
    page.get_by_label("An welches Jugendamt?").select_option(label="Stadt Birkenau, Jugendamt")
    page.get_by_role("button", name="Der zweiten Person vorlegen").click()
    expect(page.get_by_text("Vorgelegt.")).to_be_visible()
    with tenancy.scope(stage.network.pk):
        handover = Handover.objects.get()
    page = enter(phone, stage, LEAD)
    page.goto(f"/tannfurt/faelle/uebergabe/{handover.pk}/")
    page.get_by_role("button", name="Freigeben").click()
    expect(page.get_by_text("Freigegeben. Der Fall bleibt hier")).to_be_visible()

    there = enter(phone, birkenau, INTAKE)
    there.goto("/birkenau/aufgaben/")
    there.get_by_role("link", name="Übergabe eines anderen Jugendamts beantworten").first.click()
    expect(there.get_by_text("Stadt Tannfurt, Jugendamt")).to_be_visible()
    there.get_by_role("button", name="Annehmen").click()
    expect(there.get_by_text("Ab jetzt sind Sie zuständig")).to_be_visible()

    with tenancy.scope(birkenau.network.pk):
        assert Report.objects.get().state == "triage"
    with tenancy.scope(stage.network.pk):
        assert Case.objects.get().state == "handed_over"


def send_outside(page: Page, stage: Stage) -> None:
    """Prepare what goes along, and let a second person release it."""
    become(page, stage, INTAKE)
    page.goto(TASKS)
    follow(page, "Übergabe an das zuständige Jugendamt vorbereiten")
    send(
        page,
        "Der zweiten Person vorlegen",
        office="Jugendamt Seeheim, Uferweg 3",
        ground=HandoverGround.DANGER,
        reasons="Die Familie wohnt seit Oktober in Seeheim.",
        parts=[HandoverPart.REPORT],
        why_needed="Sonst weiß dort niemand, wovor das Kind Schutz braucht.",
        talk_on=clock.today(),
        talk_time="00:00",
        talk_with="Sabine Vogt mit Frau Deich, am Telefon",
        guardians=Sharing.TOLD,
        child=Sharing.TOLD,
    )
    become(page, stage, WORKER)
    page.goto(TASKS)
    follow(page, "Übergabe als zweite Person prüfen und freigeben")
    send(page, "Freigeben")


def test_outside_a_report_leaves_in_a_sealed_package_and_the_written_word_comes_back(
    stage: Stage, desk: Page, tmp_path: Path
) -> None:
    """At first sight it is another office's; here it stays until that office accepts in writing."""
    case = decide_at_first_sight(desk, stage, competence=Competence.ELSEWHERE, outcome=TriageOutcome.HANDOVER)
    send_outside(desk, stage)
    with desk.expect_download() as sent:
        desk.get_by_role("link", name="Verschlüsseltes Paket").click()
    with tenancy.scope(stage.network.pk):
        passphrase = str(Handover.objects.get().passphrase)
    expect(desk.get_by_text(passphrase)).to_be_visible()
    with AESZipFile(sent.value.path()) as package:
        package.setpassword(passphrase.encode())
        assert b"Blaue Flecken" in package.read("uebergabe.json")

    follow(desk, "Antwort festhalten")
    letter = tmp_path / "annahme.png"
    Image.new("RGB", (40, 40), "white").save(letter)
    now = f"{clock.now().astimezone(clock.BERLIN):%H:%M}"
    send(desk, accepted=True, day=clock.today(), hour=now, answered_by="Frau Deich", proof=letter)

    expect(desk.get_by_text("Nachweis der Annahme")).to_be_visible()
    with tenancy.scope(stage.network.pk):
        case.refresh_from_db()
        assert case.state == "handed_over"
