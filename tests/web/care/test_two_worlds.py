"""§ 63 SGB VIII: a family in early help changes no byte of what the protection part is shown, and vice versa.

The same town with the family and without it; the office has a report about a child of the same name.
"""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

import pytest
from django.db import models
from django.test import Client
from django.urls import get_resolver

from schutznetz.accounts.models import User
from schutznetz.care import services
from schutznetz.care.models import Family
from schutznetz.care.queries import code_of_call
from schutznetz.care.services import Wish
from schutznetz.cases.models import Report
from schutznetz.kernel import clock, ids
from schutznetz.kernel.checks import _patterns
from schutznetz.kernel.context import Context, visitor
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from tests import make
from tests.care.conftest import AYDIN, GATE, KEY, MOTHER, asked, declared
from tests.conftest import NOON, context, member
from tests.web.test_two_worlds import PAGES, browser_of, bytes_of, still_tokens, world

__all__ = ["still_tokens"]  # used by every test here
pytestmark = [pytest.mark.once, pytest.mark.usefixtures("inside")]

PROTECTION = (Role.TEAM_LEAD, Role.INTAKE)
OTHERS = (None, Role.PLANNER, Role.DATA_PROTECTION, Role.PARTNER)
FEEDS = ["/angebote/", "/api/v1/offers", "/api/v1/offers?q=Aydin"]
LISTS = [*PAGES, *FEEDS]  # every page, count and export without a row of its own, and what programs read
SEARCHES = ["/tannfurt/angebote/?q=Aydin", "/tannfurt/angebote/?q=Emre"]
SAME_NAME = "Emre Aydin"


@pytest.fixture
def mira(tannfurt: Network) -> Context:
    return context(tannfurt, member(tannfurt, "mira", Role.PARTNER), Role.PARTNER)


@pytest.fixture
def ines(tannfurt: Network) -> User:
    return member(tannfurt, "ines", Role.INTAKE)


def family(clara: Context, mira: Context, network: Network) -> list[str]:
    """A family with everything that hangs on it; return where all that is."""
    with clock.frozen(NOON), ids.seeded(17):
        aydins = services.open_family(clara, network, household=AYDIN)
        consent = services.note_consent(clara, aydins, declared=declared([mira]), by=MOTHER, key=KEY)
        referral = services.refer(clara, aydins, asked=asked(consent, mira), gate=GATE)
        call = services.ask_call(visitor(network.pk), network, wish=Wish(contact="0151", need="x"), key=KEY)
    of_family = [f"/tannfurt/hilfe/{aydins.pk}/{place}" for place in ("", "aendern/", "weitergaben.csv")]
    more = (f"anfrage/{referral.pk}/", f"rueckruf/{call.pk}/", f"einwilligung/{consent.pk}/widerruf/")
    return [*of_family, *(f"/tannfurt/hilfe/{place}" for place in more)]


def seen(client: Client, addresses: list[str]) -> dict[str, Any]:
    with clock.frozen(NOON), ids.seeded(7):
        found: dict[str, Any] = {url: bytes_of(client.get(url)) for url in addresses}
        found["wrong code"] = bytes_of(client.post("/tannfurt/hilfe/code/", {"code": "1234 5678 9012 3456"}))
        return found


def differences(enter: Callable[[], Client], pages: list[str], happen: Callable[[], list[str]]) -> list[str]:
    """Return where the world in which something happened looks different, its own addresses included."""
    with world():
        hidden = happen()
    with world():
        first = seen(enter(), [*pages, *hidden])
    with world():
        assert happen() == hidden
        second = seen(enter(), [*pages, *hidden])
    return [place for place in first if first[place] != second[place]]


def plant(monkeypatch: pytest.MonkeyPatch, page: str, model: type[models.Model]) -> None:
    """Let a page count what it must not know of."""
    route = page.removeprefix("/").replace("tannfurt", "<slug:network>")
    door = next(pattern for each, pattern in _patterns(get_resolver()) if each == route)
    view = door.callback

    @wraps(view)
    def leaking(*args: Any, **named: Any) -> Any:
        answer = view(*args, **named)
        answer.content += f"<!-- {model._default_manager.count()} -->".encode()
        return answer

    monkeypatch.setattr(door, "callback", leaking)


@pytest.mark.parametrize("role", [*PROTECTION, *OTHERS])
def test_a_family_changes_no_byte_for_others(
    role: Role | None, clara: Context, mira: Context, tannfurt: Network
) -> None:
    dora = member(tannfurt, "dora", role) if role else None
    own = reported(tannfurt, dora) if dora and role in PROTECTION else []
    found = differences(browser_of(dora), [*LISTS, *SEARCHES, *own], partial(family, clara, mira, tannfurt))

    assert found == []


@pytest.mark.parametrize("page", ["/tannfurt/eingang/", "/tannfurt/statistik/", "/tannfurt/fristen/"])
def test_a_page_of_protection_that_counts_families_is_found(
    page: str, clara: Context, mira: Context, tannfurt: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    plant(monkeypatch, page, Family)
    dora = member(tannfurt, "dora", Role.TEAM_LEAD)

    assert page in LISTS
    assert differences(browser_of(dora), [page], partial(family, clara, mira, tannfurt)) == [page]


def reported(network: Network, dora: User) -> list[str]:
    """A report about a child of the same name: what the office knows of it, and what it is like."""
    with clock.frozen(NOON), ids.seeded(19):
        report = make.report(context(network, dora, Role.INTAKE), network, children=[SAME_NAME], key="r" * 26)
    return [f"/tannfurt/eingang/{report.pk}/", f"/tannfurt/eingang/{report.pk}/ersteinschaetzung/"]


@pytest.mark.parametrize("name", ["clara", "mira"])
def test_who_may_see_it_sees_it(name: str, clara: Context, mira: Context, tannfurt: Network) -> None:
    """Negative control: the coordination is shown the family, and the named person what she was given."""
    happen = partial(family, clara, mira, tannfurt)
    pages = ["/tannfurt/aufgaben/", "/tannfurt/hilfe/"]
    found = differences(browser_of(User.objects.get(username=name)), pages, happen)

    assert "/tannfurt/aufgaben/" in found
    assert any("/anfrage/" in place for place in found)
    assert ("/tannfurt/hilfe/" in found) is (name == "clara")


@pytest.mark.parametrize("name", ["clara", "mira"])
def test_a_report_changes_no_byte_for_who_helps(
    name: str, clara: Context, mira: Context, ines: User, tannfurt: Network
) -> None:
    """The other way round: a report about a child of that name changes nothing beside the family."""
    happen = partial(reported, tannfurt, ines)
    pages = [*family(clara, mira, tannfurt), *LISTS, *SEARCHES]

    assert differences(browser_of(User.objects.get(username=name)), pages, happen) == []


@pytest.mark.parametrize("page", ["/tannfurt/hilfe/", "/tannfurt/zahlen/", "/tannfurt/aufgaben/"])
def test_a_page_of_early_help_that_counts_reports_is_found(
    page: str,
    clara: Context,
    mira: Context,
    ines: User,
    tannfurt: Network,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Negative control, where a family is in both worlds as above."""
    family(clara, mira, tannfurt)
    plant(monkeypatch, page, Report)
    enter = browser_of(User.objects.get(username="clara"))

    assert page in LISTS
    assert differences(enter, [page], partial(reported, tannfurt, ines)) == [page]


def test_the_right_code_is_the_only_one_that_opens(
    client: Client, clara: Context, mira: Context, tannfurt: Network
) -> None:
    family(clara, mira, tannfurt)

    right = client.post("/tannfurt/hilfe/code/", {"code": code_of_call(KEY)}).content.decode()
    wrong = client.post("/tannfurt/hilfe/code/", {"code": "1234 5678 9012 3456"}).content.decode()

    assert "Rückruf zurücknehmen" in right
    assert "finden wir nichts" in wrong
    assert "0151" not in right
