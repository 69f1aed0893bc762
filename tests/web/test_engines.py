"""The pages of a network on PostgreSQL: what a page asks, that database answers, behind its own walls.

On SQLite the canaries open them all. What a page says when, and what its forms do, is asked in the folders
of the areas, on one engine (ADR 20).
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern

from schutznetz import prepared
from schutznetz.kernel import clock, tenancy
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Assignment, Network
from schutznetz.networks.queries import presence
from schutznetz.web import errors
from tests import make
from tests.canaries import crawl
from tests.canaries.crawl import SCREENS
from tests.canaries.world import World
from tests.conftest import NOON
from tests.screens import networks, offers
from tests.screens.stage import Stage

pytestmark = [pytest.mark.usefixtures("inside"), pytest.mark.postgres]
# The row of this world is in another state than the page is for, or the page asks for more than a row.
CLOSED = """
    access:attachment access:decide access:end access:extend access:keep_back access:propose access:void
    advice:change advice:result care:carry_on care:renew_link care:sent
    cases:visit_pdf concerns:sheet concerns:take_over disputes:note
    duty:cancel_shift handover:end handover:letter handover:note_answer handover:package keeping:deletion
    keeping:fetch_package keeping:file_package keeping:order_package keeping:period keeping:refuse_period
    keeping:withdraw measures:closing_pdf networks:count networks:date networks:date_file
    networks:end_absence networks:invite networks:letter networks:letter_version networks:list
    networks:reset_letter networks:take_over offers:answer offers:decide_change offers:detail
    offers:feedback offers:qr offers:report offers:take_over reporting:feedback_pdf reporting:profession
    secrets:answer_doubt secrets:clearance secrets:refuse_clearance statistics:record volunteers:extend
    volunteers:decide volunteers:end welcome:confirm welcome:free welcome:order welcome:silence
    welcome:stop work:acknowledge work:explain work:finish work:hand_over
    visiting:adopt visiting:change visiting:hand_over visiting:place visiting:pin visiting:meanwhile
    visiting:answer_meanwhile visiting:renew_proof counting:behind counting:printed counting:sheets
"""
OPENED = {200, 302, 405}  # behind the door: the page, the way on, or a form that is only sent
BUILT = (networks.meeting, networks.proposal, offers.offers)


@pytest.fixture
def world(tannfurt: Network) -> World:
    """A row of each model: the protected ones of the canaries, and of the others what the screens show."""
    with clock.frozen(NOON):
        made = World(tannfurt)
        held = Assignment.objects.filter(user__in=made.people.values()).select_related("user")
        stage = Stage(tannfurt, {Role(each.role): each for each in held})
        for build in BUILT:
            build(stage)
    for model in apps.get_models():
        if issubclass(model, tenancy.ScopedModel) and (row := model.objects.first()):
            made.rows.setdefault(model, row)
    return made


@pytest.fixture
def clients(world: World) -> dict[Role | None, Client]:
    """A visitor, and somebody signed in for each role."""
    found: dict[Role | None, Client] = {role: Client() for role in (None, *Role)}
    for role in Role:
        make.sign_in(found[role], world.people[role], at=NOON.timestamp())
    return found


def statuses(
    world: World, clients: dict[Role | None, Client], route: str, pattern: URLPattern
) -> Iterator[int]:
    """Ask for a page as one after the other who may come in somewhere."""
    for role, client in clients.items():
        if crawl.way_in(pattern, role):
            for address in crawl.addresses(world, pattern, route):
                with clock.frozen(NOON):
                    yield client.get(address).status_code


@pytest.fixture
def built_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each page is asked once by each role: but for who she is, nothing is built for a second time."""
    formed = prepared._formed

    def only_who_she_is(build: prepared.Build, *rest: Any) -> Any:
        return formed(build, *rest) if build.__module__ == presence.__name__ else None

    monkeypatch.setattr(prepared, "_formed", only_who_she_is)


@pytest.fixture
def short_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answer errors with their status alone: the page around it is always the same."""
    monkeypatch.setattr(errors, "page", lambda request, status, detail="": HttpResponse(status=status))


def test_pages_open_on_this_engine(
    world: World, clients: dict[Role | None, Client], built_each_time: None, short_errors: None
) -> None:
    """Until one of them opens it; what this world keeps shut for everybody is asked for by one of them."""
    shut = set(CLOSED.split())
    closed = set()
    for route, name, pattern in SCREENS:
        asked = statuses(world, clients, route, pattern)
        if name in shut:
            next(asked, None)
        elif not any(status in OPENED for status in asked):
            closed.add(name)

    assert closed == set()
