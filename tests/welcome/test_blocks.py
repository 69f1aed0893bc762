"""A block that comes in a later list and does not tell all: the family is let alone from there on."""

import pytest

from schutznetz.welcome.models import WelcomeVisit
from tests.welcome.conftest import SANDNER, YILMAZ, Taken

pytestmark = pytest.mark.usefixtures("inside")


def families() -> list[str]:
    return sorted(visit.household["family"] for visit in WelcomeVisit.objects.all())


@pytest.mark.parametrize(
    "block",
    ["Sandner;Leo;;;;;ja", "Sandner;;Hauptstr. 5;01067;;1.11.26;ja", "Sandner;Leo Anton;;;;01.11.2026;ja"],
)
def test_a_later_block_that_does_not_tell_all_ends_the_welcome(taken: Taken, block: str) -> None:
    taken(SANDNER, YILMAZ)

    taken(block)
    taken(SANDNER)

    assert families() == ["Yilmaz"]


def test_the_control_a_block_of_somebody_else_ends_nothing(taken: Taken) -> None:
    taken(SANDNER, YILMAZ)

    taken("Sandner;Ida;Hauptstraße 7;01067;Dresden;01.11.2026;ja", "Yilmaz;;;;;;ja")

    assert families() == ["Sandner", "Yilmaz"]
