from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from schutznetz.accounts.models import User
from schutznetz.cases import services
from schutznetz.cases.choices import MessageKind, Neutral, Question
from schutznetz.cases.models import Case, Report
from schutznetz.kernel.context import Context
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.work.models import Task
from tests import make
from tests.conftest import NOON, context, member, sign_in

pytestmark = pytest.mark.usefixtures("inside")


@pytest.fixture
def ines(tannfurt: Network) -> User:
    member(tannfurt, "bert", Role.INTAKE)
    return member(tannfurt, "ines", Role.INTAKE)


@pytest.fixture
def at_work(tannfurt: Network, ines: User) -> Context:
    return context(tannfurt, ines, Role.INTAKE)


@pytest.fixture
def taken(tannfurt: Network, at_work: Context) -> Report:
    key = "z" * 26
    received = make.report(at_work, tannfurt, files=1, key=key)
    return services.take_report(at_work, received)


@pytest.fixture
def desk(client: Client, ines: User) -> Client:
    sign_in(client, ines)
    return client


def test_only_fixed_sentences_go_out(desk: Client, taken: Report) -> None:
    url = f"/tannfurt/eingang/{taken.pk}/rueckfragen/"
    desk.post(url, {"sentence": Question.WHEN, "submission_key": "a" * 26})
    desk.post(url, {"sentence": Neutral.READ, "submission_key": "b" * 26})
    refused = desk.post(url, {"sentence": "Der Vater hat gesagt …", "submission_key": "c" * 26})

    said = [(message.kind, message.sentence, message.text) for message in taken.messages.order_by("id")]
    assert sorted(said) == [(MessageKind.NOTICE, "read", ""), (MessageKind.QUESTION, "when", "")]
    assert refused.status_code == 200


def test_a_file_is_saved_and_never_shown_inside_the_site(desk: Client, taken: Report) -> None:
    file = taken.attachments.get()

    answer = desk.get(f"/tannfurt/eingang/anlage/{file.pk}/")

    assert answer.content == b"jpeg"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="Anlage-1.jpg"'
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.PARTNER, Role.ADMINISTRATOR, Role.DATA_PROTECTION])
def test_others_find_no_file(client: Client, taken: Report, tannfurt: Network, role: Role) -> None:
    sign_in(client, member(tannfurt, "dora", role))
    assert client.get(f"/tannfurt/eingang/anlage/{taken.attachments.get().pk}/").status_code == 404


def test_the_report_names_its_files(desk: Client, taken: Report) -> None:
    assert "bild.jpg" in desk.get(f"/tannfurt/eingang/{taken.pk}/").content.decode()


def test_what_the_reporter_adds_becomes_a_task_until_it_is_read(
    desk: Client, taken: Report, at_work: Context, tannfurt: Network, make_addition: Callable[[], None]
) -> None:
    make_addition()
    make_addition()
    waiting = Task.objects.filter(kind="read_addition", settled_at=None)
    assert [task.owner_id for task in waiting] == [at_work.actor_id]

    desk.post(f"/tannfurt/eingang/{taken.pk}/gelesen/")

    assert not waiting.all().exists()


def test_a_caller_is_written_down_later_on_a_page_that_keeps_what_is_typed(
    desk: Client, taken: Report, django_assert_max_num_queries: Any
) -> None:
    address = f"/tannfurt/eingang/{taken.pk}/"
    assert "nachtrag/" in desk.get(address).content.decode()
    typed = {"text": "Sie rief zurück.", "reporter_name": "Ute Nord"}
    desk.post(f"{address}nachtrag/", {**typed, "go": "keep"})
    with django_assert_max_num_queries(16):
        assert "Sie rief zurück." in desk.get(f"{address}nachtrag/").content.decode()

    answer = desk.post(f"{address}nachtrag/", {**typed, "go": "send"})

    assert answer.status_code == 302
    page = desk.get(address).content.decode()
    assert "aufgenommen von ines" in page
    assert "Ute Nord" in page
    assert "bestaetigung/" in page
    assert 'name="reporter_name"' not in desk.get(f"{address}nachtrag/").content.decode()


def test_the_team_of_the_child_works_with_the_reporter_from_its_case(
    client: Client, taken: Report, at_work: Context, tannfurt: Network
) -> None:
    """Cora has no look at the report: every form leads from her case and back to it."""
    cora, ines = member(tannfurt, "cora", Role.CASE_WORKER), User.objects.get(username="ines")
    told = {"state": "assessment", "child_name": "Mia", "report": "x", "reported_at": NOON, "number": 1}
    case = Case.objects.create(origin=taken, lead=cora, substitute=ines, **told)
    sign_in(client, cora)
    home, desk = f"/tannfurt/faelle/{case.pk}/", f"/tannfurt/eingang/{taken.pk}/"
    assert client.get(desk).status_code == 404
    page = client.get(home).content.decode()
    assert f"{desk}nachtrag/" in page
    assert f"{desk}beruf/" not in page

    for step, typed in (
        ("art/", {"reporter_kind": "shelter", "reasons": "Das Frauenhaus bestätigt es."}),
        ("beruf/", {"profession": "health", "known_by": "called_back"}),
        ("nachtrag/", {"text": "Sie hat noch etwas gesehen.", "go": "send"}),
    ):
        assert f"{desk}{step}" in client.get(home).content.decode()
        answer = client.post(f"{desk}{step}", {**typed, "submission_key": f"{len(step)}" * 26})
        assert (answer.status_code, answer.headers.get("Location")) == (302, home)

    assert taken.kind_corrections.get().reporter_kind == "shelter"
    assert taken.messages.get().text == "Sie hat noch etwas gesehen."


@pytest.fixture
def make_addition(at_work: Context, tannfurt: Network) -> Callable[[], None]:
    from schutznetz import receipts
    from schutznetz.kernel.context import visitor

    def add() -> None:
        code = receipts.code_for("z" * 26)
        services.add_information(visitor(tannfurt.pk), tannfurt, typed=code, text="Noch etwas")

    return add
