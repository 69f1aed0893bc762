"""What a page of early help asks of the database has a limit, and does not grow with what there is.

Two towns stand side by side: one with little of everything, one with more. Whoever adds a page finds it
measured here without listing it.
"""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern

from schutznetz.accounts.models import User
from schutznetz.kernel import clock, tenancy
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from tests.canaries.crawl import SCREENS, way_in
from tests.conftest import NOON, sign_in
from tests.growing import ACTING, Town, town

pytestmark = pytest.mark.once
FEW, MORE = 2, 5
USUAL = 60  # of a page that is named nowhere here
PAGES = 50  # so many at least are looked at
MOST = {  # statements for a page, in steps of five; it takes ten less
    15: """
        care:ask_call care:open care:own offers:add offers:booklet offers:detail offers:feedback
        offers:find offers:qr offers:upload volunteers:add volunteers:certificate volunteers:decide
        volunteers:end welcome:upload
    """,
    20: """
        care:call care:take_over care:withdraw offers:change offers:changes offers:decide_change
        offers:gaps offers:index offers:manage offers:report offers:review visiting:add
        visiting:change visiting:end visiting:goal visiting:pass_on visiting:register
        volunteers:change volunteers:leave welcome:index welcome:list
    """,
    25: """
        care:change care:consent care:copy care:index care:refer visiting:ask visiting:close
        visiting:contact visiting:hours visiting:own visiting:review visiting:show_plan
        visiting:start volunteers:ask welcome:find welcome:stop welcome:today welcome:today_pdf
        welcome:visit
    """,
    30: """
        care:log care:referral offers:entry visiting:index visiting:place visiting:plan
        volunteers:detail volunteers:group volunteers:index volunteers:match volunteers:wish
        welcome:bundle
    """,
    35: """
        care:detail visiting:family
    """,
}
BUDGETS = {name: most for most, names in MOST.items() for name in names.split()}
SPACES = ("care:", "offers:", "visiting:", "volunteers:", "welcome:")


def addresses(made: Town, route: str, pattern: URLPattern) -> Iterator[str]:
    address = "/" + route.replace("<slug:network>", made.network.slug)
    if "<uuid:pk>" in address:
        for row in made.rows[getattr(pattern.callback, "model", Network)]:
            yield address.replace("<uuid:pk>", str(row.pk))
    elif "<" not in address:
        yield address


def asked(client: Client, address: str) -> int | None:
    """Return how many statements the second look takes (the first warms up), or nothing without a page."""
    if client.get(address).status_code != 200:
        return None
    with CaptureQueriesContext(connection) as statements:
        client.get(address)
    return len(statements)


def look(made: Town) -> dict[str, int]:
    """Return what the dearest look at each page costs."""
    clients: dict[Role | None, Client] = {role: Client() for role in (None, *ACTING)}
    for role, person in made.people.items():
        sign_in(clients[role], User.objects.get(pk=person.person_id))
    dearest: dict[str, int] = {}
    for route, name, pattern in SCREENS:
        if name.startswith(SPACES):
            for who, client in clients.items():
                for address in addresses(made, route, pattern) if way_in(pattern, who) else ():
                    if (number := asked(client, address)) is not None:
                        dearest[name] = max(number, dearest.get(name, 0))
    return dearest


@pytest.fixture
def costs(tannfurt: Network, erlenstedt: Network) -> tuple[dict[str, int], dict[str, int]]:
    """What the pages cost where there is little, and where there is more."""
    found = []
    with clock.frozen(NOON):
        for network, number in ((tannfurt, FEW), (erlenstedt, MORE)):
            with tenancy.scope(network.pk):
                made = town(network, number)
            found.append(look(made))
    few, more = found
    return few, more


def grown(few: dict[str, int], more: dict[str, int]) -> dict[str, tuple[int, int]]:
    """Return what asks once more for each row more; once more in all is a table that was empty before."""
    return {name: (few[name], number) for name, number in more.items() if number - few[name] >= MORE - FEW}


def too_dear(more: dict[str, int]) -> dict[str, int]:
    return {name: number for name, number in more.items() if number > BUDGETS.get(name, USUAL)}


def test_pages_ask_the_same_however_much_there_is(costs: tuple[dict[str, int], dict[str, int]]) -> None:
    few, more = costs

    assert grown(few, more) == {}
    assert too_dear(more) == {}
    assert len(more) >= PAGES


def test_a_page_that_asks_for_each_row_is_found() -> None:
    """Negative control."""
    assert grown({"welcome:today": 11, "care:index": 10}, {"welcome:today": 14, "care:index": 10}) == {
        "welcome:today": (11, 14)
    }
    assert too_dear({"care:index": 50, "care:call": 8}) == {"care:index": 50}
