"""Headers on every answer, refusals of other sites, and who may keep a copy of a page."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from pytest_django.fixtures import Settings

from schutznetz.kernel import clock
from schutznetz.networks.models import Network
from schutznetz.web.middleware import HEADERS
from tests.conftest import NOON


@pytest.mark.parametrize("path", ["/", "/hilfe-sofort/", "/gibt-es-nicht/", "/konto/login/", "/farben.css"])
def test_every_answer_carries_the_strict_headers(client: Client, tannfurt: Network, path: str) -> None:
    answer = client.get(path)

    assert {name: answer.headers.get(name) for name in HEADERS if name != "X-Robots-Tag"} == {
        name: value for name, value in HEADERS.items() if name != "X-Robots-Tag"
    }


def test_nothing_inline_and_nothing_foreign_is_allowed() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_public_pages_may_be_kept_by_the_own_browser_only(client: Client, tannfurt: Network) -> None:
    with clock.frozen(NOON):
        answer = client.get("/tannfurt/")

    assert answer.headers["Cache-Control"] == "private, max-age=60"
    assert "Cookie" in answer.headers["Vary"]
    assert settings.SESSION_COOKIE_NAME not in answer.cookies


@pytest.mark.parametrize(
    ("seconds", "kept"), [(3600, 60), (60, 60), (59, 59), (1, 1), (0, 60)], ids=lambda each: f"{each} s"
)
@pytest.mark.parametrize("day", [date(2026, 11, 24), date(2026, 3, 29), date(2026, 10, 25)], ids=str)
def test_no_copy_is_kept_over_midnight(
    client: Client, tannfurt: Network, seconds: int, kept: int, day: date
) -> None:
    """A figure of free places is over then; a page that a browser shows again would still tell it."""
    midnight = datetime.combine(day, time.min, clock.BERLIN).astimezone(UTC)

    with clock.frozen(midnight - timedelta(seconds=seconds)):
        answer = client.get("/tannfurt/")

    assert answer.headers["Cache-Control"] == f"private, max-age={kept}"


@pytest.mark.parametrize("path", ["/gibt-es-nicht/", "/tannfurt/faelle/"])
def test_nobody_keeps_what_is_not_public(client: Client, tannfurt: Network, path: str) -> None:
    assert client.get(path).headers["Cache-Control"] == "no-store"


def test_a_person_known_to_the_site_leaves_no_copies(client: Client, tannfurt: Network) -> None:
    client.cookies[settings.SESSION_COOKIE_NAME] = "x"
    assert client.get("/tannfurt/").headers["Cache-Control"] == "no-store"


def test_what_another_site_sends_is_refused(client: Client) -> None:
    foreign = client.post("/darstellung/", {"ansicht": "dark"}, headers={"sec-fetch-site": "cross-site"})
    own = client.post("/darstellung/", {"ansicht": "dark"}, headers={"sec-fetch-site": "same-origin"})

    assert (foreign.status_code, own.status_code) == (403, 302)


def test_maintenance_answers_with_numbers_to_call(client: Client, settings: Settings, tmp_path: Path) -> None:
    settings.VAR = tmp_path
    (tmp_path / "maintenance").touch()

    answer = client.get("/")

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "300"
    assert 'href="tel:110"' in answer.content.decode()
