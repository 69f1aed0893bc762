from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from schutznetz.accounts.models import User
from schutznetz.cases import services
from schutznetz.cases.choices import Question
from schutznetz.cases.models import Report
from schutznetz.kernel import audit
from schutznetz.kernel.context import Context
from schutznetz.kernel.models import Draft
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from tests.conftest import member, sign_in
from tests.web.cases.reporting.test_views import CODE, walk

pytestmark = pytest.mark.usefixtures("inside")

PAGES = (
    {"danger_now": "no", "reporter_kind": "health"},
    {"observed": "Verbrennungen an beiden Händen"},
    {"child0-child_name": "Mia Muster"},
    {"talk_with_guardians": "heute", "talk_with_child": "zu jung", "prior_notice": "ja, heute"},
    {"reporter_name": "Dr. Nora Nord", "reporter_institution": "Praxis", "reporter_phone": "02331 5"},
    {"go": "send"},
)


@pytest.fixture
def nora(tannfurt: Network) -> User:
    return member(tannfurt, "nora", Role.PARTNER)


@pytest.fixture
def reported(client: Client, nora: User) -> Report:
    sign_in(client, nora)
    assert CODE.search(walk(client, *PAGES))
    return Report.objects.get()


def test_a_signed_in_doctor_finds_her_report_again(client: Client, reported: Report, nora: User) -> None:
    assert (reported.channel, reported.entered_by_id) == ("partner", nora.pk)
    listed = client.get("/tannfurt/meldungen/").content.decode()
    shown = client.get(f"/tannfurt/meldungen/{reported.pk}/").content.decode()

    assert reported.reference in listed
    assert "Mia" not in listed
    assert "Verbrennungen an beiden Händen" in shown
    assert "Mia Muster" in shown


def test_a_leader_reads_her_own_report_and_no_other_of_her_house(
    client: Client, reported: Report, tannfurt: Network
) -> None:
    sign_in(client, member(tannfurt, "lea", Role.PARTNER_LEAD))
    walk(client, *PAGES)
    hers = Report.objects.exclude(pk=reported.pk).get()

    assert (hers.channel, hers.entered_by and hers.entered_by.username) == ("partner", "lea")
    listed = client.get("/tannfurt/meldungen/").content.decode()
    assert hers.reference in listed
    assert reported.reference not in listed
    assert client.get(f"/tannfurt/meldungen/{hers.pk}/").status_code == 200
    assert client.get(f"/tannfurt/meldungen/{reported.pk}/").status_code == 404


def test_another_partner_finds_nothing(client: Client, reported: Report, tannfurt: Network) -> None:
    sign_in(client, member(tannfurt, "dora", Role.PARTNER))

    assert reported.reference not in client.get("/tannfurt/meldungen/").content.decode()
    assert client.get(f"/tannfurt/meldungen/{reported.pk}/").status_code == 404


def test_looking_at_ones_own_report_leaves_a_trace(client: Client, reported: Report) -> None:
    client.get(f"/tannfurt/meldungen/{reported.pk}/")
    assert "reports.read_own" in [event.action for event in audit.trail(reported.network_id)]


def test_question_and_answer_go_both_ways(
    client: Client, reported: Report, ctx: Context, nora: User, tannfurt: Network
) -> None:
    anna = replace(ctx, actor_id=member(tannfurt, "ines", Role.INTAKE).pk, role=Role.INTAKE)
    services.take_report(anna, reported)
    services.ask_reporter(anna, Report.objects.get(), question=Question.WHEN)

    url = f"/tannfurt/meldungen/{reported.pk}/"
    assert str(Question.WHEN.label) in client.get(url).content.decode()
    client.post(url, {"text": "Gestern gegen 18 Uhr", "submission_key": "k" * 26})

    message = Report.objects.get().messages.get(kind="answer")
    assert (message.text, message.author_id) == ("Gestern gegen 18 Uhr", nora.pk)


def test_what_is_half_added_is_still_there_until_it_is_sent(
    client: Client, reported: Report, nora: User
) -> None:
    url, typed = f"/tannfurt/meldungen/{reported.pk}/", {"text": "Der Verband war heute ab."}
    client.post(url, {**typed, "go": "keep"})
    assert not reported.messages.exists()
    client.logout()
    sign_in(client, nora)
    assert typed["text"] in client.get(url).content.decode()

    client.post(url, {**typed, "go": "send", "submission_key": "k" * 26})

    assert reported.messages.get().text == typed["text"]
    assert not Draft.objects.exists()


def test_without_an_account_the_office_calls_back(client: Client, tannfurt: Network) -> None:
    from schutznetz.work.models import Task

    walk(client, *PAGES)

    assert Report.objects.get().channel == "web"
    assert list(Task.objects.filter(kind="call_back").values_list("line", flat=True)) == [Role.INTAKE]


def test_the_address_of_the_list_is_stable() -> None:
    assert reverse("reporting:own_index", args=["tannfurt"]) == "/tannfurt/meldungen/"
