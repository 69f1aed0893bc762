"""From the invitation to a sign-in without any password, in a real browser with a passkey."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from schutznetz.networks.choices import Land
from schutznetz.networks.founding import found_network
from schutznetz.networks.values import NewPerson

PASSWORD = "Birnbaum Laterne Regen"
ADAM = NewPerson(first_name="Adam", last_name="Amt", email="adam@amt.example")
DORA = NewPerson(first_name="Dora", last_name="Schutz", email="dora@amt.example")


@pytest.fixture
def device(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A browser on a device with a fingerprint reader."""
    address = live_server.url.replace("127.0.0.1", "localhost")  # passkeys belong to a name
    with browser.new_context(base_url=address, locale="de-DE") as context:
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("WebAuthn.enable")
        reader = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        session.send("WebAuthn.addVirtualAuthenticator", {"options": reader})
        yield page


def test_an_invited_person_signs_in_with_her_fingerprint(device: Page) -> None:
    founded = found_network(
        slug="tannfurt",
        name="Netzwerk Tannfurt",
        owner_name="Stadt Tannfurt",
        land=Land.HESSEN,
        areas=[],
        administrator=ADAM,
        data_protection=DORA,
    )
    device.goto(f"/tannfurt/einladung/{founded.secrets[ADAM.email]}/")
    device.get_by_label("Neues Passwort").fill(PASSWORD)
    device.get_by_label("Passwort wiederholen").fill(PASSWORD)
    device.get_by_role("button", name="Zugang einrichten").click()
    device.get_by_label("E-Mail-Adresse").fill(ADAM.email)
    device.get_by_label("Passwort").fill(PASSWORD)
    device.get_by_role("button", name="Anmelden", exact=True).click()

    expect(device.get_by_role("heading", name="Passkey einrichten")).to_be_visible()  # asked of her at once
    device.get_by_role("checkbox").check()
    device.get_by_role("button", name="Passkey einrichten").click()
    expect(device.get_by_role("heading", name="Wiederherstellungscodes")).to_be_visible()
    device.goto("/tannfurt/personen/")
    expect(device.get_by_role("heading", name="Personen und Zugänge")).to_be_visible()

    device.goto("/konto/logout/")
    device.locator("main").get_by_role("button", name="Abmelden").click()
    device.goto("/konto/login/?next=/tannfurt/personen/")
    device.get_by_role("button", name="Mit Passkey anmelden").click()

    expect(device).to_have_url(re.compile(r"/tannfurt/personen/$"))
    expect(device.get_by_role("heading", name="Personen und Zugänge")).to_be_visible()
