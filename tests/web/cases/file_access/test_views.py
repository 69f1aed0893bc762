"""File access on the screen: a person decides, two release, and a list without contents watches the clock."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from schutznetz.accounts.models import User
from schutznetz.cases import services
from schutznetz.cases.models import AccessPackage, AccessRequest, Case
from schutznetz.cases.services import file_access
from schutznetz.kernel.context import Context
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from tests import assessing, make
from tests.cases.services.file_access.conftest import FATHER, HOUR, MOTHER, REPORTER, accept_all
from tests.conftest import NOON, member

pytestmark = pytest.mark.usefixtures("inside")
PLACE = "/tannfurt/akteneinsicht/"
MOST_QUERIES = 75  # one for each table of the file, whatever it holds


def sign_in(who: Context) -> Client:
    client = Client()
    make.sign_in(client, User.objects.get(pk=who.person_id), at=NOON.timestamp())
    return client


def test_from_the_request_to_the_paper_on_the_screen(
    anna_at_work: Context, bert_at_work: Context, case: Case
) -> None:
    ann, bert = sign_in(anna_at_work), sign_in(bert_at_work)
    asked = {
        "asker": "custodian", "basis": "file_access", "name": MOTHER, "standing": "Gemeinsame Sorge",
        "identity": "document", "received_on_0": "22", "received_on_1": "11",
        "received_on_2": "2026", "person_id": "", "submission_key": "a" * 26,
    }  # fmt: skip
    ann.post(f"{PLACE}fall/{case.pk}/neu/", asked)
    request = AccessRequest.objects.get()
    page = ann.get(f"{PLACE}{request.pk}/").content.decode()
    assert REPORTER not in page
    assert "Noch zu entscheiden" in page

    decided_on_the_screen(ann, request)
    ann.post(f"{PLACE}{request.pk}/vorlegen/", {"submission_key": "b" * 26})
    package = AccessPackage.objects.get()
    address = f"{PLACE}paket/{package.pk}/"
    assert "Freigeben" not in ann.get(address).content.decode()
    shown = bert.get(address).content.decode()
    assert "berechtigte Interessen anderer Menschen" in shown
    assert FATHER not in shown
    bert.post(address, {"seal": package.seal, "submission_key": "c" * 26})

    assert ann.get(f"{PLACE}{request.pk}/auszug.pdf").content.startswith(b"%PDF")
    assert ann.get(f"{PLACE}{request.pk}/antwort.pdf").content.startswith(b"%PDF")
    ann.post(f"{PLACE}{request.pk}/ausgehaendigt/", {"how": "explained", "submission_key": "d" * 26})
    assert AccessRequest.objects.get().state == "handed_out"


def decided_on_the_screen(client: Client, request: AccessRequest) -> None:
    """Leave everything as it is proposed, page by page."""
    for number in range(9):
        page = client.get(f"{PLACE}{request.pk}/entscheiden/")
        if page.status_code != 200:
            return
        names = [name for name in page.context["form"].fields if name.startswith("choice_")]
        client.post(
            f"{PLACE}{request.pk}/entscheiden/",
            {**dict.fromkeys(names, "keep"), "submission_key": f"{number}" * 26},
        )
    raise AssertionError("still undecided")


def test_a_reason_that_is_missing_is_asked_for(
    anna_at_work: Context, ask: Callable[..., AccessRequest]
) -> None:
    request, client = ask(), sign_in(anna_at_work)
    address = f"{PLACE}{request.pk}/entscheiden/"
    names = [name for name in client.get(address).context["form"].fields if name.startswith("choice_")]

    answer = client.post(address, {**dict.fromkeys(names, "disclose"), "submission_key": "a" * 26})

    assert "begründet es" in answer.content.decode()
    assert not request.decisions.exists()


def test_who_watches_the_clocks_sees_no_content(tannfurt: Network, ask: Callable[..., AccessRequest]) -> None:
    request, client = ask(), Client()
    make.sign_in(client, member(tannfurt, "dsb", Role.DATA_PROTECTION), at=NOON.timestamp())

    page = client.get(PLACE).content.decode()

    assert str(request.case) in page
    assert [word for word in (MOTHER, "Mia", "Gemeinsame Sorge") if word in page] == []
    assert client.get(f"{PLACE}{request.pk}/").status_code == 404


@pytest.mark.parametrize("page", ["", "entscheiden/"])
def test_a_thick_file_costs_as_many_queries_as_a_thin_one(
    page: str, anna_at_work: Context, case: Case, ask: Callable[..., AccessRequest]
) -> None:
    request, client = ask(), sign_in(anna_at_work)
    address = f"{PLACE}{request.pk}/{page}"
    client.get(address)
    with CaptureQueriesContext(connection) as thin:
        client.get(address)

    for number in range(12):
        facts = assessing.entry(NOON - HOUR, text=f"Herr Winter, zum {number}. Mal")
        services.add_entry(anna_at_work, case, facts=facts)
    with CaptureQueriesContext(connection) as thick:
        assert client.get(address).status_code == 200

    assert len(thick) == len(thin) <= MOST_QUERIES


def test_the_package_before_it_leaves_keeps_its_budget(
    anna_at_work: Context, bert_at_work: Context, ask: Callable[..., AccessRequest]
) -> None:
    request, client = ask(), sign_in(bert_at_work)
    accept_all(anna_at_work, request)
    package = file_access.propose_access(anna_at_work, request)

    with CaptureQueriesContext(connection) as found:
        client.get(f"{PLACE}paket/{package.pk}/")

    assert len(found) <= 45
