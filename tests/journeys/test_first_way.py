"""The first way through: an offer found, a worry reported, two people who decide. Phone and desktop, with
and without scripts, and once by keyboard alone."""

import re

import pytest
from django.conf import LazySettings
from playwright.sync_api import Locator, Page, expect

from schutznetz.demo import directory, town
from tests.journeys.conftest import picture
from tests.journeys.walking import choose

ANSWERS = {
    "Gibt es gewichtige Anhaltspunkte": "Ja",
    "Wie dringend?": "Innerhalb von 3 Tagen",
    "jetzt Zugang zum Kind?": "Noch nicht bekannt",
    "Leben weitere Kinder im Haushalt?": "Noch nicht bekannt",
    "Ist die Familie bekannt?": "Familie nicht bekannt",
    "Sind wir zuständig?": "Dieses Jugendamt ist zuständig",
    "Was folgt?": "Gefährdung einschätzen",
}
CODE = re.compile(r"\d{4} \d{4} \d{4} \d{4}")


@pytest.fixture
def stage(settings: LazySettings, transactional_db: None) -> None:
    settings.ROOT_URLCONF = "tests.web.personas.urls"
    settings.DEMO = True
    directory.load()
    town.found()


def test_an_offer_is_found_and_a_worry_reaches_two_people(stage: None, page: Page, width: str) -> None:
    find_an_offer(page, width)
    code = report_as_a_neighbour(page, width)
    return_with(page, code, width)
    take(page, width)
    propose(page, width)
    decide_as_the_second(page, width)


def find_an_offer(page: Page, width: str) -> None:
    page.goto("/")
    picture(page, "start", width)
    page.get_by_role("link", name="Hilfe finden").click()
    page.get_by_label("Was suchen Sie?").fill("Familienhebamme Hagen")
    page.get_by_role("button", name="Suchen").click()
    expect(page.get_by_role("heading", level=3).first).to_have_text("Familienhebammen")
    picture(page, "angebote", width)
    page.locator("main").get_by_role("link", name=re.compile("hebamme", re.IGNORECASE)).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile("hebamme", re.IGNORECASE))
    picture(page, "angebot", width)


def report_as_a_neighbour(page: Page, width: str) -> str:
    page.goto("/tannfurt/")
    picture(page, "netz", width)
    page.locator("main").get_by_role("link", name=re.compile("melden")).first.click()
    page.get_by_label("Nein, oder ich weiß es nicht").check()
    page.get_by_label("Privatperson").check()
    picture(page, "melden-1", width)
    further(page)
    page.get_by_label("Was haben Sie selbst gesehen").fill("Seit Tagen weint abends lange ein Kind.")
    picture(page, "melden-2", width)
    further(page)
    page.get_by_label("Name des Kindes").fill("Mädchen aus dem zweiten Stock")
    further(page)
    further(page)
    picture(page, "melden-pruefen", width)
    page.get_by_role("button", name="Jetzt absenden").click()
    picture(page, "melden-quittung", width)
    found = CODE.search(page.locator(".sn-code").inner_text())
    assert found
    return found[0]


def further(page: Page) -> None:
    page.get_by_role("button", name="Weiter", exact=True).click()


def return_with(page: Page, code: str, width: str) -> None:
    page.goto("/tannfurt/rueckfrage/")
    page.get_by_label("Nummer auf Ihrer Bestätigung").fill(code)
    further(page)
    page.get_by_label("Was möchten Sie ergänzen").fill("Heute wieder, fast zwei Stunden.")
    picture(page, "rueckfrage", width)
    page.get_by_role("button", name="Absenden").click()
    expect(page.get_by_text("Danke, das ist angekommen.")).to_be_visible()


def take(page: Page, width: str) -> None:
    choose(page, "Sabine Vogt")
    picture(page, "aufgaben", width)
    page.goto("/tannfurt/eingang/")
    picture(page, "eingang", width)
    page.get_by_role("link", name="Mädchen aus dem zweiten Stock").click()
    page.get_by_role("button", name="Übernehmen").click()
    expect(page.get_by_text("Zuständig: Sabine Vogt")).to_be_visible()
    picture(page, "meldung", width)


def propose(page: Page, width: str) -> None:
    page.get_by_role("link", name="Ersteinschätzung").first.click()
    for question, answer in ANSWERS.items():
        page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()
    page.get_by_label("Begründung").fill("Wiederholt langes Weinen am Abend; Eltern offenbar oft abwesend.")
    picture(page, "ersteinschaetzung", width)
    page.get_by_role("button", name="Der zweiten Fachkraft vorlegen").click()
    expect(page.get_by_role("heading", name="Vorschlag zur Ersteinschätzung")).to_be_visible()


def decide_as_the_second(page: Page, width: str) -> None:
    second = re.search(r"Zweite Fachkraft: (.+)", page.locator("main").inner_text())
    assert second
    choose(page, second[1])
    page.get_by_role("link", name="Ersteinschätzung als zweite Fachkraft prüfen").first.click()
    page.get_by_role("link", name="Als zweite Fachkraft entscheiden").click()
    picture(page, "zweite-fachkraft", width)
    page.get_by_role("button", name="So entscheiden").click()
    expect(page.get_by_text("Entschieden. Beide Namen stehen darunter.")).to_be_visible()
    picture(page, "entschieden", width)


class Keyboard:
    """Somebody without a mouse: Tab until the thing has the focus, then Space, Enter or letters."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, thing: Locator) -> None:
        for _ in range(120):
            if thing.evaluate("node => node === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{thing} is not reached by Tab")

    def choose(self, label: str) -> None:
        choice = self.page.get_by_label(label).first
        name = choice.get_attribute("name")
        for _ in range(120):  # a group of radio buttons is one stop; arrows walk inside
            self.page.keyboard.press("Tab")
            if self.page.evaluate("document.activeElement.name") == name:
                break
        for _ in range(40):
            if choice.evaluate("node => node === document.activeElement"):
                self.page.keyboard.press("Space")
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{label} is not reached by arrows")

    def write(self, label: str, text: str) -> None:
        self.reach(self.page.get_by_label(label).first)
        self.page.keyboard.type(text)

    def press(self, name: str | re.Pattern[str]) -> None:
        self.reach(self.page.get_by_role("button", name=name, exact=True))
        self.page.keyboard.press("Enter")


@pytest.mark.parametrize("way", [("desktop", "script")], indirect=True)
def test_a_worry_is_reported_and_taken_by_keyboard_alone(stage: None, page: Page) -> None:
    keys = Keyboard(page)
    page.goto("/tannfurt/melden/")
    keys.choose("Nein, oder ich weiß es nicht")
    keys.choose("Privatperson")
    keys.press("Weiter")
    keys.write("Was haben Sie selbst gesehen", "Seit Tagen weint abends lange ein Kind.")
    keys.press("Weiter")
    keys.write("Name des Kindes", "Mädchen aus dem zweiten Stock")
    keys.press("Weiter")
    expect(page.get_by_label("Ihr Name")).to_be_visible()
    keys.press("Weiter")
    keys.press("Jetzt absenden")
    expect(page.locator(".sn-code")).to_have_text(CODE)

    page.goto("/personen/")
    keys.press("Weiter als Sabine Vogt")
    expect(page.get_by_role("heading", level=1)).to_have_text("Meine Aufgaben")
    page.goto("/tannfurt/eingang/")
    keys.press(re.compile("^Übernehmen "))  # each button names its report
    expect(page.get_by_text("Zuständig: Sabine Vogt")).to_be_visible()
