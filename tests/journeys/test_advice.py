"""Advice from question to signed result: a name is found, taken out, asked, answered, signed, taken away."""

import re

import pytest
from django.conf import LazySettings
from playwright.sync_api import Page, expect

from schutznetz.demo import advice, town
from schutznetz.kernel import tenancy
from tests.journeys.walking import choose

NAMED = "Leo kommt seit Wochen ohne Frühstück. Die Kita Regenbogen sorgt sich. Was raten Sie?"
BETTER = "Kind A kommt ohne Frühstück. Eine Kita sorgt sich, auch im Café Zuckerhut. Was raten Sie?"


@pytest.fixture
def stage(settings: LazySettings, transactional_db: None) -> None:
    settings.ROOT_URLCONF = "tests.web.personas.urls"
    settings.DEMO = True
    tannfurt = town.found()
    with tenancy.scope(tannfurt.network.pk):
        advice.found_pool(tannfurt)


def test_a_question_without_names_comes_back_as_a_signed_result(stage: None, page: Page) -> None:
    choose(page, "Mira Yilmaz")
    page.goto("/tannfurt/fachberatung/")
    page.locator("main").get_by_role("link", name="Beratung anfragen").click()
    page.get_by_label("Worum geht es?").select_option("neglect")
    page.get_by_label("Wie alt ist das Kind?").select_option("kita")
    ask(page, NAMED)
    expect(page.locator("mark")).to_have_text(["Leo", "Kita Regenbogen"])

    ask(page, BETTER)
    expect(page.locator("mark")).to_have_count(1)
    page.get_by_label(re.compile("Zuckerhut")).check()
    page.get_by_role("button", name="Anfrage senden").click()
    expect(page.get_by_text("Ihre Anfrage ist unterwegs")).to_be_visible()

    answer(page)
    choose(page, "Mira Yilmaz")
    page.goto("/tannfurt/fachberatung/")
    page.get_by_role("link", name=re.compile("^Beratung [A-Z0-9]{4}-")).click()
    expect(page.get_by_text("Wir raten zu einem Gespräch.")).to_be_visible()
    with page.expect_download() as taken:
        page.get_by_role("link", name="Ergebnis als PDF").click()
    assert taken.value.suggested_filename == "Fachberatung.pdf"
    assert taken.value.path().read_bytes().startswith(b"%PDF")


def ask(page: Page, text: str) -> None:
    page.get_by_label("Ihre Frage").fill(text)
    page.get_by_role("button", name="Anfrage senden").click()


def answer(page: Page) -> None:
    choose(page, "Eva Stern")
    page.goto("/tannfurt/aufgaben/")
    expect(page.get_by_text("Anfrage zur Fachberatung beantworten")).to_be_visible()
    page.goto("/tannfurt/fachberatung/")
    page.get_by_role("link", name=re.compile("^Beratung [A-Z0-9]{4}-")).click()
    page.get_by_role("link", name="Antworten").click()
    page.get_by_label("Ihre Antwort").fill("Was haben Sie den Eltern schon angeboten?")
    page.get_by_role("button", name="Antwort senden").click()
    page.get_by_role("link", name="Ergebnis schreiben").click()
    page.get_by_label("Ergebnis der Beratung").fill("Wir raten zu einem Gespräch.")
    page.get_by_role("button", name="Unterzeichnen").click()
    expect(page.get_by_text("Mit Ergebnis unterzeichnet")).to_be_visible()
