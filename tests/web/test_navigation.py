"""The menu shows each role the places that would let her in, and where she is."""

import re
from time import time

import pytest
from django.test import Client, RequestFactory

from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.web.navigation import PLACES, action_behind, entries
from tests import make
from tests.conftest import context, member

pytestmark = pytest.mark.once

ENTRY = re.compile(r'<a class="sn-nav__link" href="/tannfurt/([^"]*)"(?: aria-current="(\w+)")?>')


def menu(client: Client, path: str) -> dict[str, str]:
    return dict(ENTRY.findall(client.get(path).content.decode()))


def test_visitors_see_the_public_places(client: Client, tannfurt: Network) -> None:
    assert list(menu(client, "/tannfurt/")) == ["angebote/", "melden/", "rueckfrage/"]


def test_intake_sees_her_working_day_and_takes_calls_instead_of_the_public_form(
    client: Client, tannfurt: Network
) -> None:
    make.sign_in(client, member(tannfurt, "ines", Role.INTAKE))

    places = menu(client, "/tannfurt/")

    assert list(places)[:3] == ["aufgaben/", "eingang/", "telefon/"]
    assert not {"melden/", "rueckfrage/"} & set(places)


def test_only_the_nearest_place_is_marked(client: Client, tannfurt: Network) -> None:
    make.sign_in(client, member(tannfurt, "clara", Role.COORDINATOR))

    places = menu(client, "/tannfurt/angebote/verwalten/")

    assert {place: mark for place, mark in places.items() if mark} == {"angebote/verwalten/": "page"}


@pytest.mark.parametrize(
    ("page", "place"),
    [
        ("faelle/angekommen/7/", "eingang/"),
        ("faelle/angekommen/7/ablehnen/", "eingang/"),
        ("befangenheit/7/", "aufgaben/"),
        ("faelle/7/", "faelle/"),
    ],
)
def test_a_page_is_marked_where_its_breadcrumb_leads(tannfurt: Network, page: str, place: str) -> None:
    ctx = context(tannfurt, member(tannfurt, "lena", Role.TEAM_LEAD), Role.TEAM_LEAD)

    shown = entries(RequestFactory().get(f"/tannfurt/{page}"), ctx, "tannfurt")

    assert [entry.url for entry in shown if entry.current] == [f"/tannfurt/{place}"]


@pytest.mark.parametrize(("role", "waits"), [(Role.PARTNER, True), (Role.FAMILY_MIDWIFE, False)])
def test_only_a_long_menu_puts_what_is_rarely_needed_behind_more(
    tannfurt: Network, role: Role, waits: bool
) -> None:
    ctx = context(tannfurt, member(tannfurt, "rita", role), role)

    shown = entries(RequestFactory().get("/tannfurt/"), ctx, "tannfurt")

    assert {entry.url: entry.seldom for entry in shown}["/tannfurt/abwesenheit/"] is waits
    assert not shown[0].seldom


@pytest.mark.parametrize("role", list(Role))
def test_every_entry_opens_for_her_who_sees_it(client: Client, tannfurt: Network, role: Role) -> None:
    make.sign_in(client, member(tannfurt, "rita", role), at=time())  # emergency access wants a proof of now

    closed = [
        place for place in menu(client, "/tannfurt/") if client.get(f"/tannfurt/{place}").status_code != 200
    ]

    assert closed == []


def test_every_place_has_a_screen() -> None:
    assert [place for place, _label in PLACES if action_behind(f"/tannfurt/{place}") is None] == []
