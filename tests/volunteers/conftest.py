"""Vera coordinates the volunteers, Clara the network; Heidi helps, and the Okafors wish for somebody."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from schutznetz.care import services as care
from schutznetz.care.models import Family, FamilyConsent
from schutznetz.care.queries import Child
from schutznetz.care.services import Household
from schutznetz.kernel.context import Context
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.offers.choices import Language, Weekday
from schutznetz.volunteers import services
from schutznetz.volunteers.choices import Circumstance, Interest, Training
from schutznetz.volunteers.models import Match, Volunteer, Wish
from schutznetz.volunteers.services import Agreement, Asked, Details, Talk
from schutznetz.volunteers.values import Profile, Wanted, Window
from tests.care.conftest import MOTHER, declared
from tests.conftest import NOON, context, member

TODAY = NOON.date()
TUESDAY = Window(Weekday.TUESDAY, 14 * 60, 17 * 60)
PROFILE = Profile(
    areas=["Nordstadt"],
    languages=[Language.GERMAN, Language.TURKISH],
    interests=[Interest.READING, Interest.GARDEN],
    limits=[Circumstance.SMOKING],
    windows=[TUESDAY],
    experience="Drei Enkel",
)
WANTED = Wanted(
    area="Nordstadt",
    language=Language.TURKISH,
    interests=[Interest.READING],
    windows=[Window(Weekday.TUESDAY, 15 * 60, 18 * 60)],
)
AGREED = Agreement(
    words="Dienstags zwei Stunden", starts_on=TODAY, planned_until=TODAY.replace(year=TODAY.year + 1)
)


@pytest.fixture
def vera(tannfurt: Network) -> Context:
    role = Role.VOLUNTEER_COORDINATOR
    return context(tannfurt, member(tannfurt, "vera", role), role)


@pytest.fixture
def family(tannfurt: Network, clara: Context, inside: None) -> Family:
    household = Household(name="Okafor", children=[Child(given="Ada", born=date(2026, 5, 1))])
    return care.open_family(clara, tannfurt, household=household)


@pytest.fixture
def volunteer(tannfurt: Network, vera: Context, inside: None) -> Volunteer:
    """Heidi is prepared; her certificate has not been shown."""
    return services.add_volunteer(vera, tannfurt, details=details())


def details(**changes: Any) -> Details:
    said = Details(
        name="Heidi Lang",
        contact="05999 1",
        profile=PROFILE,
        training=Training.DONE,
        insured=True,
        confidential_on=TODAY,
    )
    return replace(said, **changes)


@pytest.fixture
def shown(vera: Context, volunteer: Volunteer) -> Callable[..., Volunteer]:
    """Heidi shows her certificate of today, or of another day."""

    def show(on: date = TODAY, *, entry: bool = False) -> Volunteer:
        services.note_certificate(vera, volunteer, seen_on=on, issued_on=on, relevant_entry=entry)
        return Volunteer.objects.get(pk=volunteer.pk)

    return show


@pytest.fixture
def heidi(vera: Context, shown: Callable[..., Volunteer]) -> Volunteer:
    """She may be proposed."""
    return services.take_up(vera, shown())


def agreed(ctx: Context, family: Family, people: Sequence[Context], key: str, **other: Any) -> FamilyConsent:
    """Let a family agree that these people are told."""
    return care.note_consent(ctx, family, declared=declared(people, **other), by=MOTHER, key=key)


def asked(consent: FamilyConsent, **other: Any) -> Asked:
    """A wish that goes to whom this consent names; ``other`` is what is asked differently."""
    said = Asked(
        consent_id=consent.pk,
        wanted=WANTED,
        words="Jemand zum Vorlesen",
        necessity="Damit Vera jemanden sucht und anruft",
        endangers=False,
        endangers_why="Die Familie wünscht es",
    )
    return replace(said, **other)


@pytest.fixture
def consent(clara: Context, vera: Context, family: Family) -> FamilyConsent:
    return agreed(clara, family, [vera], "v" * 26)


@pytest.fixture
def wish(tannfurt: Network, clara: Context, consent: FamilyConsent) -> Wish:
    return services.ask(clara, tannfurt, asked=asked(consent))


@pytest.fixture
def proposed(vera: Context, heidi: Volunteer, wish: Wish) -> Match:
    return services.propose(vera, wish, volunteer_id=heidi.pk)


@pytest.fixture
def running(vera: Context, proposed: Match) -> Match:
    talk = Talk(on=TODAY, said="Beide möchten es versuchen.")
    services.note_talks(vera, proposed, with_volunteer=talk, with_family=talk)
    return services.agree(vera, proposed, reasons="Beide lesen gern.", agreement=AGREED)
