"""What a worry changes for everybody else: no byte. The same town with it and without it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from schutznetz.accounts.models import User
from schutznetz.concerns import services
from schutznetz.concerns.choices import AgeBand, EntryKind
from schutznetz.concerns.models import Concern
from schutznetz.concerns.services import Note
from schutznetz.kernel import clock, ids
from schutznetz.kernel.context import Context
from schutznetz.law.reporters import Reporter
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network, Organisation
from tests.conftest import NOON, member
from tests.web.test_two_worlds import PAGES, browser_of, bytes_of, still_tokens, world

__all__ = ["still_tokens"]  # used by every test here
HIDDEN_FROM = (
    Role.TEAM_LEAD,
    Role.COORDINATOR,
    Role.PARTNER,  # of another house
    Role.PARTNER_LEAD,  # the head of her own house, as long as nobody shared it
)
AREAS = (
    "sorgen/",
    "melden/",
    "meldungen/",
    "aufgaben/",
    "eingang/",
    "dienst/",
    "faelle/",
    "kontakte/",
    "leitfaden/",
)

pytestmark = pytest.mark.once
LISTS = [page for page in PAGES if page.removeprefix("/tannfurt/") in AREAS]


def worry(mira: Context, network: Network) -> list[str]:
    """Return where everything of it is."""
    with clock.frozen(NOON), ids.seeded(13):
        concern = services.open_concern(
            mira,
            network,
            reporter=Reporter.PROVIDER,
            age_band=AgeBand.UNDER_6,
            child={"child_name": "Mia Muster"},
        )
        services.write_down(mira, concern, note=Note(kind=EntryKind.OBSERVATION, text="Geheim"))
    places = ("", "eintrag/", "anzeichen/", "leitfaden/", "mitlesen/", "jugendamt/", "nachweis.pdf")
    return [f"/tannfurt/sorgen/{concern.pk}/{place}" for place in places]


def seen(client: Client, addresses: list[str]) -> dict[str, Any]:
    with clock.frozen(NOON), ids.seeded(7):
        return {url: bytes_of(client.get(url)) for url in [*LISTS, *addresses]}


def differences(enter: Callable[[], Client], mira: Context, network: Network) -> list[str]:
    with world():
        addresses = worry(mira, network)
    with world():
        first = seen(enter(), addresses)
    with world():
        assert worry(mira, network) == addresses
        second = seen(enter(), addresses)
    return [place for place in first if first[place] != second[place]]


@pytest.mark.parametrize("role", HIDDEN_FROM)
def test_a_worry_changes_no_byte_for_others(
    role: Role | None, mira: Context, concern: Concern, kita: Organisation, tannfurt: Network
) -> None:
    """She has another one already, in both worlds."""
    dora = member(tannfurt, "dora", role) if role else None
    if dora and role is Role.PARTNER_LEAD:
        dora.assignments.update(organisation=kita)

    assert differences(browser_of(dora), mira, tannfurt) == []


def test_its_author_sees_it(mira: Context, concern: Concern, tannfurt: Network) -> None:
    """Negative control: the same comparison finds what she is shown."""
    found = differences(browser_of(User.objects.get(pk=mira.person_id)), mira, tannfurt)

    assert "/tannfurt/sorgen/" in found
    assert len(found) > 3
