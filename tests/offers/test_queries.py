"""Offers are found by the words that people type."""

import pytest

from schutznetz.kernel.context import Context
from schutznetz.networks.models import Network
from schutznetz.offers import queries
from schutznetz.offers.choices import OfferCategory
from schutznetz.offers.queries import Search
from tests import make


def found(text: str) -> list[str]:
    return [hit.title for hit in queries.search(Search(text=text)).hits]


@pytest.mark.parametrize(
    "text", ["Familienhebamme", "hebamme", "familienhebame", "Familien Hebamme", "hebame wehringhausen"]
)
def test_an_offer_is_found_by_its_word(text: str, tannfurt: Network, clara: Context, inside: None) -> None:
    make.offer(
        clara,
        tannfurt,
        title="Familienhebamme",
        city="Hagen",
        district="Wehringhausen",
        category=OfferCategory.HEALTH_PROFESSIONAL,
    )
    make.offer(clara, tannfurt, title="Frühförderung", city="Hagen", category=OfferCategory.EARLY_SUPPORT)

    assert found(text) == ["Familienhebamme"]


@pytest.mark.parametrize(
    "text", ["fruehfoerderung", "Frühförderung", "fruhforderung", "frühförderug", "förderung"]
)
def test_umlauts_may_be_typed_in_any_way(text: str, tannfurt: Network, clara: Context, inside: None) -> None:
    make.offer(clara, tannfurt, title="Familienhebamme", category=OfferCategory.HEALTH_PROFESSIONAL)
    make.offer(clara, tannfurt, title="Frühförderung", category=OfferCategory.EARLY_SUPPORT)

    assert found(text) == ["Frühförderung"]
