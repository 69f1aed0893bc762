"""The people of a welcome: Clara coordinates, Wanda visits; the registry sends a list."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

import pytest

from schutznetz.kernel.context import Context
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.welcome import arrival, services
from schutznetz.welcome.models import NewbornList
from tests.conftest import NOON, context, member

TITLES = "Familienname;Vorname;Straße;PLZ;Ort;Geburtsdatum;Auskunftssperre"
SANDNER = "Sandner;Leo;Hauptstraße 5;01067;Dresden;01.11.2026;"
YILMAZ = "Yilmaz;Ela;Weg 2;01067;Dresden;02.11.2026;nein"
HIDDEN = "Geheim;Nora;Versteck 1;01067;Dresden;03.11.2026;ja"
Taken: TypeAlias = Callable[..., NewbornList]


def table(*rows: str, titles: str = TITLES) -> bytes:
    return "\n".join([titles, *rows]).encode()


def read(*rows: str, titles: str = TITLES, with_language: bool = False) -> arrival.Arrival:
    return arrival.read(table(*rows, titles=titles), NOON.date(), with_language=with_language)


def many(count: int, *, postcodes: Sequence[str] = ("01067",)) -> list[str]:
    return [
        f"Familie{number:03};Kind;Weg {number};{postcodes[number % len(postcodes)]};Dresden;01.11.2026;"
        for number in range(count)
    ]


@pytest.fixture
def wanda(tannfurt: Network) -> Context:
    return context(tannfurt, member(tannfurt, "wanda", Role.WELCOME_VISITOR), Role.WELCOME_VISITOR)


@pytest.fixture
def taken(tannfurt: Network, clara: Context, inside: None) -> Taken:
    """A list that was taken over; its stop list is open, or confirmed at once."""

    def take(*rows: str, confirmed: bool = True) -> NewbornList:
        kept = services.keep_list(clara, tannfurt, arrival=read(*rows))
        newborns = services.take_over(clara, kept)
        return services.confirm_stop_list(clara, newborns) if confirmed else newborns

    return take
