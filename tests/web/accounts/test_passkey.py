"""Whoever lets people in signs in with a passkey; a code from an app is not enough (AUT-02)."""

from dataclasses import replace
from time import time

import pytest
from allauth.mfa.models import Authenticator
from django.conf import LazySettings
from django.test import Client

from schutznetz import prepared
from schutznetz.accounts.models import User
from schutznetz.kernel import policy
from schutznetz.kernel.context import Strength
from schutznetz.networks.actions import NetworkAction
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from tests.conftest import context, member, sign_in

PEOPLE = "/tannfurt/personen/"
PROPOSE = "/tannfurt/personen/neu/"


@pytest.fixture
def adam(tannfurt: Network) -> User:
    return member(tannfurt, "adam", Role.ADMINISTRATOR)


@pytest.mark.parametrize("role", list(Role))
def test_every_role_opens_what_its_sign_in_allows(role: Role, tannfurt: Network, inside: None) -> None:
    """The strength of the sign-in as a variable of the matrix, restated by hand."""
    enough = {Strength.DEMO, Strength.PASSKEY}
    if role not in {Role.ADMINISTRATOR, Role.RECORDS_OFFICER}:
        enough.add(Strength.SECOND_FACTOR)
    ctx = context(tannfurt, member(tannfurt, "adam", role), role)

    opened = {
        each
        for each in Strength
        if policy.may(replace(ctx, strength=each), NetworkAction.REPORT_ABSENCE, tannfurt)
    }

    assert opened == enough


def test_a_code_leads_to_setting_up_a_passkey(client: Client, adam: User) -> None:
    sign_in(client, adam, Strength.SECOND_FACTOR)
    assert client.get(PEOPLE).headers["Location"].startswith("/konto/2fa/webauthn/add/")


def test_a_code_leads_to_the_passkey_that_is_there(client: Client, adam: User) -> None:
    Authenticator.objects.create(user=adam, type=Authenticator.Type.WEBAUTHN, data={})
    sign_in(client, adam, Strength.SECOND_FACTOR)
    assert client.get(PEOPLE).headers["Location"].startswith("/konto/2fa/webauthn/reauthenticate/")


def test_a_passkey_opens(client: Client, adam: User) -> None:
    """Negative control."""
    sign_in(client, adam, Strength.PASSKEY)
    assert client.get(PEOPLE).status_code == 200


def test_where_no_passkey_can_be_had_a_code_opens(
    client: Client, adam: User, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.PASSKEY_FOR_ADMINISTRATORS = False
    monkeypatch.setattr(prepared, "_forms", {})  # as a process that starts with that setting
    sign_in(client, adam, Strength.SECOND_FACTOR)
    assert client.get(PEOPLE).status_code == 200


@pytest.mark.parametrize(("fresh", "opens"), [("totp", False), ("webauthn", True)])
def test_a_fresh_code_does_not_stand_in_for_an_old_passkey(
    fresh: str, opens: bool, client: Client, adam: User
) -> None:
    sign_in(client, adam)
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "mfa", "type": "webauthn", "at": time() - 3600},
        {"method": "mfa", "type": fresh, "at": time()},
    ]
    session.save()

    assert (client.get(PROPOSE).status_code == 200) is opens
