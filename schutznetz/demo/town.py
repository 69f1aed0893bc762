"""Tannfurt begins as any network does: founded, then everybody is proposed, confirmed and invited."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from schutznetz.accounts.models import User
from schutznetz.demo.people import ADMINISTRATOR, DATA_PROTECTION, HOUSES, PERSONAS, House, Persona
from schutznetz.kernel import clock, ids, tenancy
from schutznetz.kernel.context import Channel, Context, Strength, visitor
from schutznetz.networks import services
from schutznetz.networks.choices import ContactTopic, Land, LeaveAt, OnCallAudience
from schutznetz.networks.founding import found_network
from schutznetz.networks.models import Assignment, Network, Organisation, Unit
from schutznetz.networks.queries.people import digest
from schutznetz.networks.values import Area, OrganisationDetails, PersonDetails, Seat

SLUG = "tannfurt"
A_YEAR = timedelta(days=365)
CONTACTS = (
    ("office", ContactTopic.CHILD_PROTECTION, "anna", "bert"),
    ("office", ContactTopic.INTAKE, "intake", "team_lead"),
    ("office", ContactTopic.NETWORK, "coordinator", "team_lead"),
    ("office", ContactTopic.DATA_PROTECTION, "data_protection", ""),
    ("kita", ContactTopic.EDUCATION, "kita", ""),
    ("practice", ContactTopic.HEALTH, "doctor", ""),
    ("midwife", ContactTopic.FAMILY_MIDWIVES, "midwife", ""),
    ("jobcenter", ContactTopic.JOBCENTER, "jobcenter", ""),
    ("family_house", ContactTopic.EARLY_HELP, "provider", ""),
    ("advice", ContactTopic.ISEF_ADVICE, "isef", ""),
)
LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
SETTINGS = {
    "office_name": "Koordinierungsstelle Netzwerk Kinderschutz und Frühe Hilfen",
    "office_address": "Rathausplatz 1, 99999 Tannfurt",
    "office_hours": "Montag bis Freitag 9 bis 12 Uhr, Donnerstag 14 bis 18 Uhr",
    "office_phone": "05999 4711-10",
    "office_email": "netzwerk@tannfurt.example",
    "intake_number": "05999 4711-0",
    "intake_hours": "Montag bis Freitag 8 bis 16 Uhr",
    "on_call_number": "05999 4711-112",
    "on_call_audience": OnCallAudience.PUBLIC,
    "ends_after": LeaveAt.CLOSING,
}


@dataclass(slots=True)
class Town:
    """An invented town while it is being built."""

    network: Network
    users: dict[str, User] = field(default_factory=dict)
    seats: dict[str, Assignment] = field(default_factory=dict)
    houses: dict[str, Organisation] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)

    def acting(self, key: str) -> Context:
        """Return what the doors would say about this person now."""
        seat = self.seats[key]
        return Context(
            actor_id=seat.user_id,
            network_id=self.network.pk,
            role=seat.role,
            now=clock.now(),
            channel=Channel.WEB,
            assignment_id=seat.pk,
            organisation_id=seat.organisation_id,
            unit_id=seat.unit_id,
            session=f"demo-{key}"[:16],
            strength=Strength.DEMO,
        )


def found() -> Town:
    """Found Tannfurt now, then its houses and everybody else."""
    town = begin(
        ADMINISTRATOR,
        DATA_PROTECTION,
        slug=SLUG,
        name="Netzwerk Kinderschutz und Frühe Hilfen Tannfurt",
        owner_name="Stadt Tannfurt, Jugendamt",
        land=Land.NIEDERSACHSEN,
        areas=[Area(ags="03999", name="Tannfurt", valid_from=clock.today())],
        settings=dict(SETTINGS),
    )
    with tenancy.scope(town.network.pk):
        for house in sorted(HOUSES, key=lambda house: bool(house.parent)):
            _build(town, house)
        for persona in PERSONAS:
            if persona.key not in town.users:
                let_in(town, persona)
        _name_contacts(town)
    return town


def begin(administrator: Persona, data_protection: Persona, **network: Any) -> Town:
    """Found a town now and let its two founders in."""
    founded = found_network(
        administrator=administrator.invited, data_protection=data_protection.invited, **network
    )
    town = Town(Network.objects.get(pk=founded.network_id))
    with tenancy.scope(town.network.pk):
        for persona in (administrator, data_protection):
            _accept(town, persona, founded.secrets[persona.email])
    return town


def _build(town: Town, house: House) -> None:
    details = OrganisationDetails(
        name=house.name,
        category=house.category,
        parent_id=town.houses[house.parent].pk if house.parent else None,
        street=house.street,
        postcode="99999",
        town="Tannfurt",
        phone=house.phone,
    )
    ctx = town.acting("administrator")
    town.houses[house.key] = services.add_organisation(ctx, town.network, details=details)
    if house.unit:
        town.units[house.key] = services.add_unit(
            ctx, town.houses[house.key], kind=house.unit, name="Allgemeiner Sozialer Dienst"
        )


def let_in(town: Town, persona: Persona) -> None:
    """Propose, confirm and invite somebody, as every access begins."""
    today = clock.today()
    seat = Seat(
        role=persona.role,
        starts_on=today,
        ends_on=today + A_YEAR,
        organisation_id=town.houses[persona.house].pk if persona.house else None,
        unit_id=town.units[persona.house].pk if persona.house in town.units else None,
        reason="Vorführung",
    )
    asking = town.acting("administrator")
    proposal = services.propose_assignment(asking, town.network, person=persona.invited, seat=seat)
    services.decide(town.acting("data_protection"), proposal, approve=True, seen=digest(proposal))
    _accept(town, persona, services.invite(asking, proposal))


def _accept(town: Town, persona: Persona, secret: str) -> None:
    ctx = visitor(town.network.pk)
    password = ids.choose(LETTERS, 32)  # nobody knows it: the persona page signs in
    user = services.accept_invitation(ctx, town.network, secret=secret, password=password)
    town.users[persona.key] = user
    town.seats[persona.key] = Assignment.objects.get(user=user)


def _name_contacts(town: Town) -> None:
    ctx = town.acting("coordinator")
    named = {}
    for persona in PERSONAS:
        details = PersonDetails(
            name=persona.name,
            function=str(persona.role.label),
            phone=next(house.phone for house in HOUSES if house.key == persona.house),
            email=persona.email,
            user_id=town.users[persona.key].pk,
        )
        named[persona.key] = services.add_contact_person(ctx, town.houses[persona.house], details=details)
    for house, topic, person, deputy in CONTACTS:
        services.name_contact(
            ctx,
            town.houses[house],
            topic=topic,
            person_id=named[person].pk,
            deputy_id=named[deputy].pk if deputy else None,
        )
