"""Who may do what with offers, restated by hand: role, state and whose offer it is."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest

from schutznetz.kernel import policy, tenancy
from schutznetz.kernel.context import SYSTEM, Context, visitor
from schutznetz.networks.choices import PartnerCategory, Role
from schutznetz.networks.models import Network, Organisation
from schutznetz.offers.actions import OfferAction as A
from schutznetz.offers.choices import OfferState
from schutznetz.offers.conditions import in_its_network
from schutznetz.offers.models import Offer, OfferImport, PublishedOffer
from tests import make
from tests.conftest import NOON, context, member
from tests.rights import Desk, Rules, desk, deviations, unnoticed_in
from tests.spoiling import Rows, asked, unnoticed

STATES = list(OfferState)
RUNNING = {OfferState.DRAFT, OfferState.PUBLISHED, OfferState.PAUSED}
KEEPERS = {"coordinator", "provider, own"}
EVERYBODY = [
    "public",
    *(str(role) for role in Role if role != Role.PROVIDER),
    "provider, own",
    "provider, other",
]


def expected(who: str, action: A, state: OfferState) -> bool:
    """The matrix in words; each line is one sentence of the rules."""
    known = who != "public"
    own = who in KEEPERS
    if action == A.READ:
        return own or (known and state == OfferState.PUBLISHED)
    if action == A.KEEP:
        return own
    if action in {A.CHANGE, A.WITHDRAW}:
        return own and state in RUNNING
    if action == A.PUBLISH:
        return who == "coordinator" and state in RUNNING
    return own and state == OfferState.PUBLISHED  # free places, confirmation


ON_OFFERS = [A.READ, A.KEEP, A.CHANGE, A.WITHDRAW, A.PUBLISH, A.SET_PLACES, A.CONFIRM]


@pytest.fixture
def offers(clara: Context, tannfurt: Network, inside: None) -> dict[OfferState, Offer]:
    """One offer of the family office in each state."""
    office = Organisation.objects.create(name="Familienbüro", category=PartnerCategory.PROVIDER)
    made = {}
    for state in STATES:
        offer = make.offer(clara, tannfurt, title=str(state), organisation_id=office.pk, publish=False)
        Offer.objects.filter(pk=offer.pk).update(state=state)
        made[state] = offer
    return made


@pytest.fixture
def acting(offers: dict[OfferState, Offer], tannfurt: Network) -> dict[str, Context]:
    """Everybody's context; people hold a real assignment."""
    own = offers[OfferState.DRAFT].organisation_id
    found = {"public": visitor(tannfurt.pk)}
    for number, who in enumerate(EVERYBODY[1:]):
        role = Role.PROVIDER if who.startswith("provider,") else Role(who)
        ctx = context(tannfurt, member(tannfurt, f"person{number}", role), role)
        found[who] = replace(ctx, organisation_id=tannfurt.pk if who == "provider, other" else own)
    return found


def wrong(
    offers: dict[OfferState, Offer], acting: dict[str, Context], *actions: A, rows: Rows = asked
) -> Iterator[str]:
    for who, action in product(EVERYBODY, actions):
        found = rows(acting[who], action, Offer)
        for state in STATES:
            if (offers[state].pk in found) is not expected(who, action, state):
                yield f"{who} {action} {state}"


def test_the_matrix_holds(offers: dict[OfferState, Offer], acting: dict[str, Context]) -> None:
    assert list(wrong(offers, acting, *ON_OFFERS)) == []


def test_every_change_of_the_table_is_noticed(
    offers: dict[OfferState, Offer], acting: dict[str, Context]
) -> None:
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
        (OfferState.PUBLISHED, today, ()),
        (OfferState.PAUSED, today - timedelta(days=1), ()),
    ):
        offer = at.say(make.offer(clara, tannfurt, title="Krabbelgruppe"), *words)
        Offer.objects.filter(pk=offer.pk).update(state=state, confirm_by=by)
    for shown in PublishedOffer.objects.order_by("pk"):
        at.say(shown, "here")
    return at


def test_the_table_of_files_and_pages_says_what_is_restated(files: Desk) -> None:
    assert deviations(files, RULES) == []


def test_every_change_of_it_is_noticed(files: Desk) -> None:
    elsewhere = f"{A.SHOW}: row 0 without „{in_its_network.name}“"  # the next test
    assert unnoticed_in(files, RULES) == [elsewhere]


def test_published_offers_are_shown_in_their_own_network_only(
    clara: Context, tannfurt: Network, erlenstedt: Network, inside: None
) -> None:
    make.offer(clara, tannfurt, title="Krabbelgruppe")
    shown = PublishedOffer.objects.get()

    assert policy.may(visitor(tannfurt.pk), A.SHOW, shown)
    with tenancy.scope(erlenstedt.pk):
        assert not policy.may(visitor(erlenstedt.pk), A.SHOW, shown)
