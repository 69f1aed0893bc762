"""A worry becomes a report: as a neighbour, as a doctor in a hurry, and back with the code."""

import re

import pytest
from playwright.sync_api import Page, expect

from schutznetz.cases.models import Report
from schutznetz.kernel import tenancy
from schutznetz.networks.models import Network
from tests.journeys.conftest import SCREENSHOTS
from tests.screens import found_stage

CODE = re.compile(r"\d{4} \d{4} \d{4} \d{4}")


@pytest.fixture
def town(transactional_db: None) -> Network:
    return found_stage().network


def picture(page: Page, name: str) -> None:
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    width = page.viewport_size["width"] if page.viewport_size else 0
    page.screenshot(path=SCREENSHOTS / f"report-{name}-{width}.png", full_page=True)


def further(page: Page) -> None:
    page.get_by_role("button", name="Weiter", exact=True).click()


def test_a_neighbour_reports_and_comes_back(page: Page, town: Network) -> None:
    page.goto(f"/{town.slug}/melden/")
    picture(page, "1-start")
    further(page)
    picture(page, "1-errors")
    page.get_by_label("Nein, oder ich weiß es nicht").check()
    page.get_by_label("Privatperson").check()
    further(page)
    picture(page, "2-facts")
    page.get_by_label("Was haben Sie selbst gesehen").fill("Nachts schreit das Baby stundenlang.")
    further(page)
    page.get_by_label("Name des Kindes").fill("Baby im zweiten Stock")
    page.get_by_role("button", name="Weiteres Kind").click()
    page.get_by_label("Name des Kindes").nth(1).fill("Mädchen, etwa 4")
    picture(page, "3-children")
    further(page)
    picture(page, "4-you")
    further(page)
    picture(page, "5-check")
    page.get_by_role("button", name="Jetzt absenden").click()
    picture(page, "6-receipt")
    code = CODE.search(page.locator(".sn-code").inner_text())
    assert code

    page.goto(f"/{town.slug}/rueckfrage/")
    picture(page, "7-come-back")
    page.get_by_label("Nummer auf Ihrer Bestätigung").fill(code[0])
    further(page)
    page.get_by_label("Was möchten Sie ergänzen").fill("Heute war es still.")
    picture(page, "8-conversation")
    page.get_by_role("button", name="Absenden").click()
    expect(page.get_by_text("Danke, das ist angekommen.")).to_be_visible()
    with tenancy.scope(town.pk):
        report = Report.objects.get()
        assert [child.description["child_name"] for child in report.children.order_by("position")] == [
            "Baby im zweiten Stock",
            "Mädchen, etwa 4",
        ]
        assert report.messages.get().text == "Heute war es still."


def test_a_doctor_in_a_hurry_is_done_after_two_pages(page: Page, town: Network) -> None:
    page.goto(f"/{town.slug}/melden/")
    page.get_by_label("Ja, es eilt").check()
    page.get_by_label("Arztpraxis, Klinik").check()
    further(page)
    picture(page, "urgent")
    page.get_by_label("Was haben Sie selbst gesehen").fill("Säugling mit Hämatomen, Mutter will gehen")
    page.get_by_role("button", name="Jetzt absenden").click()
    expect(page.locator(".sn-code")).to_have_text(CODE)
    picture(page, "urgent-receipt")
    with tenancy.scope(town.pk):
        assert Report.objects.get().danger_now
