"""Whoever floods the form is slowed down; everybody else, and every child in danger, gets through."""

from typing import Any

import pytest
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from schutznetz.accounts.adapters import network_prefix
from schutznetz.cases.models import Report
from schutznetz.kernel.submissions import new_key
from schutznetz.networks.models import Network
from schutznetz.web.cases.reporting import views
from schutznetz.web.limits import WINDOW, Flood

URL = "/tannfurt/melden/"
WORRY = {
    "danger_now": "no",
    "reporter_kind": "private",
    "observed": "Das Baby weint",
    "child0-child_name": "Baby im zweiten Stock",
    "at": "check",
}


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "FLOOD", Flood())


@pytest.fixture
def _tight(settings: Settings, tannfurt: Network) -> None:
    settings.FLOOD_PLACE, settings.FLOOD_OFFICE = 3, 5
    tannfurt.intake_number = "0123 4560"
    tannfurt.save()


def send(client: Client, address: str = "198.51.100.7", *, told: str = "", **typed: str) -> Any:
    worry = {**WORRY, "go": "send", "submission_key": new_key(), **typed}
    headers = {"x-forwarded-for": told} if told else {}
    return client.post(URL, worry, REMOTE_ADDR=address, headers=headers)


def statuses(client: Client, *addresses: str, **typed: str) -> list[int]:
    return [send(client, address, **typed).status_code for address in addresses]


@pytest.mark.usefixtures("_tight")
def test_the_fourth_from_one_neighbourhood_waits_and_loses_nothing(client: Client, inside: None) -> None:
    assert statuses(client, *["198.51.100.7", "198.51.100.8", "198.51.100.9"]) == [200] * 3

    page = send(client, "198.51.100.10")
    html = page.content.decode()

    assert (page.status_code, page.headers["Retry-After"]) == (429, str(WINDOW))
    assert 'name="observed" value="Das Baby weint"' in html
    assert "tel:110" in html
    assert "tel:01234560" in html
    assert Report.objects.count() == 3
    assert statuses(client, "198.51.101.7") == [200]


@pytest.mark.usefixtures("_tight")
def test_a_child_in_danger_is_never_told_to_wait(client: Client, inside: None) -> None:
    statuses(client, *["198.51.100.7"] * 5)

    assert statuses(client, *["198.51.100.7"] * 9, danger_now="yes", at="urgent") == [200] * 9
    assert Report.objects.filter(danger_now=True).count() == 9


@pytest.mark.usefixtures("_tight")
def test_a_flooded_office_still_takes_the_first_from_everywhere(client: Client, inside: None) -> None:
    flood = [f"198.51.{number}.7" for number in (1, 1, 1, 2, 2, 2, 3)]

    assert statuses(client, *flood) == [200] * 5 + [429, 200]
    assert statuses(client, "203.0.113.5", "203.0.113.5") == [200, 429]


def test_without_a_limit_nobody_waits(client: Client, tannfurt: Network, inside: None) -> None:
    """The control: it is the limit that refuses, and nothing else."""
    assert statuses(client, *["198.51.100.7"] * 9) == [200] * 9
    assert Report.objects.count() == 9


@pytest.mark.usefixtures("_tight")
def test_only_a_proxy_that_is_set_up_is_believed(client: Client, settings: Settings, inside: None) -> None:
    invented = [send(client, told=f"203.0.{number}.5").status_code for number in range(4)]
    assert invented == [200, 200, 200, 429]

    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    behind = [send(client, told=f"{number}.9.9.9, 203.0.1.5").status_code for number in range(4)]
    assert behind == [200, 200, 429, 429]


def test_nothing_kept_names_an_address(rf: RequestFactory, settings: Settings) -> None:
    flood = Flood()
    flood.lets_in(rf.post(URL, REMOTE_ADDR="198.51.100.7"), "tannfurt")

    assert "198.51" not in repr(vars(flood))
    assert {len(name) for name in flood._sent} == {32}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2001:db8::1", "2001:db8:0:0:1::2"),
        ("2001:0db8:0000:0001::1", "2001:db8:0:ff::9"),
        ("::ffff:192.0.2.1", "192.0.2.77"),
        ("fe80::1%eth0", "fe80::2"),
    ],
)
def test_one_neighbourhood_however_it_is_written(one: str, other: str) -> None:
    assert network_prefix(one) == network_prefix(other)
    assert network_prefix(one) != network_prefix("2001:db9::1")
