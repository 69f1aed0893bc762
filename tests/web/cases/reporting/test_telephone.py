import pytest
from django.test import Client

from schutznetz.accounts.models import User
from schutznetz.cases.models import Report
from schutznetz.kernel import clock, drafts
from schutznetz.kernel.context import Context
from schutznetz.kernel.models import Draft
from tests.conftest import NOON, sign_in
from tests.web.cases.reporting.test_views import CODE, hidden

URL = "/tannfurt/telefon/"
CALL = {
    "channel": "telephone",
    "received_on_0": "22",
    "received_on_1": "11",
    "received_on_2": "2026",
    "received_time": "12:40",
    "observed": "Nachbarin hört seit Stunden ein Baby schreien",
    "child0-child_name": "Baby, Lindenweg 3",
    "reporter_kind": "private",
    "reporter_phone": "02331 1234",
}


@pytest.fixture
def at_the_phone(client: Client, anna: User) -> Client:
    sign_in(client, anna)
    return client


def test_a_call_is_in_the_inbox_with_its_real_time(at_the_phone: Client, inside: None) -> None:
    with clock.frozen(NOON):
        html = at_the_phone.get(URL).content.decode()
        html = at_the_phone.post(URL, {**hidden(html), **CALL, "go": "send"}).content.decode()

    report = Report.objects.get()
    assert CODE.search(html)
    assert (report.channel, report.received_at.hour, report.entered_at) == ("telephone", 11, NOON)
    assert report.children.get().description == {"child_name": "Baby, Lindenweg 3"}
    assert report.contact.details == {"reporter_phone": "02331 1234"}


def test_nothing_typed_is_lost_when_the_session_ends(at_the_phone: Client, anna: User, inside: None) -> None:
    at_the_phone.post(URL, {**CALL, "go": "keep"})
    at_the_phone.logout()
    sign_in(at_the_phone, anna)

    assert "Nachbarin hört" in at_the_phone.get(URL).content.decode()


def test_the_draft_goes_when_the_note_is_in_the_inbox(
    at_the_phone: Client, ctx: Context, inside: None
) -> None:
    with clock.frozen(NOON):
        at_the_phone.post(URL, {**CALL, "go": "keep"})
        assert drafts.fetch(ctx, "telephone")
        at_the_phone.post(URL, {**CALL, "go": "send"})

    assert not Draft.objects.exists()


@pytest.mark.parametrize(("field", "value"), [("received_time", "15:00"), ("received_on_2", "2027")])
def test_a_time_in_the_future_is_asked_again(
    field: str, value: str, at_the_phone: Client, inside: None
) -> None:
    with clock.frozen(NOON):
        html = at_the_phone.post(URL, {**CALL, field: value, "go": "send"}).content.decode()

    assert "liegt in der Zukunft" in html
    assert "Nachbarin hört" in html
    assert not Report.objects.exists()


def test_an_empty_note_is_not_a_report(at_the_phone: Client, inside: None) -> None:
    with clock.frozen(NOON):
        empty = {**CALL, "observed": "", "child0-child_name": ""}
        html = at_the_phone.post(URL, {**empty, "go": "send"}).content.decode()

    assert "Ein Wort genügt" in html
    assert not Report.objects.exists()


def test_whoever_takes_the_call_is_told_which_schools_the_law_means(at_the_phone: Client) -> None:
    assert "Privatschule ohne staatliche Anerkennung" in at_the_phone.get(URL).content.decode()
