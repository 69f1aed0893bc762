"""Every screen, once: a stranger from another network sees 404, a visitor sees the login."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from schutznetz.cases.models import Case
from schutznetz.kernel import policy
from schutznetz.kernel.checks import _patterns
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from tests.conftest import member, sign_in

SCREENS = [
    (route, pattern)
    for route, pattern in _patterns(get_resolver())
    if hasattr(pattern.callback, "action") and not policy.is_public(pattern.callback.action)
]
IN_A_NETWORK = [(route, pattern) for route, pattern in SCREENS if "<slug:network>" in route]


def url(route: str, network: str, pk: object) -> str:
    return "/" + route.replace("<slug:network>", network).replace("<uuid:pk>", str(pk))


@pytest.mark.parametrize(("route", "pattern"), IN_A_NETWORK, ids=[r for r, _ in IN_A_NETWORK])
def test_strangers_get_404(
    route: str, pattern: URLPattern, client: Client, erlenstedt: Network, make_case: Callable[[], Case]
) -> None:
    sign_in(client, member(erlenstedt, "gerda", Role.CASE_WORKER))
    assert client.get(url(route, "tannfurt", make_case().pk)).status_code == 404


@pytest.mark.parametrize(("route", "pattern"), SCREENS, ids=[r for r, _ in SCREENS])
def test_visitors_are_sent_to_the_login(
    route: str, pattern: URLPattern, client: Client, tannfurt: Network
) -> None:
    assert client.get(url(route, "tannfurt", uuid4())).headers["Location"].startswith("/konto/login/")
