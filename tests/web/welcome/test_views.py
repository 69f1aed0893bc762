"""The pages of welcome visits: a list of five hundred, a stop list, and no name where it does not belong."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from schutznetz.accounts.models import User
from schutznetz.kernel import clock
from schutznetz.kernel.submissions import new_key
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.welcome import services
from schutznetz.welcome.models import NewbornList, WelcomeCount, WelcomeVisit
from tests.conftest import NOON, context, member, sign_in
from tests.welcome.conftest import HIDDEN, TITLES, many, read, table

pytestmark = pytest.mark.usefixtures("inside")
HOME = "/tannfurt/willkommen/"


@pytest.fixture(autouse=True)
def noon() -> Any:
    with clock.frozen(NOON):
        yield


@pytest.fixture
def office(client: Client, tannfurt: Network) -> Client:
    sign_in(client, member(tannfurt, "clara", Role.COORDINATOR))
    return client


def uploaded(office: Client, *rows: str, titles: str = TITLES) -> Any:
    file = SimpleUploadedFile("geheim.csv", table(*rows, titles=titles))
    return office.post(f"{HOME}einlesen/", {"file": file, "submission_key": new_key()})


def text(answer: Any) -> str:
    found: str = answer.content.decode()
    return found


def test_five_hundred_with_a_stop_list(office: Client) -> None:
    page = uploaded(office, *many(500), HIDDEN).headers["Location"]
    assert "500" in text(office.get(page))

    stop = office.post(f"{page}uebernehmen/").headers["Location"]
    shown = text(office.get(stop))
    boxes = re.findall(r'name="visit" value="([0-9a-f-]{36})"', shown)
    assert len(boxes) == 500
    assert "Geheim" not in shown
    assert office.get(f"{page}briefe/").status_code == 404  # nothing is printed yet
    office.post(stop, {"visit": boxes[:3]})
    assert "Bekommt keine Post" in text(office.get(stop))
    office.post(f"{page}bestaetigen/", {"complete": "on"})

    assert WelcomeVisit.objects.count() == 497
    office.post(f"{page}briefe/", {"visits_offered": "100"})
    assert NewbornList.objects.get().ordered_at == NOON


def test_a_faulty_list_is_told_and_nothing_is_kept(office: Client) -> None:
    answer = uploaded(office, "Sandner;Leo;Weg 5;123;Dresden;01.11.2026;")

    assert "Zeile 2, Spalte „PLZ“" in text(answer)
    assert NewbornList.objects.count() == 0


def test_dropped_columns_are_named(office: Client) -> None:
    page = uploaded(office, "A;B;Weg 5;01067;Dresden;01.11.2026;;rk", titles=TITLES + ";Religion")

    assert "Religion" in text(office.get(page.headers["Location"]))


@pytest.fixture
def visit(tannfurt: Network, office: Client) -> Callable[[str], WelcomeVisit]:
    """Yilmaz and Zander, one of them visited by Wanda today, the other by Willi."""
    clara = context(tannfurt, member(tannfurt, "cora", Role.COORDINATOR), Role.COORDINATOR)
    rows = [row.replace("Familie000", "Yilmaz").replace("Familie001", "Zander") for row in many(2)]
    newborns = services.take_over(clara, services.keep_list(clara, tannfurt, arrival=read(*rows)))
    services.confirm_stop_list(clara, newborns)
    WelcomeVisit.objects.update(state="written", written_on=NOON.date())
    WelcomeCount.objects.create(year=2026, district="01067 Dresden", written=2)
    found = {each.household["family"]: each for each in WelcomeVisit.objects.all()}
    for name, who in (("Yilmaz", "wanda"), ("Zander", "willi")):
        by = member(tannfurt, who, Role.WELCOME_VISITOR).pk
        services.arrange(clara, found[name], visitor_id=by, visit_on=NOON.date())
    return lambda name: found[name]


def test_who_calls_is_found_and_no_address_names_her(office: Client, visit: Callable[[str], Any]) -> None:
    found = office.post(f"{HOME}besuche/", {"name": "yil"})
    assert "Familie Yilmaz" in text(found).split("Vereinbarte Besuche")[0]
    assert "Zander" not in text(found).split("Vereinbarte Besuche")[0]

    page = office.get(f"{HOME}besuche/{visit('Yilmaz').pk}/")
    title = re.findall(r"<title>.*?</title>", text(page), re.DOTALL)
    assert not re.search("yilmaz", f"{title}", re.IGNORECASE)


def test_a_visitor_sees_her_own_visits_and_no_others(client: Client, visit: Callable[[str], Any]) -> None:
    sign_in(client, User.objects.get(username="wanda"))
    today = text(client.get(f"{HOME}heute/"))

    assert "Yilmaz" in today
    assert "Zander" not in today
    assert client.get(f"{HOME}besuche/{visit('Zander').pk}/").status_code == 404
    assert client.get(f"{HOME}besuche/").status_code == 404
    own = f"{HOME}besuche/{visit('Yilmaz').pk}/"
    assert "Sofort löschen" not in text(client.get(own))
    client.post(f"{own}ergebnis/", {"result": "declined"})
    assert [each.household["family"] for each in WelcomeVisit.objects.all()] == ["Zander"]


def test_the_way_of_the_day_is_a_paper(client: Client, visit: Callable[[str], Any]) -> None:
    sign_in(client, User.objects.get(username="wanda"))
    answer = client.get(f"{HOME}heute.pdf")

    assert answer.content.startswith(b"%PDF")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="besuche.pdf"'


def test_the_pages_ask_the_same_however_many_families(office: Client) -> None:
    def asked(count: int) -> int:
        page = uploaded(office, *many(count)).headers["Location"]
        stop = office.post(f"{page}uebernehmen/").headers["Location"]
        office.get(stop)
        with CaptureQueriesContext(connection) as queries:
            office.get(stop)
        NewbornList.objects.all().delete()
        return len(queries)

    assert asked(2) == asked(40)
