"""Reading the public directory: one question in, one page of named rows out, at most four queries."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from schutznetz.accounts.models import User
from schutznetz.geo import places
from schutznetz.kernel import clock, policy
from schutznetz.kernel.context import Context
from schutznetz.networks.choices import Role
from schutznetz.networks.conditions import active, day_of
from schutznetz.networks.models import Organisation
from schutznetz.networks.queries import people_with
from schutznetz.offers import freshness
from schutznetz.offers.actions import OfferAction
from schutznetz.offers.choices import Access, Cost, Language, OfferCategory, OfferState, Origin
from schutznetz.offers.models import ConfirmationLink, Offer, PublishedOffer
from schutznetz.offers.publishing import public_row
from schutznetz.offers.search import facets, index
from schutznetz.offers.search.facets import Circle
from schutznetz.offers.search.index import CAP, Group, Question
from schutznetz.offers.search.reading import read
from schutznetz.work.choices import TaskKind
from schutznetz.work.queries import about_ids

PAGE = 20
ASKED_BEFORE = timedelta(days=30)
ASKED_AHEAD = timedelta(days=14)  # a mail goes out before the confirmation lapses
ASKED_AGAIN = timedelta(days=60)
LONGEST_LIST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What a visitor asks for; every field may stay empty."""

    text: str = ""
    place: str = ""
    km: int = 10
    months: int | None = None
    topics: tuple[OfferCategory, ...] = ()
    weekdays: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    free_of_charge: bool = False
    barrier_free: bool = False
    free_places: bool = False
    network: str = ""
    circle: Circle | None = None
    after: tuple[int, int] | None = None
    limit: int = PAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One offer of a result list; ``places_free`` is empty once the figure is no longer current."""

    id: UUID
    network_slug: str
    network_name: str
    title: str
    provider: str
    category: OfferCategory
    summary: str
    audience: str
    age_from: int | None
    age_to: int | None
    street: str
    postcode: str
    city: str
    district: str
    latitude: float | None
    longitude: float | None
    cost: Cost
    access: Access
    places_free: int | None
    places_as_of: datetime | None
    confirm_by: date | None
    confirmed_on: date | None
    origin: Origin
    times: tuple[Mapping[str, Any], ...]
    languages: tuple[Language, ...]
    km: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of the result, with what helps where it is short."""

    hits: tuple[Hit, ...]
    total: int
    more_than: bool
    next_after: tuple[int, int] | None
    place: places.Place | None
    unknown_place: bool
    relaxed: bool


def search(wanted: Search) -> Page:
    """Find published offers; typing errors, compounds and everyday words included.

    Where nothing matches, the page shows what comes nearest and says so (``relaxed``).
    """
    reading = read(wanted.text)
    place = places.find(wanted.place) if wanted.place else reading.place
    circle = wanted.circle or (Circle(place.latitude, place.longitude, wanted.km) if place else None)
    question = Question(
        tiers=reading.tiers(),
        nested=True,
        facets=_facets(wanted, circle, asked=bool(reading.senses)),
        wide_facets=_wide_facets(wanted),
        circle=circle,
        months=wanted.months,
        free_places=wanted.free_places,
        after=wanted.after,
        limit=wanted.limit + 1,
    )
    found, relaxed = index.find(question), False
    if not found.rows and not wanted.after and (tiers := reading.relaxed()):
        found, relaxed = index.find(replace(question, tiers=tiers, nested=False)), True
    rows, more = found.rows[: wanted.limit], len(found.rows) > wanted.limit
    hits = [_hit(row, circle) for row in rows]
    return Page(
        hits=tuple(_together(hits, rows) if relaxed else hits),
        total=found.total,
        more_than=found.total >= CAP,
        next_after=(rows[-1][-1], rows[-1][0]) if more and not relaxed else None,
        place=place,
        unknown_place=bool(wanted.place) and place is None,
        relaxed=relaxed and bool(hits),
    )


def _together(hits: list[Hit], rows: list[tuple[Any, ...]]) -> list[Hit]:
    """Put first the networks in which every part of the question finds something.

    "hebamme wehringhausen": no offer holds both words, but only Hagen holds each of them.
    """
    parts: dict[int, set[str]] = defaultdict(set)
    tiers = [row[-1] // index.TIER for row in rows]
    for hit, tier in zip(hits, tiers, strict=True):
        parts[tier].add(hit.network_slug)
    common = set.intersection(*parts.values()) if parts else set()
    return sorted(hits, key=lambda hit: hit.network_slug not in common)


def _facets(wanted: Search, circle: Circle | None, *, asked: bool) -> tuple[Group, ...]:
    groups = [
        facets.codes("c", wanted.topics),
        facets.codes("w", wanted.weekdays),
        facets.codes("l", wanted.languages),
        facets.codes("n", [wanted.network] if wanted.network else []),
        facets.cells_in(circle) if circle else [],
        [facets.FREE_OF_CHARGE] if wanted.free_of_charge else [],
        [facets.BARRIER_FREE] if wanted.barrier_free else [],
    ]
    chosen = tuple(Group(tuple(group)) for group in groups if group)
    return chosen or (() if asked else (Group((facets.EVERYTHING,)),))


def _wide_facets(wanted: Search) -> tuple[Group, ...]:
    age = (facets.age(wanted.months),) if wanted.months is not None else ()
    free = (facets.FREE_PLACES,) if wanted.free_places else ()
    return tuple(Group(words) for words in (age, free) if words)


def _hit(row: tuple[Any, ...], circle: Circle | None) -> Hit:
    latitude, longitude = row[15], row[16]
    km = circle.km_to(latitude, longitude) if circle and latitude is not None else None
    as_of = _instant(row[20])
    return Hit(
        id=_uuid(row[1]), network_slug=row[2], network_name=row[3], title=row[4], provider=row[5],
        category=OfferCategory(row[6]), summary=row[7], audience=row[8], age_from=row[9], age_to=row[10],
        street=row[11], postcode=row[12], city=row[13], district=row[14], latitude=latitude,
        longitude=longitude,
        cost=Cost(row[17]), access=Access(row[18]), places_free=freshness.current(row[19], as_of),
        places_as_of=as_of,
        confirm_by=_day(row[21]), confirmed_on=_day(row[22]), origin=Origin(row[23]), km=km,
        **_told(json.loads(row[24]) if isinstance(row[24], str) else row[24]),
    )  # fmt: skip


def _told(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a list says of the further facts."""
    spoken = tuple(Language(code) for code in facts.get("languages", ()) if code in Language.values)
    return {"times": tuple(facts.get("times", ())), "languages": spoken}


def _uuid(value: UUID | str) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)


def _day(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _instant(value: datetime | str | None) -> datetime | None:
    """Return the instant with its zone; SQLite keeps UTC without saying so."""
    found = datetime.fromisoformat(value) if isinstance(value, str) else value
    return found.replace(tzinfo=UTC) if found is not None and found.tzinfo is None else found


def is_confirmed(confirm_by: date | None) -> bool:
    """Whether the provider's word on the offer still holds today."""
    return confirm_by is not None and confirm_by >= clock.today()


def to_confirm(offers: QuerySet[Offer]) -> list[Offer]:
    """Return the published offers whose confirmation is missing or ends soon, the most urgent first."""
    soon = clock.today() + ASKED_BEFORE
    due = offers.filter(state=OfferState.PUBLISHED).filter(Q(confirm_by=None) | Q(confirm_by__lte=soon))
    return list(due.order_by(F("confirm_by").asc(nulls_first=True), "title", "id")[:LONGEST_LIST])


def to_ask(ctx: Context) -> list[Offer]:
    """Return the lapsed offers about which nobody has been asked yet, the oldest first."""
    asked = about_ids(Offer, TaskKind.CONFIRM_OFFER)
    lapsed = policy.rows(ctx, OfferAction.ASK, Offer).order_by("confirm_by", "id")
    return [offer for offer in lapsed if offer.pk not in asked]


def with_lapsed_figure(ctx: Context) -> list[Offer]:
    """Return the offers whose figure of free places is past its due time, the oldest first."""
    found = policy.rows(ctx, OfferAction.LET_LAPSE, Offer)
    return list(found.order_by("places_as_of", "id")[:LONGEST_LIST])


def to_write_to(ctx: Context) -> list[Offer]:
    """Return the offers about which a mail should go out: nearly or just lapsed, and no link is open.

    Who does not answer is reminded for two months; after that the task of a person remains.
    """
    today = day_of(ctx.now)
    due = Q(confirm_by__range=(today - ASKED_AGAIN, today + ASKED_AHEAD))
    oldest = freshness.oldest_current(today)
    silent = Q(places_free=None, places_as_of__gte=oldest - ASKED_AGAIN, places_as_of__lt=oldest)
    acting = active(ctx.now).filter(role=Role.PROVIDER).values("organisation")
    reached = ~Q(mail="") | Q(organisation__in=acting)
    wanted = policy.rows(ctx, OfferAction.ASK_BY_MAIL, Offer).filter(due | silent).filter(reached)
    return list(wanted.exclude(links__expires_at__gt=ctx.now).order_by("confirm_by", "id")[:LONGEST_LIST])


def address_of(ctx: Context, offer: Offer) -> str:
    """Return where the provider is asked: who keeps the entry, else the institution's own address."""
    if offer.organisation_id is None:
        return offer.mail
    people = people_with(Role.PROVIDER, at=ctx.now, organisation_id=offer.organisation_id)
    return next((person.email for person in people if person.email), offer.mail)


def digest_of(secret: str) -> str:
    """Return what the database keeps of the secret of a mailed link."""
    return hashlib.sha256(secret.encode()).hexdigest()


def links_of(ctx: Context, secret: str) -> list[ConfirmationLink]:
    """Return what a mailed link opens, by title; nothing once it is void."""
    found = policy.rows(ctx, OfferAction.ANSWER_LINK, ConfirmationLink).filter(digest=digest_of(secret))
    found = found.select_related("offer__network").prefetch_related("offer__times")
    return list(found.order_by("offer__title", "pk"))


def preview(offer: Offer) -> PublishedOffer:
    """Return what everybody would read of the offer, unsaved."""
    return public_row(offer, offer.network, offer.times.all())


def organisation_name(ctx: Context) -> str:
    """Return the name of the organisation for which the person acts, empty for the network's own."""
    if ctx.organisation_id is None:
        return ""
    return Organisation.objects.filter(pk=ctx.organisation_id).values_list("name", flat=True).first() or ""


def names_of(people: Iterable[UUID]) -> dict[UUID, str]:
    """Return the names under which colleagues know these people."""
    return {person.pk: person.display_name for person in User.objects.filter(pk__in=set(people))}


def published(offer_id: UUID) -> tuple[Hit, dict[str, Any]] | None:
    """Return one published offer of any network with its further facts."""
    row = shown(offer_id)
    return (hit_of(row), current_facts(row)) if row else None


def shown(offer_id: UUID) -> PublishedOffer | None:
    """Return the public row of any network; the sign of an ended offer is none."""
    return PublishedOffer.objects.filter(pk=offer_id, closed_on=None).first()


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedPage:
    """One page of all public offers, in an order that stays while offers come and go."""

    rows: list[PublishedOffer]
    number: int
    total: int
    per_page: int

    @property
    def pages(self) -> int:
        return -(-self.total // self.per_page)


def feed(number: int, per_page: int, network: str = "") -> FeedPage:
    """Return the public rows of one network or of all; two queries, however many rows there are."""
    found = PublishedOffer.objects.filter(closed_on=None)
    if network:
        found = found.filter(network_slug=network)
    start = (number - 1) * per_page
    rows = list(found.order_by("pk")[start : start + per_page])
    return FeedPage(rows=rows, number=number, total=found.count(), per_page=per_page)


def hit_of(row: PublishedOffer) -> Hit:
    told = {**_told(row.facts), "places_free": row.places_now, "km": None}
    return Hit(
        **{field.name: getattr(row, field.name) for field in fields(Hit) if field.name not in told}, **told
    )


def current_facts(row: PublishedOffer) -> dict[str, Any]:
    """Return the further facts of an offer without figures that are no longer current."""
    waits = freshness.current(row.facts.get("waiting_list"), row.places_as_of)
    return {**row.facts, "waiting_list": waits}


def published_here(ctx: Context) -> list[tuple[UUID, str]]:
    """Return the offers of the network to which somebody can be sent, by title."""
    found = policy.rows(ctx, OfferAction.READ, Offer).filter(state=OfferState.PUBLISHED)
    return list(found.order_by("title", "id").values_list("id", "title"))
