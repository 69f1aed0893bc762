"""The pages of a handover: what each shows and sends once, and that no address or file name says who."""

import io
import zipfile
from collections.abc import Callable

import pytest
from django.test import Client

from schutznetz.cases.models import Arrival, Case, Handover, Report
from schutznetz.files import documents
from schutznetz.kernel import tenancy
from schutznetz.networks.choices import Role
from tests import make
from tests.screens import Stage, found_stage
from tests.screens.handover import arrived, case, proposed, sent

ANSWERS = {
    "office": "Jugendamt Birkenau",
    "ground": "danger",
    "reasons": "Umzug",
    "parts": ["plan", "report"],
    "why_needed": "Schutz",
    "no_talk_why": "Niemand erreicht",
    "guardians": "told",
    "child": "told",
}


@pytest.fixture
def stage(db: None, monkeypatch: pytest.MonkeyPatch) -> Stage:
    monkeypatch.setattr(documents, "pdf", lambda template, context: template.encode())
    return found_stage()


@pytest.fixture
def by(stage: Stage, client: Client) -> Callable[[Role], Client]:
    def become(role: Role) -> Client:
        assignment = stage.assignment(role)
        make.sign_in(client, assignment.user, assignment)
        return client

    return become


def test_proposed_twice_from_one_page_it_is_there_once(stage: Stage, by: Callable[[Role], Client]) -> None:
    with tenancy.scope(stage.network.pk):
        found = case(stage)
    client, address = by(Role.CASE_WORKER), f"/tannfurt/faelle/{found.pk}/uebergeben/"
    key = client.get(address).context["form"]["submission_key"].value()

    for _time in range(2):
        answer = client.post(address, ANSWERS | {"submission_key": key})
        assert answer.status_code == 302

    with tenancy.scope(stage.network.pk):
        assert Handover.objects.count() == 1


def test_what_is_missing_stands_beside_the_form(stage: Stage, by: Callable[[Role], Client]) -> None:
    with tenancy.scope(stage.network.pk):
        found = case(stage)

    answer = by(Role.CASE_WORKER).post(
        f"/tannfurt/faelle/{found.pk}/uebergeben/", ANSWERS | {"no_talk_why": "", "parts": ["plan"]}
    )

    assert "oder warum es keines gab. (§ 8a Abs. 6 Satz 2 SGB VIII)" in answer.content.decode()


def test_the_package_is_sealed_and_its_names_say_nothing(stage: Stage, by: Callable[[Role], Client]) -> None:
    with tenancy.scope(stage.network.pk):
        found = sent(stage)
    client, address = by(Role.CASE_WORKER), f"/tannfurt/faelle/uebergabe/{found.pk}/"

    answer = client.get(f"{address}paket/")

    assert answer["Content-Disposition"] == 'attachment; filename="uebergabe.zip"'
    assert answer["Cache-Control"] == "no-store"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as listed:
        assert listed.namelist() == ["anschreiben.pdf", "uebergabe.pdf", "uebergabe.json"]
        with pytest.raises((RuntimeError, NotImplementedError)):
            listed.read("uebergabe.json")
    assert found.passphrase in client.get(address).content.decode()
    assert b"Kind 1" not in answer.content


def test_before_its_release_nothing_can_be_taken_out(stage: Stage, by: Callable[[Role], Client]) -> None:
    with tenancy.scope(stage.network.pk):
        found = proposed(stage)
    client, address = by(Role.CASE_WORKER), f"/tannfurt/faelle/uebergabe/{found.pk}/"

    assert [client.get(f"{address}{part}/").status_code for part in ("paket", "anschreiben", "nachweis")] == [
        404
    ] * 3
    assert client.get(address).status_code == 200


def test_the_second_person_releases_what_she_sees(stage: Stage, by: Callable[[Role], Client]) -> None:
    with tenancy.scope(stage.network.pk):
        found = proposed(stage)
    client, address = by(Role.TEAM_LEAD), f"/tannfurt/faelle/uebergabe/{found.pk}/"
    seal = client.get(address).context["form"]["seal"].value()

    client.post(address, {"seal": seal})

    with tenancy.scope(stage.network.pk):
        assert Handover.objects.get().state == "sent"


def test_an_acceptance_is_filed_with_its_proof(stage: Stage, by: Callable[[Role], Client]) -> None:
    with tenancy.scope(stage.network.pk):
        found = sent(stage)
    at = found.sent_at
    assert at is not None
    client, address = by(Role.CASE_WORKER), f"/tannfurt/faelle/uebergabe/{found.pk}/"
    typed = {"accepted": "yes", "answered_by": "Frau Reimers", "hour": "00:00", "note": ""}
    typed |= {"day_0": str(at.day), "day_1": str(at.month), "day_2": str(at.year)}

    answer = client.post(f"{address}antwort/", typed)

    assert answer.status_code == 200
    with tenancy.scope(stage.network.pk):
        assert Case.objects.get().closed_at is None


def test_the_receiver_reads_accepts_and_works_on(stage: Stage, by: Callable[[Role], Client]) -> None:
    with tenancy.scope(stage.network.pk):
        found = arrived(stage)
    address = f"/tannfurt/faelle/angekommen/{found.pk}/"

    assert "Blutergüsse" in by(Role.INTAKE).get(address).content.decode()
    assert by(Role.CASE_WORKER).get(address).status_code == 404
    with tenancy.scope(stage.network.pk):
        assert (Arrival.objects.get().state, Report.objects.count()) == ("waiting", 0)
