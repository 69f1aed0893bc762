"""Measures from their first step to their last: help, plan, court, care, acting at once, lowering by two."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from schutznetz.cases.choices import (
    CheckFinding,
    ChildTold,
    Consent,
    Guardian,
    GuardianPosition,
    HelpAnswer,
    Manner,
    PriorNotice,
    ProtectionMeasure,
    TakingEnd,
    TakingFollowUp,
    TakingGround,
    Urgency,
    WatchedKind,
)
from schutznetz.cases.models import (
    Case,
    Check,
    HelpOffer,
    ImmediateProtection,
    Report,
    SafetyPlan,
    TakingIntoCare,
)
from schutznetz.kernel import clock, delivery, tenancy
from schutznetz.kernel.context import system
from schutznetz.networks.choices import Role
from schutznetz.work.jobs import escalate_due
from tests import make
from tests.journeys.walking import Choice, become, follow, phone_without_scripts, send
from tests.outside import Gateway, Postbox, open_gateway, open_postbox
from tests.screens import Stage, found_stage
from tests.screens.intake import taken
from tests.screens.measures import case as assessed_case

WORKER, INTAKE, LEAD = Role.CASE_WORKER, Role.INTAKE, Role.TEAM_LEAD
A_WEEK = timedelta(days=7)


@pytest.fixture(scope="module")
def phone(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """One telephone without scripts for all stories: what works there works everywhere."""
    with phone_without_scripts(browser, live_server.url) as page:
        yield page


@pytest.fixture
def stage(transactional_db: None) -> Stage:
    return found_stage()


@pytest.fixture
def case(stage: Stage) -> Case:
    with tenancy.scope(stage.network.pk):
        return assessed_case(stage)


def as_(page: Page, stage: Stage, role: Role, case: Case) -> None:
    become(page, stage, role)
    page.goto(f"/tannfurt/faelle/{case.pk}/")


def paper(folder: Path, name: str) -> Path:
    Image.new("RGB", (40, 40), "white").save(folder / name)
    return folder / name


def climb(stage: Stage, *minutes: int) -> None:
    """Let so many minutes pass in which nobody answers."""
    with tenancy.scope(stage.network.pk):
        for later in minutes:
            with clock.frozen(clock.now() + timedelta(minutes=later)):
                escalate_due(replace(system(stage.network.pk), now=clock.now()))
                delivery.deliver()


def test_help_is_offered_and_taken(phone: Page, stage: Stage, case: Case) -> None:
    as_(phone, stage, WORKER, case)
    follow(phone, "Hilfe anbieten")
    send(phone, what="Familienhilfe, zweimal in der Woche", offered_on=clock.today())

    follow(phone, "Angebotene Hilfe")
    send(phone, answer=HelpAnswer.ACCEPTED, answered_on=clock.today())

    expect(phone.get_by_text("Angenommen")).to_be_visible()
    with tenancy.scope(stage.network.pk):
        assert HelpOffer.objects.get().answer == HelpAnswer.ACCEPTED


def test_a_plan_is_agreed_and_somebody_looks_whether_it_is_kept(
    phone: Page, stage: Stage, case: Case
) -> None:
    today = clock.today()
    as_(phone, stage, WORKER, case)
    follow(phone, "Schutzplan vereinbaren")
    send(
        phone,
        goal="Mia ist zu Hause sicher.",
        starts_on=today,
        review_on=today + 2 * A_WEEK,
        ends_on=today + 4 * A_WEEK,
        consent=Consent.AGREED,
        consent_by="Mutter, am Küchentisch",
        child_told=ChildTold.TOLD,
        child_view="„Papa soll nicht mehr schreien.“",
        what_1="Der Vater betritt die Wohnung nicht.",
        whose_1="Vater",
        until_1=today + 2 * A_WEEK,
        watcher_id_1=Choice(stage.user(INTAKE)),
        substitute_id_1=Choice(stage.user(WORKER)),
        how_1="Hausbesuch, zu zweit",
        check_on_1=today,
        otherwise_1="Wir rufen das Familiengericht an.",
    )
    expect(phone.get_by_text("Der Schutzplan gilt.")).to_be_visible()

    become(phone, stage, INTAKE)
    phone.goto("/tannfurt/aufgaben/")
    follow(phone, "Kontrolle machen", "Kontrolle festhalten")
    send(phone, finding=CheckFinding.KEPT, evidence="Mia allein mit der Mutter.", next_on=today + A_WEEK)

    expect(phone.get_by_role("heading", name="Eingehalten")).to_be_visible()
    with tenancy.scope(stage.network.pk):
        assert SafetyPlan.objects.get().state == "active"


def call_the_court(page: Page, folder: Path) -> None:
    today = clock.today()
    follow(page, "Familiengericht")
    send(page, call=True, reasons="Die Eltern wirken nicht mit.")
    follow(page, "Familiengericht", "Schreiben verfassen")
    send(
        page,
        other_court="Amtsgericht Tannfurt\nAbteilung für Familiensachen",
        report="Zwei Besuche.",
        need="Schutz",
        help_kind="Familienhilfe",
        review_results="Beendet",
    )
    follow(page, "Versand festhalten")
    local = clock.now().astimezone(clock.BERLIN)
    send(
        page,
        notice=PriorNotice.TOLD,
        sent_on=today,
        sent_time=f"{local:%H:%M}",
        proof=paper(folder, "versand.png"),
    )


def enter_the_order(page: Page, stage: Stage) -> None:
    today = clock.today()
    follow(page, "Beschluss eintragen")
    send(page, ordered=True, ruled_on=today, ruling="Der Vater hält sich 100 Meter fern.")
    follow(page, "Anordnung oder Auflage eintragen")
    send(
        page,
        kind=WatchedKind.ORDER,
        what="Der Vater hält sich 100 Meter fern.",
        whose="Vater",
        watcher_id=Choice(stage.user(WORKER)),
        substitute_id=Choice(stage.user(INTAKE)),
        how="Unangemeldeter Besuch",
        check_on=today,
        otherwise="Polizei rufen, Mia in Obhut nehmen.",
    )


def test_an_order_of_the_court_is_broken_and_the_lead_answers(
    phone: Page, stage: Stage, case: Case, tmp_path: Path
) -> None:
    """Decision, letter, dispatch, ruling, order; a look finds it broken; nobody answers, so the lead does."""
    as_(phone, stage, WORKER, case)
    stage.user(LEAD)
    call_the_court(phone, tmp_path)
    enter_the_order(phone, stage)
    follow(phone, "Der Vater hält sich 100 Meter fern.", "Kontrolle festhalten")
    send(phone, finding=CheckFinding.BROKEN, evidence="Er öffnete die Tür.", next_on=clock.today())
    expect(phone.get_by_text("Gebrochen: Was folgt darauf?")).to_be_visible()
    climb(stage, 0, 1, 16)

    become(phone, stage, LEAD)
    phone.goto("/tannfurt/aufgaben/")
    follow(phone, "Auf den Bruch einer gerichtlichen Anordnung reagieren", "Auf den Bruch antworten")
    send(phone, note="Polizei gerufen, Mia ist bei der Großmutter.")

    expect(phone.get_by_text("Darauf folgte:")).to_be_visible()
    with tenancy.scope(stage.network.pk):
        assert Check.objects.get().reacted_by_id == stage.user(LEAD).pk


def test_a_child_is_taken_into_care_and_given_back(phone: Page, stage: Stage, case: Case) -> None:
    as_(phone, stage, WORKER, case)
    follow(phone, "In Obhut nehmen")
    send(phone, "Das Kind ist jetzt in Obhut")  # nothing missing ever stops it
    expect(phone.get_by_text("Es fehlen noch Angaben")).to_be_visible()
    follow(phone, "Angaben nachtragen")
    now = f"{clock.now().astimezone(clock.BERLIN):%H:%M}"
    today = clock.today()
    send(
        phone,
        ground=TakingGround.URGENT_DANGER,
        place="Bereitschaftspflege Nord",
        child_told_on=today,
        child_told_time=now,
        child_told_how="Mit Bildern",
        trusted_on=today,
        trusted_time=now,
        trusted_note="Oma",
        guardians_told_on=today,
        guardians_told_time=now,
    )
    follow(phone, "Antwort der Sorgeberechtigten")
    send(phone, whose=Guardian.ALL, position=GuardianPosition.OBJECTS, follow_up=TakingFollowUp.HAND_BACK)
    expect(phone.get_by_text("Es fehlen noch Angaben")).to_have_count(0)
    follow(phone, "Inobhutnahme beenden")
    send(phone, ended_by=TakingEnd.HANDED_BACK, note="Die Großmutter zieht ein.")

    expect(phone.get_by_text("Übergabe an die Berechtigten")).to_be_visible()
    with tenancy.scope(stage.network.pk):
        assert TakingIntoCare.objects.get().state == "ended"


def test_it_is_acted_at_once_with_police_and_doctor_and_signed_afterwards(phone: Page, stage: Stage) -> None:
    with tenancy.scope(stage.network.pk):
        report = taken(stage)
        stage.user(WORKER)
    become(phone, stage, INTAKE)
    phone.goto(f"/tannfurt/eingang/{report.pk}/")
    follow(phone, "Sofort schützen")
    send(
        phone,
        "Wir handeln jetzt",
        measures=[ProtectionMeasure.POLICE, ProtectionMeasure.EMERGENCY_DOCTOR],
        what="Wir fahren hin.",
        second_id=Choice(stage.user(WORKER)),
        told_by=Choice(Manner.TELEPHONE),
    )

    become(phone, stage, WORKER)
    phone.goto("/tannfurt/aufgaben/")
    follow(phone, "Sofortschutz bestätigen", "Bestätigen")
    send(phone, "Bestätigen")

    with tenancy.scope(stage.network.pk):
        signed = ImmediateProtection.objects.get()
        assert (signed.state, signed.second_id) == ("confirmed", stage.user(WORKER).pk)


def test_two_people_in_two_sessions_find_it_less_urgent(phone: Page, stage: Stage) -> None:
    with tenancy.scope(stage.network.pk):
        report = taken(stage)
        Report.objects.filter(pk=report.pk).update(urgency=Urgency.U1)
    become(phone, stage, INTAKE)
    phone.goto(f"/tannfurt/eingang/{report.pk}/")
    follow(phone, "Weniger dringend")
    send(phone, "Der zweiten Fachkraft vorlegen", to=Urgency.U2, reasons="Das Kind ist bei der Großmutter.")
    expect(phone.get_by_text("Noch bleibt es so dringend.")).to_be_visible()
    expect(phone.get_by_role("link", name="Herabstufung prüfen")).to_have_count(0)

    become(phone, stage, WORKER)
    phone.goto("/tannfurt/aufgaben/")
    follow(phone, "Herabstufung der Dringlichkeit prüfen", "Herabstufung prüfen")
    send(phone, "Zustimmen")

    with tenancy.scope(stage.network.pk):
        assert Report.objects.get(pk=report.pk).urgency == Urgency.U2


@pytest.fixture
def postbox(settings: LazySettings) -> Iterator[Postbox]:
    with open_postbox(settings) as box:
        yield box


@pytest.fixture
def gateway(settings: LazySettings) -> Iterator[Gateway]:
    with open_gateway(settings) as server:
        yield server


def test_at_night_with_nobody_at_the_desk_the_lead_is_called_and_takes_it(
    phone: Page,
    stage: Stage,
    live_server: LiveServer,
    gateway: Gateway,
    postbox: Postbox,
    settings: LazySettings,
) -> None:
    """Nobody is on duty, so after a quarter of an hour a telephone rings; no word about a child leaves."""
    settings.PUBLIC_URL = live_server.url
    lead = stage.user(LEAD)
    type(lead).objects.filter(pk=lead.pk).update(phone="09999 4714")
    with tenancy.scope(stage.network.pk):
        report = make.report(stage.ctx(INTAKE), stage.network, danger_now=True, children=["Mia", "Ben"])
    climb(stage, 5)
    assert gateway.orders == []

    climb(stage, 15)

    call = gateway.orders[-1]
    assert call["to"] == "09999 4714"
    assert [mail.rcpt_tos for mail in postbox.mails][-1] == [lead.email]
    left = str([gateway.orders, [mail.original_content for mail in postbox.mails]])
    assert not [word for word in ("Mia", "Ben", str(report.pk)) if word in left]
    phone.context.clear_cookies()
    phone.goto(call["answer"])
    send(phone, "Ich kümmere mich")
    expect(phone.get_by_text("Danke. Ihre Antwort ist da.")).to_be_visible()
    become(phone, stage, LEAD)
    phone.goto("/tannfurt/aufgaben/")
    follow(phone, "Meldung übernehmen")
    send(phone, "Übernehmen")

    with tenancy.scope(stage.network.pk):
        assert Report.objects.get(pk=report.pk).responsible_id == lead.pk
