"""Every screen of the product, once: who sees it and how it comes to life. Append yours.

``tests/journeys/test_screens.py`` opens each in a real browser and writes the pictures of the manual.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from schutznetz.accounts.models import User
from schutznetz.kernel import clock, tenancy
from schutznetz.kernel.context import Channel, Context, Strength
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Assignment, Network


@dataclass
class Stage:
    """A network with one person per role, made when somebody asks for her."""

    network: Network
    people: dict[Role, Assignment] = field(default_factory=dict)

    def assignment(self, role: Role) -> Assignment:
        if role not in self.people:
            user = User.objects.create_user(role.value, first_name="Ada", last_name=role.value.title())
            with tenancy.scope(self.network.pk):
                self.people[role] = Assignment.objects.create(
                    user=user, role=role, starts_on=date(2026, 1, 1), ends_on=date(2099, 12, 31)
                )
        return self.people[role]

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
            strength=Strength.SECOND_FACTOR,
        )


def found_stage() -> Stage:
    """The invented town of the pictures, with everything that a public page can show."""
    return Stage(
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


@dataclass(frozen=True, kw_only=True)
class Screen:
    """``build`` prepares the records inside the network and returns the address.

    ``who`` is the role that looks; nobody means a visitor. ``script_adds`` marks the few pages
    on which a script shows more than the page alone (never less).
    """

    name: str
    build: Callable[[Stage], str]
    who: Role | None = None
    script_adds: bool = False
    status: int = 200


def at(path: str) -> Callable[[Stage], str]:
    return lambda stage: path


SCREENS = [
    Screen(name="landing", build=at("/")),
    Screen(name="home", build=at("/tannfurt/")),
    Screen(name="help-now", build=at("/tannfurt/hilfe-sofort/")),
    Screen(name="help-now-anywhere", build=at("/hilfe-sofort/")),
    Screen(name="imprint", build=at("/tannfurt/impressum/")),
    Screen(name="privacy", build=at("/tannfurt/datenschutz/")),
    Screen(name="accessibility", build=at("/tannfurt/barrierefreiheit/")),
    Screen(name="plain-language", build=at("/tannfurt/leichte-sprache/")),
    Screen(name="not-found", build=at("/tannfurt/gibt-es-nicht/"), status=404),
    Screen(name="gallery", build=at("/ui/")),
    Screen(name="report", build=at("/tannfurt/melden/")),
    Screen(name="tasks", build=at("/tannfurt/aufgaben/"), who=Role.CASE_WORKER),
]
