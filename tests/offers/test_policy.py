"""Who may do what with offers, restated by hand: role, state and whose offer it is."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import product

import pytest

from schutznetz import policy as table
from schutznetz.kernel import policy, tenancy
from schutznetz.kernel.context import Context, system, visitor
from schutznetz.networks.choices import PartnerCategory, Role
from schutznetz.networks.models import Network, Organisation
from schutznetz.offers.actions import OfferAction as A
from schutznetz.offers.choices import OfferState
from schutznetz.offers.models import Offer, OfferImport, PublishedOffer
from tests import make
from tests.conftest import NOON, context, member

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
    offers: dict[OfferState, Offer], acting: dict[str, Context], actions: Iterable[A] = ON_OFFERS
) -> Iterable[str]:
    for who, action, state in product(EVERYBODY, actions, STATES):
        may = policy.may(acting[who], action, offers[state])
        if may is not expected(who, action, state):
            yield f"{who} {action} {state}: {may}"


def test_the_matrix_holds(offers: dict[OfferState, Offer], acting: dict[str, Context]) -> None:
    assert list(wrong(offers, acting)) == []


MUTABLE = [grant for grant in table.POLICY if grant.action in ON_OFFERS]


@pytest.mark.parametrize("number", range(len(MUTABLE)))
def test_no_row_can_be_dropped_or_loosened_unnoticed(
    number: int,
    offers: dict[OfferState, Offer],
    acting: dict[str, Context],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row = MUTABLE[number]
    others = [grant for grant in table.POLICY if grant is not row]
    mutants = [others]
    for each in row.conditions:
        rest = tuple(condition for condition in row.conditions if condition is not each)
        mutants.append([*others, replace(row, conditions=rest)])
    mutants += [[*others, replace(row, roles=row.roles | {"partner"})]] if "partner" not in row.roles else []
    for mutant in mutants:
        grants: dict[policy.Action, list[policy.Grant]] = {}
        for grant in mutant:
            grants.setdefault(grant.action, []).append(grant)
        monkeypatch.setattr(policy, "_grants", grants)
        assert next(iter(wrong(offers, acting, [A(row.action)])), None), row


@pytest.mark.parametrize("who", EVERYBODY)
def test_what_may_be_done_in_the_network(who: str, acting: dict[str, Context], tannfurt: Network) -> None:
    actions = (A.SEARCH, A.LIST, A.ADD, A.IMPORT)
    allowed = {action for action in actions if policy.may(acting[who], action, tannfurt)}

    keeps = {A.LIST, A.ADD} if who == "coordinator" or who.startswith("provider") else set()
    assert allowed == {A.SEARCH} | keeps | ({A.IMPORT} if who == "coordinator" else set())


def test_files_belong_to_the_office_and_the_house(tannfurt: Network, clara: Context, inside: None) -> None:
    upload = OfferImport.objects.create(uploaded_at=NOON, content=b"")
    actions = (A.READ_FILE, A.TAKE_FILE, A.CHECK_FILE)

    office = {action for action in actions if policy.may(clara, action, upload)}
    house = {action for action in actions if policy.may(system(tannfurt.pk), action, upload)}

    assert office == {A.READ_FILE, A.TAKE_FILE}
    assert house == {A.CHECK_FILE}


def test_published_offers_are_shown_in_their_own_network_only(
    clara: Context, tannfurt: Network, erlenstedt: Network, inside: None
) -> None:
    make.offer(clara, tannfurt, title="Krabbelgruppe")
    shown = PublishedOffer.objects.get()

    assert policy.may(visitor(tannfurt.pk), A.SHOW, shown)
    with tenancy.scope(erlenstedt.pk):
        assert not policy.may(visitor(erlenstedt.pk), A.SHOW, shown)
