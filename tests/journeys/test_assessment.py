"""The assessment in a real browser: each of the four results, and a visit without a connection."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from schutznetz.cases.choices import Outcome
from schutznetz.cases.models import Case, Visit
from schutznetz.kernel import clock, tenancy
from schutznetz.networks.choices import Role
from tests import assessing
from tests.journeys.walking import enter
from tests.screens import Stage, found_stage
from tests.screens.procedure import begun, gathered

STORED = "() => localStorage.length + sessionStorage.length"
CALM = {
    "Besteht jetzt eine Gefahr?": "Keine gegenwärtige Gefahr",
    "Welcher Schaden droht?": "Nachteil, aber kein erheblicher Schaden",
    "Wie wahrscheinlich ist er?": "Fernliegend",
    "Wollen die Eltern die Gefahr abwenden?": "Ja",
    "Können sie es?": "Ja",
    "Hilfe": "Angeboten und angenommen",
}
WORDS = {
    Outcome.ACUTE: {
        "Besteht jetzt eine Gefahr?": "Gegenwärtige Gefahr steht fest",
        "Welcher Schaden droht?": "Erheblicher Schaden",
        "Wie wahrscheinlich ist er?": "Mit ziemlicher Sicherheit",
        "Wollen die Eltern die Gefahr abwenden?": "Teilweise",
        "Können sie es?": "Nein",
        "Hilfe": "Angeboten, Antwort offen",
    },
    Outcome.LATENT: {
        "Besteht jetzt eine Gefahr?": "Steht nicht fest, ernster Verdacht bleibt",
        "Welcher Schaden droht?": "Erheblicher Schaden",
        "Wie wahrscheinlich ist er?": "Möglich, durch Tatsachen gestützt",
        "Wollen die Eltern die Gefahr abwenden?": "Ja",
        "Können sie es?": "Teilweise",
        "Hilfe": "Angeboten und angenommen",
    },
    Outcome.NEED_FOR_SUPPORT: CALM,
    Outcome.NONE: CALM | {"Hilfe": "Keine Hilfe angeboten"},
}


@pytest.fixture
def stage(transactional_db: None) -> Stage:
    return found_stage()


@pytest.fixture
def phone(browser: Browser, live_server: LiveServer) -> Iterator[BrowserContext]:
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 360, "height": 740}, locale="de-DE"
    )
    context.set_default_timeout(15_000)
    yield context
    context.close()


def propose(page: Page, outcome: Outcome) -> None:
    page.get_by_role("link", name="Ergebnis festhalten").click()
    page.get_by_role("group", name="Auf welchen Tatsachen").get_by_role("checkbox").first.check()
    for question, answer in WORDS[outcome].items():
        page.get_by_role("group", name=question, exact=False).first.get_by_label(answer, exact=True).check()
    if outcome in {Outcome.ACUTE, Outcome.LATENT}:
        page.get_by_label("Vernachlässigung").check()
        page.get_by_label("Von wem geht die Gefahr aus?").select_option(label="Mutter")
        today = clock.today()
        for box, value in {"Tag": today.day, "Monat": today.month, "Jahr": today.year}.items():
            page.get_by_label(box, exact=True).fill(str(value))
    for question in ("Woran sehen", "Was schützt", "Was sagt und will", "Begründung"):
        page.get_by_label(question).fill("Wie im Team besprochen.")
    page.get_by_label(str(outcome.label), exact=True).check()
    page.get_by_role("button", name="Der zweiten Fachkraft vorlegen").click()
    expect(page.get_by_role("heading", name="Vorschlag zum Ergebnis")).to_be_visible()


def sign(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Lesen und unterschreiben").click()
    page.get_by_role("button", name="So unterschreiben").click()
    expect(page.get_by_text("Unterschrieben.")).to_be_visible()


@pytest.mark.parametrize("outcome", list(Outcome))
def test_each_result_is_set_by_two_and_danger_by_the_leader_too(
    outcome: Outcome, stage: Stage, phone: BrowserContext
) -> None:
    with tenancy.scope(stage.network.pk):
        case = gathered(stage)
        assessing.protect(case, clock.now())
    address = f"/tannfurt/faelle/{case.pk}/"
    page = enter(phone, stage, Role.INTAKE)
    page.goto(address)
    propose(page, outcome)

    sign(enter(phone, stage, Role.CASE_WORKER), address)
    if outcome in {Outcome.ACUTE, Outcome.LATENT}:
        sign(enter(phone, stage, Role.TEAM_LEAD), address)

    with tenancy.scope(stage.network.pk):
        assert Case.objects.get().outcome == outcome


def test_a_visit_typed_without_a_connection_is_kept_and_saved_once(
    stage: Stage, phone: BrowserContext
) -> None:
    with tenancy.scope(stage.network.pk):
        case = begun(stage)
    page = enter(phone, stage, Role.CASE_WORKER)
    page.goto(f"/tannfurt/faelle/{case.pk}/besuch/")
    page.get_by_label("Was haben Sie gesehen").fill("Kind wach, Wohnung warm")
    page.get_by_label("Das Kind gesehen").check()
    phone.set_offline(True)
    page.get_by_role("button", name="Sichern").click()
    expect(page.get_by_role("status").get_by_text("Noch nicht gesichert.")).to_be_visible()
    expect(page.get_by_label("Was haben Sie gesehen")).to_have_value("Kind wach, Wohnung warm")
    assert page.evaluate(STORED) == 0
    with tenancy.scope(stage.network.pk):
        assert not Visit.objects.exists()

    enter(phone, stage, Role.INTAKE)  # on the same device, in another tab
    with page.expect_response(lambda answer: answer.url.endswith("/besuch/")) as asked:
        phone.set_offline(False)
    assert (asked.value.request.method, asked.value.status) == ("GET", 200)
    with page.expect_response(lambda answer: answer.url.endswith("/besuch/")) as asked_again:
        pass
    assert asked_again.value.request.method == "GET"  # nothing is sent in her colleague's name
    with tenancy.scope(stage.network.pk):
        assert not Visit.objects.exists()
    enter(phone, stage, Role.CASE_WORKER)

    expect(page.get_by_role("heading", name="Was noch fehlt")).to_be_visible(timeout=20_000)
    assert page.evaluate(STORED) == 0
    with tenancy.scope(stage.network.pk):
        assert Visit.objects.get().text == "Kind wach, Wohnung warm"
