"""The real directory: public facts, marked as not confirmed."""

import pytest

from schutznetz.demo import directory
from schutznetz.offers import queries
from schutznetz.offers.choices import OfferCategory, Origin
from schutznetz.offers.queries import Search

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture(scope="module")
def loaded(lasting: None) -> int:
    return directory.load()


def test_all_rows_come_once(loaded: int) -> None:
    assert loaded == 120
    assert directory.load() == 0


def test_nothing_of_it_counts_as_confirmed(loaded: int) -> None:
    hits = queries.search(Search(limit=200)).hits

    assert {(hit.origin, hit.confirm_by) for hit in hits} == {(Origin.PUBLIC_SOURCE, None)}


def test_offers_for_professionals_are_not_shown_to_families(loaded: int) -> None:
    assert queries.search(Search(text="Fortbildungen", limit=200)).hits == ()


def test_a_refuge_has_no_address(loaded: int) -> None:
    (refuge,) = queries.search(Search(topics=(OfferCategory.VIOLENCE_PROTECTION,))).hits

    assert (refuge.street, refuge.postcode, refuge.latitude) == ("", "", None)
