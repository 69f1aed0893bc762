"""What a page of early help asks of the database has a limit, and does not grow with what there is.

Two towns stand side by side: one with little of everything, one with more. Whoever adds a page finds it
measured here without listing it.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import URLPattern, get_resolver

from schutznetz.accounts.models import User
from schutznetz.kernel import clock, tenancy
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from tests.canaries.crawl import screens, way_in
from tests.conftest import NOON, sign_in
from tests.growing import ACTING, Town, town

pytestmark = pytest.mark.once
FEW, MORE = 1, 3
USUAL = 20  # of a page that is named nowhere here
MOST = {  # statements for a page, in steps of five: the next one above what it asks, so at most five more
    5: """
        care:ask_call care:note_counts care:open care:outside care:own care:renew_link counting:take
        everywhere:index offers:add offers:booklet offers:detail offers:feedback offers:find offers:gaps
        offers:index offers:manage offers:qr offers:report offers:upload visiting:evaluation
        visiting:pass_on volunteers:add volunteers:certificate volunteers:decide volunteers:end
        volunteers:extend welcome:upload
    """,
    10: """
        care:call care:counts care:send care:sent_list care:take_over care:withdraw offers:answer
        offers:change offers:changes offers:decide_change offers:review visiting:add visiting:change
        visiting:goal visiting:note_proof visiting:payment visiting:register
        visiting:renew_proof visiting:review visiting:strike volunteers:change volunteers:leave
        volunteers:pay welcome:find welcome:index welcome:list welcome:stop welcome:today
        welcome:today_pdf
    """,
    15: """
        care:change care:consent care:copy care:index care:log care:refer care:sent offers:entry
        visiting:ask visiting:close visiting:contact visiting:correct visiting:end visiting:hours
        visiting:meanwhile visiting:own
        visiting:payment_file visiting:payment_sheet visiting:settle visiting:show_plan visiting:start
        volunteers:ask volunteers:group volunteers:match welcome:bundle welcome:visit
    """,
    20: """
        visiting:index visiting:place volunteers:detail volunteers:index
    """,
    25: """
        care:detail care:referral counting:survey counting:year visiting:plan volunteers:wish
    """,
    30: """
        visiting:family
    """,
}
BUDGETS = {name: most for most, names in MOST.items() for name in names.split()}
SPACES = ("care:", "counting:", "everywhere:", "offers:", "visiting:", "volunteers:", "welcome:")
LOOKED_AT = [each for each in screens(get_resolver()) if each[1].startswith(SPACES)]


def addresses(made: Town, route: str, name: str, pattern: URLPattern) -> Iterator[str]:
    address = "/" + route.replace("<slug:network>", made.network.slug)
    if name in made.keys:
        yield address.replace("<slug:key>", made.keys[name])
    elif "<uuid:pk>" in address:
        for row in made.rows[getattr(pattern.callback, "model", Network)]:
            yield address.replace("<uuid:pk>", str(row.pk))
    elif "<" not in address:
        yield address


def asked(client: Client, address: str) -> int | None:
    """Return how many statements a look takes, or nothing without a page."""
    statements: list[str] = []

    def note(execute: Callable[..., Any], sql: str, *said: Any) -> Any:
        statements.append(sql)
        return execute(sql, *said)

    with connection.execute_wrapper(note):
        answer = client.get(address)
    return len(statements) if answer.status_code == 200 else None


def look(made: Town) -> dict[str, int]:
    """Return what the dearest look at each page costs."""
    clients: dict[Role | None, Client] = {role: Client() for role in (None, *ACTING)}
    for role, person in made.people.items():
        sign_in(clients[role], User.objects.get(pk=person.person_id))
    for client in clients.values():  # what a process keeps of a network is read once
        client.get(f"/{made.network.slug}/angebote/")
    dearest: dict[str, int] = {}
    for route, name, pattern in LOOKED_AT:
        for who, client in clients.items():
            for address in addresses(made, route, name, pattern) if way_in(pattern, who) else ():
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
    """Return what asks more often where there is more; of everything there is at least one in both towns."""
    return {name: (few[name], number) for name, number in more.items() if number > few[name]}


def too_dear(more: dict[str, int]) -> dict[str, int]:
    return {name: number for name, number in more.items() if number > BUDGETS.get(name, USUAL)}


def too_loose(more: dict[str, int]) -> dict[str, int]:
    """Return what asks so much less than its limit that the limit says nothing."""
    return {name: most - more.get(name, 0) for name, most in BUDGETS.items() if most - more.get(name, 0) > 5}


def test_pages_ask_the_same_however_much_there_is(costs: tuple[dict[str, int], dict[str, int]]) -> None:
    few, more = costs

    assert grown(few, more) == {}
    assert too_dear(more) == {}
    assert too_loose(more) == {}


def test_a_page_that_asks_for_each_row_is_found() -> None:
    """Negative control."""
    assert grown({"welcome:today": 11, "care:index": 10}, {"welcome:today": 13, "care:index": 10}) == {
        "welcome:today": (11, 13)
    }
    assert too_dear({"care:index": 50, "care:call": 8, "care:new": USUAL + 1}) == {
        "care:index": 50,
        "care:new": USUAL + 1,
    }
    assert too_loose(dict(BUDGETS) | {"care:index": BUDGETS["care:index"] - 6}) == {"care:index": 6}
