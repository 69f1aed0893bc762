"""Who may do what with offers, restated by hand: role, state and whose offer it is."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import TypeAlias

import pytest

from schutznetz.kernel import policy, tenancy
from schutznetz.kernel.context import SYSTEM, Context, visitor
from schutznetz.networks.choices import PartnerCategory, Role
from schutznetz.networks.models import Network, Organisation
from schutznetz.offers.actions import OfferAction as A
from schutznetz.offers.choices import OfferState
from schutznetz.offers.conditions import in_its_network
from schutznetz.offers.models import (
    ConfirmationLink,
    Offer,
    OfferImport,
    ProposedChange,
    PublishedOffer,
    TrustedProvider,
)
from tests import make
from tests.conftest import NOON, context, member
from tests.rights import Desk, Rules, desk, deviations, unnoticed_in
from tests.spoiling import Rows, asked, unnoticed

STATES = list(OfferState)
LATER = NOON + timedelta(days=1)
RUNNING = {OfferState.DRAFT, OfferState.PUBLISHED, OfferState.PAUSED}
HOUSES = ["provider, checked", "provider, trusted"]
EVERYBODY = [
    "public",
    *(str(role) for role in Role if role != Role.PROVIDER),
    "provider, checked",
    "provider, trusted",
    "provider, other",
]
Kept: TypeAlias = dict[tuple[OfferState, str], Offer]


def expected(who: str, action: A, state: OfferState, house: str) -> bool:
    """The matrix in words, each line one sentence of the rules; ``house`` is whose offer it is."""
    known = who != "public"
    own = who in {"coordinator", house}
    trusted = house == "provider, trusted"
    if action == A.READ:
        return own or (known and state == OfferState.PUBLISHED)
    if action == A.KEEP:
        return own
    if action in {A.CHANGE, A.WITHDRAW}:
        return own and state in RUNNING
    if action == A.PUBLISH:
        return state in RUNNING and (who == "coordinator" or (own and trusted))
    if action == A.CHANGE_AT_ONCE:
        return who == "coordinator" or (
            who.startswith("provider,") and (trusted or state != OfferState.PUBLISHED)
        )
    return own and state == OfferState.PUBLISHED  # free places, confirmation


ON_OFFERS = [A.READ, A.KEEP, A.CHANGE, A.WITHDRAW, A.PUBLISH, A.SET_PLACES, A.CONFIRM, A.CHANGE_AT_ONCE]


@pytest.fixture
def offers(clara: Context, tannfurt: Network, inside: None) -> Kept:
    """One offer in each state, of a provider who is trusted and of one who is not."""
    made = {}
    for house in HOUSES:
        office = Organisation.objects.create(name=house, category=PartnerCategory.PROVIDER)
        if house == "provider, trusted":
            TrustedProvider.objects.create(organisation=office, trusted_at=NOON)
        for state in STATES:
            offer = make.offer(clara, tannfurt, title=str(state), organisation_id=office.pk, publish=False)
            Offer.objects.filter(pk=offer.pk).update(state=state)
            made[state, house] = offer
    return made


@pytest.fixture
def acting(offers: Kept, tannfurt: Network) -> dict[str, Context]:
    """Everybody's context; people hold a real assignment."""
    of = {house: offers[OfferState.DRAFT, house].organisation_id for house in HOUSES}
    found = {"public": visitor(tannfurt.pk)}
    for number, who in enumerate(EVERYBODY[1:]):
        role = Role.PROVIDER if who.startswith("provider,") else Role(who)
        ctx = context(tannfurt, member(tannfurt, f"person{number}", role), role)
        found[who] = replace(
            ctx,
            organisation_id=tannfurt.pk if who == "provider, other" else of.get(who, of["provider, trusted"]),
        )
    return found


def wrong(offers: Kept, acting: dict[str, Context], *actions: A, rows: Rows = asked) -> Iterator[str]:
    for who, action in product(EVERYBODY, actions):
        found = rows(acting[who], action, Offer)
        for (state, house), offer in offers.items():
            if (offer.pk in found) is not expected(who, action, state, house):
                yield f"{who} {action} {state} of {house}"


def test_the_matrix_holds(offers: Kept, acting: dict[str, Context]) -> None:
    assert list(wrong(offers, acting, *ON_OFFERS)) == []


@pytest.mark.once
def test_every_change_of_the_table_is_noticed(offers: Kept, acting: dict[str, Context]) -> None:
    def agrees(action: A, rows: Rows) -> bool:
        return next(wrong(offers, acting, action, rows=rows), None) is None

    assert unnoticed(ON_OFFERS, agrees, added={"partner"}) == []


KEEPS, LISTS = {"coordinator"}, {"coordinator", "provider"}
RULES: Rules = {
    A.SEARCH: (Network, lambda at: True),
    A.LIST: (Network, lambda at: at.role in LISTS),
    A.ADD: (Network, lambda at: at.role in LISTS),
    A.IMPORT: (Network, lambda at: at.role in {*KEEPS, SYSTEM}),
    A.READ_FILE: (OfferImport, lambda at: at.role in KEEPS),
    A.TAKE_FILE: (OfferImport, lambda at: at.role in KEEPS),
    A.CHECK_FILE: (OfferImport, lambda at: at.role == SYSTEM),
    A.SHOW: (PublishedOffer, lambda at: at.is_("here")),
    A.ASK: (Offer, lambda at: at.role == SYSTEM and at.is_("published and lapsed")),
    A.ASK_BY_MAIL: (
        Offer,
        lambda at: at.role in {*KEEPS, SYSTEM} and at.is_("published", "published and lapsed"),
    ),
    A.LET_LAPSE: (Offer, lambda at: at.role == SYSTEM and at.is_("old figure")),
    A.NOTE_SEEN: (Offer, lambda at: at.role in KEEPS),
    A.SETTLE_FEEDBACK: (Offer, lambda at: at.role in KEEPS),
    A.TRUST: (Organisation, lambda at: at.role in KEEPS),
    A.LIST_CHANGES: (Network, lambda at: at.role in KEEPS),
    A.DECIDE_CHANGE: (ProposedChange, lambda at: at.role in KEEPS and at.is_("waiting")),
    A.OPEN_LINK: (Network, lambda at: True),
    A.ANSWER_LINK: (ConfirmationLink, lambda at: at.is_("open")),
    A.SAY_WRONG: (PublishedOffer, lambda at: at.is_("here") and not at.is_("closed")),
    A.MAKE_BOOKLET: (Network, lambda at: at.role in LISTS),
    A.SEE_GAPS: (Network, lambda at: at.role in {*KEEPS, "planner", "team_lead"}),
}
RESTATED = [*ON_OFFERS, *RULES]


@pytest.fixture
def files(clara: Context, tannfurt: Network, erlenstedt: Network, inside: None) -> Desk:
    """Files of the network, what it shows, and its offers that somebody confirmed lately or long ago."""
    at = desk(tannfurt)
    at.say(OfferImport.objects.create(uploaded_at=NOON, content=b""))
    today = NOON.date()
    for state, by, words in (
        (OfferState.PUBLISHED, today - timedelta(days=1), ("published and lapsed",)),
        (OfferState.PUBLISHED, today, ("published",)),
        (OfferState.PAUSED, today - timedelta(days=1), ()),
    ):
        offer = at.say(make.offer(clara, tannfurt, title="Krabbelgruppe"), *words)
        Offer.objects.filter(pk=offer.pk).update(state=state, confirm_by=by)
        change = ProposedChange.objects.create(offer=offer, proposed_at=NOON)
        at.say(change, "waiting")
        link = ConfirmationLink.objects.create(offer=offer, asked_at=NOON, expires_at=LATER)
        at.say(link, *(["open"] if state == OfferState.PUBLISHED else []))
    Offer.objects.filter(pk=offer.pk).update(places_free=2, places_as_of=NOON - timedelta(days=40))
    at.say(offer, "old figure")
    ProposedChange.objects.filter(pk=change.pk).update(returned_at=NOON)
    at.say(change)
    void = make.offer(clara, tannfurt, title="Babycafé")
    at.say(void, "published")
    at.say(ConfirmationLink.objects.create(offer=void, asked_at=NOON, expires_at=NOON - timedelta(days=1)))
    at.say(Organisation.objects.create(name="Familienbüro", category=PartnerCategory.PROVIDER))
    PublishedOffer.objects.filter(pk=void.pk).update(closed_on=today)
    for shown in PublishedOffer.objects.order_by("pk"):
        at.say(shown, "here", *(["closed"] if shown.closed_on else []))
    return at


def test_the_table_of_files_and_pages_says_what_is_restated(files: Desk) -> None:
    assert deviations(files, RULES) == []


@pytest.mark.once
def test_every_change_of_it_is_noticed(files: Desk) -> None:
    # The next test.
    elsewhere = [f"{action}: row 0 without „{in_its_network.name}“" for action in (A.SHOW, A.SAY_WRONG)]
    assert unnoticed_in(files, RULES) == elsewhere


def test_published_offers_are_shown_in_their_own_network_only(
    clara: Context, tannfurt: Network, erlenstedt: Network, inside: None
) -> None:
    make.offer(clara, tannfurt, title="Krabbelgruppe")
    shown = PublishedOffer.objects.get()

    for action in (A.SHOW, A.SAY_WRONG):
        assert policy.may(visitor(tannfurt.pk), action, shown)
        with tenancy.scope(erlenstedt.pk):
            assert not policy.may(visitor(erlenstedt.pk), action, shown)
