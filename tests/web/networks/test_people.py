"""The whole way in, through the pages: proposed, confirmed, invited, accepted."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from schutznetz.accounts.models import Session, User
from schutznetz.kernel import clock
from schutznetz.networks.choices import ProposalState, Role
from schutznetz.networks.models import Assignment, Network, Proposal
from tests.conftest import member, sign_in


def day(name: str, value: date) -> dict[str, str]:
    return {f"{name}_0": str(value.day), f"{name}_1": str(value.month), f"{name}_2": str(value.year)}


@pytest.fixture
def adam(tannfurt: Network) -> User:
    return member(tannfurt, "adam", Role.ADMINISTRATOR)


@pytest.fixture
def dora(tannfurt: Network) -> User:
    return member(tannfurt, "dora", Role.DATA_PROTECTION)


def propose(client: Client) -> None:
    today = clock.today()
    form = {
        "first_name": "Paula",
        "last_name": "Praxis",
        "email": "paula@praxis.example",
        "role": "partner",
        "reason": "Neu im Netzwerk",
        **day("starts_on", today),
        **day("ends_on", today + timedelta(days=200)),
    }
    assert client.post("/tannfurt/personen/neu/", form).headers["Location"] == "/tannfurt/personen/"


def test_a_partner_is_let_in_by_two_and_chooses_her_password(
    client: Client, adam: User, dora: User, inside: None
) -> None:
    sign_in(client, adam)
    propose(client)
    home = f"/tannfurt/personen/antraege/{Proposal.objects.get().pk}/"
    assert client.post(f"{home}entscheiden/", {"answer": "approve", "seen": "x"}).status_code == 404

    sign_in(client, dora)
    seen = re.search(r'name="seen" value="(\w+)"', client.get(home).content.decode())
    assert seen is not None
    client.post(f"{home}entscheiden/", {"answer": "approve", "seen": seen[1]})
    assert Proposal.objects.get().state == ProposalState.APPROVED

    sign_in(client, adam)
    page = client.post(f"{home}einladen/").content.decode()
    link = re.search(r"/tannfurt/einladung/\w+/", page)
    assert link is not None
    assert link[0] not in client.get(home).content.decode()

    guest = Client()
    assert guest.get(link[0]).status_code == 200
    short = guest.post(link[0], {"password": "kurz", "again": "kurz"}).content.decode()
    assert "mindestens 12 Zeichen" in short
    good = {"password": "Birnbaum Laterne Regen", "again": "Birnbaum Laterne Regen"}
    assert guest.post(link[0], good).headers["Location"] == "/konto/login/"
    assert Assignment.objects.get(user__email="paula@praxis.example").role == Role.PARTNER
    assert "gilt nicht mehr" in Client().post(link[0], good).content.decode()


def test_acts_on_access_want_the_factor_proved_anew(client: Client, adam: User, inside: None) -> None:
    sign_in(client, adam)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "type": "webauthn", "at": 0}]
    session.save()

    answer = client.get("/tannfurt/personen/neu/")

    assert (
        answer.headers["Location"]
        == "/konto/2fa/webauthn/reauthenticate/?next=%2Ftannfurt%2Fpersonen%2Fneu%2F"
    )
    assert client.get("/tannfurt/personen/").status_code == 200


def test_a_locked_person_is_out_with_her_next_click(
    client: Client, adam: User, anna: User, inside: None
) -> None:
    other = Client()
    sign_in(other, anna)
    assert other.get("/tannfurt/abwesenheit/").status_code == 200
    sign_in(client, adam)

    client.post(f"/tannfurt/personen/{Assignment.objects.get(user=anna).pk}/sperren/")

    assert Session.objects.filter(user_id=anna.pk).count() == 0
    assert other.get("/tannfurt/abwesenheit/").headers["Location"].startswith("/konto/login/")
    sign_in(other, anna)
    assert other.get("/tannfurt/abwesenheit/").status_code == 404


def test_settings_change_when_a_second_person_agrees(
    client: Client, adam: User, dora: User, tannfurt: Network, inside: None
) -> None:
    sign_in(client, adam)
    form = {
        "name": tannfurt.name,
        "on_call_number": "02331 110110",
        "on_call_audience": "partners",
        "statistics_by": tannfurt.statistics_by,
        "disputed_answers": tannfurt.disputed_answers,
        "smallest_number": "ten",
        "ends_after": "triage",
        "colour": "#2f5d50",
        "colour_dark": "#8fd0bd",
    }
    client.post("/tannfurt/einstellungen/aendern/", form)
    tannfurt.refresh_from_db()
    assert tannfurt.on_call_number == ""

    sign_in(client, dora)
    home = f"/tannfurt/personen/antraege/{Proposal.objects.get().pk}/"
    page = client.get(home).content.decode()
    assert "künftig „02331 110110“" in page
    seen = re.search(r'name="seen" value="(\w+)"', page)
    assert seen is not None
    client.post(f"{home}entscheiden/", {"answer": "approve", "seen": seen[1]})

    tannfurt.refresh_from_db()
    assert (tannfurt.on_call_number, tannfurt.on_call_audience, tannfurt.ends_after) == (
        "02331 110110",
        "partners",
        "triage",
    )
