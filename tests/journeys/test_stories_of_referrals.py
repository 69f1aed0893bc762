"""A practice refers a single father: he is asked after and helped, and it hears what he lets it know."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from schutznetz.care.choices import ConsentForm, ConsentKind, ConsentPurpose, Custody, DataItem, DeclaredBy
from schutznetz.care.models import Family, Passing, Referral
from schutznetz.kernel import clock, tenancy
from schutznetz.networks.choices import PartnerCategory, Role
from schutznetz.offers.choices import Language
from tests import make
from tests.journeys.conftest import picture
from tests.journeys.walking import Choice, become, follow, phone_without_scripts, send
from tests.screens import Stage, found_stage
from tests.screens.referrals import housed, renews, to_outside

CLARA, PRACTICE, GROUP = Role.COORDINATOR, Role.PARTNER, Role.PROVIDER


@pytest.fixture
def stage(transactional_db: None) -> Stage:
    made = found_stage()
    with tenancy.scope(made.network.pk):
        housed(made, PRACTICE, "Kinderarztpraxis am Markt", PartnerCategory.MEDICAL_PRACTICE)
        housed(made, GROUP, "Familienzentrum Süd", PartnerCategory.FAMILY_EDUCATION)
        make.offer(made.ctx(CLARA), made.network, title="Vätertreff am Samstag")
        made.user(CLARA)
    return made


def refer_him(page: Page, stage: Stage, width: str) -> str:
    """Fill in what he allows, and no more; return the number for his copy."""
    become(page, stage, PRACTICE)
    page.goto("/tannfurt/hilfe/ueberleitung/")
    page.get_by_role("link", name="Familie weiterleiten", exact=True).last.click()
    page.locator("[name=recipient]").select_option(label=stage.user(CLARA).display_name)
    page.locator("[name=copy_given]").check()
    page.locator("[name=feedback]").check()
    picture(page, "weg-weiterleiten", width)
    send(
        page,
        "Anfrage senden",
        name="Herr Okafor",
        phone="0170 555 0188",
        given0="Ben",
        when0="03.2026",
        need="Andere Väter treffen",
        necessity="Damit jemand anruft",
        kind=ConsentKind.RELEASE,
        declared_by=DeclaredBy.ONE_PARENT,
        custody=Custody.SOLE,
        form=ConsentForm.PAPER,
        given_on=clock.today(),
        until=clock.today() + timedelta(days=90),
    )
    expect(page.get_by_role("heading", name="Die Anfrage ist gesendet.")).to_be_visible()
    return page.locator(".sn-code").inner_text()


def take_him_in(page: Page, stage: Stage, width: str) -> None:
    become(page, stage, CLARA)
    page.goto("/tannfurt/hilfe/")
    expect(page.locator("main")).not_to_contain_text("Okafor")  # not hers before she says yes
    follow(page, "Anfrage einer Familie")
    expect(page.locator("main")).to_contain_text("Herr Okafor")
    picture(page, "weg-anfrage", width)
    page.locator("[name=endangers][value=no]").check()
    page.locator("[name=step][value=accept]").check()
    send(page, "Festhalten", endangers_why="Er wünscht es.")
    expect(page.locator("main")).to_contain_text("Angenommen")


def ask_the_group(page: Page, stage: Stage) -> None:
    """He names the people of the group himself, and only then they are asked."""
    page.goto("/tannfurt/hilfe/")
    follow(page, "Herr Okafor", "Einwilligung festhalten")
    page.get_by_label(f"{stage.user(GROUP).display_name}, Familienzentrum Süd").check()
    page.locator("[name=holder0]").select_option(label="Herr Okafor")
    page.locator("[name=copy_given]").check()
    send(
        page,
        "Festhalten",
        kind=ConsentKind.DATA,
        purpose=ConsentPurpose.FIND_HELP,
        items=[DataItem.NAME, DataItem.CONTACT, DataItem.NEED],
        declared_by=DeclaredBy.ONE_PARENT,
        custody=Custody.SOLE,
        language=Choice(Language.GERMAN),
        form=ConsentForm.PAPER,
        given_on=clock.today(),
        until=clock.today() + timedelta(days=90),
    )
    follow(page, "Zur Familie", "Um Hilfe anfragen")
    page.locator("[name=recipient]").select_option(
        label=f"{stage.user(GROUP).display_name}, Familienzentrum Süd"
    )
    page.locator("[name=offer]").select_option(label="Vätertreff am Samstag")
    page.locator("[name=basis][value=consent]").check()
    page.locator("[name=endangers][value=no]").check()
    send(
        page,
        "Anfrage senden",
        need="Andere Väter treffen",
        items=[DataItem.NAME, DataItem.CONTACT, DataItem.NEED],
        necessity="Damit der Treff anruft",
        endangers_why="Er wünscht es.",
    )


def answer(page: Page, stage: Stage, step: str, width: str) -> None:
    become(page, stage, GROUP)
    page.goto("/tannfurt/aufgaben/")
    follow(page, "Anfrage einer Familie beantworten")
    expect(page.locator("main")).to_contain_text("Vätertreff am Samstag")
    expect(page.locator("main")).not_to_contain_text("Ben")  # he did not allow it for them
    picture(page, "weg-treff", width)
    for each in ("accept", step):
        page.locator(f"[name=step][value={each}]").check()
        send(page, "Festhalten")


def note_that_it_began(page: Page, stage: Stage) -> None:
    become(page, stage, CLARA)
    with tenancy.scope(stage.network.pk):
        first = Referral.objects.get(sent_by=stage.user(PRACTICE))
    page.goto(f"/tannfurt/hilfe/anfrage/{first.pk}/")
    page.locator("[name=step][value=begin]").check()
    page.locator("[name=endangers][value=no]").check()
    send(page, "Festhalten", endangers_why="Er wünscht es.")


def test_a_practice_refers_a_single_father(page: Page, width: str, stage: Stage) -> None:
    number = refer_him(page, stage, width)
    take_him_in(page, stage, width)
    ask_the_group(page, stage)
    answer(page, stage, "begin", width)
    note_that_it_began(page, stage)

    become(page, stage, PRACTICE)
    page.goto("/tannfurt/hilfe/ueberleitung/")
    expect(page.locator("main")).to_contain_text("Begonnen")
    expect(page.locator("main")).not_to_contain_text("Okafor")
    picture(page, "weg-rueckmeldung", width)

    page.context.clear_cookies()
    page.goto("/tannfurt/hilfe/code/")
    send(page, "Weiter", code=number)
    expect(page.get_by_role("heading", name="Sagen, ob eine Hilfe begonnen hat")).to_be_visible()
    with tenancy.scope(stage.network.pk):
        assert Family.objects.get().untaken is False
        assert Passing.objects.count() == 4  # to the coordination, twice back to the practice, to the group


@pytest.fixture
def midwife(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """Somebody without an account, at her own telephone, without scripts."""
    with phone_without_scripts(browser, live_server.url) as page:
        yield page


@pytest.mark.parametrize("way", [("desktop", "script")], indirect=True)
def test_a_midwife_without_an_account_opens_a_link_once(page: Page, midwife: Page, stage: Stage) -> None:
    """The link shows nothing; with the code it opens on her page, and on no other one after that."""
    with tenancy.scope(stage.network.pk):
        sent = to_outside(stage)
    become(page, stage, CLARA)
    page.goto(f"/tannfurt/hilfe/anfrage/{sent.pk}/")
    follow(page, "Neuen Link machen")
    renews(page)
    link, code = (page.locator(".sn-code").nth(number).inner_text() for number in (0, 1))

    midwife.goto(link)
    expect(midwife.locator("main")).not_to_contain_text("Okafor")
    picture(midwife, "weg-brief", "phone")
    send(midwife, "Öffnen", code=code)
    expect(midwife.locator("main")).to_contain_text("Herr Okafor")
    picture(midwife, "weg-brief-offen", "phone")
    midwife.locator("[name=step][value=accept]").check()
    send(midwife, "Antwort senden", note="Ich rufe morgen an.")
    expect(midwife.locator("main")).to_contain_text("Ihre Antwort ist angekommen.")

    midwife.goto(link)
    send(midwife, "Öffnen", code=code)
    expect(midwife.locator("main")).to_contain_text("Damit öffnet sich nichts.")
    page.goto(f"/tannfurt/hilfe/anfrage/{sent.pk}/")
    expect(page.locator("main")).to_contain_text("Ich rufe morgen an.")
