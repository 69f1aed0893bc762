"""Who shut a family to herself gets the same bytes as in a town where the family does not exist.

Lists, counts, the page at change of duty, and the addresses of its records and tasks.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from django.test import Client

from schutznetz.accounts.models import User
from schutznetz.cases import services
from schutznetz.cases.models import Case
from schutznetz.cases.services import measures
from schutznetz.kernel import clock, ids, policy
from schutznetz.networks.models import Network
from schutznetz.work.models import Task
from tests import make
from tests.cases.services.town import Town
from tests.conftest import NOON
from tests.web.test_two_worlds import bytes_of, still_tokens

pytestmark = [pytest.mark.usefixtures("inside"), pytest.mark.once]
__all__ = ["still_tokens"]
PAGES = [
    f"/tannfurt/{path}"
    for path in ("aufgaben/", "dienst/", "faelle/", "eingang/", "faelle/ueberblick/", "statistik/luecken/")
]


@pytest.fixture
def town(tannfurt: Network, anna: User) -> Town:
    return Town(tannfurt)


@contextmanager
def world() -> Iterator[None]:
    before = transaction.savepoint()
    yield
    transaction.savepoint_rollback(before)


def begin(town: Town, recused: str) -> list[str]:
    """Let Anna and Bert have a case, with tasks for people and lines; somebody is too close to it."""
    with clock.frozen(NOON), ids.seeded(11):
        report = make.report(town.ctx("emil"), town.network, danger_now=True, children=["Mia Muster"])
        services.take_report(town.ctx("emil"), report)
        case = services.open_case(
            town.ctx("anna"), town.network, child_name="Mia Muster", report="Blaue Flecken",
            lead=town.people["anna"], substitute=town.people["bert"],
        )  # fmt: skip
        Case.objects.filter(pk=case.pk).update(origin=report)
        case = services.begin_assessment(town.ctx("anna"), Case.objects.get(pk=case.pk))
        measures.take_into_care(town.ctx("anna"), case, ground="", place="Pflegestelle Nord")
        for name in (recused, "bert"):  # his own asks the leads for other hands
            services.declare_recusal(town.ctx(name), case)
    tasks = Task.objects.order_by("due_at", "id").values_list("pk", flat=True)
    return [
        f"/tannfurt/eingang/{report.pk}/",
        f"/tannfurt/faelle/{case.pk}/",
        *(f"/tannfurt/aufgaben/{pk}/abgeben/" for pk in tasks),
        *(f"/tannfurt/aufgaben/{pk}/erledigt/" for pk in tasks),
    ]


def pages(town: Town, name: str, addresses: list[str]) -> dict[str, object]:
    client = Client()
    make.sign_in(client, town.people[name])
    with clock.frozen(NOON), ids.seeded(7):
        return {url: bytes_of(client.get(url)) for url in [*PAGES, *addresses]}


def differences(town: Town, name: str) -> list[str]:
    with clock.frozen(NOON):  # another family, in both worlds
        make.report(town.ctx("emil"), town.network, children=["Ida Beispiel"])
    with world():
        addresses = begin(town, name)
    with world():
        first = pages(town, name, addresses)
    with world():
        begin(town, name)
        second = pages(town, name, addresses)
    assert len(addresses) > 12
    return [url for url in first if first[url] != second[url]]


@pytest.mark.parametrize("name", ["anna", "lena"])
def test_a_family_that_is_too_close_changes_no_byte(name: str, town: Town) -> None:
    assert differences(town, name) == []


def test_without_the_hard_stop_the_tasks_are_seen(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control."""
    monkeypatch.setattr(policy, "_stops", [stop for stop in policy._stops if stop.name != "befangen"])

    assert {"/tannfurt/aufgaben/", "/tannfurt/dienst/", "/tannfurt/faelle/ueberblick/"} <= set(
        differences(town, "lena")
    )
