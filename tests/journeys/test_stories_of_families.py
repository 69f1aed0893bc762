"""A family's own way from start to end: it finds, asks for a call, agrees, and takes its consent back."""

from collections.abc import Iterator
from datetime import time, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from schutznetz.care.choices import (
    CallWay,
    ConsentForm,
    ConsentKind,
    ConsentPurpose,
    Custody,
    DataItem,
    DayPart,
    DeclaredBy,
)
from schutznetz.care.models import CallBack, FamilyConsent, Referral
from schutznetz.care.queries import code_of_consent
from schutznetz.kernel import clock, tenancy
from schutznetz.networks.choices import Role
from schutznetz.offers.choices import Cost, Language, OfferCategory, TargetGroup, Weekday
from schutznetz.offers.facts import Time
from schutznetz.visiting import services as visiting
from schutznetz.visiting.choices import VisitingState
from schutznetz.visiting.models import VisitRequest
from tests import make
from tests.journeys.conftest import picture
from tests.journeys.walking import Choice, become, follow, phone_without_scripts, send
from tests.screens import Stage, found_stage
from tests.screens.care import referral
from tests.screens.visiting import NEED

CLARA, MIRA = Role.COORDINATOR, Role.PARTNER
LINK = "Sie haben noch Fragen? Wir rufen Sie an, wann es Ihnen passt."


@pytest.fixture
def stage(transactional_db: None) -> Stage:
    return found_stage()


def twins_meet(stage: Stage) -> None:
    """Three groups for twins: one on Thursday around the corner, one on Tuesday, one too far away."""
    shared: dict[str, Any] = {
        "category": OfferCategory.OPEN_MEETING,
        "target_groups": (TargetGroup.MULTIPLES,),
        "city": "Hagen",
        "cost": Cost.FREE,
        "languages": (Language.GERMAN, Language.TURKISH),
    }
    for title, postcode, day in (
        ("Zwillingstreff am Park", "58095", Weekday.THURSDAY),
        ("Zwillinge am Dienstag", "58095", Weekday.TUESDAY),
        ("Zwillinge in Hohenlimburg", "58119", Weekday.THURSDAY),
    ):
        times = (Time(weekday=day, opens=time(9, 30), closes=time(11)),)
        make.offer(stage.ctx(CLARA), stage.network, title=title, postcode=postcode, times=times, **shared)


def find_the_group(page: Page, width: str) -> None:
    page.goto("/tannfurt/angebote/")
    page.locator("summary", has_text="Genauer suchen").click()
    page.locator("[name=km]").select_option("3")
    send(page, "Suchen", q="Zwillinge", ort="58095", tag=Choice(Weekday.THURSDAY))
    expect(page.locator(".sn-offer")).to_have_count(1)
    card = page.locator(".sn-offer")
    for said in ("Donnerstag, 09:30 bis 11:00 Uhr", "kostenlos · Deutsch, Türkisch", "in der Nähe"):
        expect(card).to_contain_text(said)
    picture(page, "weg-zwillinge", width)
    card.get_by_role("link", name="Zwillingstreff am Park").click()


def ask_for_a_call(page: Page, width: str) -> str:
    """Ask to be called on Thursday mornings, and nobody else to be spoken to; return the number."""
    page.get_by_role("link", name=LINK).click()
    page.locator("[name=silent]").check()
    send(
        page,
        "Rückruf wünschen",
        way=CallWay.CALL,
        contact="0151 23456",
        days=[Weekday.THURSDAY],
        parts=[DayPart.MORNING],
        times="abends",
        need="Ich habe Zwillinge und bin müde.",
    )
    expect(page.get_by_role("heading", name="Danke. Wir melden uns.")).to_be_visible()
    picture(page, "weg-rueckruf", width)
    return page.locator(".sn-code").inner_text()


def take_her_in(page: Page, stage: Stage, width: str) -> None:
    become(page, stage, CLARA)
    page.goto("/tannfurt/hilfe/")
    follow(page, "Anrufen")
    main = page.locator("main")
    for said in ("Keine Nachricht hinterlassen", "Donnerstag", "vormittags, 8 bis 12 Uhr", "abends"):
        expect(main).to_contain_text(said)
    picture(page, "weg-anruf", width)
    follow(page, "Als Familie aufnehmen")
    expect(page.locator("[name=phone]")).to_have_value("0151 23456")
    send(page, name="Frau Aydin", given0="Emre", when0="05.2026", given1="Elif", when1="05.2026")


def note_her_consent(page: Page, stage: Stage) -> None:
    follow(page, "Frau Aydin", "Einwilligung festhalten")
    page.get_by_label(stage.user(MIRA).display_name).check()
    page.locator("[name=holder0]").select_option(label="Frau Aydin")
    page.locator("[name=copy_given]").check()
    send(
        page,
        "Festhalten",
        kind=ConsentKind.DATA,
        purpose=ConsentPurpose.FIND_HELP,
        items=[DataItem.NAME, DataItem.CONTACT],
        declared_by=DeclaredBy.ONE_PARENT,
        custody=Custody.SOLE,
        language=Choice(Language.TURKISH),
        form=ConsentForm.PAPER,
        given_on=clock.today(),
        until=clock.today() + timedelta(days=90),
    )
    expect(page.get_by_text("Die Person hat ihre Nummer schon.")).to_be_visible()


def look_with_the_number(page: Page, number: str) -> None:
    page.goto("/tannfurt/hilfe/code/")
    send(page, "Weiter", code=number)


def test_a_parent_finds_a_group_for_twins_and_is_called_when_it_is_safe(
    page: Page, width: str, stage: Stage
) -> None:
    """The number of the receipt stays hers: with it she later sees what she agreed, and ends it."""
    with tenancy.scope(stage.network.pk):
        twins_meet(stage)
        stage.user(MIRA)
    find_the_group(page, width)
    number = ask_for_a_call(page, width)

    take_her_in(page, stage, width)
    note_her_consent(page, stage)

    page.context.clear_cookies()
    look_with_the_number(page, number)
    expect(page.get_by_role("heading", name="Passende Hilfe anfragen")).to_be_visible()
    picture(page, "weg-einwilligung", width)
    send(page, "Widerrufen")
    expect(page.get_by_text("Erledigt. Es gilt ab sofort.")).to_be_visible()
    with tenancy.scope(stage.network.pk):
        assert CallBack.objects.get().state == "called"
        assert FamilyConsent.objects.get().withdrawal == "code"


@pytest.fixture
def telephone(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """The mother's own, without scripts."""
    with phone_without_scripts(browser, live_server.url, locale="tr-TR") as page:
        yield page


@pytest.mark.parametrize("way", [("desktop", "script")], indirect=True)
def test_a_consent_is_withdrawn_while_another_page_is_open(page: Page, telephone: Page, stage: Stage) -> None:
    """Mira still has the family before her; from the withdrawal on nothing of it answers her any more."""
    with tenancy.scope(stage.network.pk):
        sent = referral(stage)
        clara = stage.ctx(CLARA)
        visiting.request_visits(clara, stage.network, family_id=sent.family_id, wish=NEED)
    become(page, stage, MIRA)
    page.goto(f"/tannfurt/hilfe/anfrage/{sent.pk}/")
    expect(page.locator("main")).to_contain_text("0151 23456")

    telephone.goto("/tannfurt/hilfe/code/")
    send(telephone, "Devam", code=code_of(stage))
    send(telephone, "Geri al")
    expect(telephone.get_by_text("Tamam. Hemen geçerlidir.")).to_be_visible()
    picture(telephone, "weg-widerruf", "phone")

    page.locator('[name=step][value="accept"]').check()
    page.locator("main").get_by_role("button", name="Festhalten").click()
    expect(page.locator("main")).not_to_contain_text("Aydin")
    answer = page.goto(f"/tannfurt/hilfe/anfrage/{sent.pk}/")
    assert answer is not None
    assert answer.status == 404
    with tenancy.scope(stage.network.pk):
        assert Referral.objects.get().state == "revoked"
        assert VisitRequest.objects.get().state == VisitingState.ENDED


def code_of(stage: Stage) -> str:
    with tenancy.scope(stage.network.pk):
        return code_of_consent("k" * 26, 0)
