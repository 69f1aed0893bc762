"""Builders: people sign in as they would, records come out of services."""

from django.test import Client

from schutznetz.accounts.models import User
from schutznetz.kernel.context import Strength
from schutznetz.networks.models import Assignment


def sign_in(
    client: Client,
    user: User,
    assignment: Assignment | None = None,
    *,
    strength: Strength = Strength.SECOND_FACTOR,
) -> None:
    """Sign in with the second factor (or only a password), acting in ``assignment`` when it is named."""
    client.force_login(user)
    session = client.session
    methods = [{"method": "password", "at": 0}]
    if strength is Strength.SECOND_FACTOR:
        methods.append({"method": "mfa", "type": "totp", "at": 0})
    session["account_authentication_methods"] = methods
    if assignment:
        session["assignment"] = str(assignment.pk)
    session.save()
