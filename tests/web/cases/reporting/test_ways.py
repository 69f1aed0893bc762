"""Where the law closes the way: nothing leaves, nothing typed is lost, and somebody to talk to is named."""

from typing import Any

import pytest
from django.test import Client

from schutznetz.cases.models import Report, ReportChild
from schutznetz.kernel import ids
from schutznetz.law.reporters import CHANNELS, Channel
from schutznetz.networks.choices import ContactTopic, PartnerCategory, Role
from schutznetz.networks.models import Contact, ContactPerson, Network, Organisation
from tests.conftest import NOON, member, sign_in
from tests.web.cases.reporting.test_views import CODE, URL, hidden, walk

pytestmark = pytest.mark.usefixtures("inside")

OPEN = "andere sind offen"
WHO = {"reporter_name": "Jana Kurz", "reporter_institution": "Jobcenter", "reporter_phone": "02331 7"}
JOBCENTER = {"danger_now": "no", "reporter_kind": "benefit_body", "cause": "sign", **WHO, "prior_notice": "x"}
DOCTOR = {
    "danger_now": "no",
    "reporter_kind": "health",
    "observed": "Sie trinkt",
    "talk_with_guardians": "x",
    "talk_with_child": "x",
    "prior_notice": "x",
    **WHO,
}


def send(client: Client, *answers: dict[str, str], at: str = "check", **further: str) -> str:
    """Send everything at once, as somebody does who skips the pages."""
    everything = {name: text for each in answers for name, text in each.items()}
    typed = {**everything, **further, "at": at, "go": "send", "submission_key": ids.choose("abc", 26)}
    return client.post(URL, typed).content.decode()


def test_a_missed_appointment_leads_to_open_ways_and_keeps_every_word(
    client: Client, tannfurt: Network
) -> None:
    page = walk(
        client,
        {"danger_now": "no", "reporter_kind": "benefit_body"},
        {"observed": "Herr K. kam dreimal nicht", "cause": "appointment"},
    )

    assert OPEN in page
    assert "Weiter</span>" not in page
    assert hidden(page)["observed"] == "Herr K. kam dreimal nicht"
    for way in ("Mit einem Menschen sprechen", "Ohne Namen fragen", "Frühen Hilfen", "tel:110"):
        assert way in page
    back = client.post(URL, {**hidden(page), "go": "back"}).content.decode()
    assert "Herr K. kam dreimal nicht" in back


@pytest.mark.parametrize("danger", ["yes", "no"])
def test_no_detour_sends_it_all_the_same(danger: str, client: Client, tannfurt: Network) -> None:
    told = {**JOBCENTER, "danger_now": danger, "observed": "kam nicht", "child0-child_name": "Mia"}

    page = send(client, told, at="urgent" if danger == "yes" else "check", cause="appointment")

    assert OPEN in page
    assert not CODE.search(page)
    assert not Report.objects.exists()
    assert CODE.search(send(client, told, at="urgent" if danger == "yes" else "check"))  # negative control


def test_names_alone_do_not_leave_a_benefit_body_in_a_hurry(client: Client, tannfurt: Network) -> None:
    told = {**JOBCENTER, "danger_now": "yes", "cause": "", "child0-child_name": "Mia"}

    assert OPEN in send(client, told, at="urgent")
    assert not Report.objects.exists()


def test_only_children_with_a_sign_of_their_own_leave(client: Client, tannfurt: Network) -> None:
    told = {
        "observed": "Blauer Fleck",
        "children": "2",
        "child0-child_name": "Mia",
        "child1-child_name": "Ben",
    }

    page = send(client, JOBCENTER, told, {"child0-child_sign": "Fleck am Arm"})

    assert CODE.search(page)
    assert "Nicht mitgesendet" in page
    assert [child.description["child_name"] for child in ReportChild.objects.all()] == ["Mia"]


def test_with_an_account_of_the_jobcenter_one_reports_as_the_jobcenter(
    client: Client, tannfurt: Network
) -> None:
    sign_in(client, member(tannfurt, "jana", Role.JOBCENTER))
    told = {**JOBCENTER, "reporter_kind": "private", "observed": "kam nicht", "child0-child_name": "Mia"}

    assert OPEN in send(client, told, cause="appointment")
    assert not Report.objects.exists()
    assert "Privatperson" not in client.get(URL).content.decode()
    send(client, told)
    assert Report.objects.get().reporter_kind == "benefit_body"


@pytest.mark.parametrize("danger", ["yes", "no"])
def test_an_unborn_child_is_led_to_advice_and_consent(danger: str, client: Client, tannfurt: Network) -> None:
    told = {**DOCTOR, "danger_now": danger, "child0-child_name": "Baby", "child0-child_born": "unborn"}
    at = "urgent" if danger == "yes" else "check"

    assert OPEN in send(client, told, at=at)
    assert not Report.objects.exists()
    assert CODE.search(send(client, told, at=at, reporter_kind="private"))  # neighbours are not bound


def test_a_born_sibling_is_reported_without_the_unborn_child(client: Client, tannfurt: Network) -> None:
    page = walk(
        client,
        {"danger_now": "no", "reporter_kind": "health"},
        {"observed": "Sie trinkt"},
        {"child0-child_name": "Baby", "child0-child_born": "unborn", "go": "more"},
        {"child0-child_name": "Baby", "child0-child_born": "unborn", "child1-child_name": "Mia"},
    )
    assert OPEN in page
    assert "Für die anderen Kinder geht es weiter." in page
    told = {**DOCTOR, "children": "2", "child0-child_name": "Baby", "child0-child_born": "unborn"}

    assert CODE.search(send(client, told, {"child1-child_name": "Mia"}))
    assert [child.description["child_name"] for child in ReportChild.objects.all()] == ["Mia"]


@pytest.mark.parametrize("role", [None, Role.JOBCENTER])
def test_colleagues_read_a_name_and_visitors_the_number_of_the_coordination(
    role: Role | None, client: Client, tannfurt: Network
) -> None:
    Network.objects.update(office_name="Koordinierungsstelle", office_phone="09999 4711")
    office = Organisation.objects.create(name="Stadt", category=PartnerCategory.YOUTH_OFFICE)
    person = ContactPerson.objects.create(organisation=office, name="Frau Brücke", phone="09999 1")
    Contact.objects.create(
        organisation=office, topic=ContactTopic.JOBCENTER, person=person, valid_from=NOON.date()
    )
    if role:
        sign_in(client, member(tannfurt, "jana", role))

    page = send(client, JOBCENTER, observed="kam nicht", cause="appointment")

    assert ("Frau Brücke" in page) is (role is not None)
    assert "09999 4711" in page


def test_an_event_of_an_institution_names_the_authority_and_the_report_goes_on(
    client: Client, tannfurt: Network
) -> None:
    Network.objects.update(licensing_name="Landesjugendamt Nord", licensing_phone="0511 1")
    told: dict[str, Any] = {
        **DOCTOR,
        "reporter_kind": "provider",
        "isef": "x",
        "help_offered": "x",
        "child0-child_name": "Mia",
        "institution_event": "yes",
    }
    quiet = send(client, told, institution_event="no")
    assert "Landesjugendamt Nord" not in quiet

    page = send(client, told)

    assert CODE.search(page)
    assert "Landesjugendamt Nord" in page
    assert Report.objects.filter(reporter_kind="provider").count() == 2


@pytest.mark.parametrize("channel", CHANNELS, ids=lambda channel: channel.letter)
def test_the_receipt_says_what_is_heard_later_and_never_whether_the_family_is_known(
    channel: Channel, client: Client, tannfurt: Network
) -> None:
    told = {"danger_now": "yes", "reporter_kind": channel.reporter.value, "observed": "x"}
    first = send(client, told, at="urgent", **{"child0-child_name": "Mia Muster"})
    again = send(client, told, at="urgent", **{"child0-child_name": "Mia Muster"})  # known by now

    assert channel.receipt.split(":")[0] in first
    assert CODE.sub("", first) == CODE.sub("", again)
