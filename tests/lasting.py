"""Tannfurt for all tests of a file: imported by a conftest or a file, it replaces the town of each test."""

import pytest

from schutznetz.networks.models import Network


@pytest.fixture(scope="module")
def town(founded: Network) -> Network:
    return founded


@pytest.fixture
def tannfurt(founded: Network, db: None) -> Network:
    return Network.objects.get(pk=founded.pk)
