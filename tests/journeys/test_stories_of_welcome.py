"""From the first list to the last goodbye: newborns, Familienpaten, and a provider who answers a mail."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from typing import Any

import pypdfium2
import pytest
from django.conf import LazySettings
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from schutznetz.care.models import FamilyConsent
from schutznetz.files import documents
from schutznetz.kernel import clock, tenancy, worker
from schutznetz.kernel.context import system
from schutznetz.networks.choices import Role
from schutznetz.offers.choices import OfferCategory
from schutznetz.offers.models import ConfirmationLink, Offer, PublishedOffer
from schutznetz.volunteers.choices import EndReason, LeavingReason, Training
from schutznetz.volunteers.jobs import ask_about_end, erase_outlived
from schutznetz.volunteers.models import Certificate, Match, Volunteer
from schutznetz.welcome.choices import VisitResult, WelcomeTopic
from schutznetz.welcome.models import LetterBundle, TopicCount, WelcomeCount, WelcomeVisit
from schutznetz.work.choices import TaskKind
from schutznetz.work.models import Task
from tests import make
from tests.journeys.conftest import WIDTHS, picture
from tests.journeys.walking import Choice, become, follow, phone_without_scripts, send
from tests.outside import Postbox, open_postbox
from tests.screens import Stage, found_stage
from tests.screens.volunteers import agreed

OFFICE, VISITOR, VOLUNTEERS = Role.COORDINATOR, Role.WELCOME_VISITOR, Role.VOLUNTEER_COORDINATOR
TITLES = "Familienname;Vorname;Straße;PLZ;Ort;Stadtteil;Geburtsdatum;Auskunftssperre;Religion"
LINK = re.compile(r"http://\S+/stimmt/\S+")


@pytest.fixture(scope="module")
def phone(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """One telephone without scripts for all stories: what works there works everywhere."""
    with phone_without_scripts(browser, live_server.url) as page:
        yield page


@pytest.fixture
def stage(transactional_db: None) -> Stage:
    return found_stage()


def look(page: Page, name: str) -> None:
    """Keep the page on a desk and on a telephone, if pictures are wanted."""
    for width in ("desktop", "phone"):
        across, down = WIDTHS[width]
        page.set_viewport_size({"width": across, "height": down})
        picture(page, name, width)


# --- newborns ---------------------------------------------------------------------------------------------


def newborns(count: int) -> bytes:
    """A list as the registry sends it: so many families, and three whose address is nobody's business."""
    born = clock.today() - timedelta(days=30)
    districts = ("Altstadt", "Neustadt")
    rows = [
        f"Familie{number:03};Kind{number};Weg {number};01067;Dresden;{districts[number % 2]};"
        f"{born - timedelta(days=number % 25):%d.%m.%Y};nein;ev"
        for number in range(count)
    ]
    hidden = [
        f"Geheim{number};Nora;Versteck {number};01067;Dresden;;{born:%d.%m.%Y};ja;" for number in range(3)
    ]
    return "\n".join([TITLES, *rows, *hidden]).encode()


@pytest.fixture
def one_bundle_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw the first bundle of each kind and keep it for the others: a second each.

    That everybody is in one bundle of their kind: tests/welcome/test_services.py.
    """
    monkeypatch.setattr(documents, "pdf", _first_of_each_kind(documents.pdf))


def _first_of_each_kind(draw: Callable[[str, Mapping[str, Any]], bytes]) -> Callable[..., bytes]:
    drawn: dict[str, bytes] = {}

    def pdf(template: str, context: Mapping[str, Any]) -> bytes:
        if template not in drawn:
            drawn[template] = draw(template, context)
        return drawn[template]

    return pdf


@pytest.mark.usefixtures("one_bundle_drawn")
def test_five_hundred_newborns_and_a_stop_list(phone: Page, stage: Stage) -> None:
    wanda = stage.user(VISITOR)
    become(phone, stage, OFFICE)
    phone.goto("/tannfurt/willkommen/")
    follow(phone, "Liste einlesen")
    _takes_over(phone)
    _stops_two(phone)
    _has_letters_written(phone, stage)

    phone.goto("/tannfurt/willkommen/besuche/")
    send(phone, "Suchen", name="Familie007")
    follow(phone, "Familie Familie007")
    today = f"{clock.today():%d.%m.%Y}"
    send(phone, "Termin eintragen", visitor_id=Choice(wanda), visit_on=today, visit_at="23:30")
    look(phone, "story-welcome-visit")
    _declines(phone)

    become(phone, stage, VISITOR)
    phone.goto("/tannfurt/willkommen/heute/")
    look(phone, "story-welcome-today")
    follow(phone, "Familie Familie007")
    send(
        phone,
        "Ergebnis festhalten",
        result=VisitResult.VISITED,
        topics=[WelcomeTopic.SLEEP, WelcomeTopic.MONEY],
    )
    expect(phone.get_by_text("Heute ist nichts geplant")).to_be_visible()
    with tenancy.scope(stage.network.pk):
        assert sum(each.visited for each in WelcomeCount.objects.all()) == 1
        assert sum(each.declined for each in WelcomeCount.objects.all()) == 1
        assert len(WelcomeVisit.objects.all()) == 497
        assert {each.topic for each in TopicCount.objects.all()} == {"sleep", "money"}


def _takes_over(page: Page) -> None:
    page.locator("[name=file]").set_input_files(
        {"name": "liste.csv", "mimeType": "text/csv", "buffer": newborns(500)}
    )
    send(page, "Liste prüfen")
    expect(page.get_by_text("Religion")).to_be_visible()  # named as dropped
    expect(page.locator("main")).to_contain_text("500")
    look(page, "story-welcome-checked")
    send(page, "Liste übernehmen")


def _stops_two(page: Page) -> None:
    """Two families get no letter; a third was a slip of the hand."""
    for name in ("Familie003", "Familie004", "Familie005"):
        page.get_by_label(name).check()
    send(page, "Auf die Sperrliste")
    page.get_by_role("button", name="Zurücknehmen Familie005").click()
    expect(page.get_by_role("button", name="Zurücknehmen")).to_have_count(2)
    expect(page.get_by_text("Geheim")).to_have_count(0)
    page.get_by_label("Die Sperrliste ist vollständig").check()
    send(page, "Sperrliste bestätigen")


def _has_letters_written(page: Page, stage: Stage) -> None:
    send(page, "Briefe schreiben", visits_offered="120")
    worker.run_once()
    page.reload()
    expect(page.get_by_text("Alle Briefe sind da.")).to_be_visible()
    look(page, "story-welcome-letters")
    first = page.get_by_role("link", name="PDF holen: Stapel 1", exact=True)
    paper = page.context.request.get(first.get_attribute("href") or "").body()
    assert len(pypdfium2.PdfDocument(paper)) == 50
    with tenancy.scope(stage.network.pk):
        assert sum(each.count for each in LetterBundle.objects.all()) == 498
        assert WelcomeVisit.objects.filter(offered=True).count() == 120
        written = {each.household["family"] for each in WelcomeVisit.objects.filter(state="written")}
    assert len(written) == 498
    assert not {each for each in written if "Geheim" in each or each in {"Familie003", "Familie004"}}


def _declines(page: Page) -> None:
    """Who wants no visit is forgotten at once: the next look finds nobody."""
    page.goto("/tannfurt/willkommen/besuche/")
    send(page, "Suchen", name="Familie011")
    follow(page, "Familie Familie011")
    send(page, "Ergebnis festhalten", result=VisitResult.DECLINED)
    send(page, "Suchen", name="Familie011")
    expect(page.get_by_text("Niemand gefunden")).to_be_visible()


# --- volunteers -------------------------------------------------------------------------------------------


def test_a_volunteer_joins_is_matched_and_leaves(phone: Page, stage: Stage) -> None:
    with tenancy.scope(stage.network.pk):
        agreed(stage)
    become(phone, stage, VOLUNTEERS)
    _joins(phone)
    become(phone, stage, OFFICE)
    _asks(phone, stage)
    become(phone, stage, VOLUNTEERS)
    _is_matched(phone)
    _comes_to_its_end(phone, stage)
    _leaves(phone, stage)


def _joins(page: Page) -> None:
    today = clock.today()
    page.goto("/tannfurt/familienpaten/neu/")
    for name in ("insured",):
        page.locator(f"[name={name}]").check()
    send(
        page,
        name="Heidi Lang",
        contact="09999 8120",
        training=Training.DONE,
        confidential_on=today,
        declared_on=today,
        areas="Nordstadt, Hafen",
        on_di="14 bis 17",
    )
    follow(page, "Heidi Lang")
    expect(page.get_by_role("button", name="Aufnehmen: kann jetzt vermittelt werden")).to_have_count(0)
    follow(page, "Führungszeugnis eingesehen")
    expect(page.locator("input[type=file]")).to_have_count(0)
    send(page, seen_on=today, issued_on=today, relevant_entry=False)
    send(page, "Aufnehmen: kann jetzt vermittelt werden")
    look(page, "story-volunteer-joined")


def _asks(page: Page, stage: Stage) -> None:
    with tenancy.scope(stage.network.pk):
        consent = FamilyConsent.objects.get()
    page.goto("/tannfurt/familienpaten/wunsch/")
    send(
        page,
        "Wunsch weitergeben",
        consent_id=Choice(consent),
        words="Jemand, der Ada vorliest.",
        area="Nordstadt",
        on_di="15-18",
        necessity="Damit Vera jemanden sucht und anruft.",
        endangers=False,
        endangers_why="Die Familie wünscht es.",
    )
    expect(page.get_by_text("Der Wunsch liegt jetzt bei der Ehrenamtskoordination.")).to_be_visible()


def _is_matched(page: Page) -> None:
    today = clock.today()
    page.goto("/tannfurt/familienpaten/")
    follow(page, "Familie Okafor")
    expect(page.get_by_text("beide haben Zeit: Dienstag 15:00–17:00")).to_be_visible()
    look(page, "story-volunteer-fits")
    send(page, "Heidi Lang vorschlagen")
    for side in ("with_volunteer", "with_family"):
        page.locator(f"[name=side][value={side}]").check()
        send(page, "Eintragen", on=today, said="Gern, dienstags.")
    follow(page, "Entscheiden")
    page.locator("[name=decision][value=agree]").check()
    send(
        page,
        reasons="Beide lesen gern.",
        agreement="Dienstags zwei Stunden vorlesen.",
        starts_on=today,
        planned_until=today + timedelta(days=10),
        allowance="7,50",
    )
    send(page, "Eintragen", on=today, minutes="90", expense="7,50")
    expect(page.get_by_text("Zusammen 1:30 Stunden")).to_be_visible()


def _comes_to_its_end(page: Page, stage: Stage) -> None:
    """A task asks before the planned end; it goes on for a while, and is paid."""
    today = clock.today()
    with tenancy.scope(stage.network.pk):
        ask_about_end(system(stage.network.pk))
    page.goto("/tannfurt/aufgaben/")
    follow(page, "Eine Begleitung endet bald: verlängern oder verabschieden", "Verlängern")
    send(page, until=today + timedelta(days=60), why="Ada fragt schon nach ihr.")
    look(page, "story-volunteer-match")
    with tenancy.scope(stage.network.pk):
        assert not Task.objects.filter(kind=TaskKind.MATCH_ENDS, settled_at=None).exists()
    page.goto("/tannfurt/familienpaten/auszahlung/")
    send(page, "Anzeigen", von=today, bis=today)
    look(page, "story-volunteer-paid")
    sheet = page.get_by_role("link", name="Für die Auszahlung holen (CSV)")
    body = page.context.request.get(sheet.get_attribute("href") or "").text()
    assert "Heidi Lang;1;1:30;7,50" in body
    assert "Okafor" not in body


def _leaves(page: Page, stage: Stage) -> None:
    today = clock.today()
    page.goto("/tannfurt/familienpaten/")
    follow(page, "Heidi Lang · Familie Okafor", "Begleitung beenden")
    send(page, on=today, why=Choice(EndReason.REACHED), note="Es war gut.")
    page.goto("/tannfurt/familienpaten/")
    follow(page, "Heidi Lang", "Ausscheiden")
    send(page, on=today, why=Choice(LeavingReason.TIME))
    page.goto("/tannfurt/familienpaten/")
    expect(page.get_by_text("Heidi Lang")).to_have_count(0)
    with tenancy.scope(stage.network.pk):
        with clock.frozen(clock.now() + timedelta(days=185)):
            erase_outlived(system(stage.network.pk))
        assert not Volunteer.objects.exists()
        assert not Certificate.objects.exists()
        assert Match.objects.get().volunteer_id is None


# --- a provider and a mail --------------------------------------------------------------------------------


@pytest.fixture
def postbox(settings: LazySettings, live_server: LiveServer) -> Iterator[Postbox]:
    with open_postbox(settings) as box:
        settings.PUBLIC_URL = live_server.url
        yield box


def lapsed(stage: Stage) -> Offer:
    """An offer that nobody has confirmed for half a year."""
    with tenancy.scope(stage.network.pk), clock.frozen(clock.now() - timedelta(days=190)):
        return make.offer(
            stage.ctx(OFFICE),
            stage.network,
            title="Krabbelgruppe am Markt",
            category=OfferCategory.PARENT_CHILD_GROUP,
            mail="haus@tannfurt.example",
            places_total=8,
        )


def test_a_provider_confirms_and_says_free_places_from_the_mail(
    phone: Page, stage: Stage, postbox: Postbox
) -> None:
    offer = lapsed(stage)
    worker.run_once()
    (mail,) = [each for each in postbox.mails if each.rcpt_tos == ["haus@tannfurt.example"]]
    words = message_from_bytes(mail.original_content or b"", policy=default).get_content()
    assert "Krabbelgruppe" not in words
    (link,) = LINK.findall(words)
    phone.context.clear_cookies()

    phone.goto(link)
    look(phone, "story-provider-asked")
    assert (
        PublishedOffer.objects.get().confirmed_on != clock.today()
    )  # a program that checks mails opens it too
    send(phone, "Ja, das stimmt noch")
    expect(phone.get_by_text("Danke. Familien sehen das ab sofort.")).to_be_visible()
    send(phone, "3 frei")
    look(phone, "story-provider-answered")

    phone.goto(f"/tannfurt/angebote/{offer.pk}/")
    look(phone, "story-provider-shown")
    shown = PublishedOffer.objects.get()
    assert (shown.confirmed_on, shown.places_now) == (clock.today(), 3)
    _is_void(phone, stage, link)


def _is_void(page: Page, stage: Stage, link: str) -> None:
    """After a month the link opens nothing, and what it changed stays."""
    with tenancy.scope(stage.network.pk):
        late = replace(stage.ctx(OFFICE), now=clock.now() - timedelta(seconds=1))
        ConfirmationLink.objects.update(expires_at=late.now)
    answer = page.goto(link)
    assert answer
    assert answer.status == 410
    assert PublishedOffer.objects.get().places_now == 3
