"""Signing in is complete with a second factor only, ends by itself, and tells nobody anything."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import get_resolver
from django.utils.module_loading import import_string

from schutznetz.accounts import devices
from schutznetz.accounts.models import Session, User
from schutznetz.kernel import clock
from schutznetz.kernel.checks import _patterns
from schutznetz.kernel.models import Letter
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.settings import signin
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


def with_app(user: User) -> str:
    """Set up the second factor; return the secret that its codes come from."""
    secret = str(generate_totp_secret())
    TOTP.activate(user, secret)
    return secret


def notices() -> list[str]:
    return [letter.notice for letter in Letter.objects.order_by("asked_at", "pk")]


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
    secret = with_app(paula)

    stored = Authenticator.objects.get().data["secret"]

    assert secret not in stored
    assert Authenticator.objects.get().wrap().validate_code(code(secret))


def test_signing_in_takes_both_steps(client: Client, paula: User) -> None:
    secret = with_app(paula)

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
    with_app(paula)
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
    with_app(paula)
    answers = [
        client.post("/konto/password/reset/", {"email": address}).headers["Location"]
        for address in ("paula@praxis.example", "niemand@praxis.example")
    ]
    assert answers[0] == answers[1]
    assert [message.to for message in mail.outbox] == [["paula@praxis.example"]]


def test_mail_alone_opens_no_account(client: Client, paula: User) -> None:
    """Without a second factor whoever reads her mail would set up his own: two people let her in anew."""
    answers = [
        client.post("/konto/password/reset/", {"email": address})
        for address in ("paula@praxis.example", "niemand@praxis.example")
    ]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert mail.outbox == []


def test_a_new_device_is_told_and_a_known_one_is_not(client: Client, paula: User, inside: None) -> None:
    secret = with_app(paula)
    seen = []
    for browser in (client, client, Client()):
        cache.clear()
        log_in(browser)
        browser.post("/konto/2fa/authenticate/", {"code": code(secret)})
        browser.post("/konto/logout/")
        seen.append(len(notices()))

    assert seen == [1, 1, 2]
    assert set(notices()) == {"new_device"}


def test_a_mark_for_somebody_else_or_of_a_former_password_is_no_known_device(paula: User) -> None:
    request, answer = HttpRequest(), HttpResponse()
    devices.remember(request, answer, paula)
    request.COOKIES = {name: morsel.value for name, morsel in answer.cookies.items()}
    other = User.objects.create_user("carl", password="anders")

    assert devices.is_known(request, paula)
    assert not devices.is_known(request, other)
    request.COOKIES = {name: value[:-1] for name, value in request.COOKIES.items()}
    assert not devices.is_known(request, paula)
    devices.remember(HttpRequest(), answer, paula)
    request.COOKIES = {name: morsel.value for name, morsel in answer.cookies.items()}
    paula.set_password("neu")
    assert not devices.is_known(request, paula)


def test_a_changed_factor_or_password_is_told(
    client: Client, paula: User, inside: None, django_capture_on_commit_callbacks: Any
) -> None:
    log_in(client)
    page = client.get("/konto/2fa/totp/activate/").content.decode()
    secret = re.search(r"<code>(\w+)</code>", page)
    assert secret is not None
    before = client.session.session_key
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/konto/2fa/totp/activate/", {"code": code(secret[1])})
    assert "factor_changed" in notices()
    assert client.session.session_key != before

    told = len(notices())
    form = {"oldpassword": PASSWORD, "password1": PASSWORD + " neu", "password2": PASSWORD + " neu"}
    client.post("/konto/password/change/", form)
    assert notices()[told:] == ["factor_changed"]


def test_a_wrong_address_takes_as_long_as_a_wrong_password(
    client: Client, paula: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted, not timed: both hash exactly once."""
    hashed: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(self: MD5PasswordHasher, password: str, salt: str) -> str:
        hashed.append(salt)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    for address in ("paula@praxis.example", "niemand@praxis.example"):
        hashed.clear()
        client.post("/konto/login/", {"login": address, "password": "geraten"})
        assert len(hashed) == 1, address


def test_passwords_rest_under_argon2id_of_the_asked_strength() -> None:
    (name,) = signin.PASSWORD_HASHERS
    hasher = import_string(name)()
    assert hasher.algorithm == "argon2"
    assert hasher.memory_cost >= 64 * 1024
    assert hasher.time_cost >= 3
    assert hasher.encode("Birnbaum", hasher.salt()).startswith("argon2$argon2id$")


def test_mail_says_nothing_but_that_something_happened(client: Client, paula: User) -> None:
    with_app(paula)
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
