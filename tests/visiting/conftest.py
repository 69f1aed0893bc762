"""The people of visiting: Clara coordinates, Hanna and Ines are family midwives, two families ask."""

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest

from schutznetz.care import services as care
from schutznetz.care.choices import LONGEST
from schutznetz.care.models import Family
from schutznetz.care.queries import Child
from schutznetz.care.services import Household
from schutznetz.kernel import tenancy
from schutznetz.kernel.context import Context
from schutznetz.networks.choices import Land, Role
from schutznetz.networks.conditions import active, day_of
from schutznetz.networks.models import Network
from schutznetz.visiting import services
from schutznetz.visiting.choices import NEEDED, Contract, VisitingProfession, VisitUrgency
from schutznetz.visiting.models import FamilyMidwife, MidwifeProof, VisitRequest
from schutznetz.visiting.services import Entry, Wish
from tests.care.conftest import MOTHER, TODAY, declared
from tests.conftest import context, member

ENTRY = Entry(
    profession=VisitingProfession.FAMILY_MIDWIFE,
    contract=Contract.EMPLOYED,
    qualified_on=date(2020, 5, 1),
    qualified_in=Land.SACHSEN_ANHALT,
    recognised_on=date(2021, 1, 1),
    until_months=12,
    weekly_minutes=240,
    postcode="39104",
    reach=40,
    languages=["de"],
)
WISH = Wish(urgency=VisitUrgency.SOON, weekly_minutes=120, postcode="39108", languages=["de"])
HOUSEHOLD = Household(name="Frau Aydin", children=[Child(given="Emre", born=date(2026, 5, 1))])


def registered(ctx: Context, network: Network, *, user_id: UUID, entry: Entry) -> FamilyMidwife:
    """Somebody of the register whose papers were all seen, as every help asks for."""
    midwife = services.add_midwife(ctx, network, user_id=user_id, entry=entry)
    seen = {"midwife": midwife, "seen_on": day_of(ctx.now), "seen_by_id": ctx.person_id}
    MidwifeProof.objects.bulk_create(MidwifeProof(kind=kind, **seen) for kind in NEEDED[entry.contract])
    return midwife


@pytest.fixture
def hanna(tannfurt: Network) -> Context:
    return context(tannfurt, member(tannfurt, "hanna", Role.FAMILY_MIDWIFE), Role.FAMILY_MIDWIFE)


@pytest.fixture
def ines(tannfurt: Network) -> Context:
    return context(tannfurt, member(tannfurt, "ines", Role.FAMILY_MIDWIFE), Role.FAMILY_MIDWIFE)


@pytest.fixture
def hers(tannfurt: Network, clara: Context, hanna: Context) -> FamilyMidwife:
    with tenancy.scope(tannfurt.pk):
        return registered(clara, tannfurt, user_id=hanna.person_id, entry=ENTRY)


@pytest.fixture
def other(tannfurt: Network, clara: Context, ines: Context) -> FamilyMidwife:
    """Ines also helps bigger children and speaks Turkish."""
    entry = replace(ENTRY, until_months=36, languages=["de", "tr"])
    with tenancy.scope(tannfurt.pk):
        return registered(clara, tannfurt, user_id=ines.person_id, entry=entry)


def family(clara: Context, network: Network, household: Household = HOUSEHOLD) -> Family:
    return care.open_family(clara, network, household=household)


def names_all(clara: Context, asking: Family, until: date | None = None) -> Family:
    """Let a family agree that whoever is a family midwife today may learn of it, each by name."""
    held = active(clara.now).filter(role=Role.FAMILY_MIDWIFE).order_by("pk")
    if people := [each.pk for each in held]:
        day = min(day_of(clara.now), TODAY)  # also a test that looks into the future begins today
        said = replace(declared([]), people=people, given_on=day, until=until or day + LONGEST)
        care.note_consent(clara, asking, declared=said, by=MOTHER, key=uuid4().hex)
    return asking


def waits(
    clara: Context, network: Network, wish: Wish = WISH, household: Household = HOUSEHOLD
) -> VisitRequest:
    """A further family that asks for visits and was not asked yet who may learn of it."""
    return services.request_visits(clara, network, family_id=family(clara, network, household).pk, wish=wish)


def asks(
    clara: Context, network: Network, wish: Wish = WISH, household: Household = HOUSEHOLD
) -> VisitRequest:
    """A further family that asks for visits, whoever may come."""
    request = waits(clara, network, wish, household)
    names_all(clara, request.family)
    return request


@pytest.fixture
def placed(tannfurt: Network, clara: Context, hers: FamilyMidwife, inside: None) -> VisitRequest:
    """A family that Hanna helps."""
    return services.place(clara, asks(clara, tannfurt), midwife_id=str(hers.pk))
