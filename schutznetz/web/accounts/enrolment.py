"""Setting up and giving up a second factor: whoever has just proved one is not asked for it again."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.http import HttpRequest, HttpResponse

from schutznetz.accounts.queries import factors
from schutznetz.accounts.sessions import end_others

View = Callable[..., HttpResponse]


def _changing_factors(view: View) -> View:
    """Note a new factor as proved in this session, and end all other sessions after any change."""

    @wraps(view)
    def changing(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        before = {factor.pk for factor in factors(request.user.pk)}
        response = view(request, **kwargs)
        now = {factor.pk: factor for factor in factors(request.user.pk)}
        for new in now.keys() - before:
            post_authentication(request, now[new], reauthenticated=True)
        if now.keys() != before:
            request.session.cycle_key()
            end_others(request.user.pk, keep=request.session.session_key or "")
        return response

    return changing


activate_totp = _changing_factors(totp.activate_totp)
deactivate_totp = _changing_factors(totp.deactivate_totp)
add_passkey = _changing_factors(passkeys.add_webauthn)
remove_passkey = _changing_factors(passkeys.remove_webauthn)
