"""Pages of the directory: searching and reading; they touch no session."""

import re
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from schutznetz.geo import places
from schutznetz.networks.models import Network
from schutznetz.offers import queries, upkeep
from schutznetz.offers.choices import OfferCategory
from schutznetz.offers.models import PublishedOffer
from schutznetz.offers.nearest import Nearest, nearest
from schutznetz.web.languages import for_families
from schutznetz.web.offers import atlas, finder, leaflet, needs, results
from schutznetz.web.offers.cards import cards
from schutznetz.web.offers.forms import DISTANCES
from schutznetz.web.public import numbers
from schutznetz.web.screens import Request
from schutznetz.web.ui.words import listed

LONGEST_WORDS, LONGEST_PLACE = 100, 80
AFTER = re.compile("([0-9]{1,19})-([0-9]{1,19})")
BIGGEST = 2**63  # a database keeps no number from here on


@for_families
def everywhere(request: HttpRequest) -> HttpResponse:
    return _results(request, None)


@for_families
def index(request: Request, network: Network) -> HttpResponse:
    return _results(request, network)


def _results(request: HttpRequest, network: Network | None) -> HttpResponse:
    query = request.GET
    filters = finder.read(query)
    words, place = query.get("q", "")[:LONGEST_WORDS], query.get("ort", "")[:LONGEST_PLACE]
    slug = network.slug if network else ""
    wanted = replace(filters.wanted, text=words, place=place, network=slug, after=_after(request))
    page = queries.search(wanted)
    start = _start(request) if wanted.after else 1
    context = {
        "words": words,
        "place": place,
        "filters": filters.fields,
        "page": page,
        "cards": cards(page.hits, start),
        "start": start,
        "map": atlas.draw(page.hits, start),
        "count": results.count(page),
        "choices": results.choices(filters, query),
        "wider": results.wider(filters, query),
        "pager": results.pager(page, query, start),
    }
    return render(request, "offers/index.html", context)


@for_families
def find(request: Request, network: Network) -> HttpResponse:
    """Ask the next question, or answer; what was asked before stands in the address alone."""
    way, place = needs.walk(request.GET), request.GET.get("ort", "").strip()[:LONGEST_PLACE]
    km = needs.within(request.GET)
    shown = {"way": way, "place": place, "km": km, "distances": DISTANCES}
    shown |= {"questions": needs.QUESTIONS, "any": needs.ANY, "show": needs.SHOW}
    if way.question:
        unknown = bool(place) and places.find(place) is None
        return render(request, "offers/needs.html", {**shown, "unknown_place": unknown})
    found = nearest(needs.wanted(way, network, (place, km), _after(request)))
    return render(request, "offers/needs_answer.html", {**shown, **_answer(request, way, place, found)})


def _answer(request: Request, way: needs.Way, place: str, found: Nearest) -> dict[str, Any]:
    start = _start(request)
    return {
        "cards": cards(found.page.hits, start),
        "count": results.count(found.page),
        "given_up": listed(found.given_up),
        "unknown_place": found.page.unknown_place,
        "pager": results.pager(found.page, request.GET, start),
        "choices": way.chosen,
        "by_hand": needs.by_hand(way, place, needs.within(request.GET)),
        "urgent": bool(way.need and way.need.urgent),
        "emergency": numbers.EMERGENCY[:1],
        "violence": numbers.VIOLENCE,
        "parents": numbers.PARENTS,
    }


def _after(request: HttpRequest) -> tuple[int, int] | None:
    found = AFTER.fullmatch(request.GET.get("nach", ""))
    after = (int(found[1]), int(found[2])) if found else (BIGGEST, 0)
    return after if max(after) < BIGGEST else None


def _start(request: HttpRequest) -> int:
    given = request.GET.get("ab", "")[:9]
    return max(1, int(given)) if given.isdecimal() else 1


@for_families
def detail(request: Request, offer: PublishedOffer) -> HttpResponse:
    if offer.closed_on:
        return _closed(request, offer)
    address = request.build_absolute_uri(f"/{offer.network_slug}/angebote/{offer.pk}/")
    return render(request, "offers/detail.html", {"offer": leaflet.of(offer), "address": address})


def _closed(request: Request, offer: PublishedOffer) -> HttpResponse:
    """Lead on from the address of an ended offer, which stands on paper for years."""
    if upkeep.goes_on(offer):
        return redirect("offers:detail", offer.network_slug, offer.moved_to)
    topic = OfferCategory(offer.category)
    query = urlencode({"thema": topic.value, "ort": offer.city})
    page = {"topic": topic.label, "query": query}
    return render(request, "offers/closed.html", page, status=410)


def qr(request: Request, offer: PublishedOffer) -> HttpResponse:
    """The offer's address as a picture for paper; made here, so nobody learns who looked."""
    address = request.build_absolute_uri(f"/{offer.network_slug}/angebote/{offer.pk}/")
    picture = segno.make(address, error="m").svg_inline(scale=6, border=4, dark="#000", light="#fff")
    return HttpResponse(
        picture.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1), content_type="image/svg+xml"
    )
