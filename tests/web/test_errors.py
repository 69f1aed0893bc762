"""Error pages help, name the emergency numbers, and lose nothing that was typed."""

import re
from html import unescape

import pytest
from django.db import DatabaseError, OperationalError
from django.http import HttpRequest
from django.test import Client, RequestFactory

from schutznetz.kernel import submissions
from schutznetz.networks.models import Network
from schutznetz.web import errors


@pytest.fixture
def request_(rf: RequestFactory) -> HttpRequest:
    return rf.get("/tannfurt/")


@pytest.mark.parametrize("status", sorted(errors.TROUBLES))
def test_each_error_says_what_to_do_and_whom_to_call(request_: HttpRequest, status: int) -> None:
    answer = errors.page(request_, status) if status < 500 else errors.bare(status)
    text = answer.content.decode()

    assert answer.status_code == status
    assert str(errors.TROUBLES[status].todo) in text
    assert 'href="tel:110"' in text
    assert 'href="tel:112"' in text


def test_unknown_addresses_get_the_german_page(client: Client, tannfurt: Network) -> None:
    answer = client.get("/gibt-es-nicht/")

    assert answer.status_code == 404
    assert "Diese Seite gibt es nicht" in answer.content.decode()


def test_a_lost_token_keeps_what_was_typed_but_no_password(client: Client, tannfurt: Network) -> None:
    strict = Client(enforce_csrf_checks=True)
    typed = {"text": "Das Kind weint <jede> Nacht.", "password": "geheim"}

    answer = strict.post("/tannfurt/faelle/", typed, headers={"sec-fetch-site": "same-origin"})

    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Das Kind weint &lt;jede&gt; Nacht." in page
    assert "geheim" not in page


def test_what_another_site_typed_is_never_offered_for_sending(client: Client, tannfurt: Network) -> None:
    strict = Client(enforce_csrf_checks=True)

    page = strict.post("/tannfurt/faelle/", {"text": "untergeschoben"}).content.decode()

    assert "untergeschoben" not in page


def test_what_is_sent_after_the_session_ended_is_kept(client: Client, tannfurt: Network) -> None:
    typed = {"text": "Ein langer Vermerk über das Gespräch."}

    answer = client.post("/tannfurt/faelle/", typed, headers={"sec-fetch-site": "same-origin"})

    assert answer.status_code == 403
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Ein langer Vermerk über das Gespräch." in answer.content.decode()


@pytest.mark.parametrize(
    ("error", "status"), [(OperationalError("disk is full"), 503), (DatabaseError(), 500)]
)
def test_what_could_not_be_stored_is_kept_and_may_be_sent_again(
    client: Client, tannfurt: Network, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int
) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise error

    client.raise_request_exception = False
    typed = {"danger_now": "yes", "reporter_kind": "private", "at": "urgent", "go": "send"}
    typed |= {"observed": "Das Kind schreit <jede> Nacht.", "submission_key": submissions.new_key()}
    headers = {"sec-fetch-site": "same-origin"}

    with monkeypatch.context() as patch:
        patch.setattr(submissions, "once", refuse)
        answer = client.post("/tannfurt/melden/", typed, headers=headers)

    again = _hidden(answer.content.decode())
    assert answer.status_code == status
    assert "csrfmiddlewaretoken" in answer.content.decode()
    assert again == typed
    assert "sn-code" in client.post("/tannfurt/melden/", again, headers=headers).content.decode()


def _hidden(page: str) -> dict[str, str]:
    found = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}
