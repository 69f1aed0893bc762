"""Where a refuge is stands nowhere: not in import, editor, API, search, map, print or history."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from schutznetz.accounts.models import User
from schutznetz.kernel.context import Context
from schutznetz.networks.models import Network
from schutznetz.offers import columns, queries, refuges, services
from schutznetz.offers.choices import OfferCategory
from schutznetz.offers.facts import OfferFacts
from schutznetz.offers.models import Offer, SearchWord
from schutznetz.offers.queries import Search
from tests import make
from tests.conftest import sign_in

STREET, POSTCODE, DISTRICT = "Geheimweg 5", "58089", "Verstecktal"


def facts(**more: Any) -> OfferFacts:
    given = {
        "title": "Haus für Frauen",
        "provider": "Verein",
        "category": OfferCategory.FAMILY_ADVICE,
        **more,
    }
    return OfferFacts(**given)


def everything_kept() -> Iterator[str]:
    """Yield every value of every row that offers have anywhere in the database."""
    for model in apps.get_app_config("offers").get_models():
        for row in model._default_manager.values():
            yield json.dumps(row, default=str)


def traces() -> list[str]:
    secret = (STREET, POSTCODE, "verstecktal", "geheimweg")
    return [text for text in everything_kept() if any(word.lower() in text.lower() for word in secret)]


@pytest.fixture
def known(clara: Context, tannfurt: Network, inside: None) -> Offer:
    """An offer with an address, changed once, that turns out to be a refuge."""
    place: dict[str, Any] = {"street": STREET, "postcode": POSTCODE, "city": "Hagen", "district": DISTRICT}
    offer = make.offer(clara, tannfurt, title="Haus für Frauen", external_key="k1", **place)
    services.change_offer(clara, offer, facts=facts(summary=f"Im {STREET}", **place))
    assert traces()
    return offer


def test_what_becomes_a_refuge_takes_its_address_out_of_everything(known: Offer, clara: Context) -> None:
    services.change_offer(clara, known, facts=facts(category=OfferCategory.VIOLENCE_PROTECTION, city="Hagen"))

    assert traces() == []
    assert not SearchWord.objects.filter(word__in=["geheimweg", POSTCODE, "verstecktal"]).exists()


def test_a_file_that_makes_it_a_refuge_does_the_same(known: Offer, clara: Context, tannfurt: Network) -> None:
    text = "Schlüssel;Titel;Anbieter;Thema;Ort\nk1;Haus für Frauen;Verein;gewaltschutz;Hagen\n"

    services.import_offers(clara, tannfurt, offers=columns.read(text.encode()).offers)

    assert traces() == []
    assert Offer.objects.get().hidden_address


def test_no_page_tells_it(known: Offer, clara: Context, tannfurt: Network, client: Client) -> None:
    services.change_offer(clara, known, facts=facts(hidden_address=True, city="Hagen"))
    sign_in(client, _user(clara))
    pages = [
        f"/tannfurt/angebote/{known.pk}/",
        f"/tannfurt/angebote/verwalten/{known.pk}/",
        f"/tannfurt/angebote/verwalten/{known.pk}/aendern/",
        "/tannfurt/angebote/?q=haus",
        f"/tannfurt/angebote/?q={POSTCODE}",
        "/tannfurt/angebote/verwalten/",
    ]

    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 200
        text = answer.content.decode().replace(f'value="{POSTCODE}"', "").lower()
        assert "geheimweg" not in text
        assert "verstecktal" not in text
    assert queries.search(Search(text="haus")).hits[0].latitude is None


def _user(ctx: Context) -> Any:
    return User.objects.get(pk=ctx.person_id)


@pytest.mark.parametrize(
    "text",
    [
        "Geheimweg 5", "GEHEIMWEG 5", "Hauptstr.5", "Hauptstr 12a", "Hauptstraße12", "Am Markt 3",
        "Gartenweg, Nr. 7", "Gartenweg Hausnummer 7", "Straße des Friedens 12", "58089 Hagen", "PLZ: 58089",
        "Wir sind im\nLindenhof 4", "Schloßallee 1 b", "Steinkamp 17",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "where", ["summary", "travel", "area", "times_note", "registration_note", "audience"]
)
def test_an_address_in_words_is_refused(text: str, where: str) -> None:
    with pytest.raises(refuges.AddressWritten):
        refuges.refuse_address(facts(hidden_address=True, **{where: text}))


@pytest.mark.parametrize(
    "text",
    [
        "Rufen Sie an: 02331 47382, rund um die Uhr.", "Wir haben Platz für 12 Frauen und 15 Kinder.",
        "Auf dem Weg in ein neues Leben", "24 Stunden, 7 Tage", "Seit 1985 in Hagen",
    ],
)  # fmt: skip
def test_other_words_and_numbers_stay(text: str) -> None:
    refuges.refuse_address(facts(hidden_address=True, summary=text))


@pytest.mark.parametrize(
    "name",
    ["Frauenhaus Hagen", "Frauenhäuser im Kreis", "Frauen-Haus", "Mädchenhaus", "Zufluchtsstätte für Frauen",
     "Mädchenzuflucht", "Schutzwohnung", "FRAUENHAUS"],
)  # fmt: skip
def test_a_refuge_is_known_by_its_name(name: str) -> None:
    assert refuges.is_refuge(facts(title=name))
    assert refuges.is_refuge(facts(provider=name))


@pytest.mark.parametrize("name", ["Frauenberatung", "Haus der Familie", "Frauentreff"])
def test_others_are_not(name: str) -> None:
    assert not refuges.is_refuge(facts(title=name))
