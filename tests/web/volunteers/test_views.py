"""In the browser: a volunteer joins, is matched, gives time, leaves; nobody else finds the door."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from schutznetz.care import services as care
from schutznetz.care.queries import Child
from schutznetz.care.services import Household
from schutznetz.files.spreadsheets import as_csv
from schutznetz.kernel import clock, tenancy
from schutznetz.kernel.context import Context
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Assignment, Network
from schutznetz.volunteers.choices import MatchState
from schutznetz.volunteers.models import Certificate, Match, Volunteer, Wish
from schutznetz.volunteers.values import Profile
from tests.conftest import NOON, context, member
from tests.make import sign_in
from tests.volunteers.conftest import agreed

BASE, TODAY = "/tannfurt/familienpaten/", NOON.date()
HEIDI = {
    "name": "Heidi Lang",
    "contact": "05999 1",
    "training": "done",
    "insured": "on",
    "areas": "Nordstadt, Hafen",
    "languages": ["de"],
    "families": "1",
    "on_di": "14 bis 17",
}
WISH = {
    "words": "Vorlesen",
    "area": "Nordstadt",
    "language": "de",
    "on_di": "15-18",
    "necessity": "Damit Vera anruft",
    "endangers": "no",
    "endangers_why": "Gewünscht",
}
AGREE = {"decision": "agree", "reasons": "Passt", "agreement": "Dienstags", "allowance": "7,50"}


def day(name: str, on: date = TODAY) -> dict[str, int]:
    return {f"{name}_0": on.day, f"{name}_1": on.month, f"{name}_2": on.year}


def browser(network: Network, name: str, role: Role) -> Client:
    client = Client()
    sign_in(client, member(network, name, role))
    return client


@pytest.fixture
def vera(tannfurt: Network) -> Client:
    return browser(tannfurt, "vera", Role.VOLUNTEER_COORDINATOR)


def test_a_volunteer_joins_is_matched_and_leaves(tannfurt: Network, vera: Client) -> None:
    with clock.frozen(NOON), tenancy.scope(tannfurt.pk):
        heidi = _joins(vera)
        match = _is_matched(tannfurt, vera, heidi)
        _leaves(vera, heidi, match)


def _joins(vera: Client) -> Volunteer:
    vera.post(f"{BASE}neu/", HEIDI | day("confidential_on") | day("declared_on"))
    heidi = Volunteer.objects.get()
    here = f"{BASE}{heidi.pk}/"
    assert "noch nicht gezeigt" in vera.get(here).content.decode()
    old = {"relevant_entry": "no"} | day("seen_on") | day("issued_on", date(2020, 1, 1))
    assert "höchstens drei Monate" in vera.post(f"{here}zeugnis/", old).content.decode()
    assert not Certificate.objects.exists()

    vera.post(f"{here}zeugnis/", {"relevant_entry": "no"} | day("seen_on") | day("issued_on"))
    vera.post(f"{here}aufnehmen/")

    heidi.refresh_from_db()
    assert (heidi.state, heidi.confidential_on, heidi.declared_on) == ("active", TODAY, TODAY)
    profile = Profile.unpacked(heidi.profile)
    assert (list(profile.areas), str(*profile.windows)) == (["Nordstadt", "Hafen"], "Dienstag 14:00–17:00")
    return heidi


def _is_asked_for(network: Network, asking: Client, clara: Context) -> Wish:
    """Nothing is to be chosen before the family lets somebody of this function know."""
    household = Household(name="Okafor", children=[Child(born=date(2026, 5, 1))])
    family = care.open_family(clara, network, household=household)
    assert "Noch darf niemand davon erfahren" in asking.get(f"{BASE}wunsch/").content.decode()
    her = Assignment.objects.get(role=Role.VOLUNTEER_COORDINATOR)
    told = context(network, her.user, Role.VOLUNTEER_COORDINATOR)
    consent = agreed(clara, family, [told], "v" * 26)
    assert "Könnte die Weitergabe" in asking.get(f"{BASE}wunsch/").content.decode()
    asking.post(f"{BASE}wunsch/", WISH | {"consent_id": str(consent.pk)})
    return Wish.objects.get()


def _is_matched(network: Network, vera: Client, heidi: Volunteer) -> Match:
    clara, asking = member(network, "clara", Role.COORDINATOR), Client()
    sign_in(asking, clara)
    wish = _is_asked_for(network, asking, context(network, clara, Role.COORDINATOR))
    page = vera.get(f"{BASE}wunsch/{wish.pk}/").content.decode()
    assert "beide haben Zeit: Dienstag 15:00–17:00" in page
    assert asking.get(f"{BASE}wunsch/{wish.pk}/").status_code == 404

    vera.post(f"{BASE}wunsch/{wish.pk}/vorschlagen/", {"volunteer": str(heidi.pk)})
    match = Match.objects.get()
    here = f"{BASE}begleitung/{match.pk}/"
    agreed = AGREE | day("starts_on") | day("planned_until", date(2027, 6, 1))
    assert "halten Sie erst das Gespräch" in vera.post(f"{here}entscheiden/", agreed).content.decode()
    for side in ("with_volunteer", "with_family"):
        vera.post(here, {"side": side, "said": "Gern"} | day("on"))
    assert "gehört diese Angabe dazu" in vera.post(f"{here}entscheiden/", AGREE).content.decode()
    vera.post(f"{here}entscheiden/", agreed)
    vera.post(here, {"minutes": "90", "expense": "7,50"} | day("on"))

    match = Match.objects.get()
    assert (match.state, match.allowance) == (MatchState.RUNNING, Decimal("7.50"))
    assert "1:30" in vera.get(here).content.decode()
    vera.post(f"{here}verlaengern/", {"why": "Alle wollen"} | day("until", date(2027, 9, 1)))
    assert Match.objects.get().planned_until == date(2027, 9, 1)
    _is_paid(vera)
    return match


def _is_paid(vera: Client) -> None:
    span = day("von") | day("bis")
    page = vera.get(f"{BASE}auszahlung/", span).content.decode()
    assert "Heidi Lang" in page
    assert page.count("7,50") == 2
    sheet = vera.get(f"{BASE}auszahlung.csv", span)
    assert "Heidi Lang;1;1:30;7,50" in sheet.content.decode()
    assert "Okafor" not in sheet.content.decode()
    assert "Heidi" not in sheet["Content-Disposition"]
    rows = as_csv(vera.get(f"{BASE}auszahlung.xlsx", span).content).decode().splitlines()
    assert [row.split(";")[1:] for row in rows[1:]] == [["Heidi Lang", "1", "1:30", "7.50"]]
    assert "Nichts auszuzahlen" in vera.get(f"{BASE}auszahlung/").content.decode()  # the month before
    assert vera.get(f"{BASE}auszahlung.csv").status_code == 302  # to the page that asks for the span


def _leaves(vera: Client, heidi: Volunteer, match: Match) -> None:
    leaving = {"why": "time"} | day("on")
    page = vera.post(f"{BASE}{heidi.pk}/ausscheiden/", leaving).content.decode()
    assert "beenden Sie zuerst" in page

    vera.post(f"{BASE}begleitung/{match.pk}/ende/", {"why": "planned"} | day("on"))
    vera.post(f"{BASE}{heidi.pk}/ausscheiden/", leaving)

    assert Volunteer.objects.get().left_on == TODAY
    assert "Heidi" not in vera.get(BASE).content.decode()


def test_the_register_asks_no_more_questions_for_more_people(
    tannfurt: Network, vera: Client, django_assert_max_num_queries: Any
) -> None:
    with clock.frozen(NOON), tenancy.scope(tannfurt.pk):
        for _number in range(3):
            vera.post(f"{BASE}neu/", HEIDI | day("confidential_on"))
        vera.get(BASE)

        with django_assert_max_num_queries(15):
            assert vera.get(BASE).content.decode().count("Heidi Lang") == 3


def test_nobody_else_finds_the_door(vera: Client, tannfurt: Network) -> None:
    assert vera.get(f"{BASE}wunsch/").status_code == 404  # asked by the coordination of the network
    assert browser(tannfurt, "mira", Role.PARTNER).get(BASE).status_code == 404
