"""The start page and the answer to a call, as people meet them."""

from datetime import timedelta

import pytest
from django.test import Client

from schutznetz.accounts.models import User
from schutznetz.kernel import clock, outbox, tenancy
from schutznetz.kernel.context import system
from schutznetz.kernel.models import Letter
from schutznetz.kernel.outbox import Notice
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.work.models import Escalation, Task
from tests.conftest import member
from tests.make import sign_in


@pytest.fixture
def ines(tannfurt: Network) -> User:
    return member(tannfurt, "ines", Role.INTAKE)


@pytest.fixture
def browser(client: Client, ines: User) -> Client:
    sign_in(client, ines)
    return client


def task(network: Network, owner: User, minutes: int) -> Task:
    now = clock.now()
    with tenancy.scope(network.pk):
        return Task.objects.create(
            kind="call_back",
            about_type="networks.Network",
            about_id=network.pk,
            about_label="Anruf",
            owner=owner,
            opened_at=now - timedelta(days=3),
            due_at=now + timedelta(minutes=minutes),
        )


def test_the_start_page_says_what_is_late_and_what_comes_now(
    tannfurt: Network, ines: User, browser: Client
) -> None:
    task(tannfurt, ines, -5)
    task(tannfurt, ines, 40)
    task(tannfurt, member(tannfurt, "bert", Role.CASE_WORKER), 40)

    page = browser.get("/tannfurt/aufgaben/").content.decode()

    assert "1 Aufgabe ist zu spät." in page
    assert page.count("Zurückrufen") == 2
    assert page.index("Zu spät") < page.index("Jetzt dran")


@pytest.mark.parametrize(("about", "offered"), [("cases.Report", False), ("networks.Network", True)])
def test_what_is_about_a_report_stays_in_the_office(
    about: str, offered: bool, tannfurt: Network, ines: User, browser: Client
) -> None:
    kita = member(tannfurt, "kita", Role.PARTNER)
    mine = task(tannfurt, ines, 40)
    with tenancy.scope(tannfurt.pk):
        Task.objects.filter(pk=mine.pk).update(about_type=about)

    page = browser.get(f"/tannfurt/aufgaben/{mine.pk}/abgeben/").content.decode()

    assert (str(kita.pk) in page) is offered


def test_a_late_task_is_finished_with_a_reason(tannfurt: Network, ines: User, browser: Client) -> None:
    late = task(tannfurt, ines, -5)
    url = f"/tannfurt/aufgaben/{late.pk}/erledigt/"

    refused = browser.post(url, {"cause": "", "note": "ohne Grund"}).content.decode()
    browser.post(url, {"cause": "workload", "note": "viel los"})

    assert "Die Frist ist vorbei" in refused
    assert "ohne Grund" in refused
    with tenancy.scope(tannfurt.pk):
        assert Task.objects.get().late_cause == "workload"


def test_looking_at_the_address_of_a_call_answers_nothing(
    tannfurt: Network, ines: User, client: Client
) -> None:
    called = task(tannfurt, ines, 5)
    with tenancy.scope(tannfurt.pk):
        letter = outbox.wake(system(tannfurt.pk), phone="1", notice=Notice.URGENT, ack_url="/x/?code={token}")
        Escalation.objects.create(
            task=called, step=0, rung="owner", person=ines, called_at=clock.now(), letter_id=letter.pk
        )
    url = f"/tannfurt/aufgaben/gesehen/?code={letter.token}"

    looked = client.get(url)
    with tenancy.scope(tannfurt.pk):
        assert Letter.objects.get().acknowledged_at is None
    answered = client.post(url).content.decode()

    assert looked.status_code == 200
    assert "Ihre Antwort ist da" in answered
    with tenancy.scope(tannfurt.pk):
        assert Escalation.objects.get().acknowledged_at is not None
