"""Where offers are missing: counted by age, topic, area and language, against places that are known."""

from dataclasses import replace

import pytest

from schutznetz.kernel import clock
from schutznetz.kernel.context import Context
from schutznetz.networks.models import Network
from schutznetz.offers import gaps, services
from schutznetz.offers.choices import Language, OfferCategory, TargetGroup, Visibility
from schutznetz.offers.gaps import Cell, Need
from schutznetz.offers.models import PublishedOffer
from tests import make
from tests.conftest import NOON

GROUP = OfferCategory.PARENT_CHILD_GROUP


@pytest.fixture
def shown(clara: Context, tannfurt: Network, erlenstedt: Network, inside: None) -> list[PublishedOffer]:
    clara = replace(clara, now=NOON)
    with clock.frozen(NOON):
        twins = make.offer(
            clara,
            tannfurt,
            title="Zwillingsgruppe",
            category=GROUP,
            age_from=0,
            age_to=11,
            district="Wehr",
            city="Tannfurt",
            places_total=8,
            languages=(Language.TURKISH,),
            target_groups=(TargetGroup.MULTIPLES,),
        )
        services.set_free_places(clara, twins, places=2)
        make.offer(
            clara, tannfurt, title="Babygruppe", category=GROUP, age_from=6, age_to=24, city="Tannfurt"
        )
        make.offer(clara, tannfurt, title="Nur intern", visibility=Visibility.PROFESSIONALS)
        ended = make.offer(clara, tannfurt, title="Früher", category=GROUP)
        services.withdraw(clara, ended, for_good=True)
        return gaps.offers_of(clara)


def test_each_age_counts_offers_places_and_current_free_ones(shown: list[PublishedOffer]) -> None:
    with clock.frozen(NOON):
        row = next(each for each in gaps.by_topic(shown) if each.label == str(GROUP.label))

    both = Cell(offers=2, places=8, free=2, reported=1, uncounted=1)
    assert row.cells == (
        Cell(),
        Cell(offers=1, places=8, free=2, reported=1),
        both,
        Cell(offers=1, uncounted=1),
        Cell(offers=1, uncounted=1),
        Cell(),
        Cell(),
    )


def test_topics_without_any_offer_are_listed_and_those_of_professionals_are_not(
    shown: list[PublishedOffer],
) -> None:
    rows = {row.label: row.cells for row in gaps.by_topic(shown)}

    assert not any(cell.offers for cell in rows[str(OfferCategory.CRYING_BABIES.label)])
    assert str(OfferCategory.TRAINING.label) not in rows


@pytest.mark.parametrize(
    ("need", "titles"),
    [
        (Need(), {"Zwillingsgruppe", "Babygruppe"}),
        (Need(topic=GROUP), {"Zwillingsgruppe", "Babygruppe"}),
        (Need(topic=OfferCategory.CLINIC), set()),
        (Need(group=TargetGroup.MULTIPLES), {"Zwillingsgruppe"}),
        (Need(area="Wehr"), {"Zwillingsgruppe"}),
        (Need(area="Tannfurt"), {"Babygruppe"}),
        (Need(language=Language.TURKISH), {"Zwillingsgruppe"}),
        (Need(language=Language.ARABIC), set()),
    ],
)
def test_a_need_is_met_by_what_fits_in_every_part(
    need: Need, titles: set[str], shown: list[PublishedOffer]
) -> None:
    assert {each.title for each in shown if need.is_met_by(each)} == titles


def test_areas_are_those_with_any_offer(shown: list[PublishedOffer]) -> None:
    known = gaps.areas(shown)

    assert known == ["Tannfurt", "Wehr"]
    assert [max(cell.offers for cell in row.cells) for row in gaps.by_area(shown, known)] == [1, 1]
