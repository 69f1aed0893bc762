"""Signing in is complete with a second factor only, ends by itself, and tells nobody anything."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import get_resolver

from schutznetz.accounts.models import Session, User
from schutznetz.kernel import clock
from schutznetz.kernel.checks import _patterns
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from tests.conftest import member, sign_in

PASSWORD = "Birnbaum Laterne Regen"
INBOX = "/tannfurt/abwesenheit/"

# The one exempt prefix, listed by hand: whatever allauth adds has no address here until it stands below.
KONTO = {
    "konto/2fa/",
    "konto/2fa/authenticate/",
    "konto/2fa/reauthenticate/",
    "konto/2fa/recovery-codes/",
    "konto/2fa/recovery-codes/download/",
    "konto/2fa/recovery-codes/generate/",
    "konto/2fa/totp/activate/",
    "konto/2fa/totp/deactivate/",
    "konto/2fa/webauthn/",
    "konto/2fa/webauthn/add/",
    "konto/2fa/webauthn/keys/<int:pk>/edit/",
    "konto/2fa/webauthn/keys/<int:pk>/remove/",
    "konto/2fa/webauthn/login/",
    "konto/2fa/webauthn/reauthenticate/",
    "konto/inactive/",
    "konto/login/",
    "konto/logout/",
    "konto/password/change/",
    "konto/password/reset/",
    "konto/password/reset/done/",
    "konto/password/reset/key/done/",
    "konto/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
    "konto/password/set/",
    "konto/reauthenticate/",
    "konto/signup/",
}


def code(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time()))))


@pytest.fixture(autouse=True)
def fresh_counters(db: None) -> None:
    cache.clear()


@pytest.fixture
def paula(tannfurt: Network) -> User:
    user = member(tannfurt, "paula", Role.PARTNER)
    user.email = "paula@praxis.example"
    user.set_password(PASSWORD)
    user.save()
    return user


def log_in(client: Client, password: str = PASSWORD, **headers: str) -> str:
    form = {"login": "paula@praxis.example", "password": password}
    answer = client.post("/konto/login/", form, headers=headers)
    return answer.headers.get("Location", answer.content.decode())


def test_the_exempt_prefix_holds_what_is_listed() -> None:
    assert {route for route, _ in _patterns(get_resolver()) if route.startswith("konto/")} == KONTO


def test_nobody_registers_herself(client: Client) -> None:
    answer = client.post(
        "/konto/signup/", {"email": "x@y.example", "password1": PASSWORD, "password2": PASSWORD}
    )
    assert "Zugänge richtet die Verwaltung" in answer.content.decode()
    assert not User.objects.exists()


def test_with_the_password_alone_the_way_leads_to_the_second_factor(client: Client, paula: User) -> None:
    assert log_in(client) == "/arbeitsplatz/"

    assert client.get(INBOX).headers["Location"] == "/konto/2fa/?next=%2Ftannfurt%2Fabwesenheit%2F"
    assert "Erst damit ist Ihre Anmeldung vollständig" in client.get("/konto/2fa/").content.decode()


def test_setting_up_the_app_completes_the_sign_in(client: Client, paula: User) -> None:
    log_in(client)
    page = client.get("/konto/2fa/totp/activate/").content.decode()
    secret = re.search(r"<code>(\w+)</code>", page)
    assert secret is not None

    answer = client.post("/konto/2fa/totp/activate/", {"code": code(secret[1])})

    assert answer.headers["Location"] == "/konto/2fa/recovery-codes/"
    assert client.get(INBOX).status_code == 200
    assert (
        len(re.findall(r"<code>\d{8}</code>", client.get("/konto/2fa/recovery-codes/").content.decode()))
        == 10
    )


def test_secrets_of_factors_rest_sealed(client: Client, paula: User) -> None:
    secret = generate_totp_secret()
    TOTP.activate(paula, secret)

    stored = Authenticator.objects.get().data["secret"]

    assert secret not in stored
    assert Authenticator.objects.get().wrap().validate_code(code(secret))


def test_signing_in_takes_both_steps(client: Client, paula: User) -> None:
    secret = generate_totp_secret()
    TOTP.activate(paula, secret)

    assert log_in(client) == "/konto/2fa/authenticate/"
    assert client.get(INBOX).headers["Location"].startswith("/konto/login/")
    assert client.post("/konto/2fa/authenticate/", {"code": "000000"}).status_code == 200
    assert client.get(INBOX).status_code == 302
    assert (
        client.post("/konto/2fa/authenticate/", {"code": code(secret)}).headers["Location"]
        == "/arbeitsplatz/"
    )
    assert client.get(INBOX).status_code == 200


def test_the_last_factor_stays(client: Client, paula: User) -> None:
    sign_in(client, paula)
    TOTP.activate(paula, generate_totp_secret())
    session = client.session
    session["account_authentication_methods"][0]["reauthenticated"] = True
    session.save()

    client.post("/konto/2fa/totp/deactivate/")

    assert Authenticator.objects.filter(type="totp").exists()


def test_the_key_of_the_session_is_new_after_signing_in(client: Client, paula: User) -> None:
    client.get("/konto/login/")
    client.session.save()
    before = client.session.session_key

    log_in(client)

    assert client.session.session_key != before


@pytest.mark.parametrize(
    ("minutes", "lives"), [([14, 28, 42], True), ([16], False), ([14 * n for n in range(1, 36)], False)]
)
def test_a_session_ends_when_left_alone_and_after_a_working_day(
    minutes: list[int], lives: bool, client: Client, anna: User
) -> None:
    start = datetime(2026, 11, 23, 7, tzinfo=UTC)
    with clock.frozen(start):
        sign_in(client, anna)
        assert client.get(INBOX).status_code == 200
    for after in minutes:
        with clock.frozen(start + timedelta(minutes=after)):
            last = client.get(INBOX)

    assert (last.status_code == 200) is lives


def test_on_call_lasts_twelve_hours(client: Client, tannfurt: Network) -> None:
    start = datetime(2026, 11, 23, 7, tzinfo=UTC)
    with clock.frozen(start):
        sign_in(client, member(tannfurt, "ida", Role.INTAKE))
    for after in range(0, 11 * 60, 14):
        with clock.frozen(start + timedelta(minutes=after)):
            assert client.get(INBOX).status_code == 200


def test_public_pages_touch_no_session(client: Client, tannfurt: Network) -> None:
    client.get("/tannfurt/")
    assert not Session.objects.exists()


def test_nobody_can_lock_somebody_else_out(client: Client, paula: User) -> None:
    stalker, at_home = {"REMOTE_ADDR": "203.0.113.7"}, {"REMOTE_ADDR": "198.51.100.9"}
    form = {"login": "paula@praxis.example", "password": "geraten"}
    for _try in range(8):
        refused = Client().post("/konto/login/", form, **stalker)  # type: ignore[arg-type]  # the address of the browser
    form["password"] = PASSWORD

    assert "Location" not in Client().post("/konto/login/", form, **stalker).headers  # type: ignore[arg-type]  # as above
    assert "Location" not in refused.headers
    assert "Location" in client.post("/konto/login/", form, **at_home).headers  # type: ignore[arg-type]  # as above


def test_an_unknown_address_gets_the_same_answer_and_no_mail(client: Client, paula: User) -> None:
    answers = [
        client.post("/konto/password/reset/", {"email": address}).headers["Location"]
        for address in ("paula@praxis.example", "niemand@praxis.example")
    ]
    assert answers[0] == answers[1]
    assert [message.to for message in mail.outbox] == [["paula@praxis.example"]]


def test_mail_says_nothing_but_that_something_happened(client: Client, paula: User) -> None:
    paula.first_name = "Paula"
    paula.save()
    client.post("/konto/password/reset/", {"email": "paula@praxis.example"})
    message = mail.outbox[0]
    text = f"{message.subject}\n{message.body}"
    assert "/konto/password/reset/key/" in text
    for word in ("Paula", "praxis", "Tannfurt", "Kind", "127.0.0.1", "Jugendamt"):
        assert word not in text


@pytest.mark.parametrize("password", ["kurz", "x" * 129, "Jugendamt2026!", "passwort12345", "123456789012"])
def test_easy_passwords_are_refused(password: str, client: Client, paula: User) -> None:
    sign_in(client, paula)
    form = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    client.post("/konto/password/change/", form)
    paula.refresh_from_db()
    assert paula.check_password(PASSWORD)


def test_a_person_ends_her_other_sessions(client: Client, anna: User) -> None:
    other = Client()
    for browser in (client, other):
        sign_in(browser, anna)
        browser.get(INBOX)

    client.post("/mein-konto/abmelden/")

    assert client.get(INBOX).status_code == 200
    assert other.get(INBOX).headers["Location"].startswith("/konto/login/")


def test_the_mark_of_the_demo_opens_nothing_elsewhere(client: Client, anna: User) -> None:
    client.force_login(anna)
    session = client.session
    session["demo"] = True
    session.save()
    assert client.get(INBOX).status_code == 302
