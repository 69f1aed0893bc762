"""Publishing, withdrawing, free places and confirmation, with what must be refused."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from schutznetz.kernel import clock
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import Denied
from schutznetz.networks.models import Network
from schutznetz.offers import queries, services
from schutznetz.offers.choices import OfferCategory, OfferState, Origin, Visibility
from schutznetz.offers.facts import OfferFacts
from schutznetz.offers.models import Offer, OfferChange, PublishedOffer, SearchEntry, SearchWord
from schutznetz.offers.queries import Search
from schutznetz.offers.refuges import AddressWritten
from tests import make
from tests.conftest import context, member


def test_a_draft_is_seen_by_nobody_outside(clara: Context, tannfurt: Network, inside: None) -> None:
    make.offer(clara, tannfurt, title="Krabbelgruppe", publish=False)

    assert queries.search(Search(text="Krabbelgruppe")).total == 0


def test_what_a_provider_entered_counts_as_confirmed_for_half_a_year(
    clara: Context, tannfurt: Network, inside: None
) -> None:
    offer = make.offer(clara, tannfurt, title="Krabbelgruppe")

    assert offer.confirm_by is not None
    assert offer.confirmed_on is not None
    assert (offer.confirm_by - offer.confirmed_on).days == 183


def test_withdrawing_leaves_nothing_findable(clara: Context, tannfurt: Network, inside: None) -> None:
    offer = make.offer(clara, tannfurt, title="Krabbelgruppe")

    services.withdraw(clara, offer)

    assert not PublishedOffer.objects.exists()
    assert not SearchEntry.objects.exists()
    assert not SearchWord.objects.exists()
    assert queries.search(Search(text="Krabbelgruppe")).total == 0


def test_what_is_ended_stays_ended(clara: Context, tannfurt: Network, inside: None) -> None:
    offer = make.offer(clara, tannfurt, title="Krabbelgruppe")
    services.withdraw(clara, offer, for_good=True)

    with pytest.raises(Denied):
        services.publish(clara, offer)


def test_publishing_twice_is_refused(clara: Context, tannfurt: Network, inside: None) -> None:
    offer = make.offer(clara, tannfurt, title="Krabbelgruppe")

    with pytest.raises(Conflict):
        services.publish(clara, offer)


def test_offers_for_professionals_stay_inside(clara: Context, tannfurt: Network, inside: None) -> None:
    make.offer(clara, tannfurt, title="Fallberatung", visibility=Visibility.PROFESSIONALS)

    assert queries.search(Search(text="Fallberatung")).total == 0


def test_free_places_carry_their_time(clara: Context, tannfurt: Network, inside: None) -> None:
    offer = make.offer(clara, tannfurt, title="Krabbelgruppe", places_total=8)

    services.set_free_places(clara, offer, places=3)

    with clock.frozen(clara.now):
        hit = queries.search(Search(free_places=True)).hits[0]
    assert (hit.places_free, hit.places_as_of) == (3, clara.now)


def test_more_free_places_than_there_are_is_refused(clara: Context, tannfurt: Network, inside: None) -> None:
    offer = make.offer(clara, tannfurt, title="Krabbelgruppe", places_total=8)

    with pytest.raises(Conflict):
        services.set_free_places(clara, offer, places=9)


def test_a_figure_without_its_time_is_refused_by_the_database(
    clara: Context, tannfurt: Network, inside: None
) -> None:
    offer = make.offer(clara, tannfurt, title="Krabbelgruppe")

    with pytest.raises(IntegrityError), transaction.atomic():
        Offer.objects.filter(pk=offer.pk).update(places_free=3, places_as_of=None)


def test_confirming_what_came_from_public_sources_makes_it_the_providers(
    clara: Context, tannfurt: Network, inside: None
) -> None:
    offer = make.offer(clara, tannfurt, title="Krabbelgruppe", origin=Origin.PUBLIC_SOURCE)
    assert not queries.is_confirmed(offer.confirm_by)

    services.confirm(clara, offer)

    shown = PublishedOffer.objects.get()
    assert queries.is_confirmed(shown.confirm_by)
    assert shown.origin == Origin.PROVIDER


def test_the_history_tells_what_changed(clara: Context, tannfurt: Network, inside: None) -> None:
    offer = make.offer(clara, tannfurt, title="Krabbelgruppe")
    facts = OfferFacts(title="Babygruppe", provider=offer.provider, category=OfferCategory.FAMILY_ADVICE)

    services.change_offer(clara, offer, facts=facts)

    last = OfferChange.objects.get(action="offers.change")
    assert (last.before, last.after) == ({"title": "Krabbelgruppe"}, {"title": "Babygruppe"})
    assert queries.search(Search(text="Krabbelgruppe")).hits == ()
    assert queries.search(Search(text="Babygruppe")).total == 1


REFUGE: dict[str, Any] = {
    "category": OfferCategory.VIOLENCE_PROTECTION,
    "city": "Tannfurt",
    "street": "Geheimweg 5",
}


def test_a_refuge_loses_its_address_at_once(clara: Context, tannfurt: Network, inside: None) -> None:
    offer = make.offer(clara, tannfurt, title="Frauenhaus", postcode="58089", **REFUGE)

    assert (offer.street, offer.postcode, offer.latitude, offer.hidden_address) == ("", "", None, True)
    assert "58089" not in SearchEntry.objects.get().place


@pytest.mark.parametrize("text", ["Geheimweg 5", "Sie finden uns in der Langen Straße 12a", "58089 Hagen"])
def test_a_refuge_may_not_tell_its_address_in_words(
    text: str, clara: Context, tannfurt: Network, inside: None
) -> None:
    with pytest.raises(AddressWritten):
        make.offer(clara, tannfurt, title="Frauenhaus", summary=text, **REFUGE)


def test_a_refuge_is_known_by_its_name_as_well(clara: Context, tannfurt: Network, inside: None) -> None:
    offer = make.offer(clara, tannfurt, title="Frauenhaus Tannfurt", street="Geheimweg 5")

    assert offer.street == ""


@pytest.mark.parametrize("change", [{"street": "Geheimweg 5"}, {"postcode": "58089"}, {"latitude": 51.3}])
@pytest.mark.parametrize("model", [Offer, PublishedOffer])
def test_the_database_refuses_the_address_of_a_refuge(
    model: type[Offer] | type[PublishedOffer],
    change: dict[str, object],
    clara: Context,
    tannfurt: Network,
    inside: None,
) -> None:
    make.offer(clara, tannfurt, title="Frauenhaus", **REFUGE)

    with pytest.raises(IntegrityError), transaction.atomic():
        model._default_manager.update(**change)


def test_the_database_refuses_a_refuge_that_is_not_marked(
    clara: Context, tannfurt: Network, inside: None
) -> None:
    make.offer(clara, tannfurt, title="Frauenhaus", **REFUGE)

    with pytest.raises(IntegrityError), transaction.atomic():
        Offer.objects.update(hidden_address=False)


def test_another_role_changes_nothing(clara: Context, tannfurt: Network, inside: None) -> None:
    from schutznetz.networks.choices import Role

    offer = make.offer(clara, tannfurt, title="Krabbelgruppe")
    dora = context(tannfurt, member(tannfurt, "dora", Role.CASE_WORKER), Role.CASE_WORKER)

    with pytest.raises(Denied):
        services.set_free_places(dora, offer, places=1)
    offer.refresh_from_db()
    assert (offer.places_free, offer.state) == (None, OfferState.PUBLISHED)
    assert offer.confirm_by is not None
    assert offer.confirm_by > date(2026, 1, 1)
