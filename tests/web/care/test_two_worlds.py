"""§ 63 SGB VIII: a family in early help changes no byte of what the protection part is shown, and vice versa.

The same town with the family and without it; the office has a report about a child of the same name.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from schutznetz.accounts.models import User
from schutznetz.care import services
from schutznetz.care.queries import code_of_call
from schutznetz.care.services import Wish
from schutznetz.kernel import clock, ids
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
AREAS = (
    "hilfe/",
    "aufgaben/",
    "eingang/",
    "dienst/",
    "faelle/",
    "statistik/",
    "meldungen/",
    "sorgen/",
    "kontakte/",
)
LISTS = [page for page in PAGES if page.removeprefix("/tannfurt/") in AREAS]
SEARCHES = ["/tannfurt/angebote/?q=Aydin", "/tannfurt/angebote/?q=Emre"]
SAME_NAME = "Emre Aydin"


@pytest.fixture
def mira(tannfurt: Network) -> Context:
    return context(tannfurt, member(tannfurt, "mira", Role.PARTNER), Role.PARTNER)


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


def differences(
    enter: Callable[[], Client], clara: Context, mira: Context, network: Network, own: list[str]
) -> list[str]:
    with world():
        hidden = family(clara, mira, network)
    pages = [*LISTS, *SEARCHES, *own, *hidden]
    with world():
        first = seen(enter(), pages)
    with world():
        assert family(clara, mira, network) == hidden
        second = seen(enter(), pages)
    return [place for place in first if first[place] != second[place]]


@pytest.mark.parametrize("role", [*PROTECTION, *OTHERS])
def test_a_family_changes_no_byte_for_others(
    role: Role | None, clara: Context, mira: Context, tannfurt: Network
) -> None:
    dora = member(tannfurt, "dora", role) if role else None
    own = reported(tannfurt, dora) if dora and role in PROTECTION else []

    assert differences(browser_of(dora), clara, mira, tannfurt, own) == []


def reported(network: Network, dora: User) -> list[str]:
    """A report about a child of the same name: what the office knows of it, and what it is like."""
    with clock.frozen(NOON), ids.seeded(19):
        report = make.report(context(network, dora, Role.INTAKE), network, children=[SAME_NAME], key="r" * 26)
    return [f"/tannfurt/eingang/{report.pk}/", f"/tannfurt/eingang/{report.pk}/ersteinschaetzung/"]


@pytest.mark.parametrize("name", ["clara", "mira"])
def test_who_may_see_it_sees_it(name: str, clara: Context, mira: Context, tannfurt: Network) -> None:
    """Negative control: the coordination is shown the family, and the named person what she was given."""
    found = differences(browser_of(User.objects.get(username=name)), clara, mira, tannfurt, [])

    assert "/tannfurt/aufgaben/" in found
    assert any("/anfrage/" in place for place in found)
    assert ("/tannfurt/hilfe/" in found) is (name == "clara")


def test_a_report_changes_no_byte_for_who_helps(clara: Context, mira: Context, tannfurt: Network) -> None:
    """The other way round: a report about a child of that name changes nothing beside the family."""
    ines = context(tannfurt, member(tannfurt, "ines", Role.INTAKE), Role.INTAKE)
    pages = [*family(clara, mira, tannfurt), "/tannfurt/hilfe/"]

    def look(name: str) -> dict[str, Any]:
        return seen(browser_of(User.objects.get(username=name))(), pages)

    with world():
        without = {name: look(name) for name in ("clara", "mira")}
    with world():
        with clock.frozen(NOON), ids.seeded(19):
            make.report(ines, tannfurt, children=[SAME_NAME], key="r" * 26)
        assert {name: look(name) for name in ("clara", "mira")} == without


def test_the_right_code_is_the_only_one_that_opens(
    client: Client, clara: Context, mira: Context, tannfurt: Network
) -> None:
    family(clara, mira, tannfurt)

    right = client.post("/tannfurt/hilfe/code/", {"code": code_of_call(KEY)}).content.decode()
    wrong = client.post("/tannfurt/hilfe/code/", {"code": "1234 5678 9012 3456"}).content.decode()

    assert "Rückruf zurücknehmen" in right
    assert "finden wir nichts" in wrong
    assert "0151" not in right
