"""Before anyone is told: the guide for everybody, and a worry that becomes a report without typing again."""

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from schutznetz.cases.choices import ReporterKind
from schutznetz.cases.models import Report
from schutznetz.kernel import clock, tenancy
from schutznetz.law import guide
from schutznetz.law.reporters import Reporter
from schutznetz.networks.choices import Role
from tests import make
from tests.screens import Stage, found_stage


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A telephone without scripts: what works there works everywhere."""
    shape: ViewportSize = {"width": 360, "height": 740}
    with browser.new_context(
        base_url=live_server.url, viewport=shape, locale="de-DE", java_script_enabled=False
    ) as context:
        context.set_default_timeout(15_000)
        yield context.new_page()


@pytest.fixture
def stage(transactional_db: None) -> Stage:
    return found_stage()


def further(page: Page) -> None:
    page.get_by_role("button", name="Weiter", exact=True).click()


def enter(page: Page, stage: Stage, role: Role) -> None:
    client = Client()
    with tenancy.scope(stage.network.pk):
        seat = stage.assignment(role)
        stage.assignment(Role.INTAKE)
        make.sign_in(client, seat.user, seat, at=clock.now().timestamp())
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies(
        [{"name": cookie.key, "value": cookie.value, "domain": "localhost", "path": "/"}]
    )


def in_danger(page: Page, reporter: Reporter) -> None:
    """From the guide, which says at once what holds, to the receipt; nothing is asked that is not needed."""
    row = guide.governing(reporter, {"danger": "child"})
    assert row is not None
    page.goto("/tannfurt/leitfaden/")
    page.get_by_label(str(ReporterKind(reporter.value).label), exact=True).check()
    further(page)
    page.locator("input[name=danger][value=child]").check()
    further(page)
    expect(page.get_by_text(row.text)).to_be_visible()
    expect(page.get_by_text(str(row.norm))).to_be_visible()
    assert page.url.endswith("/tannfurt/leitfaden/")
    assert page.context.cookies() == []
    page.get_by_role("link", name="Online melden").click()
    page.locator("input[name=danger_now][value=yes]").check()
    page.locator(f"input[name=reporter_kind][value={reporter}]").check()
    further(page)
    page.locator("[name=observed]").fill(f"Gesehen von: {reporter}")
    page.get_by_role("button", name="Jetzt absenden").click()
    expect(page.locator(".sn-code")).to_be_visible()
    page.context.clear_cookies()  # what protects the form against forgery, and nothing else


def test_everybody_in_danger_is_told_what_holds_reports_and_is_received(page: Page, stage: Stage) -> None:
    """One story for each group of the law's table, in a hurry: guide, report, receipt, intake."""
    for reporter in Reporter:
        in_danger(page, reporter)

    enter(page, stage, Role.INTAKE)
    page.goto("/tannfurt/eingang/")
    expect(page.get_by_role("button", name=re.compile("^Übernehmen"))).to_have_count(len(Reporter))
    with tenancy.scope(stage.network.pk):
        found = {
            (each.reporter_kind, each.urgency, each.statement["observed"]) for each in Report.objects.all()
        }
    assert found == {(str(each), "u0", f"Gesehen von: {each}") for each in Reporter}


def writes_down(page: Page) -> None:
    page.goto("/tannfurt/sorgen/")
    page.get_by_role("link", name="Sorge festhalten").click()
    page.get_by_label("Wer sind Sie?").select_option("provider")
    page.get_by_label("3 bis 5 Jahre").check()
    page.get_by_label("Name des Kindes").fill("Leo S.")
    further(page)
    page.get_by_role("link", name="Eintrag schreiben").click()
    page.get_by_label("Beobachtung", exact=True).check()
    page.get_by_label("Was war?").fill("Kommt ohne Frühstück.")
    page.get_by_role("button", name="Eintragen").click()
    page.get_by_role("link", name="Leitfaden weiter").click()
    for answer in ("no", "child", "yes", "yes", "failed"):
        page.locator(f"input[type=radio][value={answer}]").check()
        further(page)
    expect(page.get_by_text("Informieren Sie das Jugendamt.")).to_be_visible()


def completes(page: Page) -> None:
    """Answer what the worry did not know."""
    page.get_by_label("Gespräch mit den Erziehungsberechtigten").fill("Heute, die Mutter bat um Geduld.")
    for label in (
        "Gespräch mit dem Kind",
        "Wissen die Erziehungsberechtigten",
        "Beratung durch",
        "Welche Hilfen",
    ):
        page.get_by_label(label).fill("ja, heute")
    further(page)
    page.get_by_label("Einrichtung und Ihre Aufgabe").fill("Kita, Gruppenleitung")
    page.get_by_label("Telefon für Rückfragen").fill("05999 20")
    further(page)


def test_a_worry_becomes_a_report_without_typing_again(page: Page, stage: Stage) -> None:
    enter(page, stage, Role.PARTNER)
    writes_down(page)

    page.get_by_role("link", name="Jugendamt informieren").click()
    further(page)
    page.get_by_role("button", name="Weiter zur Meldung").click()
    expect(page.get_by_text("Kommt ohne Frühstück.")).to_be_visible()
    page.get_by_role("button", name="Jetzt absenden").click()
    completes(page)
    page.get_by_role("button", name="Jetzt absenden").click()

    expect(page.locator(".sn-code")).to_be_visible()
    with tenancy.scope(stage.network.pk):
        report = Report.objects.get()
        assert report.statement["observed"] == "Kommt ohne Frühstück."
        assert report.children.get().description["child_name"] == "Leo S."
