"""Families sent on: from a practice's own space, by a link to somebody without an account, and the counts."""

from dataclasses import replace
from datetime import date, timedelta

from playwright.sync_api import Page

from schutznetz.care import queries, services
from schutznetz.care.choices import ConsentForm, ConsentKind, ConsentPurpose, Custody, DataItem, DeclaredBy
from schutznetz.care.cover import Gate
from schutznetz.care.models import ConsentRecipient, Referral
from schutznetz.care.queries import Child
from schutznetz.care.services import Asked, Declared, Declarer, Household, Success, Wanted
from schutznetz.kernel import clock
from schutznetz.kernel.context import Context
from schutznetz.networks.choices import PartnerCategory, Role
from schutznetz.networks.models import Assignment, Organisation
from schutznetz.offers.choices import Language
from tests.screens.stage import Screen, Stage, at, scene

CLARA, PRACTICE, GUIDE = Role.COORDINATOR, Role.PARTNER, Role.GUIDE
LINK = "l" * 26
SAME = "field => { field.value = 's'.repeat(26) }"  # each look at a picture finds the page of the last one
FATHER = Household(
    name="Herr Okafor",
    children=[Child(given="Ben", born=date(2026, 3, 1))],
    phone="0170 555 0188",
    reach="nachmittags",
)
GATE = Gate(
    basis="consent", necessity="Damit sie anrufen kann", endangers=False, endangers_why="Er wünscht es."
)


def housed(stage: Stage, role: Role, name: str, category: PartnerCategory) -> Context:
    """Let the person with that role act for a house of her own."""
    house, _ = Organisation.objects.get_or_create(name=name, defaults={"category": category})
    seat = stage.assignment(role)
    Assignment.objects.filter(pk=seat.pk).update(organisation=house)
    return replace(stage.ctx(role), organisation_id=house.pk)


def declared(**other: object) -> Declared:
    today = clock.today()
    said: dict[str, object] = {
        "kind": ConsentKind.RELEASE,
        "purpose": ConsentPurpose.FIND_HELP,
        "items": [],
        "people": [],
        "form": ConsentForm.PAPER,
        "language": Language.GERMAN,
        "declared_by": DeclaredBy.ONE_PARENT,
        "custody": Custody.SOLE,
        "given_on": today,
        "until": today + timedelta(days=90),
        "copy_given": True,
    }
    return Declared(**said | other)  # type: ignore[arg-type]  # a scene says one thing at a time


@scene
def sent_in(stage: Stage) -> Referral:
    """A practice asks the coordination for a single father, who lets it know what comes of it."""
    practice = housed(stage, PRACTICE, "Kinderarztpraxis am Markt", PartnerCategory.MEDICAL_PRACTICE)
    wanted = Wanted(
        need="Andere Väter treffen, und jemand, der nachts einen Rat weiß",
        recipient_id=stage.assignment(CLARA).pk,
        feedback=True,
    )
    return services.send_in(
        practice,
        stage.network,
        household=FATHER,
        declared=declared(),
        by=[Declarer(name=FATHER.name)],
        wanted=wanted,
        gate=GATE,
        key="k" * 26,
    )


def accepted(stage: Stage) -> Referral:
    referral = sent_in(stage)
    services.accept(stage.ctx(CLARA), referral, success=Success(endangers=False, why="Er wünscht es."))
    return referral


@scene
def to_outside(stage: Stage) -> Referral:
    """Somebody without an account is asked; the link is out, the code was told on the telephone."""
    clara = stage.ctx(CLARA)
    family = services.open_family(clara, stage.network, household=FATHER)
    items = [DataItem.NAME, DataItem.CONTACT, DataItem.REACH, DataItem.NEED]
    said = declared(items=items, outside=["Frau Lang, Hebammenpraxis Nord"])
    services.note_consent(clara, family, declared=said, by=[Declarer(name=FATHER.name)], key="k" * 26)
    asked = Asked(recipient_id=ConsentRecipient.objects.get().pk, need="Eine Hebamme", items=items)
    return services.refer(clara, family, asked=asked, gate=GATE, key=LINK)


def listed(stage: Stage) -> str:
    accepted(stage)
    return "/tannfurt/hilfe/ueberleitung/"


def of_sent(stage: Stage) -> str:
    return f"/tannfurt/hilfe/ueberleitung/{accepted(stage).pk}/"


def form(stage: Stage) -> str:
    stage.assignment(CLARA)
    housed(stage, PRACTICE, "Kinderarztpraxis am Markt", PartnerCategory.MEDICAL_PRACTICE)
    return "/tannfurt/hilfe/ueberleitung/neu/"


def asked_of_her(stage: Stage) -> str:
    return f"/tannfurt/hilfe/anfrage/{sent_in(stage).pk}/"


def of_link(step: str = "") -> str:
    return f"/tannfurt/hilfe/brief/{queries.secret_and_code(LINK)[0]}/{step}"


def letter(stage: Stage) -> str:
    to_outside(stage)
    return of_link()


def opened(stage: Stage) -> str:
    to_outside(stage)
    return of_link(f"#{queries.secret_and_code(LINK)[1]}")  # for the walk; no server sees it


def types_the_code(page: Page) -> None:
    page.locator("[name=opening]").evaluate(SAME)  # it opens on one page only
    page.get_by_label("Code", exact=True).fill(page.url.partition("#")[2])
    page.get_by_role("button", name="Öffnen", exact=True).click()


def of_outside(step: str = "") -> str:
    return f"/tannfurt/hilfe/anfrage/{{pk}}/{step}"


def outside_page(stage: Stage) -> str:
    return of_outside().format(pk=to_outside(stage).pk)


def renewing(stage: Stage) -> str:
    return of_outside("link/").format(pk=to_outside(stage).pk)


def renews(page: Page) -> None:
    page.locator("[name=submission_key]").evaluate(SAME)  # sent again it shows the same link again
    page.locator("main").get_by_role("button", name="Neuen Link machen", exact=True).click()


def counted(stage: Stage) -> str:
    guide = housed(stage, GUIDE, "Geburtsklinik St. Anna", PartnerCategory.CLINIC)
    month = clock.today().replace(day=1)
    services.note_counts(guide, stage.network, month=month, screened=118, positive=31, talked=34)
    accepted(stage)
    return "/tannfurt/hilfe/lotsen/"


def counting(stage: Stage) -> str:
    housed(stage, GUIDE, "Geburtsklinik St. Anna", PartnerCategory.CLINIC)
    return "/tannfurt/hilfe/lotsen/neu/"


SCREENS = [
    Screen(name="referral-sent-list", view="care:sent_list", build=listed, who=PRACTICE),
    Screen(
        name="referral-nothing-sent",
        view="care:sent_list",
        build=at("/tannfurt/hilfe/ueberleitung/"),
        who=PRACTICE,
    ),
    Screen(name="referral-send", view="care:send", build=form, who=PRACTICE),
    Screen(name="referral-sent", view="care:sent", build=of_sent, who=PRACTICE),
    Screen(name="referral-asked-of-her", view="care:referral", build=asked_of_her, who=CLARA),
    Screen(name="referral-outside", view="care:referral", build=outside_page, who=CLARA),
    Screen(name="referral-renew", view="care:renew_link", build=renewing, who=CLARA),
    Screen(name="referral-link", view="care:renew_link", build=renewing, who=CLARA, walk=renews),
    Screen(name="referral-letter", view="care:outside", build=letter),
    Screen(name="referral-opened", view="care:outside", build=opened, walk=types_the_code),
    Screen(name="referral-counts", view="care:counts", build=counted, who=CLARA),
    Screen(name="referral-count", view="care:note_counts", build=counting, who=GUIDE),
]
