"""What keeps the directory alive in the browser: signs of ended offers, feedback, booklet, gaps, money."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pypdfium2
import pytest
from django.conf import LazySettings
from django.test import Client

from schutznetz.kernel import clock
from schutznetz.kernel.context import Context
from schutznetz.networks.choices import PartnerCategory, Role
from schutznetz.networks.models import Assignment, Network, Organisation
from schutznetz.offers import queries, services, upkeep
from schutznetz.offers.choices import Language, OfferCategory
from schutznetz.offers.models import Offer, OfferFeedback, ProposedChange, PublishedOffer, TrustedProvider
from schutznetz.offers.queries import Search
from schutznetz.web import limits
from schutznetz.web.offers import saying
from tests import make
from tests.conftest import NOON, member, sign_in
from tests.web.offers.test_office import ENTRY


@pytest.fixture
def office(tannfurt: Network) -> Client:
    browser = Client()
    sign_in(browser, member(tannfurt, "claudia", Role.COORDINATOR))
    return browser


@pytest.fixture
def offer(clara: Context, tannfurt: Network, inside: None) -> Offer:
    return make.offer(
        clara, tannfurt, title="Krabbelgruppe", city="Hagen", postcode="58095", summary="Am Markt"
    )


def path(offer: Offer, end: str = "") -> str:
    return f"/tannfurt/angebote/{offer.pk}/{end}"


def test_an_ended_offer_leads_to_its_successor_and_never_in_a_search(
    offer: Offer, office: Client, client: Client, clara: Context, tannfurt: Network
) -> None:
    next_one = make.offer(clara, tannfurt, title="Babycafé")
    body = {"wie": "beenden", "nachfolge": str(next_one.pk)}
    office.post(f"/tannfurt/angebote/verwalten/{offer.pk}/herausnehmen/", body)

    answer = client.get(path(offer))
    assert (answer.status_code, answer.headers["Location"]) == (302, path(next_one))
    assert queries.search(Search(text="Krabbelgruppe")).hits == ()
    assert queries.published(offer.pk) is None
    assert client.get(f"/api/v1/offers/{offer.pk}").status_code == 404
    assert client.get(path(offer, "rueckmeldung/")).status_code == 404

    services.withdraw(clara, next_one)
    assert client.get(path(offer)).status_code == 410


def test_the_sign_of_an_ended_offer_keeps_nothing_of_it(offer: Offer, client: Client, clara: Context) -> None:
    services.withdraw(clara, offer, for_good=True)

    page = client.get(path(offer))
    assert page.status_code == 410
    assert "Familien- und Erziehungsberatung" in page.content.decode()
    assert "Krabbelgruppe" not in page.content.decode()
    assert (PublishedOffer.objects.get().summary, PublishedOffer.objects.get().facts) == ("", {})


def test_what_nobody_ever_saw_leaves_no_sign(clara: Context, tannfurt: Network, inside: None) -> None:
    draft = make.offer(clara, tannfurt, title="Krabbelgruppe", publish=False)
    services.withdraw(clara, draft, for_good=True)

    assert not PublishedOffer.objects.exists()


def test_families_choose_a_sentence_and_are_only_counted(
    offer: Offer, client: Client, office: Client, clara: Context
) -> None:
    for key in ("a", "b", "b"):  # the last one is sent twice
        client.post(path(offer, "rueckmeldung/"), {"kind": "gone", "submission_key": key})
    client.post(path(offer, "rueckmeldung/"), {"kind": "Mia Muster ist krank", "submission_key": "c"})

    row = OfferFeedback.objects.get()
    assert (row.kind, row.count) == ("gone", 2)
    assert {each.name for each in OfferFeedback._meta.fields} == {
        "id", "network", "offer", "kind", "count", "last_on",
    }  # fmt: skip
    assert "2 × Das gibt es nicht mehr." in office.get("/tannfurt/angebote/aenderungen/").content.decode()

    office.post(f"/tannfurt/angebote/verwalten/{offer.pk}/erledigt/")
    assert upkeep.feedback(clara) == []


def test_a_flood_of_feedback_is_slowed_down(
    offer: Offer, client: Client, monkeypatch: pytest.MonkeyPatch, settings: LazySettings
) -> None:
    monkeypatch.setattr(saying, "FLOOD", limits.Flood())
    settings.FLOOD_PLACE, settings.FLOOD_OFFICE = 2, 9
    said = [{"kind": "gone", "submission_key": str(number)} for number in range(3)]

    assert [client.post(path(offer, "rueckmeldung/"), each).status_code for each in said] == [200, 200, 429]
    assert OfferFeedback.objects.get().count == 2


def test_a_change_is_proposed_compared_and_taken_over_in_the_browser(
    offer: Offer, office: Client, tannfurt: Network
) -> None:
    house = Organisation.objects.create(name="Familienhaus", category=PartnerCategory.PROVIDER)
    Offer.objects.filter(pk=offer.pk).update(organisation=house)
    petra = member(tannfurt, "petra", Role.PROVIDER)
    Assignment.objects.filter(user=petra).update(organisation=house)
    browser = Client()
    sign_in(browser, petra)
    url = f"/tannfurt/angebote/verwalten/{offer.pk}/"
    assert "wird zuerst geprüft" in browser.get(f"{url}aendern/").content.decode()
    browser.post(f"{url}aendern/", {**ENTRY, "title": "Babygruppe"})
    proposed = ProposedChange.objects.get()
    home = f"/tannfurt/angebote/aenderungen/{proposed.pk}/"

    page = office.get(home).content.decode()
    assert "Krabbelgruppe</td>" in page
    assert "Babygruppe</td>" in page
    assert browser.get(home).status_code == 404
    office.post(home, {"wie": "zurueck", "grund": ""})
    assert ProposedChange.objects.get().returned_at is None
    office.post(home, {"wie": "uebernehmen"})
    office.post(f"/tannfurt/angebote/anbieter/{house.pk}/", {"wie": "sofort"})

    assert PublishedOffer.objects.get().title == "Babygruppe"
    assert TrustedProvider.objects.get().organisation_id == house.pk
    assert "wird zuerst geprüft" not in browser.get(f"{url}aendern/").content.decode()


def test_money_that_ends_is_seen_half_a_year_before(
    office: Client, clara: Context, tannfurt: Network, inside: None
) -> None:
    today = clock.today()
    for title, days in (("Bald", 180), ("Vorbei", -3), ("Später", 181)):
        make.offer(clara, tannfurt, title=title, funding_ends_on=today + timedelta(days=days))

    page = office.get("/tannfurt/angebote/bestaetigen/").content.decode()

    ending = page[page.index("Die Finanzierung endet") :]
    assert ("Bald" in ending, "Vorbei" in ending, "Später" in ending) == (True, True, False)


def test_the_booklet_holds_what_was_chosen_in_two_languages_and_no_figure(
    office: Client, clara: Context, tannfurt: Network, inside: None
) -> None:
    clara = replace(clara, now=NOON)
    facts: dict[str, Any] = {
        "category": OfferCategory.OPEN_MEETING,
        "city": "Hagen",
        "postcode": "58095",
        "places_total": 9,
    }
    kept = make.offer(clara, tannfurt, title="Babycafé", languages=(Language.TURKISH,), **facts)
    services.set_free_places(clara, kept, places=7)
    make.offer(clara, tannfurt, title="Weit weg", **{**facts, "city": "Flensburg", "postcode": "24937"})
    make.offer(clara, tannfurt, title="Anderes Thema", **{**facts, "category": OfferCategory.CLINIC})

    answer = office.get("/tannfurt/angebote/heft/?drucken=1&thema=offener_treff&ort=58095&km=10&sprache=en")

    made = pypdfium2.PdfDocument(answer.content)
    text = "".join(page.get_textpage().get_text_bounded() for page in made)
    assert made.is_tagged()
    assert ("Babycafé" in text, "Türkisch" in text, "Turkish" in text) == (True, True, True)
    assert ("Weit weg" in text, "Anderes Thema" in text, "7 Pl" in text) == (False, False, False)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="Heft.pdf"'


@pytest.mark.parametrize("query", ["ort=Nirgendwohausen", "thema=klinik"])
def test_a_booklet_about_nothing_says_so(query: str, office: Client, offer: Offer) -> None:
    page = office.get(f"/tannfurt/angebote/heft/?drucken=1&{query}").content.decode()

    assert "Diesen Ort kennen wir nicht" in page or "Dazu gibt es kein Angebot" in page


def test_gaps_say_what_is_missing(office: Client, offer: Offer) -> None:
    page = office.get("/tannfurt/angebote/luecken/?sprache=tr").content.decode()

    assert "0 Angebote passen dazu." in page
    assert "fehlt" in page
