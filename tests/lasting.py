"""Tannfurt for all tests of a file: imported by a conftest or a file, it replaces the town of each test."""

import pytest

from schutznetz.kernel import keyring, tenancy
from schutznetz.networks.models import Network


@pytest.fixture(scope="module")
def town(lasting: None) -> Network:
    """The town with its keys: those that a test made would be remembered after the test is undone."""
    made = Network.objects.create(slug="tannfurt", name="Netzwerk Tannfurt")
    with tenancy.scope(made.pk):
        keyring.newest_pair()
    return made


@pytest.fixture
def tannfurt(town: Network, db: None) -> Network:
    return Network.objects.get(pk=town.pk)
