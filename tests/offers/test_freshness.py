"""A figure of free places past its due time is told nowhere, whatever did or did not run meanwhile."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from schutznetz.api.v1 import offers as api
from schutznetz.kernel import clock, tenancy
from schutznetz.kernel.context import Context, system
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.offers import freshness, gaps, hsds, jobs, queries, services
from schutznetz.offers.models import Offer, OfferChange, PublishedOffer, SearchEntry
from schutznetz.offers.queries import Search
from schutznetz.web.offers import leaflet, lists, wording
from schutznetz.web.offers.cards import cards
from tests import make
from tests.conftest import NOON, context, member
from tests.lasting import tannfurt, town

__all__ = ["tannfurt", "town"]
pytestmark = pytest.mark.usefixtures("db")
DOORS = [*Path("schutznetz/web").rglob("*"), *Path("schutznetz/api").rglob("*.py")]


@pytest.fixture(scope="module")
def offer(town: Network) -> Iterator[tuple[Context, Offer]]:
    """An offer with nine places, and before it one about whose places nobody says anything."""
    clara = context(town, member(town, "clara", Role.COORDINATOR), Role.COORDINATOR)
    with clock.frozen(NOON), tenancy.scope(town.pk):
        make.offer(clara, town, title="Spielkreis")
        yield clara, make.offer(clara, town, title="Krabbelgruppe", places_total=9, age_from=0, age_to=12)


def told_by(pk: UUID) -> set[str]:
    """Return where somebody reads the figure of seven as a current one."""
    page = queries.search(Search(network="tannfurt"))
    hit = next(each for each in page.hits if each.id == pk)
    shown, kept = PublishedOffer.objects.get(pk=pk), Offer.objects.get(pk=pk)
    detail, mailed = str(leaflet.of(shown)), str(leaflet.of(queries.preview(kept)))
    api_detail = queries.published(shown.pk)
    assert api_detail
    told = {
        "list": "7 Plätze frei" in cards(page.hits),
        "rank": page.hits[0].id == pk,
        "filter": bool(queries.search(Search(free_places=True)).hits),
        "filter with a word": bool(queries.search(Search(text="Krabbelgruppe", free_places=True)).hits),
        "count": queries.search(Search(text="Krabbelgruppe", free_places=True)).total > 0,
        "detail and its print": "7 Plätze frei" in detail,
        "waiting families": "5 Familien" in detail,
        "mailed link": "7 Plätze frei" in mailed or "5 Familien" in mailed,
        "api list": api._offer(hit)["free_places"] is not None,
        "api detail": api_detail[0].places_free is not None or api_detail[1]["waiting_list"] is not None,
        "feed": "capacities" in hsds.service(shown, clock.today()),
        "gaps": any(cell.free for row in gaps.by_topic([shown]) for cell in row.cells),
        "office": kept.places_now is not None,
    }
    return {where for where, is_told in told.items() if is_told}


def everywhere() -> set[str]:
    names = re.findall(r'^        "([a-z ]+)":', Path(__file__).read_text(), re.MULTILINE)
    assert len(names) == 13
    return set(names)


def say(ctx: Context, offer: Offer, at: datetime) -> None:
    with clock.frozen(at):
        services.set_free_places(replace(ctx, now=at), offer, places=7, waiting_list=5)


MINUTES = st.integers(0, 90 * 24 * 60)


@examples(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=MINUTES, later=MINUTES)
@example(said=0, later=28 * 24 * 60)
@example(said=0, later=29 * 24 * 60)
@example(said=11 * 60 + 30, later=28 * 24 * 60)  # half past eleven at night, Berlin time
def test_a_figure_is_told_everywhere_while_it_is_current_and_nowhere_afterwards(
    offer: tuple[Context, Offer], said: int, later: int
) -> None:
    ctx, one = offer
    at = NOON + timedelta(minutes=said)
    looked = at + timedelta(minutes=later)
    say(ctx, one, at)

    with clock.frozen(looked):
        told = told_by(one.pk)

    due = at.astimezone(clock.BERLIN).date() + timedelta(days=28)
    assert told == (everywhere() if looked.astimezone(clock.BERLIN).date() <= due else set())


def test_the_look_would_notice_each_place_that_forgets_the_due_time(
    offer: tuple[Context, Offer], monkeypatch: pytest.MonkeyPatch
) -> None:
    ctx, one = offer
    say(ctx, one, NOON)
    monkeypatch.setattr(freshness, "is_current", lambda as_of: as_of is not None)
    monkeypatch.setattr("schutznetz.offers.search.index._FREE", "(p.places_free > 0 AND %s IS NOT NULL)")

    with clock.frozen(NOON + timedelta(days=60)):
        assert told_by(one.pk) == everywhere()


def test_the_day_of_a_figure_is_the_day_in_germany(offer: tuple[Context, Offer]) -> None:
    ctx, one = offer
    at = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)  # half past twelve at night, Berlin time
    say(ctx, one, at)

    with clock.frozen(at):
        row = PublishedOffer.objects.get(pk=one.pk)
        said = wording.free_places(row.places_now, row.places_as_of)
        [step, *_before] = lists.history(one)

    assert said == "7 Plätze frei (Stand: heute)"
    assert ("Stand der Plätze", "heute") in {(name, after) for name, _was, after in step.changes}


def test_nothing_printed_as_a_booklet_tells_a_figure_at_all(offer: tuple[Context, Offer]) -> None:
    ctx, one = offer
    say(ctx, one, NOON)

    with clock.frozen(NOON):
        printed = str(leaflet.of(PublishedOffer.objects.get(pk=one.pk), figures=False))

    assert "Krabbelgruppe" in printed
    assert not re.search(r"Plätze|wartet|warten", printed)


def test_once_it_lapsed_the_figure_is_dropped_and_its_history_kept(offer: tuple[Context, Offer]) -> None:
    ctx, one = offer
    say(ctx, one, NOON)
    house = system(ctx.network_id)

    with clock.frozen(NOON + timedelta(days=28)):
        jobs.let_places_lapse(replace(house, now=clock.now()))
        assert Offer.objects.get(pk=one.pk).places_free == 7
    with clock.frozen(NOON + timedelta(days=29)):
        jobs.let_places_lapse(replace(house, now=clock.now()))

    row = Offer.objects.get(pk=one.pk)
    assert (row.places_free, row.waiting_list, row.places_as_of) == (None, None, NOON)
    assert "xfplatz" not in SearchEntry.objects.get(offer=one.pk).facets
    assert OfferChange.objects.get(offer=one, action="offers.let_lapse").before["places_free"] == 7


def test_doors_never_read_the_raw_figure() -> None:
    """They read ``places_now``, or a hit, which was cleaned when it was read."""
    raw = {
        (path.name, found)
        for path in DOORS
        if path.suffix in {".py", ".html"}
        for found in re.findall(r"\w*\.?places_free\b", path.read_text())
    }

    assert raw == {
        ("cards.py", "hit.places_free"),
        ("offers.py", "hit.places_free"),
        ("lists.py", "places_free"),
    }
