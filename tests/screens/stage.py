"""The invented town in which every screen is shown, and what a row of the list says about a screen."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import wraps
from typing import Any, TypeVar

from playwright.sync_api import Page

from schutznetz.accounts.models import User
from schutznetz.kernel import clock, tenancy
from schutznetz.kernel.context import Channel, Context, Strength
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Assignment, Jurisdiction, Network

T = TypeVar("T")
NAMES = {
    Role.COORDINATOR: ("Katrin", "Sommer"),
    Role.INTAKE: ("Sabine", "Vogt"),
    Role.CASE_WORKER: ("Anna", "Berger"),
    Role.TEAM_LEAD: ("Petra", "Hoffmann"),
    Role.PARTNER: ("Mira", "Yilmaz"),
    Role.PARTNER_LEAD: ("Lea", "Brandt"),
    Role.ISEF: ("Eva", "Stern"),
    Role.PROVIDER: ("Paula", "Reuter"),
    Role.GUIDE: ("Gabi", "Roth"),
    Role.VOLUNTEER_COORDINATOR: ("Vera", "Busch"),
    Role.ADMINISTRATOR: ("Udo", "Kern"),
    Role.PLANNER: ("Jutta", "Lenz"),
    Role.RECORDS_OFFICER: ("Rosa", "Winter"),
    Role.FAMILY_MIDWIFE: ("Hanna", "Kaya"),
    Role.DATA_PROTECTION: ("Renate", "Falk"),
    Role.WELCOME_VISITOR: ("Wanda", "Kühn"),
}


@dataclass
class Stage:
    """A network with one person per role, made when somebody asks for her."""

    network: Network
    people: dict[Role, Assignment] = field(default_factory=dict)
    scenes: Callable[["Stage", Callable[["Stage"], Any]], Any] | None = None

    def assignment(self, role: Role) -> Assignment:
        if role not in self.people:
            given, family = NAMES[role]
            user = User.objects.create_user(
                role.value, first_name=given, last_name=family, email=f"{role.value}@tannfurt.example"
            )
            with tenancy.scope(self.network.pk):
                self.people[role] = Assignment.objects.create(
                    user=user, role=role, starts_on=date(2026, 1, 1), ends_on=date(2027, 12, 31)
                )
        return self.people[role]

    def user(self, role: Role) -> User:
        return self.assignment(role).user

    def ctx(self, role: Role) -> Context:
        """Act as the person with that role, signed in with her second factor."""
        assignment = self.assignment(role)
        return Context(
            actor_id=assignment.user_id,
            network_id=self.network.pk,
            role=role,
            now=clock.now(),
            channel=Channel.WEB,
            assignment_id=assignment.pk,
            session=role.value,
            strength=Strength.PASSKEY,
        )


def scene(build: Callable[[Stage], T]) -> Callable[[Stage], T]:
    """Let what a builder makes be put back for the next screen, where the stage can do that."""

    @wraps(build)
    def built(stage: Stage) -> T:
        made: T = stage.scenes(stage, build) if stage.scenes else build(stage)
        return made

    return built


def found_stage() -> Stage:
    """The invented town of the pictures, with everything that a public page can show."""
    stage = Stage(
        Network.objects.create(
            slug="tannfurt",
            name="Netzwerk Tannfurt",
            owner_name="Stadt Tannfurt",
            office_name="Koordinierungsstelle Kinderschutz und Frühe Hilfen",
            office_address="Am Markt 1\n99999 Tannfurt",
            office_hours="Montag bis Donnerstag, 9 bis 15 Uhr",
            office_phone="09999 4711",
            office_email="netzwerk@tannfurt.example",
            intake_number="09999 4712",
            intake_hours="Montag bis Freitag, 8 bis 16 Uhr",
            on_call_number="09999 4713",
        )
    )
    Jurisdiction.objects.create(
        network=stage.network, ags="03999", name="Tannfurt", valid_from=date(2026, 1, 1)
    )
    return stage


@dataclass(frozen=True, kw_only=True)
class Screen:
    """``view`` is the name of the address that is shown, empty for what has none of its own.

    ``build`` prepares the records inside the network and returns the address. ``walk`` goes on from there
    by typing and clicking, also without a script. ``who`` is the role that looks; nobody means a visitor.
    ``script_adds`` marks the few pages on which a script shows more than the page alone (never less),
    ``one_of_a_kind`` those that show something else after each walk, ``demo`` those of the demo only.
    """

    name: str
    view: str
    build: Callable[[Stage], str]
    walk: Callable[[Page], None] | None = None
    who: Role | None = None
    strength: Strength = Strength.PASSKEY
    script_adds: bool = False
    one_of_a_kind: bool = False
    demo: bool = False
    status: int = 200


def at(path: str) -> Callable[[Stage], str]:
    return lambda stage: path
