"""The year's report: what happened is counted, looked into, kept when the year is over, and passed on."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdfium2 import PdfDocument
from pytest_django.live_server_helper import LiveServer

from schutznetz.care import services as care
from schutznetz.care.queries import Child
from schutznetz.care.services import Household
from schutznetz.counting.jobs import fix_last_year
from schutznetz.files.spreadsheets import as_csv
from schutznetz.kernel import clock, tenancy
from schutznetz.kernel.context import system
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Assignment
from schutznetz.offers.choices import Language
from tests.journeys.walking import become, follow, phone_without_scripts
from tests.screens import Stage, found_stage
from tests.screens.counting import running

HOME = "/tannfurt/zahlen/"
CLARA, JUTTA = Role.COORDINATOR, Role.PLANNER


@pytest.fixture
def phone(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A telephone without scripts: what works there works everywhere."""
    with phone_without_scripts(browser, live_server.url) as page:
        yield page


@pytest.fixture
def stage(transactional_db: None) -> Stage:
    return found_stage()


def last_year(stage: Stage) -> int:
    """Fifteen families came last year: nine, four and two by their languages; then the year was over."""
    year = clock.today().year - 1
    seat = stage.assignment(CLARA)
    Assignment.objects.filter(pk=seat.pk).update(starts_on=date(year, 1, 1))
    clara = replace(stage.ctx(CLARA), now=datetime(year, 6, 1, 9, tzinfo=UTC))
    spoken = [Language.GERMAN] * 9 + [Language.TURKISH] * 4 + [Language.POLISH] * 2
    for number, language in enumerate(spoken):
        then = replace(clara, now=clara.now + timedelta(days=number))
        child = Child(given="Mika", born=then.now.date().replace(day=1))
        household = Household(name="Familie", language=language, children=[child])
        care.open_family(then, stage.network, household=household)
    fix_last_year(replace(system(stage.network.pk), now=clock.now()))
    return year


def row(page: Page, figure: str, label: str) -> str:
    """Return what stands beside a label in the table of a figure."""
    line = page.locator(f"#{figure} tr").filter(has=page.get_by_role("rowheader", name=label, exact=True))
    return line.get_by_role("cell").first.inner_text().strip()


def test_the_year_is_counted_looked_into_kept_and_passed_on(
    phone: Page, stage: Stage, tmp_path: Path
) -> None:
    with tenancy.scope(stage.network.pk):
        running(stage)
        year = last_year(stage)
        stage.user(JUTTA)
    become(phone, stage, CLARA)

    look_into_the_running_year(phone)
    answer_the_survey(phone)
    read_the_kept_year(phone, year)
    pass_it_on(phone, year, tmp_path)
    the_planner_sees_what_leaves_and_nothing_else(phone, stage, year)


def look_into_the_running_year(page: Page) -> None:
    """Each family counts once, and a number leads to the families behind it."""
    page.goto(HOME)
    expect(page.get_by_text("Das Jahr läuft noch")).to_be_visible()
    follow(page, "Ergebnisse")
    assert row(page, "families_helped", "nur Gesundheitsfachkraft") == "1"
    assert row(page, "families_helped", "Summe") == "18"  # fifteen of last year are still accompanied
    follow(page, "Aktivitäten")
    assert row(page, "visits_asked", "wartet") == "2"
    page.locator("#visits_asked").get_by_role("link", name="wartet").click()
    expect(page.get_by_text("Heute zählen hier 2 Einträge.")).to_be_visible()
    page.locator("main ol").last.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Behrens")


def answer_the_survey(page: Page) -> None:
    page.goto(HOME)
    follow(page, "Fragen zum Stichtag")
    expect(
        page.get_by_text("Steht nicht in diesem Register: bitte aus dem Verwendungsnachweis").first
    ).to_be_visible()
    assert row(page, "visits_running", "Familienhebamme") == "1"
    today = clock.today()
    for part, number in enumerate((today.day, today.month, today.year - 1)):
        page.locator(f"[name=am_{part}]").fill(str(number))
    page.get_by_role("button", name="Anzeigen").click()
    expect(page.locator("#visits_running")).to_contain_text("Dazu gibt es nichts zu zählen.")


def read_the_kept_year(page: Page, year: int) -> None:
    """Whole for the coordination: two Polish families are two."""
    page.goto(HOME)
    page.locator("[name=jahr]").select_option(str(year))
    page.get_by_role("button", name="Anzeigen").click()
    expect(page.get_by_text("So stand es am")).to_be_visible()
    follow(page, "Aktivitäten")
    assert row(page, "families_new", "Polnisch") == "2"
    assert row(page, "families_new", "Summe") == "15"


def pass_it_on(page: Page, year: int, folder: Path) -> None:
    """What leaves says neither two nor four, and nothing from which they follow."""
    follow(page, "Zahlen weitergeben")
    page.locator("[name=jahr]").select_option(str(year))
    page.get_by_role("button", name="Anzeigen").click()
    follow(page, "Aktivitäten")
    assert row(page, "families_new", "Polnisch") == "nicht genannt"
    assert row(page, "families_new", "Türkisch") == "nicht genannt"
    table = {line[3]: line[4] for line in sheet(page, folder) if line[2] == "Neue Familien"}
    assert table == {"Deutsch": "9", "Türkisch": "nicht genannt", "Polnisch": "nicht genannt", "Summe": "15"}
    text = " ".join(paper(page, folder).split())
    assert f"Frühe Hilfen {year} in Zahlen" in text
    assert "Polnisch nicht genannt" in text


def sheet(page: Page, folder: Path) -> list[list[str]]:
    with page.expect_download() as told:
        page.get_by_role("link", name="Als Tabelle (XLSX)").click()
    told.value.save_as(folder / "zahlen.xlsx")
    return list(
        csv.reader(as_csv((folder / "zahlen.xlsx").read_bytes()).decode().splitlines(), delimiter=";")
    )


def paper(page: Page, folder: Path) -> str:
    with page.expect_download() as told:
        page.get_by_role("link", name="Als Bericht (PDF)").click()
    told.value.save_as(folder / "zahlen.pdf")
    found = PdfDocument((folder / "zahlen.pdf").read_bytes())
    return " ".join(each.get_textpage().get_text_bounded() for each in found)


def the_planner_sees_what_leaves_and_nothing_else(page: Page, stage: Stage, year: int) -> None:
    become(page, stage, JUTTA)
    refused = page.goto(f"{HOME}?jahr={year}")
    assert refused
    assert refused.status == 404
    page.goto(f"{HOME}weitergabe/?jahr={year}&fuer=5&teil=activities")
    assert row(page, "families_new", "Polnisch") == "nicht genannt"
    expect(page.locator("#families_new a")).to_have_count(0)
