"""The people of an early help: Clara coordinates, the Aydins ask for help, Mira and Pia may be named."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from schutznetz.accounts.models import User
from schutznetz.care import services
from schutznetz.care.choices import (
    ConsentForm,
    ConsentKind,
    ConsentPurpose,
    Custody,
    DataItem,
    DeclaredBy,
)
from schutznetz.care.cover import Gate
from schutznetz.care.models import ConsentRecipient, Family, FamilyConsent, Passing
from schutznetz.care.queries import Child
from schutznetz.care.services import Asked, Declared, Declarer, Household
from schutznetz.kernel import tenancy
from schutznetz.kernel.context import Context
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Assignment, Network
from schutznetz.offers.choices import Language
from tests.conftest import NOON, context, member

TODAY = NOON.date()
KEY = "k" * 26
AYDIN = Household(
    name="Frau Aydin",
    children=[Child(given="Emre", born=date(2026, 5, 1)), Child(expected=date(2027, 2, 14))],
    language=Language.TURKISH,
    phone="0151 2345",
    reach="vormittags, nie am Wochenende",
    silent=True,
)
ITEMS = [DataItem.NAME, DataItem.CONTACT, DataItem.NEED]
GATE = Gate(
    basis="consent",
    necessity="Damit die Hebamme anrufen kann",
    endangers=False,
    endangers_why="Sie wünscht es",
)
MOTHER = [Declarer(name="Frau Aydin")]


def declared(people: Sequence[Context], **other: object) -> Declared:
    """What Frau Aydin declared for these people; ``other`` is what she said differently."""
    held = [Assignment.objects.get(user=each.person_id, role=each.role).pk for each in people]
    said: dict[str, object] = {
        "kind": ConsentKind.DATA,
        "purpose": ConsentPurpose.FIND_HELP,
        "items": ITEMS,
        "people": held,
        "form": ConsentForm.PAPER,
        "language": Language.TURKISH,
        "declared_by": DeclaredBy.ONE_PARENT,
        "custody": Custody.SOLE,
        "given_on": TODAY,
        "until": TODAY + timedelta(days=90),
        "copy_given": True,
    }
    return Declared(**said | other)  # type: ignore[arg-type]  # a test says one thing at a time


def asked(consent: FamilyConsent, person: Context, deputy: Context | None = None, **other: object) -> Asked:
    named = {each.person_id: each.pk for each in ConsentRecipient.objects.filter(consent=consent)}
    said: dict[str, object] = {"need": "Eine Hebamme, die Türkisch spricht", "items": ITEMS}
    said |= {"recipient_id": named[person.person_id]}
    said |= {"deputy_id": named[deputy.person_id]} if deputy else {}
    return Asked(**said | other)  # type: ignore[arg-type]  # a test says one thing at a time


def told(family: Family, person: User, by: User, *, day: date = TODAY, **named: object) -> FamilyConsent:
    """Write down a consent of one day by which this person was told; ``named`` is for which house."""
    said = {"kind": "data", "purpose": "find_help", "form": "paper", "language": "de", "custody": "sole"}
    consent = FamilyConsent.objects.create(
        family=family, given_on=day, until=day, declared_by="self", noted_at=NOON, noted_by=by, **said
    )
    recipient = ConsentRecipient.objects.create(consent=consent, person=person, **named)
    basis = {"basis": "consent", "by_youth_office": False, "necessity": "x"}
    Passing.objects.create(
        family=family, recipient=recipient, passed_at=NOON, passed_on=day, passed_by=by, **basis
    )
    return consent


@pytest.fixture
def aydins(tannfurt: Network, clara: Context) -> Family:
    with tenancy.scope(tannfurt.pk):
        return services.open_family(clara, tannfurt, household=AYDIN)


@pytest.fixture
def mira(tannfurt: Network) -> Context:
    return context(tannfurt, member(tannfurt, "mira", Role.PARTNER), Role.PARTNER)


@pytest.fixture
def pia(tannfurt: Network) -> Context:
    return context(tannfurt, member(tannfurt, "pia", Role.PROVIDER), Role.PROVIDER)


@pytest.fixture
def consent(aydins: Family, clara: Context, mira: Context, pia: Context, tannfurt: Network) -> FamilyConsent:
    """For Mira and Pia; Frau Aydin has a code for it."""
    with tenancy.scope(tannfurt.pk):
        return services.note_consent(clara, aydins, declared=declared([mira, pia]), by=MOTHER, key=KEY)
