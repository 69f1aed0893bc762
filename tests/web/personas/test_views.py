import pytest
from django.conf import LazySettings
from django.test import Client

from schutznetz.demo import town
from schutznetz.demo.people import PERSONAS

DEMO = "tests.web.personas.urls"


@pytest.fixture
def demo(settings: LazySettings, transactional_db: None) -> None:
    settings.ROOT_URLCONF = DEMO
    settings.DEMO = True
    town.found()


def test_one_click_leads_to_the_start_page_of_each_person(demo: None, client: Client) -> None:
    for persona in PERSONAS:
        answer = client.post("/personen/", {"persona": persona.key}, follow=True)

        assert answer.redirect_chain == [("/tannfurt/aufgaben/", 302)], persona.key
        assert answer.status_code == 200


def test_nobody_else_is_signed_in(demo: None, client: Client) -> None:
    assert client.post("/personen/", {"persona": "root"}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_in_operation_the_page_is_not_there(client: Client, db: None) -> None:
    assert client.get("/personen/").status_code == 404
    assert client.post("/personen/", {"persona": "intake"}).status_code == 404


@pytest.mark.urls(DEMO)
def test_even_with_its_address_it_answers_in_the_demo_only(client: Client, db: None) -> None:
    assert client.post("/personen/", {"persona": "intake"}).status_code == 404


def test_a_session_of_the_demo_is_weak_in_operation(
    demo: None, client: Client, settings: LazySettings
) -> None:
    client.post("/personen/", {"persona": "intake"})
    assert client.get("/tannfurt/eingang/").status_code == 200

    settings.DEMO = False

    assert client.get("/tannfurt/eingang/").status_code != 200
