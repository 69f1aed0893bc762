"""A consent is noted thing by thing; without it nothing leaves, and withdrawn it ends what rests on it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Q

from schutznetz import receipts
from schutznetz.care import queries, services
from schutznetz.care.choices import (
    ConsentKind,
    ConsentPurpose,
    Custody,
    DataItem,
    DeclaredBy,
    ReferralState,
    WithdrawalWay,
)
from schutznetz.care.cover import Gate
from schutznetz.care.models import (
    CodeHolder,
    ConsentRecipient,
    Family,
    FamilyConsent,
    PassedItem,
    Passing,
    Referral,
)
from schutznetz.care.services import Declarer, consents
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import Denied
from schutznetz.networks.choices import PartnerCategory, Role
from schutznetz.networks.models import Assignment, Network, Organisation
from schutznetz.work.models import Task
from tests.care.conftest import AYDIN, GATE, ITEMS, KEY, MOTHER, TODAY, asked, declared
from tests.conftest import NOON, context, member

pytestmark = pytest.mark.usefixtures("inside")
FATHER = Declarer(name="Herr Aydin")


# --- what is noted ----------------------------------------------------------------------------------------
def test_a_consent_says_what_goes_to_whom_until_when(consent: FamilyConsent, clara: Context) -> None:
    (line,) = queries.family_page(clara, consent.family).consents

    assert line.items == ["Name", "Telefon und E-Mail", "Anliegen"]
    assert sorted(line.people) == ["mira", "pia"]
    assert line.declared_by == ["Frau Aydin"]
    assert (line.stands, line.expired, line.gone) == (True, False, [])


@pytest.mark.parametrize(
    ("other", "by"),
    [
        ({"items": []}, MOTHER),
        ({"given_on": TODAY + timedelta(days=1)}, MOTHER),
        ({"until": TODAY - timedelta(days=1), "given_on": TODAY - timedelta(days=9)}, MOTHER),
        ({"until": TODAY + timedelta(days=366)}, MOTHER),
        ({"copy_given": False}, MOTHER),
        ({"declared_by": DeclaredBy.YOUNG_PERSON}, MOTHER),
        ({"custody": Custody.JOINT}, MOTHER),
        ({"declared_by": DeclaredBy.BOTH_PARENTS, "custody": Custody.JOINT}, MOTHER),
        ({}, [*MOTHER, FATHER]),
        ({}, []),
        ({}, [Declarer(name=" ")]),
        ({"declared_by": DeclaredBy.SELF, "items": [DataItem.CHILDREN]}, MOTHER),
        ({"custody": Custody.NO_CHILD, "items": [DataItem.CHILDREN]}, MOTHER),
    ],
    ids=str,
)
def test_what_is_missing_is_asked_for(
    other: dict[str, Any], by: list[Declarer], clara: Context, aydins: Family, mira: Context
) -> None:
    with pytest.raises(Conflict):
        services.note_consent(clara, aydins, declared=declared([mira], **other), by=by, key=KEY)

    assert not FamilyConsent.objects.exists()


@pytest.mark.parametrize(
    ("other", "by"),
    [
        ({"declared_by": DeclaredBy.YOUNG_PERSON, "capacity": "Sie erklärt es in eigenen Worten."}, MOTHER),
        ({"custody": Custody.JOINT, "one_suffices": "Es geht um Alltag (§ 1687 BGB)."}, MOTHER),
        ({"declared_by": DeclaredBy.BOTH_PARENTS, "custody": Custody.JOINT}, [*MOTHER, FATHER]),
        ({"until": TODAY + timedelta(days=365)}, MOTHER),
    ],
    ids=str,
)
def test_what_is_complete_is_noted(
    other: dict[str, Any], by: list[Declarer], clara: Context, aydins: Family, mira: Context
) -> None:
    noted = services.note_consent(clara, aydins, declared=declared([mira], **other), by=by, key=KEY)

    assert noted.declarations.count() == len(by)


def test_nobody_of_the_protection_part_can_be_named(
    clara: Context, aydins: Family, tannfurt: Network
) -> None:
    anna = context(tannfurt, member(tannfurt, "anna", Role.CASE_WORKER), Role.CASE_WORKER)

    with pytest.raises(Conflict, match=consents.NOT_HERE):
        services.note_consent(clara, aydins, declared=declared([anna]), by=MOTHER, key=KEY)


def test_who_has_a_code_keeps_it(clara: Context, consent: FamilyConsent, mira: Context) -> None:
    holder = CodeHolder.objects.get()
    services.note_consent(
        clara,
        consent.family,
        declared=declared([mira], purpose=ConsentPurpose.FEEDBACK),
        by=[Declarer(holder_id=holder.pk)],
        key="other",
    )

    assert CodeHolder.objects.get().declarations.count() == 2
    assert holder.tag == receipts.tag(queries.code_of_consent(KEY, 0))


# --- nothing leaves without it ---------------------------------------------------------------------
def send(clara: Context, consent: FamilyConsent, person: Context, **other: Any) -> Referral:
    gate = other.pop("gate", GATE)
    return services.refer(clara, consent.family, asked=asked(consent, person, **other), gate=gate)


def test_what_is_covered_is_passed_on_and_listed(
    clara: Context, consent: FamilyConsent, mira: Context
) -> None:
    referral = send(clara, consent, mira)

    (line,) = services.take_log(clara, consent.family)
    assert (line.to, line.by, line.items) == ("mira", "clara", ["Name", "Telefon und E-Mail", "Anliegen"])
    assert dict(queries.referral_page(mira, referral).told) == {
        "Name": "Frau Aydin",
        "Telefon und E-Mail": "0151 2345",
        "Anliegen": "Eine Hebamme, die Türkisch spricht",
    }


@pytest.mark.parametrize(
    "gate",
    [
        replace(GATE, basis=""),
        replace(GATE, basis="release"),
        replace(GATE, necessity=""),
        replace(GATE, endangers=None),
        replace(GATE, endangers=True),
        replace(GATE, endangers_why=""),
    ],
)
def test_without_an_answer_nothing_leaves(
    gate: Gate, clara: Context, consent: FamilyConsent, mira: Context
) -> None:
    with pytest.raises(Conflict):
        send(clara, consent, mira, gate=gate)

    assert not Passing.objects.exists()
    assert not Referral.objects.exists()


def test_only_the_youth_office_is_asked_about_section_64(
    clara: Context, consent: FamilyConsent, mira: Context
) -> None:
    house = Organisation.objects.create(name="Caritas", category=PartnerCategory.PROVIDER)
    Assignment.objects.filter(user=clara.person_id).update(organisation=house)
    elsewhere = replace(clara, organisation_id=house.pk)

    send(elsewhere, consent, mira, gate=Gate(basis="consent", necessity="Rückruf"))

    assert Passing.objects.get().endangers_success is None


def test_a_release_from_secrecy_is_one_only_if_it_was_declared(
    clara: Context, aydins: Family, mira: Context
) -> None:
    said = declared([mira], kind=ConsentKind.RELEASE)
    released = services.note_consent(clara, aydins, declared=said, by=MOTHER, key=KEY)

    send(clara, released, mira, gate=replace(GATE, basis="release"))

    assert Passing.objects.get().basis == "release"


@pytest.mark.parametrize(
    "more", [{"items": [*ITEMS, DataItem.ADDRESS]}, {"items": [DataItem.CHILDREN]}, {"items": []}]
)
def test_no_more_than_was_allowed(
    more: dict[str, Any], clara: Context, consent: FamilyConsent, mira: Context
) -> None:
    with pytest.raises(Conflict):
        send(clara, consent, mira, **more)


def test_another_purpose_is_another_consent(clara: Context, aydins: Family, mira: Context) -> None:
    said = declared([mira], purpose=ConsentPurpose.JOINT_TALK)
    other = services.note_consent(clara, aydins, declared=said, by=MOTHER, key=KEY)

    with pytest.raises(Conflict, match="Zweck"):
        send(clara, other, mira)


def test_whoever_follows_a_named_person_is_not_covered(
    clara: Context, consent: FamilyConsent, mira: Context, tannfurt: Network
) -> None:
    """Mira leaves: she gets nothing, her successor neither, and the page says so."""
    sent = send(clara, consent, mira)
    Assignment.objects.filter(user=mira.person_id).update(ends_on=TODAY - timedelta(days=1))
    successor = context(tannfurt, member(tannfurt, "nora", Role.PARTNER), Role.PARTNER)

    with pytest.raises(Conflict, match="arbeitet dort nicht mehr"):
        send(clara, consent, mira)
    with pytest.raises(Denied):
        services.accept(successor, sent)
    assert queries.family_page(clara, consent.family).consents[0].gone == ["mira"]


def test_a_named_person_in_another_house_is_not_meant(
    clara: Context, consent: FamilyConsent, mira: Context
) -> None:
    house = Organisation.objects.create(name="Praxis", category=PartnerCategory.MEDICAL_PRACTICE)
    sent = send(clara, consent, mira)
    Assignment.objects.filter(user=mira.person_id).update(organisation=house)

    with pytest.raises(Conflict):
        send(clara, consent, mira)
    with pytest.raises(Denied):
        services.accept(replace(mira, organisation_id=house.pk), sent)


# --- withdrawn ---------------------------------------------------------------------------------------------
def test_a_withdrawal_ends_what_waits_and_the_list_stays(
    clara: Context, consent: FamilyConsent, mira: Context
) -> None:
    referral = send(clara, consent, mira)

    services.withdraw_consent(clara, consent, way=WithdrawalWay.SPOKEN)

    referral.refresh_from_db()
    assert referral.state is ReferralState.REVOKED
    assert not Task.objects.filter(settled_at=None).exists()
    assert len(services.take_log(clara, consent.family)) == 1
    with pytest.raises(Conflict, match="widerrufen"):
        send(clara, consent, mira)


def test_a_page_that_was_open_does_nothing_any_more(
    clara: Context, consent: FamilyConsent, mira: Context
) -> None:
    before = send(clara, consent, mira)
    services.withdraw_consent(clara, FamilyConsent.objects.get(), way=WithdrawalWay.WRITTEN)

    with pytest.raises(Denied):
        services.accept(mira, before)


def test_a_named_person_notes_what_she_hears(
    consent: FamilyConsent, mira: Context, tannfurt: Network
) -> None:
    stranger = context(tannfurt, member(tannfurt, "nora", Role.PARTNER), Role.PARTNER)

    with pytest.raises(Denied):
        services.withdraw_consent(stranger, consent, way=WithdrawalWay.SPOKEN)
    services.withdraw_consent(mira, consent, way=WithdrawalWay.SPOKEN)

    assert FamilyConsent.objects.get().withdrawal_noted_by_id == mira.person_id


def test_only_the_holder_withdraws_with_the_code(clara: Context, consent: FamilyConsent) -> None:
    with pytest.raises(Conflict):
        services.withdraw_consent(clara, consent, way=WithdrawalWay.CODE)


# --- forced interleavings: the withdrawal comes between the look and the passing on ---
def withdrawn_meanwhile(monkeypatch: pytest.MonkeyPatch, clara: Context) -> None:
    """Let somebody withdraw after the consent was looked at and found to stand."""
    genuine = queries.said_in

    def look(consent: FamilyConsent) -> Any:
        said = genuine(consent)
        fresh = FamilyConsent.objects.get(pk=consent.pk)
        if fresh.withdrawn_at is None:
            services.withdraw_consent(clara, fresh, way=WithdrawalWay.SPOKEN)
        return said

    monkeypatch.setattr(queries, "said_in", look)


def test_a_withdrawal_in_between_is_seen(
    clara: Context, consent: FamilyConsent, mira: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    withdrawn_meanwhile(monkeypatch, clara)

    with pytest.raises(Conflict, match="gilt nicht mehr"):
        send(clara, consent, mira)

    assert not Passing.objects.exists()


def test_without_the_second_look_the_database_refuses(
    clara: Context, consent: FamilyConsent, mira: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: the service asks nothing the second time, and the wall stands behind it."""
    withdrawn_meanwhile(monkeypatch, clara)
    monkeypatch.setattr(queries, "standing", lambda day: Q())

    with pytest.raises(IntegrityError, match="without a consent"):
        send(clara, consent, mira)


# --- whoever writes past the services --------------------------------------------------------------
def waiting(consent: FamilyConsent, clara: Context) -> Referral:
    named = ConsentRecipient.objects.filter(consent=consent)[0]
    sent: dict[str, Any] = {"sent_by_id": clara.person_id, "sent_at": NOON, "due_at": NOON, "need": "x"}
    return Referral.objects.create(family=consent.family, recipient=named, **sent)


def passed_by_hand(consent: FamilyConsent, clara: Context, **other: Any) -> Passing:
    named = ConsentRecipient.objects.filter(consent=consent)[0]
    said: dict[str, Any] = {"family": consent.family, "recipient": named}
    said |= {
        "referral": waiting(consent, clara),
        "passed_at": NOON,
        "passed_on": TODAY,
        "passed_by_id": clara.person_id,
        "basis": "consent",
    }
    return Passing.objects.create(**said | {"by_youth_office": False, "necessity": "x"} | other)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda one, other: {"passed_on": one.until + timedelta(days=1)},
        lambda one, other: {"passed_on": one.given_on - timedelta(days=1)},
        lambda one, other: {"basis": "release"},
        lambda one, other: {"family": other},
    ],
)
def test_the_database_refuses_what_no_consent_covers(
    spoil: Callable[[FamilyConsent, Family], dict[str, Any]],
    consent: FamilyConsent,
    clara: Context,
    tannfurt: Network,
) -> None:
    other = services.open_family(clara, tannfurt, household=AYDIN)

    with pytest.raises(IntegrityError, match="without a consent"), transaction.atomic():
        passed_by_hand(consent, clara, **spoil(consent, other))
    assert passed_by_hand(consent, clara)  # negative control


def test_the_database_refuses_a_thing_that_was_not_named(consent: FamilyConsent, clara: Context) -> None:
    passing_on = passed_by_hand(consent, clara)

    with pytest.raises(IntegrityError, match="does not name"), transaction.atomic():
        PassedItem.objects.create(passing=passing_on, item=DataItem.ADDRESS)
    PassedItem.objects.create(passing=passing_on, item=DataItem.NAME)  # negative control


def test_withdrawn_stays_withdrawn(consent: FamilyConsent, clara: Context) -> None:
    services.withdraw_consent(clara, consent, way=WithdrawalWay.SPOKEN)

    with (
        pytest.raises(IntegrityError, match="stays withdrawn"),
        transaction.atomic(),
        connection.cursor() as sql,
    ):
        sql.execute(
            "UPDATE care_familyconsent"
            " SET withdrawn_at = NULL, withdrawal = '', withdrawal_noted_by_id = NULL"
        )
