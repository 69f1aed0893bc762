"""Volunteers of Tannfurt: one accompanies a family, one is free, one prepares; a family waits."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from schutznetz.care import services as care
from schutznetz.care.choices import (
    ConsentForm,
    ConsentKind,
    ConsentPurpose,
    Custody,
    DataItem,
    DeclaredBy,
)
from schutznetz.care.queries import Child
from schutznetz.care.services import Declared, Declarer, Household
from schutznetz.demo.town import Town
from schutznetz.kernel import clock
from schutznetz.offers.choices import Language, Weekday
from schutznetz.volunteers import services
from schutznetz.volunteers.choices import Circumstance, Interest, Mobility, Training
from schutznetz.volunteers.services import Agreement, Asked, Details, Talk
from schutznetz.volunteers.values import Profile, Wanted, Window

if TYPE_CHECKING:
    from schutznetz.volunteers.models import Wish

KEY = "familienpaten"  # of the invented consents
AFTERNOON = Window(Weekday.TUESDAY, 14 * 60, 17 * 60)
HEIDI = Details(
    name="Heidi Lang",
    contact="05999 8120",
    training=Training.DONE,
    insured=True,
    profile=Profile(
        areas=["Nordstadt", "Hafen"],
        mobility=[Mobility.BIKE],
        languages=[Language.GERMAN, Language.TURKISH],
        interests=[Interest.READING, Interest.GARDEN],
        limits=[Circumstance.SMOKING],
        windows=[AFTERNOON],
        experience="Drei Enkel, früher Erzieherin",
    ),
)
MARTIN = Details(
    name="Martin Ott",
    contact="05999 8121",
    training=Training.DONE,
    insured=True,
    profile=Profile(
        interests=[Interest.OUTDOORS, Interest.SPORT], windows=[AFTERNOON], mobility=[Mobility.CAR]
    ),
)
JAN = Details(
    name="Jan Wolff", contact="05999 8122", training=Training.RUNNING, profile=Profile(areas=["Altstadt"])
)
OKAFOR = Household(
    name="Familie Okafor",
    phone="05999 5501",
    reach="vormittags",
    children=[Child(given="Ada", born=date(2024, 5, 1))],
)
KAYA = Household(
    name="Familie Kaya",
    phone="05999 5502",
    language=Language.TURKISH,
    silent=True,
    children=[Child(given="Emir", born=date(2025, 2, 1))],
)


def tell(town: Town, now: datetime) -> None:
    with clock.frozen(now - timedelta(days=60)):
        heidi = _prepared(town, HEIDI)
        _prepared(town, MARTIN)
        services.add_volunteer(town.acting("volunteers"), town.network, details=JAN)
    with clock.frozen(now - timedelta(days=40)):
        _match(town, heidi)
    with clock.frozen(now - timedelta(days=3)):
        _ask(town, KAYA, "Jemand, der mit uns auf den Spielplatz geht.", Interest.OUTDOORS)


def _prepared(town: Town, details: Details) -> UUID:
    vera, today = town.acting("volunteers"), clock.today()
    volunteer = services.add_volunteer(vera, town.network, details=replace(details, confidential_on=today))
    services.note_certificate(vera, volunteer, seen_on=today, issued_on=today, relevant_entry=False)
    return services.take_up(vera, volunteer).pk


def _match(town: Town, volunteer_id: UUID) -> None:
    vera, today = town.acting("volunteers"), clock.today()
    wish = _ask(town, OKAFOR, "Jemand, der Ada vorliest.", Interest.READING)
    match = services.propose(vera, wish, volunteer_id=volunteer_id)
    talk = Talk(on=today, said="Möchte es gern versuchen.")
    services.note_talks(vera, match, with_volunteer=talk, with_family=talk)
    agreement = Agreement(
        words="Dienstags zwei Stunden vorlesen, bei gutem Wetter Spielplatz.",
        starts_on=today,
        planned_until=today + timedelta(days=365),
        allowance=Decimal("7.50"),
    )
    services.agree(vera, match, reasons="Beide lesen gern und haben dienstags Zeit.", agreement=agreement)
    services.note_visit(vera, match, on=today, minutes=120, expense=Decimal("7.50"), note="Ein guter Anfang")


def _ask(town: Town, household: Household, words: str, interest: Interest) -> "Wish":
    katrin = town.acting("coordinator")
    family = care.open_family(katrin, town.network, household=household)
    by, key = [Declarer(name=household.name)], f"{KEY}-{household.name}"
    consent = care.note_consent(katrin, family, declared=_declared(town), by=by, key=key)
    asked = Asked(
        consent_id=consent.pk,
        wanted=Wanted(area="Nordstadt", interests=[interest], windows=[AFTERNOON]),
        words=words,
        necessity="Damit die Ehrenamtskoordination jemanden sucht und die Familie anrufen kann",
        endangers=False,
        endangers_why="Die Familie hat selbst darum gebeten.",
    )
    return services.ask(katrin, town.network, asked=asked)


def _declared(town: Town) -> Declared:
    today = clock.today()
    return Declared(
        kind=ConsentKind.DATA,
        purpose=ConsentPurpose.FIND_HELP,
        items=[DataItem.NAME, DataItem.CONTACT, DataItem.REACH, DataItem.NEED],
        people=[town.seats["volunteers"].pk],
        form=ConsentForm.PAPER,
        language=Language.GERMAN,
        declared_by=DeclaredBy.ONE_PARENT,
        custody=Custody.SOLE,
        given_on=today,
        until=today + timedelta(days=360),
        copy_given=True,
    )
