"""A session acts in one function of one network; roles never add up."""

from datetime import date

import pytest
from django.test import Client

from schutznetz.accounts.models import User
from schutznetz.kernel import tenancy
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Assignment, Network
from tests.conftest import member, sign_in


@pytest.fixture
def second(tannfurt: Network, anna: User) -> Assignment:
    """Anna also coordinates."""
    with tenancy.scope(tannfurt.pk):
        return Assignment.objects.create(
            user=anna, role=Role.COORDINATOR, starts_on=date(2026, 1, 1), ends_on=date(2027, 12, 31)
        )


def test_with_two_functions_she_is_asked_in_which_she_acts(
    client: Client, anna: User, second: Assignment
) -> None:
    sign_in(client, anna)

    way = client.get("/tannfurt/beratung/").headers["Location"]
    page = client.get(way).content.decode()

    assert way == "/arbeitsplatz/?next=%2Ftannfurt%2Fberatung%2F"
    assert "Netzwerkkoordination" in page
    assert "Fachkraft im ASD" in page


def test_the_rights_are_those_of_the_chosen_function_only(
    client: Client, anna: User, second: Assignment
) -> None:
    sign_in(client, anna)
    client.post("/arbeitsplatz/", {"assignment": str(second.pk)})

    assert client.get("/tannfurt/beratung/").status_code == 200
    assert client.get("/tannfurt/faelle/").status_code == 404


def test_changing_the_function_changes_the_session_key(
    client: Client, anna: User, second: Assignment
) -> None:
    sign_in(client, anna)
    client.post("/arbeitsplatz/", {"assignment": str(second.pk)})
    before = client.session.session_key
    with tenancy.scope(second.network_id):
        first = Assignment.objects.exclude(pk=second.pk).get()

    client.post("/arbeitsplatz/", {"assignment": str(first.pk)})

    assert client.session.session_key != before
    assert client.get("/tannfurt/beratung/").status_code == 404


def test_nobody_chooses_what_she_does_not_hold(client: Client, anna: User, tannfurt: Network) -> None:
    carl = member(tannfurt, "carl", Role.COORDINATOR)
    with tenancy.scope(tannfurt.pk):
        foreign = Assignment.objects.get(user=carl)
    sign_in(client, anna)
    assert client.post("/arbeitsplatz/", {"assignment": str(foreign.pk)}).status_code == 404


def test_another_network_begins_with_a_new_sign_in(
    client: Client, anna: User, tannfurt: Network, erlenstedt: Network
) -> None:
    with tenancy.scope(erlenstedt.pk):
        there = Assignment.objects.create(
            user=anna, role=Role.ISEF, starts_on=date(2026, 1, 1), ends_on=date(2027, 12, 31)
        )
    sign_in(client, anna)
    assert client.get("/tannfurt/abwesenheit/").status_code == 200
    assert client.get("/erlenstedt/abwesenheit/").status_code == 404

    answer = client.post("/arbeitsplatz/", {"assignment": str(there.pk)})

    assert answer.headers["Location"] == "/konto/login/"
    assert client.get("/tannfurt/abwesenheit/").headers["Location"].startswith("/konto/login/")


def test_the_way_back_stays_on_this_site(client: Client, anna: User, second: Assignment) -> None:
    sign_in(client, anna)
    form = {"assignment": str(second.pk), "next": "https://evil.example/"}
    assert client.post("/arbeitsplatz/", form).headers["Location"] == "/tannfurt/aufgaben/"


def test_somebody_without_a_function_is_told_whom_to_ask(client: Client, db: None) -> None:
    sign_in(client, User.objects.create_user("niemand"))
    assert "keine Aufgabe" in client.get("/arbeitsplatz/").content.decode()
