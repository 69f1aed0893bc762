"""Signing in, the second factor, and a person's own pages."""

from collections.abc import Callable
from datetime import date

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from playwright.sync_api import Page

from schutznetz.kernel.context import Strength
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Assignment
from tests.screens.stage import Screen, Stage, at

ANNA = Role.CASE_WORKER
SECRET = "JBSWY3DPEHPK3PXP"
PASSWORD = "Birnbaum Laterne Regen"


def with_factor(path: str) -> Callable[[Stage], str]:
    """Return how to build a page of somebody who has set up an app and recovery codes."""

    def build(stage: Stage) -> str:
        user = stage.user(ANNA)
        TOTP.activate(user, SECRET)
        RecoveryCodes.activate(user)
        return path

    return build


def with_passkey(path: str) -> Callable[[Stage], str]:
    def build(stage: Stage) -> str:
        user = stage.user(ANNA)
        TOTP.activate(user, SECRET)
        data = {"name": "Diensthandy", "credential": {"clientExtensionResults": {"credProps": {"rk": True}}}}
        key = Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=data)
        return path.format(key=key.pk)

    return build


def with_password(stage: Stage) -> str:
    with_factor("")(stage)
    user = stage.user(ANNA)
    user.set_password(PASSWORD)
    user.save()
    return "/konto/login/"


def to_change(stage: Stage) -> str:
    with_password(stage)
    return "/konto/password/change/"


def signs_in(page: Page) -> None:
    page.get_by_label("E-Mail-Adresse").fill("case_worker@tannfurt.example")
    page.get_by_label("Passwort", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Anmelden", exact=True).click()


def mistypes(page: Page) -> None:
    page.get_by_label("E-Mail-Adresse").fill("case_worker@tannfurt.example")
    page.get_by_label("Passwort", exact=True).fill("falsch")
    page.get_by_role("button", name="Anmelden", exact=True).click()


def new_password(stage: Stage) -> str:
    user = stage.user(ANNA)
    return f"/konto/password/reset/key/{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}/"


def two_functions(stage: Stage) -> str:
    user = stage.user(ANNA)
    Assignment.objects.create(
        user=user, role=Role.TEAM_LEAD, starts_on=date(2026, 1, 1), ends_on=date(2027, 12, 31)
    )
    return "/arbeitsplatz/"


WEAK = Strength.PASSWORD
SCREENS = [
    Screen(name="login", view="account_login", build=at("/konto/login/"), script_adds=True),
    Screen(name="login-wrong", view="account_login", build=with_password, walk=mistypes, script_adds=True),
    Screen(name="login-code", view="mfa_authenticate", build=with_password, walk=signs_in, script_adds=True),
    Screen(name="logout", view="account_logout", build=at("/konto/logout/"), who=ANNA),
    Screen(name="inactive", view="account_inactive", build=at("/konto/inactive/")),
    Screen(name="no-signup", view="account_signup", build=at("/konto/signup/")),
    Screen(name="password-forgotten", view="account_reset_password", build=at("/konto/password/reset/")),
    Screen(name="password-sent", view="account_reset_password_done", build=at("/konto/password/reset/done/")),
    Screen(
        name="password-new",
        view="account_reset_password_from_key",
        build=new_password,
    ),
    Screen(
        name="password-renewed",
        view="account_reset_password_from_key_done",
        build=at("/konto/password/reset/key/done/"),
    ),
    Screen(
        name="password-set",
        view="account_set_password",
        build=with_factor("/konto/password/set/"),
        who=ANNA,
    ),
    Screen(
        name="password-change",
        view="account_change_password",
        build=to_change,
        who=ANNA,
    ),
    Screen(name="account", view="accounts:own", build=at("/mein-konto/"), who=ANNA),
    Screen(name="choose", view="accounts:choose", build=two_functions, who=ANNA),
    Screen(name="factors-none", view="mfa_index", build=at("/konto/2fa/"), who=ANNA, strength=WEAK),
    Screen(name="factors", view="mfa_index", build=with_factor("/konto/2fa/"), who=ANNA),
    Screen(
        name="step-up",
        view="mfa_reauthenticate",
        build=with_factor("/tannfurt/faelle/"),
        who=ANNA,
        strength=WEAK,
        script_adds=True,
    ),
    Screen(
        name="app-new",
        view="mfa_activate_totp",
        build=at("/konto/2fa/totp/activate/"),
        who=ANNA,
        strength=WEAK,
    ),
    Screen(
        name="app-remove",
        view="mfa_deactivate_totp",
        build=with_passkey("/konto/2fa/totp/deactivate/"),
        who=ANNA,
    ),
    Screen(
        name="codes",
        view="mfa_view_recovery_codes",
        build=with_factor("/konto/2fa/recovery-codes/"),
        who=ANNA,
    ),
    Screen(
        name="codes-new",
        view="mfa_generate_recovery_codes",
        build=with_factor("/konto/2fa/recovery-codes/generate/"),
        who=ANNA,
    ),
    Screen(name="passkeys", view="mfa_list_webauthn", build=with_passkey("/konto/2fa/webauthn/"), who=ANNA),
    Screen(
        name="passkey-new",
        view="mfa_add_webauthn",
        build=with_factor("/konto/2fa/webauthn/add/"),
        who=ANNA,
        script_adds=True,
    ),
    Screen(
        name="passkey-name",
        view="mfa_edit_webauthn",
        build=with_passkey("/konto/2fa/webauthn/keys/{key}/edit/"),
        who=ANNA,
    ),
    Screen(
        name="passkey-remove",
        view="mfa_remove_webauthn",
        build=with_passkey("/konto/2fa/webauthn/keys/{key}/remove/"),
        who=ANNA,
    ),
]
