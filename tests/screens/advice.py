"""Advice by an experienced professional: asked, checked, answered, signed, and kept by the coordination."""

from collections.abc import Callable

from playwright.sync_api import Page

from schutznetz.accounts.models import User
from schutznetz.advice import services
from schutznetz.advice.choices import ConsultationAge, ConsultationTopic, ConsultationUrgency
from schutznetz.advice.models import Consultant, Consultation
from schutznetz.advice.services import Skills, Subject, Words
from schutznetz.networks.choices import PartnerCategory, Role
from schutznetz.networks.models import Assignment, Organisation
from tests.screens.stage import Screen, Stage, at, scene

QUESTION = "Ein Kind kommt seit drei Wochen ohne Frühstück und in zu dünner Kleidung. Was raten Sie?"
ANSWER = "Sprechen Sie zuerst mit den Eltern und halten Sie fest, was Sie sehen."
RESULT = "Es gibt gewichtige Anhaltspunkte. Wir raten zu einem Gespräch mit den Eltern noch in dieser Woche."


def pool(stage: Stage) -> str:
    """Eva knows neglect, and a colleague stands in for her."""
    clara, eva = stage.ctx(Role.COORDINATOR), stage.assignment(Role.ISEF)
    olga = User.objects.create_user("olga", first_name="Olga", last_name="Reimann")
    seat = Assignment.objects.create(user=olga, role=Role.ISEF, starts_on=eva.starts_on, ends_on=eva.ends_on)
    deputy = services.add_consultant(clara, stage.network, user_id=seat.user_id, skills=Skills())
    skills = Skills(
        topics=[ConsultationTopic.NEGLECT, ConsultationTopic.LAW],
        languages=["de", "tr"],
        hours="Montag und Donnerstag, 9 bis 12 Uhr",
        deputy_id=deputy.pk,
    )
    consultant = services.add_consultant(clara, stage.network, user_id=eva.user_id, skills=skills)
    return f"/tannfurt/fachberatung/pool/{consultant.pk}/"


@scene
def found(stage: Stage) -> str:
    pool(stage)
    house = Organisation.objects.create(
        name="Beratungsstelle am Markt", category=PartnerCategory.ADVICE_CENTRE, phone="09999 4720"
    )
    Consultant.objects.update(organisation=house)
    return "/tannfurt/fachberatung/finden/"


def pool_list(stage: Stage) -> str:
    pool(stage)
    return "/tannfurt/fachberatung/pool/"


def one_more(stage: Stage) -> str:
    stage.assignment(Role.ISEF)
    return "/tannfurt/fachberatung/pool/neu/"


@scene
def asked(stage: Stage) -> Consultation:
    pool(stage)
    subject = Subject(
        topic=ConsultationTopic.NEGLECT,
        age=ConsultationAge.KITA,
        urgency=ConsultationUrgency.DAYS,
        disability=True,
        languages=["de"],
    )
    partner = stage.ctx(Role.PARTNER)
    return services.ask(partner, stage.network, subject=subject, question=Words(text=QUESTION))


def of_the_question(
    step: str = "", *, answered: bool = False, signed: bool = False
) -> Callable[[Stage], str]:
    def build(stage: Stage) -> str:
        consultation = asked(stage)
        if answered:
            services.answer(stage.ctx(Role.ISEF), consultation, answer=Words(text=ANSWER))
        if signed:
            services.sign(stage.ctx(Role.ISEF), consultation, result=Words(text=RESULT))
        return f"/tannfurt/fachberatung/{consultation.pk}/{step}"

    return build


def list_of(stage: Stage) -> str:
    asked(stage)
    return "/tannfurt/fachberatung/"


def overview(stage: Stage) -> str:
    asked(stage)
    return "/tannfurt/fachberatung/uebersicht/"


def names_somebody(page: Page) -> None:
    page.get_by_label("Worum geht es?").select_option("neglect")
    page.get_by_label("Wie alt ist das Kind?").select_option("kita")
    page.get_by_label("Ihre Frage").fill(
        "Leo kommt ohne Frühstück. Was sagt Frau Sandner aus der Lindenstraße 4?"
    )
    page.get_by_role("button", name="Anfrage senden").click()


def answers_with_a_name(page: Page) -> None:
    page.get_by_label("Ihre Antwort").fill("Fragen Sie bei der Kita Regenbogen nach.")
    page.get_by_role("button", name="Antwort senden").click()


def asks_openly(page: Page) -> None:
    page.get_by_label("Worum geht es?").select_option("neglect")
    page.get_by_label("Wie alt ist das Kind?").select_option("kita")
    page.get_by_label("Ihre Frage").fill(QUESTION)
    page.get_by_role("button", name="Anfrage senden").click()


def reads_the_answer(page: Page) -> None:
    asks_openly(page)
    code = page.locator(".sn-code").inner_text()
    page.goto("/tannfurt/fachberatung/antwort/")
    page.get_by_label("Nummer auf Ihrer Bestätigung").fill(code)
    page.get_by_role("button", name="Weiter", exact=True).click()


def open_form(stage: Stage) -> str:
    pool(stage)
    return "/tannfurt/fachberatung/ohne-konto/"


OPENLY, BACK = "advice:ask_openly", at("/tannfurt/fachberatung/antwort/")
ASK, INDEX = at("/tannfurt/fachberatung/neu/"), at("/tannfurt/fachberatung/")
PARTNER, ISEF, CLARA = Role.PARTNER, Role.ISEF, Role.COORDINATOR
SCREENS = [
    Screen(name="advice-none", view="advice:index", build=INDEX, who=PARTNER),
    Screen(name="advice-list", view="advice:index", build=list_of, who=ISEF),
    Screen(name="advice-find", view="advice:find", build=found),
    Screen(name="advice-open", view=OPENLY, build=open_form),
    Screen(name="advice-open-named", view=OPENLY, build=open_form, walk=names_somebody),
    Screen(name="advice-open-receipt", view=OPENLY, build=open_form, walk=asks_openly, one_of_a_kind=True),
    Screen(name="advice-open-return", view="advice:come_back", build=BACK),
    Screen(name="advice-open-thread", view="advice:come_back", build=open_form, walk=reads_the_answer),
    Screen(name="advice-ask", view="advice:ask", build=ASK, who=PARTNER),
    Screen(name="advice-ask-named", view="advice:ask", build=ASK, walk=names_somebody, who=PARTNER),
    Screen(
        name="advice-asked",
        view="advice:detail",
        build=of_the_question(answered=True, signed=True),
        who=PARTNER,
    ),
    Screen(name="advice-detail", view="advice:detail", build=of_the_question(answered=True), who=ISEF),
    Screen(
        name="advice-further",
        view="advice:ask_further",
        build=of_the_question("nachfragen/", answered=True),
        who=PARTNER,
    ),
    Screen(
        name="advice-answer",
        view="advice:answer",
        build=of_the_question("antworten/"),
        walk=answers_with_a_name,
        who=ISEF,
    ),
    Screen(name="advice-sign", view="advice:sign", build=of_the_question("ergebnis/"), who=ISEF),
    Screen(name="advice-dissent", view="advice:dissent", build=of_the_question("abweichung/"), who=PARTNER),
    Screen(name="advice-overview", view="advice:overview", build=overview, who=CLARA),
    Screen(name="advice-pool", view="advice:pool", build=pool_list, who=CLARA),
    Screen(name="advice-pool-add", view="advice:add", build=one_more, who=CLARA),
    Screen(name="advice-consultant", view="advice:change", build=pool, who=CLARA),
    Screen(name="advice-assign", view="advice:assign", build=of_the_question("zuteilen/"), who=CLARA),
]
