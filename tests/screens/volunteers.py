"""Volunteers in families: the register, a certificate that is seen, a wish, a match from talk to end."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from schutznetz.care import services as care
from schutznetz.care.choices import (
    ConsentForm,
    ConsentKind,
    ConsentPurpose,
    Custody,
    DataItem,
    DeclaredBy,
)
from schutznetz.care.models import Family, FamilyConsent
from schutznetz.care.queries import Child
from schutznetz.care.services import Declared, Declarer, Household
from schutznetz.kernel import clock
from schutznetz.networks.choices import Role
from schutznetz.offers.choices import Language, Weekday
from schutznetz.volunteers import services
from schutznetz.volunteers.choices import Circumstance, Interest, Mobility, Training
from schutznetz.volunteers.models import Match, Volunteer, Wish
from schutznetz.volunteers.services import Agreement, Asked, Details, Talk
from schutznetz.volunteers.values import Profile, Wanted, Window
from tests.screens.stage import Screen, Stage, at, scene

BASE = "/tannfurt/familienpaten/"
VERA, CLARA = Role.VOLUNTEER_COORDINATOR, Role.COORDINATOR
KEY = "volunteer".ljust(26, "0")
TUESDAY = Window(Weekday.TUESDAY, 14 * 60, 17 * 60)
HEIDI = Details(
    name="Heidi Lang",
    contact="09999 8120\nheidi@tannfurt.example",
    training=Training.DONE,
    insured=True,
    confidential_on=date(2026, 3, 2),
    declared_on=date(2026, 3, 2),
    profile=Profile(
        areas=["Nordstadt", "Hafen"],
        mobility=[Mobility.BIKE, Mobility.TRANSIT],
        languages=[Language.GERMAN, Language.TURKISH],
        interests=[Interest.READING, Interest.GARDEN],
        limits=[Circumstance.SMOKING],
        windows=[TUESDAY],
        experience="Drei Enkel, früher Erzieherin",
    ),
)
JAN = Details(name="Jan Wolff", contact="09999 8121", profile=Profile(areas=["Altstadt"]))
MIRJAM = Details(
    name="Mirjam Koch",
    contact="09999 8122",
    training=Training.DONE,
    insured=True,
    confidential_on=date(2026, 4, 7),
    profile=Profile(interests=[Interest.SPORT]),
)


@scene
def heidi(stage: Stage) -> Volunteer:
    """Heidi and Mirjam may begin; Jan has not shown his certificate."""
    vera, today = stage.ctx(VERA), clock.today()
    services.add_volunteer(vera, stage.network, details=JAN)
    for details in (MIRJAM, HEIDI):
        volunteer = services.add_volunteer(vera, stage.network, details=details)
        services.note_certificate(vera, volunteer, seen_on=today, issued_on=today, relevant_entry=False)
        services.take_up(vera, volunteer)
    return volunteer


def family(stage: Stage) -> Family:
    household = Household(
        name="Familie Okafor",
        phone="09999 5501",
        reach="vormittags",
        children=[Child(given="Ada", born=date(2025, 5, 1))],
    )
    return care.open_family(stage.ctx(CLARA), stage.network, household=household)


def agreed(stage: Stage) -> FamilyConsent:
    """The Okafors let Vera know what they wish for."""
    return care.note_consent(
        stage.ctx(CLARA), family(stage), declared=declared(stage), by=[Declarer(name="Frau Okafor")], key=KEY
    )


def declared(stage: Stage) -> Declared:
    today = clock.today()
    return Declared(
        kind=ConsentKind.DATA,
        purpose=ConsentPurpose.FIND_HELP,
        items=[DataItem.NAME, DataItem.CONTACT, DataItem.REACH, DataItem.NEED],
        people=[stage.assignment(VERA).pk],
        form=ConsentForm.PAPER,
        language=Language.GERMAN,
        declared_by=DeclaredBy.ONE_PARENT,
        custody=Custody.SOLE,
        given_on=today,
        until=today + timedelta(days=180),
        copy_given=True,
    )


@scene
def wish(stage: Stage) -> Wish:
    wanted = Wanted(area="Nordstadt", interests=[Interest.READING], windows=[TUESDAY])
    asked = Asked(
        consent_id=agreed(stage).pk,
        wanted=wanted,
        words="Jemand, der Ada vorliest und mit uns nach draußen geht.",
        necessity="Damit Vera jemanden sucht und die Familie anrufen kann",
        endangers=False,
        endangers_why="Die Familie wünscht es selbst.",
    )
    return services.ask(stage.ctx(CLARA), stage.network, asked=asked)


@scene
def proposed(stage: Stage) -> Match:
    volunteer = heidi(stage)
    return services.propose(stage.ctx(VERA), wish(stage), volunteer_id=volunteer.pk)


@scene
def running(stage: Stage) -> Match:
    vera, today, match = stage.ctx(VERA), clock.today(), proposed(stage)
    talk = Talk(on=today, said="Beide möchten es versuchen.")
    services.note_talks(vera, match, with_volunteer=talk, with_family=talk)
    agreement = Agreement(
        words="Dienstags zwei Stunden vorlesen, bei gutem Wetter Spielplatz.",
        starts_on=today,
        planned_until=today + timedelta(days=365),
        allowance=Decimal("7.50"),
    )
    services.agree(vera, match, reasons="Beide lesen gern und haben dienstags Zeit.", agreement=agreement)
    services.note_visit(vera, match, on=today, minutes=120, expense=Decimal("7.50"), note="Ein guter Anfang")
    return match


def index(stage: Stage) -> str:
    running(stage)
    return BASE


def of_heidi(step: str = "") -> Callable[[Stage], str]:
    return lambda stage: f"{BASE}{heidi(stage).pk}/{step}"


def of_the_wish(stage: Stage) -> str:
    heidi(stage)
    return f"{BASE}wunsch/{wish(stage).pk}/"


def of_the_match(build: Callable[[Stage], Match], step: str = "") -> Callable[[Stage], str]:
    return lambda stage: f"{BASE}begleitung/{build(stage).pk}/{step}"


def asks(stage: Stage) -> str:
    agreed(stage)
    return f"{BASE}wunsch/"


def group(stage: Stage) -> str:
    volunteer, vera = heidi(stage), stage.ctx(VERA)
    services.hold_group(vera, stage.network, on=clock.today(), topic="Nähe und Grenzen", came=[volunteer.pk])
    return f"{BASE}gruppe/"


def pays(stage: Stage) -> str:
    """The span is the month of the story, for the page itself begins with the last one."""
    running(stage)
    today = clock.today()
    days = f"von_0=1&von_1={today.month}&von_2={today.year}"
    return f"{BASE}auszahlung/?{days}&bis_0={today.day}&bis_1={today.month}&bis_2={today.year}"


SCREENS = [
    Screen(name="volunteers", view="volunteers:index", build=index, who=VERA),
    Screen(name="volunteer-add", view="volunteers:add", build=at(f"{BASE}neu/"), who=VERA),
    Screen(name="volunteer", view="volunteers:detail", build=of_heidi(), who=VERA),
    Screen(name="volunteer-change", view="volunteers:change", build=of_heidi("aendern/"), who=VERA),
    Screen(name="volunteer-certificate", view="volunteers:certificate", build=of_heidi("zeugnis/"), who=VERA),
    Screen(name="volunteer-leave", view="volunteers:leave", build=of_heidi("ausscheiden/"), who=VERA),
    Screen(name="volunteer-group", view="volunteers:group", build=group, who=VERA),
    Screen(name="volunteer-ask", view="volunteers:ask", build=asks, who=CLARA),
    Screen(name="volunteer-wish", view="volunteers:wish", build=of_the_wish, who=VERA),
    Screen(
        name="volunteer-decide",
        view="volunteers:decide",
        build=of_the_match(proposed, "entscheiden/"),
        who=VERA,
    ),
    Screen(name="volunteer-match", view="volunteers:match", build=of_the_match(running), who=VERA),
    Screen(
        name="volunteer-extend",
        view="volunteers:extend",
        build=of_the_match(running, "verlaengern/"),
        who=VERA,
    ),
    Screen(name="volunteer-pay", view="volunteers:pay", build=pays, who=VERA),
    Screen(name="volunteer-end", view="volunteers:end", build=of_the_match(running, "ende/"), who=VERA),
]
