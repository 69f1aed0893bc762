"""Public pages show the right numbers to the right people, without a session."""

from datetime import date

import pytest
from django.test import Client

from schutznetz.networks.choices import OnCallAudience, Role
from schutznetz.networks.models import Jurisdiction, Network
from schutznetz.web.public.colours import contrast, stylesheet
from tests import make
from tests.conftest import member

PAGES = ["", "hilfe-sofort/", "impressum/", "datenschutz/", "barrierefreiheit/", "leichte-sprache/"]


@pytest.mark.parametrize("place", PAGES)
@pytest.mark.parametrize("prefix", ["/", "/tannfurt/"])
def test_public_pages_open_for_everybody(client: Client, tannfurt: Network, prefix: str, place: str) -> None:
    answer = client.get(prefix + place)

    assert answer.status_code == 200
    assert 'href="tel:110"' in answer.content.decode()
    assert not answer.cookies


@pytest.mark.parametrize(
    ("audience", "visitor", "partner"),
    [
        (OnCallAudience.PUBLIC, True, True),
        (OnCallAudience.PARTNERS, False, True),
        (OnCallAudience.POLICE, False, False),
    ],
)
def test_the_on_call_number_is_shown_as_the_network_decided(
    client: Client, tannfurt: Network, audience: OnCallAudience, visitor: bool, partner: bool
) -> None:
    tannfurt.on_call_number, tannfurt.on_call_audience = "0999 4711", audience
    tannfurt.save()

    seen_by_visitor = "0999 4711" in client.get("/tannfurt/hilfe-sofort/").content.decode()
    make.sign_in(client, member(tannfurt, "paula", Role.PARTNER))
    seen_by_partner = "0999 4711" in client.get("/tannfurt/hilfe-sofort/").content.decode()

    assert (seen_by_visitor, seen_by_partner) == (visitor, partner)


def test_language_and_theme_are_remembered_by_the_browser_alone(client: Client, tannfurt: Network) -> None:
    answer = client.post("/darstellung/", {"sprache": "en", "ansicht": "dark", "weiter": "/tannfurt/"})

    page = client.get("/tannfurt/").content.decode()
    assert answer.headers["Location"] == "/tannfurt/"
    assert '<html lang="en" data-kern-theme="dark">' in page


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "javascript:alert(1)",
        "1e309",
        "landing",
        "%00%0d%0a",
        "[]",
    ],
)
def test_the_way_back_never_leaves_the_site(client: Client, target: str) -> None:
    assert client.post("/darstellung/", {"weiter": target}).headers["Location"] == "/"


def test_colours_that_are_hard_to_read_stay_out() -> None:
    assert "#2f5d50" in stylesheet("2f5d50", "8fd0bd")
    assert stylesheet("ffff00", "000080") == ""
    assert stylesheet('2f5d5"', "</style>") == ""


def test_contrast_is_counted_as_the_standard_says() -> None:
    assert contrast("000000", "ffffff") == pytest.approx(21)
    assert contrast("777777", "ffffff") == pytest.approx(4.48, abs=0.01)


def responsible(network: Network, ags: str, name: str) -> None:
    Jurisdiction.objects.create(network=network, ags=ags, name=name, valid_from=date(2020, 1, 1))


@pytest.mark.parametrize("page", ["/", "/hilfe-sofort/"])
@pytest.mark.parametrize("typed", ["58095", "Hagen", " hagen ", "58095 Hagen", "Hagen-Haspe"])
def test_a_place_leads_to_its_network_and_numbers(
    client: Client, tannfurt: Network, erlenstedt: Network, page: str, typed: str
) -> None:
    Network.objects.filter(pk=tannfurt.pk).update(intake_number="02331 4711")
    responsible(tannfurt, "05914", "Hagen")
    responsible(erlenstedt, "03351", "Celle")

    answer = client.get(page, {"ort": typed}).content.decode()

    assert 'href="tel:023314711"' in answer
    assert 'href="/tannfurt/melden/"' in answer
    assert 'href="/erlenstedt/melden/"' not in answer


def test_an_invented_town_is_found_by_its_name(client: Client, tannfurt: Network) -> None:
    responsible(tannfurt, "03999", "Tannfurt")

    assert 'href="/tannfurt/melden/"' in client.get("/", {"ort": "tannfurt"}).content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [("29221", "Für Celle gibt es hier noch kein Netzwerk"), ("qqq<b>", "Diesen Ort kennen wir nicht")],
)
def test_a_place_without_a_network_is_told_where_to_turn(
    client: Client, tannfurt: Network, typed: str, said: str
) -> None:
    responsible(tannfurt, "05914", "Hagen")

    answer = client.get("/", {"ort": typed}).content.decode()

    assert said in answer
    assert "<b>" not in answer
    assert 'href="/tannfurt/melden/"' not in answer


@pytest.mark.parametrize("no_longer", ["suspended", "ended"])
def test_neither_ended_nor_suspended_networks_answer_for_a_place(
    client: Client, tannfurt: Network, no_longer: str
) -> None:
    responsible(tannfurt, "05914", "Hagen")
    assert "/melden/" in client.get("/", {"ort": "Hagen"}).content.decode()

    Network.objects.filter(pk=tannfurt.pk).update(suspended=no_longer == "suspended")
    if no_longer == "ended":
        Jurisdiction.objects.update(valid_to=date(2021, 1, 1))

    assert "/melden/" not in client.get("/", {"ort": "Hagen"}).content.decode()
