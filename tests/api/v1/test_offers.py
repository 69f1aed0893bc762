"""The public directory as data."""

from datetime import date

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from schutznetz.api.v1.offers import OfferDetailOut, OffersOut
from schutznetz.kernel import tenancy
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.offers.choices import Cost
from schutznetz.offers.models import PublishedOffer
from tests import make
from tests.conftest import context, member
from tests.lasting import tannfurt, town

__all__ = ["tannfurt", "town"]
pytestmark = pytest.mark.usefixtures("db")
URL = "/api/v1/offers"


@pytest.fixture(scope="module")
def many(town: Network) -> None:
    clara = context(town, member(town, "clara", Role.COORDINATOR), Role.COORDINATOR)
    with tenancy.scope(town.pk):
        for number in range(25):
            title = f"Krabbelgruppe {number}"
            make.offer(clara, town, title=title, postcode="58089", city="Hagen", cost=Cost.FREE)


def test_an_answer_keeps_its_schema_and_begins_no_session(client: Client, many: None) -> None:
    answer = client.get(URL, {"q": "krabelgruppe", "place": "58095"})

    page = OffersOut.model_validate(answer.json())
    assert (len(page.offers), page.total, page.relaxed) == (20, 25, False)
    assert page.offers[0].distance_km is not None
    assert not answer.cookies
    assert settings.SESSION_COOKIE_NAME not in str(answer.headers)


def test_pages_follow_each_other_without_gap_or_double(client: Client, many: None) -> None:
    first = client.get(URL, {"q": "Krabbelgruppe", "limit": "10"}).json()
    second = client.get(URL, {"q": "Krabbelgruppe", "limit": "10", "after": first["next"]}).json()
    third = client.get(URL, {"q": "Krabbelgruppe", "limit": "10", "after": second["next"]}).json()

    found = [offer["id"] for page in (first, second, third) for offer in page["offers"]]
    assert len(found) == len(set(found)) == 25
    assert third["next"] == ""


@pytest.mark.parametrize("limit", [1, 20, 100])
def test_the_number_of_queries_does_not_grow_with_the_rows(
    client: Client, many: None, django_assert_max_num_queries: DjangoAssertNumQueries, limit: int
) -> None:
    with django_assert_max_num_queries(3):
        client.get(URL, {"q": "Krabbelgruppe", "limit": str(limit)})


def test_one_offer_is_read_with_its_details(client: Client, many: None) -> None:
    found = client.get(URL, {"limit": 1}).json()["offers"][0]

    answer = client.get(f"{URL}/{found['id']}")

    assert OfferDetailOut.model_validate(answer.json()).title == found["title"]


def test_refusals_are_problems(client: Client, db: None) -> None:
    missing = client.get(f"{URL}/00000000-0000-4000-8000-000000000000")
    invalid = client.get(URL, {"months": "alt"})

    assert (missing.status_code, missing.headers["Content-Type"]) == (404, "application/problem+json")
    assert (invalid.status_code, invalid.json()["errors"]) == (422, ["months"])


def test_what_needs_a_sign_in_says_so(client: Client, tannfurt: Network) -> None:
    url = "/api/v1/tannfurt/cases/00000000-0000-4000-8000-000000000000/close"
    answer = client.post(url, {"outcome": "none"}, content_type="application/json")

    assert (answer.status_code, answer.headers["Content-Type"]) == (401, "application/problem+json")


FEED = "/api/v1/hsds/services"


def test_the_feed_gives_every_offer_once_page_by_page(client: Client, many: None) -> None:
    pages = [client.get(FEED, {"page": str(number), "per_page": "10"}).json() for number in (1, 2, 3)]

    found = [service["id"] for page in pages for service in page["contents"]]
    assert len(found) == len(set(found)) == 25 == pages[0]["total_items"]
    assert [(page["first_page"], page["last_page"], page["size"]) for page in pages] == [
        (True, False, 10),
        (False, False, 10),
        (False, True, 5),
    ]
    one = pages[0]["contents"][0]
    assert client.get(f"{FEED}/{one['id']}").json() == one


def test_the_feed_of_another_town_and_behind_the_last_page_is_empty(client: Client, many: None) -> None:
    elsewhere = client.get(FEED, {"network": "gerdau"}).json()
    beyond = client.get(FEED, {"page": "9"}).json()

    assert (elsewhere["total_items"], elsewhere["empty"]) == (0, True)
    assert (beyond["total_items"], beyond["contents"]) == (25, [])


def test_an_offer_that_ended_leaves_the_feed(client: Client, many: None) -> None:
    gone = PublishedOffer.objects.order_by("pk").first()
    assert gone
    PublishedOffer.objects.filter(pk=gone.pk).update(closed_on=date(2026, 11, 1))

    page = client.get(FEED, {"per_page": "100"}).json()

    assert page["total_items"] == 24
    assert str(gone.pk) not in str(page)


@pytest.mark.parametrize("per_page", [1, 100])
def test_the_queries_of_the_feed_do_not_grow_with_the_rows(
    client: Client, many: None, django_assert_max_num_queries: DjangoAssertNumQueries, per_page: int
) -> None:
    with django_assert_max_num_queries(3):
        client.get(FEED, {"per_page": str(per_page)})
