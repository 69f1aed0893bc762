"""Early help: families, what they agreed, whom they asked, and the pages that need no account."""

from collections.abc import Callable
from datetime import date

from playwright.sync_api import Page

from schutznetz.care import services
from schutznetz.care.choices import (
    ConsentForm,
    ConsentKind,
    ConsentPurpose,
    Custody,
    DataItem,
    DeclaredBy,
)
from schutznetz.care.cover import Gate
from schutznetz.care.models import ConsentRecipient, Family, Referral
from schutznetz.care.queries import Child, code_of_consent
from schutznetz.care.services import Asked, Declared, Declarer, Household, Wish
from schutznetz.kernel import clock
from schutznetz.kernel.context import visitor
from schutznetz.networks.choices import Role
from schutznetz.offers.choices import Language
from tests.screens.stage import Screen, Stage, at, scene

ITEMS = [DataItem.NAME, DataItem.CONTACT, DataItem.CHILDREN, DataItem.NEED]
CLARA, MIRA = Role.COORDINATOR, Role.PARTNER


@scene
def family(stage: Stage) -> Family:
    """Frau Aydin wants a midwife who speaks Turkish, and has agreed that Mira is asked."""
    clara, today = stage.ctx(CLARA), clock.today()
    household = Household(
        name="Frau Aydin",
        children=[Child(given="Emre", born=date(2026, 5, 1)), Child(expected=date(2027, 2, 14))],
        language=Language.TURKISH,
        phone="0151 23456",
        reach="vormittags, nie am Wochenende",
        silent=True,
    )
    aydins = services.open_family(clara, stage.network, household=household)
    said = Declared(
        kind=ConsentKind.DATA,
        purpose=ConsentPurpose.FIND_HELP,
        items=ITEMS,
        people=[stage.assignment(MIRA).pk],
        form=ConsentForm.PAPER,
        language=Language.TURKISH,
        declared_by=DeclaredBy.ONE_PARENT,
        custody=Custody.SOLE,
        given_on=today,
        until=today.replace(year=today.year + 1),
        copy_given=True,
    )
    services.note_consent(clara, aydins, declared=said, by=[Declarer(name="Frau Aydin")], key="k" * 26)
    return aydins


def referral(stage: Stage) -> Referral:
    aydins = family(stage)
    named = ConsentRecipient.objects.get()
    asked = Asked(recipient_id=named.pk, need="Eine Familienhebamme, die Türkisch spricht", items=ITEMS)
    gate = Gate(
        basis="consent", necessity="Damit sie anrufen kann", endangers=False, endangers_why="Sie wünscht es."
    )
    return services.refer(stage.ctx(CLARA), aydins, asked=asked, gate=gate)


def of_family(step: str = "") -> Callable[[Stage], str]:
    return lambda stage: f"/tannfurt/hilfe/{referral(stage).family_id}/{step}"


def of_referral(stage: Stage) -> str:
    return f"/tannfurt/hilfe/anfrage/{referral(stage).pk}/"


def of_consent(stage: Stage) -> str:
    return f"/tannfurt/hilfe/einwilligung/{referral(stage).recipient.consent_id}/widerruf/"


def called(stage: Stage) -> str:
    wish = Wish(contact="0151 98765", times="vormittags", silent=True, need="Mein Baby schreit viel.")
    call = services.ask_call(visitor(stage.network.pk), stage.network, wish=wish, key="c" * 26)
    return f"/tannfurt/hilfe/rueckruf/{call.pk}/"


def take_over(stage: Stage) -> str:
    return f"{called(stage)}aufnehmen/"


def chosen_for_the_screen(page: Page) -> None:
    """Fill in a consent and let the family read it."""
    page.get_by_label("Mira Yilmaz").check()
    for name, value in (
        ("kind", "data"), ("purpose", "find_help"), ("items", "name"), ("items", "contact"),
        ("declared_by", "one_parent"), ("custody", "sole"), ("form", "screen"),
    ):  # fmt: skip
        page.locator(f'[name={name}][value="{value}"]').check()
    page.locator("[name=holder0]").select_option(label="Frau Aydin")
    page.locator("[name=language]").select_option("tr")
    today = clock.today()
    for field, day in (("given_on", today), ("until", today.replace(year=today.year + 1))):
        for part, number in enumerate((day.day, day.month, day.year)):
            page.locator(f"[name={field}_{part}]").fill(str(number))
    page.get_by_role("button", name="Am Bildschirm zeigen").click()


def listed(stage: Stage) -> str:
    called(stage)
    family(stage)
    return "/tannfurt/hilfe/"


def own(stage: Stage) -> str:
    referral(stage)
    return f"/tannfurt/hilfe/code/#{code_of_consent('k' * 26, 0)}"  # for the walk; no server sees it


def chooses(name: str) -> Callable[[Page], None]:
    """Choose a language at the head of the page, as a family does."""

    def choose(page: Page) -> None:
        page.locator(".sn-languages summary").click()
        page.locator(".sn-languages").get_by_role("button", name=name).click()

    return choose


def types_the_code_in_ukrainian(page: Page) -> None:
    code = page.url.partition("#")[2]
    chooses("Українська")(page)
    page.locator("[name=code]").fill(code)
    page.locator("main button").click()


def types_the_code(page: Page) -> None:
    page.get_by_label("Nummer auf Ihrer Bestätigung").fill(page.url.partition("#")[2])
    page.get_by_role("button", name="Weiter", exact=True).click()


SCREENS = [
    Screen(name="early-help", view="care:index", build=listed, who=CLARA),
    Screen(name="early-open", view="care:open", build=at("/tannfurt/hilfe/neu/"), who=CLARA),
    Screen(name="early-change", view="care:change", build=of_family("aendern/"), who=CLARA),
    Screen(name="early-family", view="care:detail", build=of_family(), who=CLARA),
    Screen(name="early-consent", view="care:consent", build=of_family("einwilligung/"), who=CLARA),
    Screen(
        name="early-consent-shown",
        view="care:consent",
        build=of_family("einwilligung/"),
        walk=chosen_for_the_screen,
        who=CLARA,
    ),
    Screen(name="early-refer", view="care:refer", build=of_family("anfragen/"), who=CLARA),
    Screen(name="early-withdraw", view="care:withdraw", build=of_consent, who=CLARA),
    Screen(name="early-referral", view="care:referral", build=of_referral, who=MIRA),
    Screen(name="early-call", view="care:call", build=called, who=CLARA),
    Screen(name="early-ask-call", view="care:ask_call", build=at("/tannfurt/hilfe/rueckruf/")),
    Screen(name="early-take-over", view="care:take_over", build=take_over, who=CLARA),
    Screen(
        name="early-ask-call-arabic",
        view="care:ask_call",
        build=at("/tannfurt/hilfe/rueckruf/"),
        walk=chooses("العربية"),
    ),
    Screen(name="early-own-ukrainian", view="care:own", build=own, walk=types_the_code_in_ukrainian),
    Screen(name="early-own", view="care:own", build=own, walk=types_the_code),
]
