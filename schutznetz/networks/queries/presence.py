"""Who is there: presence, people by function, and the resolver that always ends at somebody."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from schutznetz import prepared
from schutznetz.accounts.models import User
from schutznetz.geo.spelling import fold
from schutznetz.kernel import tenancy
from schutznetz.kernel.context import Context
from schutznetz.networks.choices import ContactTopic, Reached, Role
from schutznetz.networks.conditions import active, day_of, not_locked
from schutznetz.networks.models import (
    Absence,
    Assignment,
    Contact,
    ContactPerson,
    Jurisdiction,
    Network,
    Unit,
)

LETTERS = 3  # from here on a word says which town is meant


def assignments_of(person_id: UUID, at: datetime) -> QuerySet[Assignment]:
    return active(at).filter(user=person_id).select_related("organisation", "unit").order_by("role", "pk")


def held(person_id: UUID, at: datetime, *chosen: UUID) -> list[Assignment]:
    """Return the first two assignments that the person holds here, or the chosen one if she still does."""
    found = prepared.rows("held", _held, tenancy.current(), person_id, at, *chosen)
    return [prepared.record(Assignment, columns) for columns in found]


def _held(network: UUID, person_id: UUID, at: datetime, *chosen: UUID) -> QuerySet[Assignment]:
    with tenancy.scope(network):
        mine = active(at).filter(user=person_id)
    return mine.filter(pk=chosen[0]) if chosen else mine.order_by("role", "pk")[:2]


def seat(slug: str, person_id: UUID, assignment_id: UUID, at: datetime) -> tuple[Network, Assignment] | None:
    """Return the open network, if it is called so, and the assignment that the person still holds in it."""
    width = len(Assignment._meta.concrete_fields)
    for row in prepared.rows("seat", _seat, tenancy.current(), slug, person_id, assignment_id, at):
        return prepared.record(Network, row[width:]), prepared.record(Assignment, row[:width])
    return None


def _seat(
    network: UUID, slug: str, person_id: UUID, assignment_id: UUID, at: datetime
) -> QuerySet[Assignment]:
    with tenancy.scope(network):
        held = active(at).filter(pk=assignment_id, user=person_id)
    return held.filter(network__slug=slug, network__suspended=False).select_related("network")


def network_called(slug: str) -> Network | None:
    """Return the network of that address unless it is suspended."""
    found = prepared.rows("network", lambda slug: Network.objects.filter(slug=slug, suspended=False), slug)
    return next((prepared.record(Network, columns) for columns in found), None)


@dataclass(frozen=True, slots=True)
class Workplace:
    """Where and as what somebody may act."""

    network: Network
    assignment: Assignment


def workplaces(person: User, at: datetime) -> list[Workplace]:
    """Return everything a person may act as, over all her networks, each looked into from inside."""
    places = []
    for network in person.networks.filter(suspended=False).order_by("name", "pk"):
        with tenancy.scope(network.pk):
            places += [Workplace(network, held) for held in assignments_of(person.pk, at)]
    return places


def people_with(
    role: Role, *, at: datetime, unit_id: UUID | None = None, organisation_id: UUID | None = None
) -> list[User]:
    """Return who acts in that function, by name; in one unit or organisation only if it is named."""
    found = active(at).filter(role=role)
    if unit_id:
        found = found.filter(unit=unit_id)
    if organisation_id:
        found = found.filter(organisation=organisation_id)
    people = User.objects.filter(pk__in=found.values("user"))
    return list(people.order_by("last_name", "first_name", "pk"))


def absence_of(person_id: UUID, at: datetime) -> Absence | None:
    day = day_of(at)
    absences = Absence.objects.filter(person=person_id, starts_on__lte=day, ends_on__gte=day)
    return absences.order_by("-starts_on", "pk").first()


def present(person_id: UUID, at: datetime) -> bool:
    """Say whether the person holds an assignment here on that day and has reported no absence."""
    return active(at).filter(user=person_id).exists() and absence_of(person_id, at) is None


def present_among(people: Iterable[UUID], at: datetime) -> set[UUID]:
    """Return who of these is ``present``: two questions, however many people."""
    day = day_of(at)
    return {person for person, days in days_there(people, day, day).items() if days}


def days_there(people: Iterable[UUID], first: date, last: date) -> dict[UUID, set[date]]:
    """Return on which of these days each person is ``present``: two questions, however many people."""
    wanted = set(people)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    held = not_locked(Assignment.objects.filter(user__in=wanted, starts_on__lte=last, ends_on__gte=first))
    away = Absence.objects.filter(person__in=wanted, starts_on__lte=last, ends_on__gte=first)
    there: dict[UUID, set[date]] = {person: set() for person in wanted}
    for person, begins, ends in held.values_list("user", "starts_on", "ends_on"):
        there[person] |= {day for day in days if begins <= day <= ends}
    for person, begins, ends in away.values_list("person", "starts_on", "ends_on"):
        there[person] -= {day for day in days if begins <= day <= ends}
    return there


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsible:
    """Somebody present, or the number to call: exactly one of the three is set."""

    reached: Reached
    person_id: UUID | None = None
    contact_person_id: UUID | None = None
    number: str = ""

    @property
    def escalated(self) -> bool:
        return self.reached is not Reached.CONTACT


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Somebody to talk to, as she is printed for colleagues."""

    name: str
    function: str = ""
    phone: str = ""
    email: str = ""


FALLBACK_NUMBER = "110"  # the police answer at any hour, whatever the office has set up


def responsible(
    network: Network, topic: ContactTopic, *, at: datetime, organisation_id: UUID | None = None
) -> Responsible:
    """Return who answers on ``topic`` now; there is always an answer.

    In order: the fixed contact person, her stand-ins, her deputy and hers, the lead of a unit,
    the coordination, and at last the number of the office.
    """
    return next(_candidates(network, topic, at, organisation_id))


def somebody(network: Network, *topics: ContactTopic, at: datetime) -> Named:
    """Return a named person for the first topic that has one, else the coordination; never nobody."""
    found = [responsible(network, topic, at=at) for topic in topics]
    first = next((each for each in found if each.reached in {Reached.CONTACT, Reached.DEPUTY}), found[0])
    people = ContactPerson.objects.order_by("pk")
    if first.contact_person_id:
        person = people.filter(pk=first.contact_person_id).first()
    else:
        person = people.filter(user=first.person_id).first() if first.person_id else None
    if person:
        return Named(name=person.name, function=person.function, phone=person.phone, email=person.email)
    phone = first.number or network.office_phone or network.intake_number or FALLBACK_NUMBER
    user = User.objects.filter(pk=first.person_id).first() if first.person_id else None
    name = user.display_name if user else network.office_name or network.name
    return Named(name=name, phone=phone, email=network.office_email)


def _candidates(
    network: Network, topic: ContactTopic, at: datetime, organisation_id: UUID | None
) -> Iterator[Responsible]:
    contacts = _contacts(topic, at, organisation_id)
    for contact in contacts:
        yield from _people(contact.person, Reached.CONTACT, at)
    for contact in contacts:
        if contact.deputy:
            yield from _people(contact.deputy, Reached.DEPUTY, at)
    for unit in _units(organisation_id):
        if unit.lead_id and (person := _chain(unit.lead_id, at)):
            yield Responsible(reached=Reached.UNIT_LEAD, person_id=person)
    for user in people_with(Role.COORDINATOR, at=at):
        if person := _chain(user.pk, at):
            yield Responsible(reached=Reached.COORDINATOR, person_id=person)
    number = network.on_call_number or network.intake_number or network.office_phone
    yield Responsible(reached=Reached.NUMBER, number=number or FALLBACK_NUMBER)


def _contacts(topic: ContactTopic, at: datetime, organisation_id: UUID | None) -> list[Contact]:
    day = day_of(at)
    contacts = Contact.objects.filter(topic=topic, valid_from__lte=day).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    )
    if organisation_id:
        contacts = contacts.filter(organisation=organisation_id)
    return list(contacts.select_related("person", "deputy").order_by("-valid_from", "pk"))


def _units(organisation_id: UUID | None) -> list[Unit]:
    units = Unit.objects.exclude(lead=None)
    if organisation_id:
        units = units.filter(organisation=organisation_id)
    return list(units.order_by("name", "pk"))


def _people(person: ContactPerson, reached: Reached, at: datetime) -> Iterator[Responsible]:
    """Yield the contact person if she is there, or whoever stands in for her."""
    if person.user_id:
        if stand_in := _chain(person.user_id, at):
            step = reached if stand_in == person.user_id else Reached.DEPUTY
            yield Responsible(reached=step, person_id=stand_in)
        return
    day = day_of(at)
    if not Absence.objects.filter(contact_person=person, starts_on__lte=day, ends_on__gte=day).exists():
        yield Responsible(reached=reached, contact_person_id=person.pk)


def _chain(person_id: UUID, at: datetime) -> UUID | None:
    """Follow the stand-ins from an absent person to a present one; a circle ends the search."""
    seen: set[UUID] = set()
    current: UUID | None = person_id
    while current and current not in seen:
        seen.add(current)
        if present(current, at):
            return current
        absence = absence_of(current, at)
        current = absence.stand_in_id if absence else None
    return None


def network_for(ags: str, on: date) -> Network | None:
    """Return the network responsible for a municipality (8 digits) or Kreis (5 digits) on that day."""
    keys = [ags, ags[:5]]
    areas = Jurisdiction.objects.filter(ags__in=keys, valid_from__lte=on).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    )
    found = sorted(areas.select_related("network"), key=lambda area: len(area.ags))
    return found[-1].network if found else None


def networks_around(kreise: Sequence[str], words: str, on: date) -> list[Network]:
    """Return the open networks responsible in these Kreise or named so, the likeliest first.

    Inside a Kreis a town may have a youth office of its own; then both are named.
    """
    valid = Jurisdiction.objects.filter(valid_from__lte=on, network__suspended=False).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    )
    areas = list(valid.select_related("network").order_by("ags", "network__name", "network"))
    found = [area for kreis in kreise for area in areas if area.ags[:5] == kreis]
    if len(wanted := fold(words).strip()) >= LETTERS:
        found += [area for area in areas if f" {wanted}" in f" {fold(area.name)} {fold(area.network.name)}"]
    return list({area.network_id: area.network for area in found}.values())


def open_networks() -> QuerySet[Network]:
    """Return the networks that anybody may visit, by name."""
    return Network.objects.filter(suspended=False).order_by("name", "pk")


def my_absences(ctx: Context) -> list[Absence]:
    """Return the actor's leave, today's and what is to come."""
    mine = Absence.objects.filter(person=ctx.actor_id, ends_on__gte=day_of(ctx.now))
    return list(mine.select_related("stand_in").order_by("starts_on", "pk"))


def stand_ins(ctx: Context) -> list[User]:
    """Return who could stand in for the actor: those who act in the same function, else everybody's."""
    others = active(ctx.now).exclude(user=ctx.actor_id)
    same = others.filter(role=ctx.role)
    people = User.objects.filter(pk__in=(same if same.exists() else others).values("user"))
    return list(people.order_by("last_name", "first_name", "pk"))
