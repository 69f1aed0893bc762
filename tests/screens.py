"""Every screen of the product, once: who sees it and how it comes to life. Append yours.

``tests/journeys/test_screens.py`` opens each in a real browser and writes the pictures of the manual.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from playwright.sync_api import Page

from schutznetz.accounts.models import User
from schutznetz.cases import services as case_services
from schutznetz.cases.choices import (
    Competence,
    History,
    Known,
    Question,
    ReporterKind,
    TriageOutcome,
    Urgency,
)
from schutznetz.cases.models import Report
from schutznetz.cases.services import Finding
from schutznetz.kernel import clock, tenancy
from schutznetz.kernel.context import Channel, Context, Strength
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Assignment, Network
from schutznetz.offers.choices import Cost, Language, OfferCategory, Registration
from tests import make


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
            strength=Strength.PASSKEY,
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

    ``walk`` goes on from there by typing and clicking, also without a script. ``who`` is the role that
    looks; nobody means a visitor. ``script_adds`` marks the few pages on which a script shows more than
    the page alone (never less), ``one_of_a_kind`` those that show something else each time.
    """

    name: str
    build: Callable[[Stage], str]
    walk: Callable[[Page], None] | None = None
    who: Role | None = None
    script_adds: bool = False
    one_of_a_kind: bool = False
    status: int = 200


def at(path: str) -> Callable[[Stage], str]:
    return lambda stage: path


def offers(stage: Stage) -> list[str]:
    """Publish a few offers; return the addresses of their pages."""
    ctx = stage.ctx(Role.COORDINATOR)
    shared: dict[str, Any] = {"postcode": "58095", "city": "Hagen", "phone": "02331 4711"}
    found = [
        make.offer(
            ctx,
            stage.network,
            title="Familienhebammen begleiten Sie zu Hause",
            category=OfferCategory.HEALTH_PROFESSIONAL,
            summary="Eine erfahrene Hebamme kommt zu Ihnen, bis Ihr Kind ein Jahr alt ist.",
            cost=Cost.FREE,
            languages=(Language.GERMAN, Language.TURKISH),
            registration=Registration.REQUIRED,
            age_from=-9,
            age_to=12,
            **shared,
        ),
        make.offer(
            ctx,
            stage.network,
            title="Offene Sprechstunde für Eltern von Schreibabys",
            summary="Beratung ohne Termin, auch wenn Sie einfach nur müde sind.",
            age_from=0,
            age_to=36,
            **shared,
        ),
        make.offer(ctx, stage.network, title="Krabbelgruppe am Markt", age_from=6, age_to=18, **shared),
    ]
    return [f"/tannfurt/angebote/{offer.pk}/" for offer in found]


def offer_page(stage: Stage) -> str:
    return offers(stage)[0]


def offer_list(stage: Stage) -> str:
    offers(stage)
    return "/tannfurt/angebote/"


def offers_office(stage: Stage) -> str:
    offers(stage)
    return "/tannfurt/angebote/verwalten/"


def says_little(page: Page) -> None:
    page.get_by_role("button", name="Weiter", exact=True).click()


def answers_first(page: Page) -> None:
    page.get_by_label("Nein, oder ich weiß es nicht").check()
    page.get_by_label("Privatperson").check()
    page.get_by_role("button", name="Weiter", exact=True).click()


def tells(page: Page) -> None:
    answers_first(page)
    page.locator("textarea").first.fill("Nachts schreit das Baby stundenlang, und niemand kommt.")
    page.get_by_role("button", name="Weiter", exact=True).click()


def looks_again(page: Page) -> None:
    tells(page)
    page.get_by_label("Name des Kindes").fill("Baby im zweiten Stock")
    page.get_by_role("button", name="Weiter", exact=True).click()
    page.get_by_role("button", name="Weiter", exact=True).click()


def sends(page: Page) -> None:
    looks_again(page)
    page.get_by_role("button", name="Jetzt absenden").click()


FINDING = Finding(
    competence=Competence.HERE,
    weighty_indications=True,
    urgency=Urgency.U1,
    further_children=Known.UNKNOWN,
    source_has_access=Known.YES,
    history=History.NONE,
    outcome=TriageOutcome.ASSESSMENT,
    reasons="Verletzung, die zum erzählten Hergang nicht passt. Die Kita hat sie zweimal gesehen.",
)


def reports(stage: Stage) -> list[Report]:
    """Take in three reports: one urgent, one from a day-care centre, one of few words."""
    ctx = stage.ctx(Role.INTAKE)
    stage.ctx(Role.CASE_WORKER)
    return [
        make.report(ctx, stage.network, danger_now=True, children=["Mia", "Ben"]),
        make.report(
            ctx,
            stage.network,
            kind=ReporterKind.PROVIDER,
            children=["Junge, etwa 4, rote Jacke"],
            facts={"observed": "Blaue Flecken am Oberarm, heute und am Montag. Er sagt, er sei gefallen."},
            contact={"reporter_name": "Petra Sommer", "reporter_phone": "09999 123"},
        ),
        make.report(ctx, stage.network, additions=1),
    ]


def inbox(stage: Stage) -> str:
    reports(stage)
    return "/tannfurt/eingang/"


def arrived(stage: Stage) -> str:
    return f"/tannfurt/eingang/{reports(stage)[1].pk}/"


def taken(stage: Stage) -> Report:
    report = reports(stage)[1]
    return case_services.take_report(stage.ctx(Role.INTAKE), report)


def taken_page(stage: Stage) -> str:
    return f"/tannfurt/eingang/{taken(stage).pk}/"


def triage_page(stage: Stage) -> str:
    return f"/tannfurt/eingang/{taken(stage).pk}/ersteinschaetzung/"


def second_look(stage: Stage) -> str:
    triage = case_services.propose_triage(stage.ctx(Role.INTAKE), taken(stage), finding=FINDING)
    return f"/tannfurt/eingang/ersteinschaetzung/{triage.pk}/"


def tasks(stage: Stage) -> str:
    taken(stage)
    return "/tannfurt/aufgaben/"


def is_in_a_hurry(page: Page) -> None:
    page.get_by_label("Ja, es eilt").check()
    page.get_by_label("Arztpraxis, Klinik").check()
    page.get_by_role("button", name="Weiter", exact=True).click()


def asked(stage: Stage) -> str:
    """A report whose reporter has been asked a question."""
    report = taken(stage)
    case_services.ask_reporter(stage.ctx(Role.INTAKE), report, question=Question.WHEN)
    return f"/tannfurt/eingang/{report.pk}/rueckfragen/"


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
    Screen(name="offers", build=offer_list),
    Screen(name="offers-nothing", build=at("/tannfurt/angebote/?q=zzzqqq")),
    Screen(name="offers-everywhere", build=at("/angebote/")),
    Screen(name="offer", build=offer_page),
    Screen(name="report", build=at("/tannfurt/melden/")),
    Screen(name="report-errors", build=at("/tannfurt/melden/"), walk=says_little),
    Screen(name="report-observed", build=at("/tannfurt/melden/"), walk=answers_first),
    Screen(name="report-child", build=at("/tannfurt/melden/"), walk=tells),
    Screen(name="report-check", build=at("/tannfurt/melden/"), walk=looks_again),
    Screen(name="receipt", build=at("/tannfurt/melden/"), walk=sends, one_of_a_kind=True),
    Screen(name="report-urgent", build=at("/tannfurt/melden/"), walk=is_in_a_hurry),
    Screen(name="come-back", build=at("/tannfurt/rueckfrage/")),
    Screen(name="talk", build=asked, who=Role.INTAKE),
    Screen(name="own-reports", build=at("/tannfurt/meldungen/"), who=Role.PARTNER),
    Screen(name="telephone", build=at("/tannfurt/telefon/"), who=Role.INTAKE),
    Screen(name="inbox-empty", build=at("/tannfurt/eingang/"), who=Role.INTAKE),
    Screen(name="inbox", build=inbox, who=Role.INTAKE),
    Screen(name="report-arrived", build=arrived, who=Role.INTAKE),
    Screen(name="report-taken", build=taken_page, who=Role.INTAKE),
    Screen(name="triage", build=triage_page, who=Role.INTAKE),
    Screen(name="triage-second", build=second_look, who=Role.TEAM_LEAD),
    Screen(name="tasks-none", build=at("/tannfurt/aufgaben/"), who=Role.CASE_WORKER),
    Screen(name="tasks", build=tasks, who=Role.INTAKE),
    Screen(name="duty", build=at("/tannfurt/dienst/"), who=Role.TEAM_LEAD),
    Screen(name="login", build=at("/konto/login/"), script_adds=True),
    Screen(name="account", build=at("/mein-konto/"), who=Role.CASE_WORKER, one_of_a_kind=True),
    Screen(name="offers-manage", build=offers_office, who=Role.COORDINATOR),
    Screen(name="offers-new", build=at("/tannfurt/angebote/neu/"), who=Role.COORDINATOR),
    Screen(name="offers-import", build=at("/tannfurt/angebote/einlesen/"), who=Role.COORDINATOR),
    Screen(name="cases-none", build=at("/tannfurt/faelle/"), who=Role.CASE_WORKER),
    Screen(name="contacts", build=at("/tannfurt/kontakte/"), who=Role.COORDINATOR),
    Screen(name="tally", build=at("/tannfurt/beratung/"), who=Role.COORDINATOR),
    Screen(name="meeting-new", build=at("/tannfurt/treffen/neu/"), who=Role.COORDINATOR),
    Screen(name="absences", build=at("/tannfurt/abwesenheit/"), who=Role.CASE_WORKER),
    Screen(name="people", build=at("/tannfurt/personen/"), who=Role.ADMINISTRATOR),
    Screen(name="settings", build=at("/tannfurt/einstellungen/"), who=Role.ADMINISTRATOR),
    Screen(name="own-reports", build=at("/tannfurt/meldungen/"), who=Role.PARTNER),
]
