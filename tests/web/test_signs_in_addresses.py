"""Signs that no database keeps, in what programs send past the forms: nobody's page breaks of them."""

import pytest
from django.test import Client

from schutznetz.accounts.models import User
from schutznetz.kernel.context import Context
from schutznetz.networks.models import Network
from tests import make
from tests.conftest import sign_in

OFFERS = "/tannfurt/angebote/"


@pytest.fixture
def office(client: Client, clara: Context) -> Client:
    sign_in(client, User.objects.get(username="clara"))
    return client


@pytest.mark.parametrize("place", ["", "finden/", "verwalten/"])
def test_an_address_with_a_sign_of_nothing_is_answered(
    office: Client, clara: Context, tannfurt: Network, inside: None, place: str
) -> None:
    entry = make.offer(clara, tannfurt, title="Krabbelgruppe", city="Hagen", postcode="58095")

    for name, value in [
        ("q", "Krabbel\x00gruppe"),
        ("nach", f"K\x00|{entry.pk}"),
        ("nach", f"1-{10**30}"),
        ("nach", f"{2**63}-1"),
        ("nach", f"1-{2**63 - 1}"),
        ("ort", "58095\x00"),
    ]:
        page = office.get(
            f"{OFFERS}{place}", {"q": "Krabbelgruppe", "ort": "58095", "zeigen": "1", name: value}
        )
        assert page.status_code == 200, (name, value)
    found = office.get(f"{OFFERS}verwalten/", {"q": "Krabbel\x00gruppe"}).content.decode()
    assert "Krabbelgruppe" in found


def test_a_key_of_a_form_that_is_none_of_ours_acts_as_none(
    office: Client, clara: Context, tannfurt: Network, inside: None
) -> None:
    entry = make.offer(clara, tannfurt, title="Krabbelgruppe")
    body = {"submission_key": "k\x00k", "zurueck": "liste"}

    assert office.post(f"{OFFERS}verwalten/{entry.pk}/bestaetigen/", body).status_code == 302
