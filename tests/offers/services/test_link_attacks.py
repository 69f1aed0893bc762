"""What somebody may try with a mailed link: old mailboxes, wild figures, the tap of another offer."""

from dataclasses import replace

import pytest
from django.test import Client

from schutznetz.kernel import clock
from schutznetz.kernel.context import Context
from schutznetz.offers import services
from schutznetz.offers.choices import OfferCategory
from schutznetz.offers.facts import OfferFacts
from schutznetz.offers.models import ConfirmationLink, Offer, PublishedOffer
from tests.conftest import NOON
from tests.offers.services.test_links import SOON, link, post, two

__all__ = ["link", "two"]  # the two offers of one address, and the link that was mailed to it


def facts(offer: Offer, mail: str) -> OfferFacts:
    return OfferFacts(
        title=offer.title, provider=offer.provider, category=OfferCategory(offer.category), mail=mail
    )


def test_who_lost_the_mailbox_vouches_for_nothing_any_more(
    link: str, client: Client, two: list[Offer], clara: Context
) -> None:
    """The entry names another address since: the mail to the old one is void, for this offer alone."""
    first, second = two
    with clock.frozen(NOON + SOON):
        services.change_offer(
            replace(clara, now=NOON + SOON), first, facts=facts(first, "neu@tannfurt.example")
        )

    assert post(client, link, first) == 404
    assert post(client, link, second) == 302
    assert PublishedOffer.objects.get(pk=first.pk).confirm_by != (NOON + SOON).date()


def test_another_change_leaves_the_link_alone(
    link: str, client: Client, two: list[Offer], clara: Context
) -> None:
    same = replace(facts(two[0], two[0].mail), phone="09999 1")
    services.change_offer(replace(clara, now=NOON + SOON), two[0], facts=same)

    assert post(client, link, two[0]) == 302


@pytest.mark.parametrize("typed", ["-1", "drei", "3.5", "1e3", "٣", "99999", "3 oder 4", "0x3", "+2"])
def test_what_is_no_number_changes_no_figure(typed: str, link: str, client: Client, two: list[Offer]) -> None:
    post(client, link, two[0], frei="2")

    post(client, link, two[0], frei=typed)

    assert PublishedOffer.objects.get(pk=two[0].pk).places_free == 2
    with clock.frozen(NOON + SOON):
        assert "Bitte schreiben Sie eine Zahl" in client.get(link).content.decode()


def test_an_empty_field_takes_the_figure_away(link: str, client: Client, two: list[Offer]) -> None:
    """Who no longer knows how many are free says so."""
    post(client, link, two[0], frei="2")

    post(client, link, two[0], frei=" ")

    assert PublishedOffer.objects.get(pk=two[0].pk).places_free is None


@pytest.mark.parametrize("named", ["", "x", "0" * 32, "'; DROP TABLE"])
def test_a_tap_names_one_of_its_own_offers(named: str, link: str, client: Client, two: list[Offer]) -> None:
    with clock.frozen(NOON + SOON):
        assert client.post(link, {"angebot": named}).status_code == 404
    assert not Offer.objects.filter(confirmed_on=(NOON + SOON).date()).exists()


def test_the_page_leads_nobody_away_with_its_secret(link: str, client: Client, two: list[Offer]) -> None:
    """No other site learns the address, no device keeps the page, and no search engine lists it."""
    with clock.frozen(NOON + SOON):
        answer = client.get(link)

    assert ConfirmationLink.objects.count() == 2
    assert answer.headers["Referrer-Policy"] in {"same-origin", "no-referrer"}
    assert answer.headers["Cache-Control"] == "no-store"
