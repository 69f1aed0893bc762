"""The mail that asks: one per address, its secret kept nowhere, and only a tap changes anything."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.forms.models import model_to_dict
from django.test import Client

from schutznetz.kernel import clock, outbox
from schutznetz.kernel.context import Context, system
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.models import Letter
from schutznetz.kernel.outbox import LetterState
from schutznetz.kernel.policy import Denied
from schutznetz.networks.models import Network
from schutznetz.offers import jobs, queries, services
from schutznetz.offers.models import ConfirmationLink, Offer, OfferChange, PublishedOffer
from tests import make
from tests.conftest import NOON

SOON = timedelta(days=170)  # two weeks before a confirmation lapses


@pytest.fixture
def two(clara: Context, tannfurt: Network, inside: None) -> list[Offer]:
    with clock.frozen(NOON):
        facts: dict[str, Any] = {"mail": "haus@tannfurt.example", "places_total": 9}
        return [make.offer(clara, tannfurt, title=title, **facts) for title in ("Babycafé", "Krabbelgruppe")]


def ask(network: Network, after: timedelta = SOON) -> None:
    with clock.frozen(NOON + after):
        jobs.ask_by_mail(system(network.pk))


@pytest.fixture
def link(two: list[Offer], tannfurt: Network) -> str:
    ask(tannfurt)
    return Letter.objects.get().link


def post(client: Client, link: str, offer: Offer, after: timedelta = SOON, **said: str) -> int:
    one = ConfirmationLink.objects.filter(offer=offer).first()
    with clock.frozen(NOON + after):
        return client.post(link, {"angebot": str(one.pk) if one else "", **said}).status_code


def test_one_mail_asks_for_all_offers_of_an_address_before_they_lapse(link: str, two: list[Offer]) -> None:
    letter = Letter.objects.get()

    assert (letter.to, letter.notice) == ("haus@tannfurt.example", outbox.Notice.CONFIRMATION_DUE)
    assert {each.offer_id for each in ConfirmationLink.objects.all()} == {each.pk for each in two}


def test_nobody_is_asked_too_early_or_again_while_the_link_is_open(link: str, tannfurt: Network) -> None:
    ask(tannfurt, timedelta(days=160))
    ask(tannfurt, SOON + timedelta(days=29))
    assert Letter.objects.count() == 1

    ask(tannfurt, SOON + timedelta(days=31))
    assert Letter.objects.count() == 2

    ask(tannfurt, timedelta(days=183 + 90))
    assert Letter.objects.count() == 2


def test_the_secret_is_kept_nowhere_once_the_mail_is_out(link: str, client: Client, two: list[Offer]) -> None:
    secret = link.rstrip("/").rpartition("/")[2]
    letter = Letter.objects.get()
    assert len(secret) == 32

    outbox.settle(letter, LetterState.SENT)
    post(client, link, two[0])

    for model in (Letter, ConfirmationLink, OfferChange):
        assert secret not in str(list(model.objects.values()))


def test_opening_the_link_changes_nothing(link: str, client: Client, two: list[Offer]) -> None:
    def state() -> str:
        models = (Offer, OfferChange, ConfirmationLink, PublishedOffer)
        return str([model_to_dict(row) for model in models for row in model.objects.order_by("pk")])

    before = state()
    with clock.frozen(NOON + SOON):
        for ask_for in (client.get, client.head, client.options):
            ask_for(link, {"angebot": str(ConfirmationLink.objects.first()), "frei": "3"})

    assert state() == before


def test_one_tap_confirms_one_offer_for_half_a_year(link: str, client: Client, two: list[Offer]) -> None:
    assert post(client, link, two[0]) == 302

    first, second = (PublishedOffer.objects.get(pk=each.pk) for each in two)
    assert first.confirm_by == (NOON + SOON).date() + timedelta(days=183)
    assert second.confirm_by == NOON.date() + timedelta(days=183)
    assert OfferChange.objects.get(action="offers.answer_link").actor_id is None


def test_one_tap_says_the_free_places(link: str, client: Client, two: list[Offer]) -> None:
    assert post(client, link, two[1], frei="3") == 302

    shown = PublishedOffer.objects.get(pk=two[1].pk)
    assert (shown.places_free, shown.places_as_of) == (3, NOON + SOON)


def test_more_places_than_there_are_are_refused_in_words(link: str, client: Client, two: list[Offer]) -> None:
    post(client, link, two[1], frei="12")

    assert PublishedOffer.objects.get(pk=two[1].pk).places_free is None
    with clock.frozen(NOON + SOON):
        assert "So viele Plätze hat das Angebot nicht." in client.get(link).content.decode()


def withdrawn(ctx: Context, offers: list[Offer]) -> None:
    for offer in offers:
        services.withdraw(ctx, offer)


def asked_anew(ctx: Context, offers: list[Offer]) -> None:
    services.ask_by_mail(ctx, offers[0], together=offers[1:])


@pytest.mark.parametrize("ends", [withdrawn, asked_anew])
def test_a_link_ends_with_its_offers_and_with_the_next_mail(
    ends: Callable[[Context, list[Offer]], None], link: str, client: Client, two: list[Offer], clara: Context
) -> None:
    ends(replace(clara, now=NOON + SOON), two)

    assert post(client, link, two[0]) == 410
    assert not OfferChange.objects.filter(action="offers.answer_link").exists()


def test_a_link_ends_after_thirty_days_and_opens_nothing_elsewhere(
    link: str, client: Client, two: list[Offer], erlenstedt: Network
) -> None:
    assert post(client, link, two[0], SOON + timedelta(days=29)) == 302
    assert post(client, link, two[0], SOON + timedelta(days=30)) == 410
    assert post(client, link.replace("tannfurt", "erlenstedt"), two[0]) == 410
    assert post(client, f"{link[:-2]}x/", two[0]) == 410


def test_a_link_opens_no_other_offer(
    link: str, client: Client, two: list[Offer], clara: Context, tannfurt: Network
) -> None:
    other = make.offer(clara, tannfurt, title="Elterncafé", mail="anders@tannfurt.example")
    services.ask_by_mail(replace(clara, now=NOON + SOON), other)

    assert post(client, link, other) == 404
    with pytest.raises(Denied):
        services.confirm_by_link(
            replace(system(tannfurt.pk), role="public", now=NOON + timedelta(days=400)),
            ConfirmationLink.objects.get(offer=other),
        )


def test_who_has_no_address_is_not_written_to(clara: Context, tannfurt: Network, inside: None) -> None:
    with clock.frozen(NOON):
        offer = make.offer(clara, tannfurt, title="Krabbelgruppe")
    ask(tannfurt)

    assert not Letter.objects.exists()
    with pytest.raises(Conflict):
        services.ask_by_mail(clara, offer)


def test_a_figure_that_lapsed_is_asked_for(two: list[Offer], clara: Context, tannfurt: Network) -> None:
    services.set_free_places(clara, two[0], places=2)
    with clock.frozen(NOON + timedelta(days=29)):
        jobs.let_places_lapse(system(tannfurt.pk))
        jobs.ask_by_mail(system(tannfurt.pk))

    assert [each.offer_id for each in ConfirmationLink.objects.all()] == [two[0].pk]
    assert queries.address_of(clara, two[0]) == "haus@tannfurt.example"
