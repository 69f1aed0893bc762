"""A worry becomes a report: as a neighbour, as a doctor in a hurry, and back with the code."""

import re

import pytest
from playwright.sync_api import Page, expect

from schutznetz.cases.models import Report
from schutznetz.kernel import tenancy
from schutznetz.networks.models import Network
from tests.journeys.conftest import picture
from tests.screens import found_stage

CODE = re.compile(r"\d{4} \d{4} \d{4} \d{4}")


@pytest.fixture
def town(transactional_db: None) -> Network:
    return found_stage().network


def further(page: Page) -> None:
    page.get_by_role("button", name="Weiter", exact=True).click()


def test_a_neighbour_reports_and_comes_back(page: Page, town: Network, width: str) -> None:
    page.goto(f"/{town.slug}/melden/")
    picture(page, "report-1-start", width)
    further(page)
    picture(page, "report-1-errors", width)
    page.get_by_label("Nein, oder ich weiß es nicht").check()
    page.get_by_label("Privatperson").check()
    further(page)
    picture(page, "report-2-facts", width)
    page.get_by_label("Was haben Sie selbst gesehen").fill("Nachts schreit das Baby stundenlang.")
    further(page)
    page.get_by_label("Name des Kindes").fill("Baby im zweiten Stock")
    page.get_by_role("button", name="Weiteres Kind").click()
    page.get_by_label("Name des Kindes").nth(1).fill("Mädchen, etwa 4")
    picture(page, "report-3-children", width)
    further(page)
    picture(page, "report-4-you", width)
    further(page)
    picture(page, "report-5-check", width)
    page.get_by_role("button", name="Jetzt absenden").click()
    picture(page, "report-6-receipt", width)
    code = CODE.search(page.locator(".sn-code").inner_text())
    assert code

    page.goto(f"/{town.slug}/rueckfrage/")
    picture(page, "report-7-come-back", width)
    page.get_by_label("Nummer auf Ihrer Bestätigung").fill(code[0])
    further(page)
    page.get_by_label("Was möchten Sie ergänzen").fill("Heute war es still.")
    picture(page, "report-8-conversation", width)
    page.get_by_role("button", name="Absenden").click()
    expect(page.get_by_text("Danke, das ist angekommen.")).to_be_visible()
    with tenancy.scope(town.pk):
        report = Report.objects.get()
        assert [child.description["child_name"] for child in report.children.order_by("position")] == [
            "Baby im zweiten Stock",
            "Mädchen, etwa 4",
        ]
        assert report.messages.get().text == "Heute war es still."


def test_a_doctor_in_a_hurry_is_done_after_two_pages(page: Page, town: Network, width: str) -> None:
    page.goto(f"/{town.slug}/melden/")
    page.get_by_label("Ja, es eilt").check()
    page.get_by_label("Arztpraxis, Klinik").check()
    further(page)
    picture(page, "report-urgent", width)
    page.get_by_label("Was haben Sie selbst gesehen").fill("Säugling mit Hämatomen, Mutter will gehen")
    page.get_by_role("button", name="Jetzt absenden").click()
    expect(page.locator(".sn-code")).to_have_text(CODE)
    picture(page, "report-urgent-receipt", width)
    with tenancy.scope(town.pk):
        assert Report.objects.get().danger_now
