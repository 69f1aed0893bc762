"""Offers are found by the words that people type."""

import pytest

from schutznetz.kernel.context import Context
from schutznetz.networks.models import Network
from schutznetz.offers import queries
from schutznetz.offers.choices import OfferCategory
from schutznetz.offers.queries import Search
from schutznetz.offers.search import index
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


@pytest.mark.parametrize(
    ("cap", "total", "more_than"),
    [
        (50, 5, False),  # all are counted, not the three in whose title the word stands
        (4, 4, True),  # the title's three do not fill the count, all five do
        (3, 3, True),  # the title's three fill it
    ],
)
def test_all_that_a_word_finds_is_counted_up_to_the_cap(
    cap: int,
    total: int,
    more_than: bool,
    tannfurt: Network,
    clara: Context,
    inside: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(index, "CAP", cap)
    monkeypatch.setattr(queries, "CAP", cap)
    for number in range(3):
        make.offer(clara, tannfurt, title=f"Stillgruppe {number}")
    for number in range(2):
        make.offer(clara, tannfurt, title=f"Treff {number}", summary="Auch eine Stillgruppe")

    page = queries.search(Search(text="Stillgruppe", limit=2))

    assert [hit.title[:11] for hit in page.hits] == ["Stillgruppe"] * 2
    assert (page.total, page.more_than) == (total, more_than)
