"""Providers and the coordination office keep offers in the browser."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from schutznetz.kernel import worker
from schutznetz.kernel.context import Context
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.offers.choices import ImportState, OfferState, Rhythm
from schutznetz.offers.models import Offer, OfferImport, OpeningTime, PublishedOffer
from tests import make
from tests.conftest import member, sign_in

pytestmark = pytest.mark.usefixtures("only_what_is_asked_for")
ENTRY = {
    "submission_key": "k1",
    "title": "Babytreff",
    "provider": "Familienbüro",
    "category": "offener_treff",
    "times": "Mo 9:30-11:00\nDo 14:00-16:00 alle 14 Tage",
    "age_from": "schwanger",
    "age_to": "3 Jahre",
    "city": "Tannfurt",
    "access": "unknown",
    "registration": "drop_in",
    "cost": "free",
    "visibility": "public",
}


@pytest.fixture
def office(client: Client, tannfurt: Network) -> Client:
    """The browser of the coordinator."""
    sign_in(client, member(tannfurt, "claudia", Role.COORDINATOR))
    return client


def test_an_offer_is_entered_once_however_often_the_form_is_sent(office: Client, inside: None) -> None:
    first = office.post("/tannfurt/angebote/neu/", ENTRY)
    second = office.post("/tannfurt/angebote/neu/", ENTRY)

    offer = Offer.objects.get()
    assert first.headers["Location"] == second.headers["Location"]
    assert (offer.state, offer.age_from, offer.age_to) == (OfferState.DRAFT, -9, 36)
    assert OpeningTime.objects.filter(rhythm=Rhythm.FORTNIGHTLY).count() == 1


def test_what_was_typed_survives_a_mistake(office: Client, inside: None) -> None:
    page = office.post("/tannfurt/angebote/neu/", {**ENTRY, "times": "immer", "postcode": "00000"})

    text = page.content.decode()
    assert "keine Zeit" in text
    assert "Diese Postleitzahl gibt es nicht" in text
    assert "Babytreff" in text
    assert not Offer.objects.exists()


def test_changing_shows_the_form_filled_in_and_saves(office: Client, clara: Context, inside: None) -> None:
    offer = make.offer(clara, Network.objects.get(slug="tannfurt"), title="Krabbelgruppe", age_to=18)
    url = f"/tannfurt/angebote/verwalten/{offer.pk}/aendern/"
    assert "18 Monate" in office.get(url).content.decode()

    office.post(url, {**ENTRY, "title": "Krabbelgruppe am Markt"})

    assert PublishedOffer.objects.get().title == "Krabbelgruppe am Markt"
    history = office.get(f"/tannfurt/angebote/verwalten/{offer.pk}/").content.decode()
    assert "Krabbelgruppe → Krabbelgruppe am Markt" in history
    assert "Kosten: keine Angabe → kostenlos" in history
    assert "Alter von: – → Schwangerschaft" in history
    assert "– → Montag, 09:30 bis 11:00 Uhr; Donnerstag, 14:00 bis 16:00 Uhr, alle 14 Tage" in history
    assert not re.search(r"offener_treff|drop_in|fortnightly|family_advice", history)


def test_free_places_need_one_tap(office: Client, clara: Context, inside: None) -> None:
    offer = make.offer(clara, Network.objects.get(slug="tannfurt"), title="Krabbelgruppe")

    office.post(f"/tannfurt/angebote/verwalten/{offer.pk}/plaetze/", {"frei": "2", "zurueck": "liste"})

    published = PublishedOffer.objects.get()
    assert published.places_free == 2
    assert published.places_as_of is not None
    assert "2 Plätze frei" in office.get(f"/tannfurt/angebote/{offer.pk}/").content.decode()


def test_an_imported_offer_waits_for_confirmation(
    office: Client, upload: Callable[[str], OfferImport], inside: None
) -> None:
    upload("Schlüssel;Titel;Anbieter;Thema\n1;Babycafé;Kirche;offener_treff\n")
    office.post(f"/tannfurt/angebote/einlesen/{OfferImport.objects.get().pk}/los/")
    worker.run_once()
    assert "Babycafé" in office.get("/tannfurt/angebote/bestaetigen/").content.decode()

    office.post(f"/tannfurt/angebote/verwalten/{Offer.objects.get().pk}/bestaetigen/", {"zurueck": "liste"})

    assert "Babycafé" not in office.get("/tannfurt/angebote/bestaetigen/").content.decode()


@pytest.fixture
def upload(office: Client) -> Callable[[str], OfferImport]:
    from django.core.files.uploadedfile import SimpleUploadedFile

    def send(text: str) -> OfferImport:
        file = SimpleUploadedFile("liste.csv", text.encode())
        office.post("/tannfurt/angebote/einlesen/", {"file": file})
        worker.run_once()
        return OfferImport.objects.get()

    return send


def test_a_file_with_mistakes_is_refused_with_row_and_column(
    office: Client, upload: Callable[[str], OfferImport], inside: None
) -> None:
    refused = upload("Schlüssel;Titel;Anbieter;Thema;PLZ\n1;Babycafé;Kirche;offener_treff;00000\n")

    page = office.get(f"/tannfurt/angebote/einlesen/{refused.pk}/").content.decode()
    assert refused.state == ImportState.REFUSED
    assert "Die Postleitzahl 00000 gibt es nicht." in page
    assert '<td class="kern-table__cell">2</td><td class="kern-table__cell">PLZ</td>' in page
    assert office.post(f"/tannfurt/angebote/einlesen/{refused.pk}/los/").status_code == 409
    assert not Offer.objects.exists()


def test_a_draft_is_published_and_withdrawn(office: Client, clara: Context, inside: None) -> None:
    offer = make.offer(clara, Network.objects.get(slug="tannfurt"), title="Krabbelgruppe", publish=False)
    base = f"/tannfurt/angebote/verwalten/{offer.pk}/"
    assert office.get(f"/tannfurt/angebote/{offer.pk}/").status_code == 404

    office.post(f"{base}veroeffentlichen/")
    assert office.get(f"/tannfurt/angebote/{offer.pk}/").status_code == 200

    office.post(f"{base}herausnehmen/", {"wie": "pause"})
    assert office.get(f"/tannfurt/angebote/{offer.pk}/").status_code == 404
    assert "Krabbelgruppe" in office.get("/tannfurt/angebote/verwalten/?stand=paused").content.decode()
