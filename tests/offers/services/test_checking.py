"""Whose changes appear at once, whose are looked at first, and what the coordination sees of both."""

from dataclasses import replace

import pytest

from schutznetz.kernel.context import Context
from schutznetz.kernel.policy import Denied
from schutznetz.networks.choices import PartnerCategory, Role
from schutznetz.networks.models import Assignment, Network, Organisation
from schutznetz.offers import services, upkeep
from schutznetz.offers.choices import OfferCategory, OfferState
from schutznetz.offers.facts import OfferFacts, Time, packed, unpacked
from schutznetz.offers.models import Offer, OfferChange, ProposedChange, PublishedOffer
from schutznetz.offers.refuges import AddressWritten
from schutznetz.offers.typed import times
from schutznetz.work.choices import TaskKind
from schutznetz.work.models import Task
from tests import make
from tests.conftest import context, member

FACTS = OfferFacts(title="Krabbelgruppe", provider="Familienhaus", category=OfferCategory.PARENT_CHILD_GROUP)


@pytest.fixture
def house(tannfurt: Network, inside: None) -> Organisation:
    return Organisation.objects.create(name="Familienhaus", category=PartnerCategory.PROVIDER)


@pytest.fixture
def petra(tannfurt: Network, house: Organisation) -> Context:
    user = member(tannfurt, "petra", Role.PROVIDER)
    Assignment.objects.filter(user=user).update(organisation=house)
    return replace(context(tannfurt, user, Role.PROVIDER), organisation_id=house.pk)


@pytest.fixture
def offer(clara: Context, petra: Context, tannfurt: Network, house: Organisation) -> Offer:
    return make.offer(clara, tannfurt, title="Krabbelgruppe", organisation_id=house.pk)


def say(ctx: Context, offer: Offer, title: str) -> None:
    services.change_offer(ctx, offer, facts=replace(FACTS, title=title))


def test_what_is_checked_first_is_not_shown_before(offer: Offer, petra: Context, clara: Context) -> None:
    say(petra, offer, "Babygruppe")

    proposed = ProposedChange.objects.get()
    found = upkeep.difference(proposed)
    assert PublishedOffer.objects.get().title == "Krabbelgruppe"
    assert (found.before["title"], found.after["title"]) == ("Krabbelgruppe", "Babygruppe")
    assert "title" in found.names
    assert not {"places_free", "confirm_by", "external_key", "origin"} & set(found.names)
    assert Task.objects.get(kind=TaskKind.CHECK_OFFER, settled_at=None).line == Role.COORDINATOR

    services.adopt_change(clara, proposed)

    assert PublishedOffer.objects.get().title == "Babygruppe"
    assert Offer.objects.get().organisation_id == petra.organisation_id
    assert not ProposedChange.objects.exists()
    assert not Task.objects.filter(settled_at=None).exists()


def test_what_goes_back_says_why_and_can_be_proposed_anew(
    offer: Offer, petra: Context, clara: Context
) -> None:
    say(petra, offer, "Babygruppe")
    services.return_change(clara, ProposedChange.objects.get(), note="Bitte mit Uhrzeit.")
    returned = upkeep.proposed_of(offer)
    assert returned
    assert returned.note == "Bitte mit Uhrzeit."
    assert upkeep.waiting_changes(clara) == []
    with pytest.raises(Denied):
        services.adopt_change(clara, returned)

    say(petra, offer, "Babygruppe, 9 Uhr")

    assert [each.facts["title"] for each in upkeep.waiting_changes(clara)] == ["Babygruppe, 9 Uhr"]
    assert Task.objects.filter(kind=TaskKind.CHECK_OFFER, settled_at=None).count() == 1


def test_nobody_takes_over_what_she_did_not_see(offer: Offer, petra: Context, clara: Context) -> None:
    say(petra, offer, "Babygruppe")
    seen = ProposedChange.objects.get()
    say(petra, offer, "Ganz anderes")

    with pytest.raises(Denied):
        services.adopt_change(clara, seen)

    assert PublishedOffer.objects.get().title == "Krabbelgruppe"


def test_a_trusted_provider_publishes_at_once_and_is_seen_afterwards(
    offer: Offer, petra: Context, clara: Context, house: Organisation, tannfurt: Network
) -> None:
    services.trust(clara, house)
    services.trust(clara, house)

    say(petra, offer, "Babygruppe")
    new = services.publish(petra, services.add_offer(petra, tannfurt, facts=FACTS))

    assert PublishedOffer.objects.get(pk=offer.pk).title == "Babygruppe"
    assert new.state == OfferState.PUBLISHED
    unseen = {(step.offer_id, step.action) for step in upkeep.unseen_changes(clara)}
    assert unseen == {
        (offer.pk, "offers.change"), (new.pk, "offers.add"), (new.pk, "offers.publish"),
    }  # fmt: skip

    services.note_seen(clara, offer)
    assert {step.offer_id for step in upkeep.unseen_changes(clara)} == {new.pk}


def test_trust_ends_at_once(offer: Offer, petra: Context, clara: Context, house: Organisation) -> None:
    services.trust(clara, house)
    services.check_first(clara, house)

    say(petra, offer, "Babygruppe")

    assert PublishedOffer.objects.get().title == "Krabbelgruppe"
    with pytest.raises(Denied):
        services.publish(petra, services.add_offer(petra, clara_network(clara), facts=FACTS))
    assert [(each.name, each.trusted) for each in upkeep.providers(clara)] == [("Familienhaus", False)]


def clara_network(ctx: Context) -> Network:
    return Network.objects.get(pk=ctx.network_id)


def test_what_the_coordination_does_needs_no_look(offer: Offer, clara: Context) -> None:
    say(clara, offer, "Babygruppe")

    assert PublishedOffer.objects.get().title == "Babygruppe"
    assert not OfferChange.objects.filter(unseen_since__isnull=False).exists()


def test_a_proposal_never_keeps_where_a_refuge_is(offer: Offer, petra: Context) -> None:
    refuge = replace(FACTS, title="Frauenhaus", street="Geheimweg 5", postcode="58089")
    services.change_offer(petra, offer, facts=refuge)

    assert "Geheimweg" not in str(ProposedChange.objects.get().facts)
    with pytest.raises(AddressWritten):
        services.change_offer(petra, offer, facts=replace(refuge, summary="Geheimweg 5"))


def test_facts_come_back_as_they_were_kept() -> None:
    from datetime import date

    from schutznetz.offers.choices import Language, OfferForm, TargetGroup

    facts = replace(
        FACTS,
        times=times("Mo 9:30-11:00\nDo 14:00-16:00 alle 14 Tage"),
        languages=(Language.TURKISH,),
        target_groups=(TargetGroup.FATHERS,),
        form=OfferForm.GROUP,
        funding_ends_on=date(2027, 3, 31),
        age_from=-9,
    )

    assert unpacked(packed(facts)) == facts
    assert all(isinstance(each, Time) for each in unpacked(packed(facts)).times)
