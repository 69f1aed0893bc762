"""The public directory as data: the same search as the page, for everybody, without a session."""

import json
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from schutznetz.api.errors import Problem
from schutznetz.kernel import clock
from schutznetz.offers import hsds, queries
from schutznetz.offers.choices import Access, Cost, Language, OfferCategory, Origin, Weekday
from schutznetz.offers.queries import Hit, Page, Search
from schutznetz.offers.search.facets import Circle

router = Router(tags=["offers"], auth=None)


class Asked(Schema):
    """What to search for; every part may be left out."""

    q: str = Field("", max_length=100, description="Wörter, auch mit Tippfehlern")
    place: str = Field("", max_length=80, description="Ort oder Postleitzahl")
    latitude: float | None = Field(None, ge=-90, le=90)
    longitude: float | None = Field(None, ge=-180, le=180)
    km: int = Field(10, ge=1, le=200, description="Entfernung in Kilometern")
    months: int | None = Field(
        None, ge=-9, le=324, description="Alter des Kindes; -9 ist die Schwangerschaft"
    )
    topic: OfferCategory | None = None
    weekday: Weekday | None = None
    language: Language | None = None
    free_of_charge: bool = False
    barrier_free: bool = False
    free_places: bool = False
    network: str = Field("", max_length=50, pattern=r"^[a-z0-9-]*$")
    after: str = Field("", pattern=r"^(\d{1,18}-\d{1,18})?$", description="``next`` der vorigen Seite")
    limit: int = Field(20, ge=1, le=100)


class FeedAsked(Schema):
    """Which page of the feed; page by page one comes to the last offer."""

    page: int = Field(1, ge=1, le=100_000)
    per_page: int = Field(50, ge=1, le=100)
    network: str = Field("", max_length=50, pattern=r"^[a-z0-9-]*$")


class OfferOut(Schema):
    id: UUID
    network: str
    title: str
    provider: str
    topic: OfferCategory
    summary: str
    audience: str
    age_from_months: int | None
    age_to_months: int | None
    street: str
    postcode: str
    city: str
    district: str
    latitude: float | None
    longitude: float | None
    distance_km: float | None
    cost: Cost
    access: Access
    free_places: int | None = Field(description="Nur solange die Angabe gilt (28 Tage)")
    free_places_as_of: str | None = Field(description="Zeitpunkt der Angabe (ISO 8601)")
    confirmed_until: str | None = Field(description="Ohne Wert oder in der Vergangenheit: nicht bestätigt")
    origin: Origin
    url: str


class OffersOut(Schema):
    """One page of the result."""

    offers: list[OfferOut]
    total: int
    more: bool = Field(description="Es sind mehr als ``total``")
    next: str
    relaxed: bool = Field(description="Nichts passt genau; dies kommt dem am nächsten")
    unknown_place: bool


class OfferDetailOut(OfferOut):
    details: dict[str, Any]


REFUSED = {422: Problem, 404: Problem}


@router.get("/offers", response={200: OffersOut, **REFUSED}, summary="Angebote suchen")
def search(request: HttpRequest, asked: Annotated[Asked, Query()]) -> HttpResponse:
    page = queries.search(_search(asked))
    body = {
        "offers": [_offer(hit) for hit in page.hits],
        "total": page.total,
        "more": page.more_than,
        "next": _next(page),
        "relaxed": page.relaxed,
        "unknown_place": page.unknown_place,
    }
    # Not through the schema: twenty validated rows cost as much as the search. A test compares both.
    return HttpResponse(json.dumps(body, ensure_ascii=False), content_type="application/json")


@router.get("/offers/{uuid:pk}", response={200: OfferDetailOut, **REFUSED}, summary="Ein Angebot lesen")
def read(request: HttpRequest, pk: UUID) -> dict[str, Any]:
    found = queries.published(pk)
    if found is None:
        raise Http404
    hit, details = found
    return {**_offer(hit), "details": details}


class FeedOut(Schema):
    """One page of services, as HSDS turns pages."""

    total_items: int
    total_pages: int
    page_number: int
    size: int
    first_page: bool
    last_page: bool
    empty: bool
    contents: list[dict[str, Any]]


@router.get("/hsds/services", response={200: FeedOut, **REFUSED}, summary="Alle Angebote als HSDS")
def read_feed(request: HttpRequest, asked: Annotated[FeedAsked, Query()]) -> dict[str, Any]:
    return hsds.page(queries.feed(asked.page, asked.per_page, asked.network), clock.today())


@router.get("/hsds/services/{uuid:pk}", response={200: dict[str, Any], **REFUSED}, summary="Angebot als HSDS")
def read_hsds(request: HttpRequest, pk: UUID) -> dict[str, Any]:
    offer = queries.shown(pk)
    if offer is None:
        raise Http404
    return hsds.service(offer, clock.today())


def _search(asked: Asked) -> Search:
    score, _dash, number = asked.after.partition("-")
    at = (asked.latitude, asked.longitude)
    return Search(
        text=asked.q,
        place=asked.place,
        km=asked.km,
        months=asked.months,
        topics=(asked.topic,) if asked.topic else (),
        weekdays=(asked.weekday,) if asked.weekday else (),
        languages=(asked.language,) if asked.language else (),
        free_of_charge=asked.free_of_charge,
        barrier_free=asked.barrier_free,
        free_places=asked.free_places,
        network=asked.network,
        circle=Circle(at[0], at[1], asked.km) if at[0] is not None and at[1] is not None else None,
        after=(int(score), int(number)) if number else None,
        limit=asked.limit,
    )


def _next(page: Page) -> str:
    return "{}-{}".format(*page.next_after) if page.next_after else ""


def _offer(hit: Hit) -> dict[str, Any]:
    return {
        "id": str(hit.id),
        "network": hit.network_slug,
        "title": hit.title,
        "provider": hit.provider,
        "topic": hit.category,
        "summary": hit.summary,
        "audience": hit.audience,
        "age_from_months": hit.age_from,
        "age_to_months": hit.age_to,
        "street": hit.street,
        "postcode": hit.postcode,
        "city": hit.city,
        "district": hit.district,
        "latitude": hit.latitude,
        "longitude": hit.longitude,
        "distance_km": None if hit.km is None else round(hit.km, 1),
        "cost": hit.cost,
        "access": hit.access,
        "free_places": hit.places_free,
        "free_places_as_of": hit.places_as_of.isoformat() if hit.places_as_of else None,
        "confirmed_until": hit.confirm_by.isoformat() if hit.confirm_by else None,
        "origin": hit.origin,
        "url": f"/{hit.network_slug}/angebote/{hit.id}/",
    }
