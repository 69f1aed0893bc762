from django.conf import settings
from django.test import Client

from schutznetz.kernel.context import Context
from schutznetz.networks.models import Network
from tests import make


def test_a_visitor_finds_an_offer_and_no_session_is_begun(
    client: Client, tannfurt: Network, clara: Context, inside: None
) -> None:
    offer = make.offer(clara, tannfurt, title="Krabbelgruppe am Markt")

    page = client.get("/tannfurt/angebote/", {"q": "krabelgruppe"})

    assert f"/tannfurt/angebote/{offer.pk}/" in page.content.decode()
    assert settings.SESSION_COOKIE_NAME not in page.cookies
    assert client.get(f"/tannfurt/angebote/{offer.pk}/").status_code == 200
