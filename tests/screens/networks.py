"""Partners, contacts, meetings, access and settings of a network."""

from datetime import timedelta
from typing import Any

from playwright.sync_api import Page

from schutznetz.kernel import clock, worker
from schutznetz.kernel.models import Job
from schutznetz.networks import queries, services
from schutznetz.networks.choices import (
    AdviceTopic,
    ContactTopic,
    LetterKind,
    PartnerCategory,
    PeriodName,
    Role,
)
from schutznetz.networks.models import ContactPerson, Invitee, Meeting, Network, Organisation, Proposal
from schutznetz.networks.values import NewPerson, OrganisationDetails, PersonDetails, Seat
from tests.screens.stage import Screen, Stage, at, scene

LIST = "name;art;plz;ort\nKita Regenbogen;kita;99999;Tannfurt\nPraxis am Markt;unbekannt;9999;Tannfurt\n"


@scene
def kita(stage: Stage) -> Organisation:
    """A day-care centre with a named contact person."""
    ctx = stage.ctx(Role.COORDINATOR)
    details = OrganisationDetails(
        name="Kita Regenbogen",
        category=PartnerCategory.DAY_CARE,
        street="Birkenweg 7",
        postcode="99999",
        town="Tannfurt",
        phone="09999 4720",
        email="kita@regenbogen.example",
    )
    found = services.add_organisation(ctx, stage.network, details=details)
    details_of_her = PersonDetails(
        name="Mira Yilmaz", function="Leitung", phone="09999 4720", email="kita@regenbogen.example"
    )
    person = services.add_contact_person(ctx, found, details=details_of_her)
    services.name_contact(ctx, found, topic=ContactTopic.EDUCATION, person_id=person.pk, deputy_id=None)
    return found


def contacts(stage: Stage) -> str:
    kita(stage)
    return "/tannfurt/kontakte/"


def of_the_kita(step: str = "") -> Any:
    return lambda stage: f"/tannfurt/kontakte/{kita(stage).pk}/{step}"


def away(stage: Stage) -> str:
    kita(stage)
    return f"/tannfurt/kontakte/person/{ContactPerson.objects.get().pk}/abwesend/"


def partner_list(stage: Stage) -> str:
    kept = services.upload_partners(stage.ctx(Role.COORDINATOR), stage.network, content=LIST.encode())
    worker.run(Job.objects.get())
    return f"/tannfurt/kontakte/einlesen/{kept.pk}/"


def mailing(stage: Stage) -> str:
    kita(stage)
    return "/tannfurt/verteiler/"


@scene
def meeting(stage: Stage) -> Meeting:
    kita(stage)
    begin = clock.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=20)
    return services.call_meeting(
        stage.ctx(Role.COORDINATOR),
        stage.network,
        title="Netzwerktreffen Frühe Hilfen",
        place="Rathaus, Saal 2",
        starts_at=begin,
        ends_at=begin + timedelta(hours=2),
        discreet=False,
        person_ids=[ContactPerson.objects.get().pk],
    )


def meetings(stage: Stage) -> str:
    meeting(stage)
    return "/tannfurt/treffen/"


def meeting_page(stage: Stage) -> str:
    return f"/tannfurt/treffen/{meeting(stage).pk}/"


def date(stage: Stage) -> str:
    meeting(stage)
    return f"/tannfurt/termine/{Invitee.objects.get().key}/"


def tally(stage: Stage) -> str:
    for topic in (AdviceTopic.values[0], AdviceTopic.values[0], AdviceTopic.values[2]):
        services.count_advice(stage.ctx(Role.COORDINATOR), stage.network, topic=AdviceTopic(topic))
    return "/tannfurt/beratung/"


def on_leave(stage: Stage) -> str:
    today = clock.today()
    services.report_absence(
        stage.ctx(Role.CASE_WORKER),
        stage.network,
        starts_on=today + timedelta(days=8),
        ends_on=today + timedelta(days=22),
        stand_in_id=stage.user(Role.TEAM_LEAD).pk,
    )
    return "/tannfurt/abwesenheit/"


@scene
def proposal(stage: Stage) -> Proposal:
    today = clock.today()
    person = NewPerson(first_name="Lea", last_name="Brandt", email="lea@hebamme.example")
    seat = Seat(
        role=Role.PARTNER,
        starts_on=today,
        ends_on=today + timedelta(days=300),
        organisation_id=kita(stage).pk,
        reason="Neu im Netzwerk",
    )
    return services.propose_assignment(stage.ctx(Role.ADMINISTRATOR), stage.network, person=person, seat=seat)


def proposals(stage: Stage) -> str:
    proposal(stage)
    return "/tannfurt/personen/antraege/"


def proposal_page(stage: Stage) -> str:
    return f"/tannfurt/personen/antraege/{proposal(stage).pk}/"


def new_settings(stage: Stage) -> str:
    found = services.propose_settings(
        stage.ctx(Role.ADMINISTRATOR), stage.network, settings={"intake_number": "09999 5000"}
    )
    return f"/tannfurt/personen/antraege/{found.pk}/"


@scene
def approved(stage: Stage) -> Proposal:
    waiting = proposal(stage)
    seen = queries.digest(waiting)
    return services.decide(stage.ctx(Role.DATA_PROTECTION), waiting, approve=True, seen=seen)


def to_invite(stage: Stage) -> str:
    return f"/tannfurt/personen/antraege/{approved(stage).pk}/"


def makes_the_link(page: Page) -> None:
    page.get_by_role("button", name="Einmal-Link erzeugen").click()


def invitation(stage: Stage) -> str:
    return f"/tannfurt/einladung/{services.invite(stage.ctx(Role.ADMINISTRATOR), approved(stage))}/"


def people(stage: Stage) -> str:
    for role in (Role.CASE_WORKER, Role.INTAKE, Role.PARTNER):
        stage.assignment(role)
    proposal(stage)
    return "/tannfurt/personen/"


def to_join(stage: Stage) -> str:
    people(stage)
    return f"/tannfurt/personen/{stage.assignment(Role.INTAKE).pk}/verbinden/"


def joined(stage: Stage) -> str:
    """Two accounts that the administration has found to be one human's."""
    first, second = stage.assignment(Role.INTAKE), stage.assignment(Role.CASE_WORKER)
    services.join_accounts(stage.ctx(Role.ADMINISTRATOR), first, other_id=second.user_id)
    return "/tannfurt/personen/"


def bare_settings(stage: Stage) -> str:
    Network.objects.filter(pk=stage.network.pk).update(on_call_number="", office_hours="")
    return "/tannfurt/einstellungen/"


def own_words(stage: Stage) -> str:
    """A letter that the office has changed once."""
    texts = {"intro": "Guten Tag,\n\nam {Eingang} kam Ihre Mitteilung bei uns an.", "ending": "{Jugendamt}"}
    ctx = stage.ctx(Role.COORDINATOR)
    services.change_letter(ctx, stage.network, kind=LetterKind.RECEIPT, texts=texts, seen=0)
    return "/tannfurt/briefe/receipt/"


def own_period(stage: Stage) -> str:
    """A period that the office has made shorter once."""
    ctx = stage.ctx(Role.TEAM_LEAD)
    services.set_period(
        ctx, stage.network, name=PeriodName.CHECK, days=14, reason="Dienstanweisung vom 1. Oktober"
    )
    return "/tannfurt/fristen/"


KATRIN, UDO, RENATE, ANNA = Role.COORDINATOR, Role.ADMINISTRATOR, Role.DATA_PROTECTION, Role.CASE_WORKER
HOUSES, ACCESS = "/tannfurt/kontakte/", "/tannfurt/personen/"
SCREENS = [
    Screen(name="contacts-none", view="networks:contacts", build=at(HOUSES), who=KATRIN),
    Screen(name="contacts", view="networks:contacts", build=contacts, who=KATRIN),
    Screen(name="contacts-seen", view="networks:contacts", build=contacts, who=Role.PARTNER),
    Screen(name="contact", view="networks:contact", build=of_the_kita(), who=KATRIN),
    Screen(name="contact-new", view="networks:add", build=at(f"{HOUSES}neu/"), who=KATRIN),
    Screen(name="contact-change", view="networks:change", build=of_the_kita("aendern/"), who=KATRIN),
    Screen(name="contact-name", view="networks:name_contact", build=of_the_kita("benennen/"), who=KATRIN),
    Screen(name="contact-away", view="networks:away", build=away, who=KATRIN),
    Screen(name="partners-import", view="networks:upload", build=at(f"{HOUSES}einlesen/"), who=KATRIN),
    Screen(name="partners-list", view="networks:list", build=partner_list, who=KATRIN),
    Screen(name="mailing", view="networks:mailing", build=mailing, who=KATRIN),
    Screen(name="meetings-none", view="networks:meetings", build=at("/tannfurt/treffen/"), who=KATRIN),
    Screen(name="meetings", view="networks:meetings", build=meetings, who=KATRIN),
    Screen(name="meeting-new", view="networks:call", build=at("/tannfurt/treffen/neu/"), who=KATRIN),
    Screen(name="meeting", view="networks:meeting", build=meeting_page, who=KATRIN),
    Screen(name="date", view="networks:date", build=date),
    Screen(name="tally", view="networks:tally", build=tally, who=KATRIN),
    Screen(name="absences-none", view="networks:absences", build=at("/tannfurt/abwesenheit/"), who=ANNA),
    Screen(name="absences", view="networks:absences", build=on_leave, who=ANNA),
    Screen(
        name="absence-new",
        view="networks:report_absence",
        build=at("/tannfurt/abwesenheit/neu/"),
        who=ANNA,
    ),
    Screen(name="people", view="networks:people", build=people, who=UDO),
    Screen(name="person-new", view="networks:propose", build=at(f"{ACCESS}neu/"), who=UDO),
    Screen(name="people-joined", view="networks:people", build=joined, who=UDO),
    Screen(name="person-join", view="networks:join", build=to_join, who=UDO),
    Screen(name="proposals", view="networks:proposals", build=proposals, who=RENATE),
    Screen(name="proposal", view="networks:proposal", build=proposal_page, who=RENATE),
    Screen(name="proposal-settings", view="networks:proposal", build=new_settings, who=RENATE),
    Screen(name="proposal-approved", view="networks:proposal", build=to_invite, who=UDO),
    Screen(
        name="invitation",
        view="networks:invite",
        build=to_invite,
        walk=makes_the_link,
        who=UDO,
        one_of_a_kind=True,
    ),
    Screen(name="accept", view="networks:accept", build=invitation),
    Screen(name="settings", view="networks:settings", build=bare_settings, who=UDO),
    Screen(
        name="settings-new",
        view="networks:propose_settings",
        build=at("/tannfurt/einstellungen/aendern/"),
        who=UDO,
    ),
    Screen(name="letters", view="networks:letters", build=at("/tannfurt/briefe/"), who=KATRIN),
    Screen(name="periods", view="networks:periods", build=own_period, who=Role.TEAM_LEAD),
    Screen(
        name="periods-early",
        view="networks:early_periods",
        build=at("/tannfurt/willkommen/fristen/"),
        who=KATRIN,
    ),
    Screen(name="letter", view="networks:letter", build=own_words, who=KATRIN),
    Screen(
        name="office",
        view="networks:office",
        build=at("/tannfurt/einstellungen/koordination/"),
        who=KATRIN,
    ),
]
