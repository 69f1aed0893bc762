"""The answer on the screen: the button only where it is owed, three answers where it arrives, no more."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from schutznetz import receipts
from schutznetz.accounts.models import User
from schutznetz.cases import services
from schutznetz.cases.choices import ReporterKind
from schutznetz.cases.models import Feedback, Report
from schutznetz.kernel.context import Context
from schutznetz.law.reporters import CHANNELS, Channel
from schutznetz.networks.choices import PartnerCategory, Role
from schutznetz.networks.models import Network
from tests import make
from tests.conftest import NOON, context, member, sign_in

pytestmark = pytest.mark.usefixtures("inside")

KEY = "z" * 26
CONTACT = {"reporter_name": "Dr. Nord", "reporter_phone": "02331 5"}
SAID = {
    "seen": "",
    "attested": "called_back",
    "told": "yes",
    "told_on_0": "22",
    "told_on_1": "11",
    "told_on_2": "2026",
    "acted": "yes",
    "still_acting": "no",
    "note": "Der Vater tobte am Telefon.",
    "submission_key": "a" * 26,
}


@pytest.fixture
def ines(tannfurt: Network) -> User:
    member(tannfurt, "bert", Role.INTAKE)
    return member(tannfurt, "ines", Role.INTAKE)


@pytest.fixture
def take(tannfurt: Network, ines: User) -> Callable[..., Report]:
    def taken(kind: ReporterKind = ReporterKind.HEALTH) -> Report:
        at_work = context(tannfurt, ines, Role.INTAKE)
        return services.take_report(
            at_work, make.report(at_work, tannfurt, kind=kind, contact=CONTACT, key=KEY)
        )

    return taken


@pytest.fixture
def desk(client: Client, ines: User) -> Client:
    sign_in(client, ines)
    return client


@pytest.mark.parametrize("channel", CHANNELS, ids=lambda channel: channel.letter)
def test_the_button_exists_only_where_an_answer_is_owed(
    channel: Channel, desk: Client, take: Callable[..., Report]
) -> None:
    report = take(ReporterKind(channel.reporter))
    address = f"/tannfurt/eingang/{report.pk}/rueckmeldung/"

    shown = address in desk.get(f"/tannfurt/eingang/{report.pk}/").content.decode()
    opened = desk.get(address).status_code

    assert (shown, opened) == ((True, 200) if channel.letter in "AB" else (False, 404))


def test_a_doctor_reads_two_answers_before_the_result_and_no_word_more(
    desk: Client, take: Callable[..., Report], client: Client
) -> None:
    report = take()
    address = f"/tannfurt/eingang/{report.pk}/rueckmeldung/"
    assert "Noch kein Ergebnis" in desk.get(address).content.decode()

    sent = desk.post(address, SAID)

    assert sent.status_code == 302
    assert Feedback.objects.values_list("confirmed", "acted", "still_acting").get() == (None, True, False)
    page = Client().post("/tannfurt/rueckfrage/", {"code": receipts.code_for(KEY)}).content.decode()
    assert "Ist das Jugendamt zum Schutz tätig geworden?" in page
    assert "bestätigt" not in page
    assert "tobte" not in page
    desk.post(address, SAID)
    assert Feedback.objects.count() == 1  # sent twice, answered once


@pytest.mark.parametrize(
    "wrong",
    [
        {"attested": ""},
        {"attested": "account"},
        {"told": ""},
        {"told_on_0": ""},
        {"told": "no"},
        {"told": "no", "untold_reason": "other", "note": ""},
        {"told_on_2": "2030"},
        {"acted": ""},
        {"still_acting": ""},
        {"acted": "no", "still_acting": "yes"},
        {"seen": "yes"},
        {"seen": "no"},
        {"seen": "vielleicht"},
    ],
    ids=str,
)
def test_nothing_goes_out_half_made(wrong: dict[str, str], desk: Client, take: Callable[..., Report]) -> None:
    report = take()

    answer = desk.post(f"/tannfurt/eingang/{report.pk}/rueckmeldung/", {**SAID, **wrong})

    assert answer.status_code == 200
    assert not Feedback.objects.exists()


def test_a_partner_reads_it_with_the_own_report(client: Client, tannfurt: Network, ines: User) -> None:
    nora, at_work = member(tannfurt, "nora", Role.PARTNER), context(tannfurt, ines, Role.INTAKE)
    statement = services.Statement(
        reporter_kind=ReporterKind.HEALTH, danger_now=False, facts={"observed": "Sturz"}
    )
    make.in_house(nora, PartnerCategory.MEDICAL_PRACTICE)
    partner = context(tannfurt, nora, Role.PARTNER)
    report = services.submit_as_partner(partner, tannfurt, statement=statement, key=KEY)
    services.take_report(at_work, report)
    ready = services.Prepared(told_on=NOON.date())
    services.send_feedback(at_work, report, confirmed=None, acted=True, still_acting=True, prepared=ready)
    sign_in(client, nora)

    assert "Rückmeldung" in client.get("/tannfurt/meldungen/").content.decode()
    page = client.get(f"/tannfurt/meldungen/{report.pk}/").content.decode()
    assert "Ist es noch tätig?" in page
    assert "ines" in page  # who answered


@pytest.mark.parametrize(
    ("house", "asked"), [(PartnerCategory.DAY_CARE, True), (PartnerCategory.CLINIC, False)]
)
def test_the_office_is_asked_how_it_knows_unless_the_institution_fits(
    house: PartnerCategory, asked: bool, desk: Client, tannfurt: Network, ines: User
) -> None:
    nora, at_work = member(tannfurt, "nora", Role.PARTNER), context(tannfurt, ines, Role.INTAKE)
    make.in_house(nora, house)
    statement = services.Statement(
        reporter_kind=ReporterKind.HEALTH, danger_now=False, facts={"observed": "Sturz"}
    )
    partner = context(tannfurt, nora, Role.PARTNER)
    report = services.submit_as_partner(partner, tannfurt, statement=statement, key=KEY)
    services.take_report(at_work, report)
    address = f"/tannfurt/eingang/{report.pk}/rueckmeldung/"

    page = desk.get(address).content.decode()
    desk.post(address, {**SAID, "attested": ""})

    assert ("Woher wissen Sie" in page) is asked
    assert Feedback.objects.exists() is not asked


def test_the_list_asks_as_often_for_one_report_as_for_many(
    client: Client, tannfurt: Network, django_assert_max_num_queries: Any, ines: User
) -> None:
    nora = member(tannfurt, "nora", Role.PARTNER)
    partner: Context = replace(context(tannfurt, nora, Role.PARTNER))
    for number in range(6):
        statement = services.Statement(
            reporter_kind=ReporterKind.HEALTH, danger_now=False, facts={"observed": "Sturz"}
        )
        services.submit_as_partner(partner, tannfurt, statement=statement, key=str(number) * 26)
    sign_in(client, nora)

    with django_assert_max_num_queries(13):
        client.get("/tannfurt/meldungen/")
