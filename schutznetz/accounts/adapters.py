"""What allauth asks us: who may register (nobody), how secrets rest, and what mail may say (nothing)."""

import base64
from ipaddress import ip_address, ip_network
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.mail import EmailMessage
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from schutznetz.accounts import devices
from schutznetz.accounts.models import User
from schutznetz.accounts.notices import notify
from schutznetz.kernel import clock, keys
from schutznetz.kernel.outbox import Notice

FRESH = 5 * 60


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: Any) -> bool:
        """Accounts come from an invitation by two people, never from a form."""
        return False

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Let somebody who signed in a moment ago set up her *first* factor without the password again."""
        request = context.request
        if Authenticator.objects.filter(user=request.user).exists():
            return True
        now = clock.now().timestamp()
        records = get_authentication_records(request, request.user)
        return not any(0 <= now - record["at"] < FRESH for record in records)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Whoever has a second factor proves that one; the password alone would be the weaker lock."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        stronger = [method for method in methods if method["id"].startswith("mfa_")]
        return stronger or methods

    def post_login(self, request: Any, user: Any, **kwargs: Any) -> Any:
        """Tell her when a browser signs in that has not done so before, and remember it on that device."""
        response = super().post_login(request, user, **kwargs)
        if not devices.is_known(request, user):
            notify(user, Notice.NEW_DEVICE)
            devices.remember(request, response, user)
        return response

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: Any = None, email: str | None = None
    ) -> None:
        """Say that password or factors changed, and only that; the outbox keeps it until it is out."""
        if isinstance(user, User):
            notify(user, Notice.FACTOR_CHANGED)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send the link to a new password, the only mail that waits for nobody: a fixed text, no name."""
        lines = [_("Guten Tag,"), "", _reset_text(), "", context["password_reset_url"], ""]
        EmailMessage(subject=_("Nachricht zu Ihrer Anmeldung"), body="\n".join(lines), to=[email]).send()

    def _get_login_attempts_cache_key(self, request: Any, **credentials: Any) -> str:
        """Count wrong passwords per account *and* network, so that nobody can lock somebody else out."""
        login = str(credentials.get("email") or credentials.get("username") or "").casefold()
        place = network_prefix(self.get_client_ip(request))
        return salted_hmac("login attempts", f"{login}|{place}", algorithm="sha256").hexdigest()


def network_prefix(address: str) -> str:
    """Return the part of an address that a household or an office shares, however it is written."""
    ip = ip_address(address.partition("%")[0])
    ip = getattr(ip, "ipv4_mapped", None) or ip
    return str(ip_network(f"{ip}/{24 if ip.version == 4 else 56}", strict=False))


def _reset_text() -> str:
    return _(
        "über diesen Link können Sie in den nächsten 30 Minuten ein neues Passwort festlegen."
        " Ihren zweiten Faktor brauchen Sie danach wie immer."
        " Wenn Sie das nicht wollten, müssen Sie nichts tun."
    )


class FactorAdapter(DefaultMFAAdapter):
    """Secrets of second factors rest sealed under the root key, never readable in the database."""

    PURPOSE = "second factor"

    def encrypt(self, text: str) -> str:
        return base64.b64encode(keys.seal_global(self.PURPOSE, text.encode())).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return keys.open_global(self.PURPOSE, base64.b64decode(encrypted_text)).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The last factor stays: a new one comes first."""
        others = Authenticator.objects.filter(user=authenticator.user_id).exclude(pk=authenticator.pk)
        return bool(others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())

    def generate_authenticator_name(self, user: AbstractBaseUser, kind: Any) -> str:
        count = Authenticator.objects.filter(user=user.pk, type=kind).count()
        return _("Passkey %(number)s") % {"number": count + 1}
