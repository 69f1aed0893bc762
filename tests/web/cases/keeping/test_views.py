"""Keeping and deleting on the screen: numbers and days, two people, a list that costs the same."""

from typing import Any

import pytest
from django.test import Client

from schutznetz.accounts.models import User
from schutznetz.cases.models import Case, Deletion, Package, Report
from schutznetz.cases.services import keeping
from schutznetz.kernel import audit
from schutznetz.kernel.context import Context, system
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from tests import make
from tests.cases.services.keeping.conftest import close
from tests.conftest import NOON, member

pytestmark = pytest.mark.usefixtures("inside", "at_noon")
PLACE = "/tannfurt/aufbewahrung/"


def sign_in(who: Context) -> Client:
    client = Client()
    make.sign_in(client, User.objects.get(pk=who.person_id), at=NOON.timestamp())
    return client


def test_two_people_delete_on_the_screen(rosa_at_work: Context, lena_at_work: Context, ended: Report) -> None:
    rosa, lena = sign_in(rosa_at_work), sign_in(lena_at_work)
    page = rosa.get(PLACE).content.decode()
    assert f"Meldung {ended.reference}" in page
    assert "Mia" not in page

    rosa.post(f"{PLACE}meldung/{ended.pk}/loeschen/", {"archive": "declined", "submission_key": "a" * 26})
    proposed = Deletion.objects.get()
    address = f"{PLACE}loeschung/{proposed.pk}/"
    assert "Endgültig löschen" not in rosa.get(address).content.decode()
    assert "Endgültig löschen" in lena.get(address).content.decode()
    rosa.post(address, {"seal": proposed.seal, "submission_key": "b" * 26})
    assert Report.objects.exists()

    lena.post(address, {"seal": proposed.seal, "submission_key": "c" * 26})

    assert not Report.objects.exists()
    assert "Gelöscht am" in lena.get(f"{PLACE}nachweis/").content.decode()
    assert lena.get(f"{PLACE}meldung/{ended.pk}/").status_code == 404


def test_the_data_protection_officer_looks_on(tannfurt: Network, ended: Report) -> None:
    client = Client()
    make.sign_in(client, member(tannfurt, "dsb", Role.DATA_PROTECTION), at=NOON.timestamp())

    page = client.get(f"{PLACE}meldung/{ended.pk}/").content.decode()

    assert "frühestens am" in page
    assert [each for each in ("Mia", "sperre/", "loeschen/") if each in page] == []
    for step in ("sperre", "loeschen"):
        assert client.get(f"{PLACE}meldung/{ended.pk}/{step}/").status_code == 404


@pytest.mark.parametrize("role", [Role.CASE_WORKER, Role.COORDINATOR, Role.PARTNER, Role.PLANNER])
def test_nobody_else_finds_the_place(role: Role, tannfurt: Network) -> None:
    client = Client()
    make.sign_in(client, member(tannfurt, "xaver", role), at=NOON.timestamp())
    assert client.get(PLACE).status_code == 404


def test_the_list_costs_the_same_for_many(
    rosa_at_work: Context,
    anna_at_work: Context,
    dismissed: Report,
    tannfurt: Network,
    django_assert_max_num_queries: Any,
) -> None:
    rosa = sign_in(rosa_at_work)
    rosa.get(PLACE)
    for _number in range(4):
        other = make.report(anna_at_work, tannfurt)
        Report.objects.filter(pk=other.pk).update(
            state="closed_no_indication",
            responsible=dismissed.responsible_id,
            second=dismissed.second_id,
            taken_at=dismissed.taken_at,
            decided_at=dismissed.decided_at,
        )

    with django_assert_max_num_queries(30):
        page = rosa.get(PLACE).content.decode()

    assert page.count("Frist ist vorbei") == 5


def test_fetching_the_package_leaves_its_entry(
    rosa_at_work: Context, report: Report, tannfurt: Network
) -> None:
    close(*Case.objects.order_by("id"), in_file=False)
    rosa = sign_in(rosa_at_work)
    case = Case.objects.order_by("id")[0]
    rosa.post(f"{PLACE}fall/{case.pk}/paket/", {"submission_key": "d" * 26})
    package = keeping.make_package(system(tannfurt.pk), Package.objects.get())
    assert "Paket abholen" in rosa.get(f"{PLACE}paket/{package.pk}/").content.decode()

    assert rosa.get(f"{PLACE}paket/{package.pk}/akte.zip").status_code == 405

    answer = rosa.post(f"{PLACE}paket/{package.pk}/akte.zip", {"submission_key": "e" * 26})

    assert answer.content == package.body
    assert answer["Content-Disposition"] == 'attachment; filename="akte.zip"'
    assert "Als abgelegt eintragen" in rosa.get(f"{PLACE}paket/{package.pk}/").content.decode()
    assert "keeping.fetch_package" in {entry.action for entry in audit.trail(tannfurt.pk)}
