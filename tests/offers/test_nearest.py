"""What fits, else what comes nearest: nothing is an answer only where there is nothing."""

from dataclasses import replace
from typing import Any

from schutznetz.kernel.context import Context
from schutznetz.networks.models import Network
from schutznetz.offers.choices import Cost, Language, OfferCategory, Weekday
from schutznetz.offers.facts import Time
from schutznetz.offers.nearest import nearest
from schutznetz.offers.needs import NEEDS
from schutznetz.offers.queries import Search
from tests import make

HAGEN: dict[str, Any] = {"postcode": "58095", "city": "Hagen"}
WANTED = Search(
    network="tannfurt",
    months=6,
    topics=(OfferCategory.PARENT_CHILD_GROUP,),
    languages=(Language.TURKISH,),
    weekdays=(Weekday.THURSDAY,),
    free_of_charge=True,
)


def labels(wanted: Search) -> list[str]:
    return [str(label) for label in nearest(wanted).given_up]


def test_what_fits_is_shown_and_nothing_is_given_up(tannfurt: Network, clara: Context, inside: None) -> None:
    offer = make.offer(
        clara,
        tannfurt,
        title="Treff",
        category=OfferCategory.PARENT_CHILD_GROUP,
        cost=Cost.FREE,
        languages=(Language.TURKISH,),
        times=(Time(weekday=Weekday.THURSDAY),),
    )

    found = nearest(WANTED)

    assert [hit.id for hit in found.page.hits] == [offer.pk]
    assert found.given_up == ()


def test_the_smallest_wishes_are_given_up_first(tannfurt: Network, clara: Context, inside: None) -> None:
    make.offer(clara, tannfurt, title="Anderes", category=OfferCategory.GOODS, age_from=36)
    everything = labels(WANTED)
    make.offer(clara, tannfurt, title="Gruppe", category=OfferCategory.PARENT_CHILD_GROUP)
    said = labels(WANTED)

    assert everything == ["Kosten", "Wochentag", "Sprache", "Art der Hilfe", "Alter des Kindes"]
    assert said == ["Kosten", "Wochentag", "Sprache"]


def test_with_a_place_the_neighbour_comes_before_another_kind_of_help(
    tannfurt: Network, clara: Context, inside: None
) -> None:
    make.offer(clara, tannfurt, title="Anderes", category=OfferCategory.GOODS, **HAGEN)
    near = make.offer(
        clara, tannfurt, title="Dortmund", category=OfferCategory.PARENT_CHILD_GROUP, postcode="44135"
    )
    wanted = Search(network="tannfurt", place="58095", topics=(OfferCategory.PARENT_CHILD_GROUP,))

    found = nearest(wanted)

    assert [hit.id for hit in found.page.hits] == [near.pk]
    assert [str(label) for label in found.given_up] == ["Entfernung"]


def test_whatever_is_wished_something_is_found_while_there_is_an_offer(
    tannfurt: Network, clara: Context, inside: None
) -> None:
    empty = nearest(WANTED)
    make.offer(clara, tannfurt, title="Rat", category=OfferCategory.COORDINATION, age_from=72)
    wishes = [replace(WANTED, topics=need.topics, months=months) for need in NEEDS for months in (-9, 6, 72)]

    assert empty.page.hits == ()
    assert [wanted for wanted in wishes if not nearest(wanted).page.hits] == []
