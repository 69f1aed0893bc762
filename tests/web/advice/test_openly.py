"""The open form of advice in the browser: checked in place, a code, no cookie, limits for whoever floods."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from schutznetz.advice.models import Consultation
from schutznetz.cases.models import Report
from schutznetz.kernel import tenancy
from schutznetz.kernel.submissions import new_key
from schutznetz.networks.models import Network
from schutznetz.web import limits
from schutznetz.web.advice import openly
from schutznetz.web.advice.forms import OpenAskForm

ASK, BACK = "/tannfurt/fachberatung/ohne-konto/", "/tannfurt/fachberatung/antwort/"
ANSWERS = {"topic": "neglect", "age": "kita", "urgency": "days"}
NAMED = "Leo kommt ohne Frühstück. Was sagt Frau Sandner?"
PLAIN = "Ein Kind kommt ohne Frühstück. Was sagen Sie?"
CODE = re.compile(r'class="sn-code"[^>]*>([\d ]{19})<')


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(openly, "FLOOD", limits.Flood())


def send(client: Client, text: str = PLAIN, **typed: Any) -> Any:
    return client.post(ASK, {**ANSWERS, "text": text, "submission_key": new_key(), **typed})


def marks(page: str) -> list[str]:
    return re.findall(r'name="harmless" value="(\w+)"', page)


def test_hits_are_shown_in_place_and_each_wants_its_own_confirmation(
    client: Client, tannfurt: Network, inside: None
) -> None:
    page = send(client, NAMED).content.decode()

    assert re.findall("<mark>(.*?)</mark>", page) == ["Leo", "Frau Sandner"]
    assert NAMED in unescape(page)
    assert not CODE.search(send(client, NAMED, harmless=marks(page)[:1]).content.decode())
    assert not Consultation.objects.exists()
    assert CODE.search(send(client, NAMED, harmless=marks(page)).content.decode())


def test_sent_twice_is_asked_once_and_the_same_code_is_shown(
    client: Client, tannfurt: Network, inside: None
) -> None:
    key = new_key()
    first, again = (send(client, submission_key=key).content.decode() for _ in range(2))

    assert CODE.findall(first) == CODE.findall(again) != []
    assert Consultation.objects.count() == 1
    assert not Report.objects.exists()


def test_with_the_code_the_thread_goes_on_without_a_session(
    client: Client, tannfurt: Network, inside: None
) -> None:
    [code] = CODE.findall(send(client).content.decode())
    typed = {"code": code, "submission_key": new_key()}

    page = client.post(BACK, {"code": code}).content.decode()
    named = client.post(BACK, {**typed, "go": "further", "text": NAMED}).content.decode()
    added = client.post(BACK, {**typed, "go": "further", "text": "Und nun?"}).content.decode()
    early = client.post(BACK, {**typed, "go": "result"})

    assert PLAIN in unescape(page)
    assert "<mark>Leo</mark>" in named
    assert "Und nun?" in added
    assert "noch kein unterzeichnetes Ergebnis" in early.content.decode()
    assert set(client.cookies) <= {"csrftoken"}
    with tenancy.scope(tannfurt.pk):
        assert Consultation.objects.get().entries.count() == 2


def test_wrong_codes_are_slowed_down(client: Client, tannfurt: Network) -> None:
    statuses = [
        client.post(BACK, {"code": f"{number:016}"}).status_code for number in range(limits.TRIES + 1)
    ]

    assert statuses == [200] * limits.TRIES + [429]


def test_whoever_floods_waits_and_loses_nothing(
    client: Client, tannfurt: Network, settings: Settings, inside: None
) -> None:
    settings.FLOOD_PLACE, settings.FLOOD_OFFICE = 2, 9
    named = send(client, NAMED)  # what is not sent is not counted

    sent = [send(client) for _ in range(3)]

    assert [named.status_code, *(each.status_code for each in sent)] == [200, 200, 200, 429]
    assert sent[-1].headers["Retry-After"] == str(limits.WINDOW)
    assert PLAIN in unescape(sent[-1].content.decode())
    assert Consultation.objects.count() == 2


def test_a_page_that_was_open_too_long_keeps_what_was_typed(tannfurt: Network, inside: None) -> None:
    strict = Client(enforce_csrf_checks=True)

    page = unescape(send(strict).content.decode())

    assert PLAIN in page
    assert "Bitte noch einmal absenden" in page
    assert not Consultation.objects.exists()


def test_there_is_no_field_for_a_name() -> None:
    fields = {"submission_key", "topic", "age", "urgency", "disability", "language", "text"}

    assert set(OpenAskForm().fields) == fields
