"""There is always somebody: the resolver ends at a present person or at a number, whatever is entered."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schutznetz.accounts.models import User
from schutznetz.kernel import tenancy
from schutznetz.networks import queries
from schutznetz.networks.choices import ContactTopic, PartnerCategory, Reached, Role, UnitKind
from schutznetz.networks.models import (
    Absence,
    Assignment,
    Contact,
    ContactPerson,
    Network,
    Organisation,
    Unit,
)
from tests.conftest import NOON, member

TODAY = date(2026, 11, 22)
TOPIC = ContactTopic.CHILD_PROTECTION
PEOPLE = 5
DAYS = st.integers(-3, 3)
PERSON = st.integers(0, PEOPLE - 1)


@st.composite
def worlds(draw: st.DrawFn) -> dict[str, list[tuple[int, ...]]]:
    """Absences with stand-ins in any circle, contacts with any validity, leads and coordinators."""
    return {
        "absent": draw(st.lists(st.tuples(PERSON, PERSON, DAYS, st.integers(0, 4)), max_size=8)),
        "contacts": draw(st.lists(st.tuples(PERSON, PERSON, DAYS, st.integers(0, 4)), max_size=4)),
        "leads": draw(st.lists(st.tuples(PERSON), max_size=2)),
        "coordinators": draw(st.lists(st.tuples(PERSON), max_size=2, unique=True)),
        "left": draw(st.lists(st.tuples(PERSON), max_size=3)),
    }


def build(world: dict[str, list[tuple[int, ...]]], crowd: list[User]) -> None:
    office = Organisation.objects.create(name="Jugendamt", category=PartnerCategory.YOUTH_OFFICE)
    persons = [
        ContactPerson.objects.create(organisation=office, name=f"Person {n}", user=user if n % 2 else None)
        for n, user in enumerate(crowd)
    ]
    for who, stand_in, start, length in world["absent"]:
        begin = TODAY + timedelta(days=start)
        span = {"starts_on": begin, "ends_on": begin + timedelta(days=length)}
        other = crowd[stand_in] if stand_in != who else None
        Absence.objects.create(person=crowd[who], stand_in=other, **span)
        if who % 2 == 0:
            Absence.objects.create(contact_person=persons[who], **span)
    for who, deputy, start, length in world["contacts"]:
        begin = TODAY + timedelta(days=start)
        Contact.objects.create(
            organisation=office,
            topic=TOPIC,
            person=persons[who],
            deputy=persons[deputy] if deputy != who else None,
            valid_from=begin,
            valid_to=begin + timedelta(days=length),
        )
    for (who,) in world["leads"]:
        Unit.objects.create(organisation=office, kind=UnitKind.ASD, name="Team", lead=crowd[who])
    for (who,) in world["coordinators"]:
        Assignment.objects.create(
            user=crowd[who], role=Role.COORDINATOR, starts_on=TODAY, ends_on=TODAY + timedelta(days=9)
        )
    for (who,) in world["left"]:
        Assignment.objects.filter(user=crowd[who]).update(
            starts_on=date(2026, 1, 1), ends_on=date(2026, 2, 1)
        )


def away(person_id: UUID) -> bool:
    """Said anew, without the code under test: absent today, or without any function today."""
    absent = Absence.objects.filter(person=person_id, starts_on__lte=TODAY, ends_on__gte=TODAY).exists()
    held = Assignment.objects.filter(user=person_id, starts_on__lte=TODAY, ends_on__gte=TODAY).exists()
    return absent or not held


@pytest.fixture
def crowd(tannfurt: Network) -> list[User]:
    return [member(tannfurt, f"person{n}", Role.CASE_WORKER) for n in range(PEOPLE)]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=worlds())
def test_somebody_present_answers_or_a_number_is_named(
    world: dict[str, list[tuple[int, ...]]], tannfurt: Network, crowd: list[User]
) -> None:
    with tenancy.scope(tannfurt.pk), transaction.atomic():
        build(world, crowd)

        found = queries.responsible(tannfurt, TOPIC, at=NOON)

        everybody = [user.pk for user in crowd]
        assert queries.present_among(everybody, NOON) == {pk for pk in everybody if not away(pk)}
        assert sum(map(bool, [found.person_id, found.contact_person_id, found.number])) == 1
        if found.person_id:
            assert not away(found.person_id)
        if found.contact_person_id:
            absences = Absence.objects.filter(contact_person=found.contact_person_id)
            assert not absences.filter(starts_on__lte=TODAY, ends_on__gte=TODAY).exists()
        if found.number:
            held = Assignment.objects.filter(role=Role.COORDINATOR, starts_on__lte=TODAY, ends_on__gte=TODAY)
            assert all(away(each.user_id) for each in held)
        transaction.set_rollback(True)


def contact(office: Organisation, user: User, deputy: User | None = None) -> Contact:
    person = ContactPerson.objects.create(organisation=office, name="Frau A", user=user)
    other = ContactPerson.objects.create(organisation=office, name="Herr B", user=deputy) if deputy else None
    return Contact.objects.create(
        organisation=office, topic=TOPIC, person=person, deputy=other, valid_from=date(2026, 1, 1)
    )


@pytest.fixture
def office(inside: None) -> Organisation:
    return Organisation.objects.create(name="Jugendamt", category=PartnerCategory.YOUTH_OFFICE)


def test_the_contact_person_answers_herself(tannfurt: Network, office: Organisation, anna: User) -> None:
    contact(office, anna)

    found = queries.responsible(tannfurt, TOPIC, at=NOON)

    assert (found.person_id, found.reached, found.escalated) == (anna.pk, Reached.CONTACT, False)


def test_when_she_is_away_her_stand_in_comes_before_the_deputy(
    tannfurt: Network, office: Organisation, anna: User
) -> None:
    bert, carl = (member(tannfurt, name, Role.CASE_WORKER) for name in ("bert", "carl"))
    contact(office, anna, deputy=carl)
    Absence.objects.create(person=anna, stand_in=bert, starts_on=TODAY, ends_on=TODAY)

    found = queries.responsible(tannfurt, TOPIC, at=NOON)

    assert (found.person_id, found.reached) == (bert.pk, Reached.DEPUTY)


def test_two_who_stand_in_for_each_other_end_at_the_deputy(
    tannfurt: Network, office: Organisation, anna: User
) -> None:
    bert, carl = (member(tannfurt, name, Role.CASE_WORKER) for name in ("bert", "carl"))
    contact(office, anna, deputy=carl)
    Absence.objects.create(person=anna, stand_in=bert, starts_on=TODAY, ends_on=TODAY)
    Absence.objects.create(person=bert, stand_in=anna, starts_on=TODAY, ends_on=TODAY)

    assert queries.responsible(tannfurt, TOPIC, at=NOON).person_id == carl.pk


def test_with_nobody_there_the_office_number_is_named(tannfurt: Network, inside: None) -> None:
    tannfurt.on_call_number = "02331 110110"
    assert queries.responsible(tannfurt, TOPIC, at=NOON).number == "02331 110110"


def test_a_town_that_set_up_nothing_still_gets_an_answer(tannfurt: Network, inside: None) -> None:
    assert queries.responsible(tannfurt, TOPIC, at=NOON).number == queries.FALLBACK_NUMBER
