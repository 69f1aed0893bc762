"""The people and the worry of the domain's tests, here behind a browser."""

import pytest
from django.test import Client

from schutznetz.accounts.models import User
from schutznetz.kernel.context import Context
from tests.concerns.conftest import concern, kita, mira, works_at
from tests.conftest import sign_in

__all__ = ["concern", "kita", "mira", "works_at"]


@pytest.fixture
def browser(client: Client, mira: Context) -> Client:
    """Mira has signed in."""
    sign_in(client, User.objects.get(pk=mira.person_id))
    return client
