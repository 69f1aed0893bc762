"""Where Schutznetz ends: the files in the import folder, the file number, and nothing too early."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from schutznetz.cases import services
from schutznetz.cases.choices import DisputeKind, RestrictionGround
from schutznetz.cases.jobs import write_departure
from schutznetz.cases.models import Departure, Mark, Report, Triage
from schutznetz.cases.queries.package import hand_over_package
from schutznetz.cases.services import disputes
from schutznetz.kernel import clock, worker
from schutznetz.kernel.context import Context, system
from schutznetz.kernel.jobs import Progress
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.models import Job
from schutznetz.kernel.policy import Denied
from schutznetz.networks.choices import LeaveAt, Role
from schutznetz.networks.models import Network
from schutznetz.work import services as work
from schutznetz.work.choices import LateCause
from schutznetz.work.jobs import escalate_due
from schutznetz.work.models import Escalation, Task
from tests.conftest import NOON, member

pytestmark = pytest.mark.usefixtures("inside")

SCHEMA = json.loads(Path("docs/hand_over.schema.json").read_text())


@pytest.fixture
def folder(tannfurt: Network, settings: Any, tmp_path: Path) -> Path:
    settings.CASE_SOFTWARE_ROOT = tmp_path
    use(tannfurt, LeaveAt.TRIAGE, "tannfurt-import")
    return tmp_path / "tannfurt-import"


def use(network: Network, ends_after: LeaveAt, name: str) -> None:
    Network.objects.filter(pk=network.pk).update(ends_after=ends_after, case_software_folder=name)


def problems(value: Any, schema: dict[str, Any], at: str = "") -> list[str]:
    """Check the few rules that our schema uses: type, required, no other properties, items."""
    kinds: dict[str, type | tuple[type, ...]] = {
        "object": dict, "array": list, "string": str, "integer": int, "boolean": bool,
        "null": type(None),
    }  # fmt: skip
    allowed = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not any(isinstance(value, kinds[kind]) for kind in allowed):
        return [f"{at}: {type(value).__name__} is not {allowed}"]
    found = []
    if isinstance(value, dict) and "properties" in schema:
        found += [f"{at}.{name} missing" for name in schema["required"] if name not in value]
        found += [f"{at}.{name} undocumented" for name in value if name not in schema["properties"]]
        for name, inner in schema["properties"].items():
            if name in value:
                found += problems(value[name], inner, f"{at}.{name}")
    if isinstance(value, list) and "items" in schema:
        for number, each in enumerate(value):
            found += problems(each, schema["items"], f"{at}[{number}]")
    return found


def test_one_action_puts_paper_and_data_into_the_folder(
    propose: Callable[..., Triage], anna_at_work: Context, bert_at_work: Context, folder: Path
) -> None:
    triage = propose()
    services.confirm_triage(bert_at_work, triage, seal=triage.seal)

    departure = services.leave(anna_at_work, Report.objects.get())
    again = services.leave(anna_at_work, Report.objects.get())
    worker.run(Job.objects.get(name="cases.write_departure"))

    assert again.pk == departure.pk
    assert sorted(path.name for path in folder.iterdir()) == [f"{departure.pk}.json", f"{departure.pk}.pdf"]
    data = json.loads((folder / f"{departure.pk}.json").read_text())
    assert problems(data, SCHEMA) == []
    assert [child["child_name"] for child in data["children"]] == ["Mia", "Ben"]
    assert data["triage"]["confirmed_by"] == "bert"
    paper = pypdfium2.PdfDocument((folder / f"{departure.pk}.pdf").read_bytes())
    text = " ".join(page.get_textpage().get_text_bounded() for page in paper)
    assert "Mia" in text
    assert "Verletzung, die zum Hergang nicht passt" in text


def test_the_schema_check_finds_what_is_undocumented() -> None:
    assert problems({"format": 1}, SCHEMA)
    assert ".more undocumented" in problems({"more": "x"}, SCHEMA)


def test_the_file_number_is_kept_and_settles_the_task(
    propose: Callable[..., Triage], anna_at_work: Context, bert_at_work: Context, folder: Path
) -> None:
    triage = propose()
    services.confirm_triage(bert_at_work, triage, seal=triage.seal)
    departure = services.leave(anna_at_work, Report.objects.get())
    with pytest.raises(Denied):
        services.adopt_departure(anna_at_work, departure, file_number="51/123")
    for _twice in range(2):
        write_departure(
            system(anna_at_work.network_id), {"departure": str(departure.pk)}, Progress(departure.pk)
        )

    services.adopt_departure(anna_at_work, Departure.objects.get(), file_number="51/123")

    departure.refresh_from_db()
    assert (departure.state, departure.file_number) == ("adopted", "51/123")
    assert Task.objects.get(kind="enter_file_number").settled_at is not None


def test_what_binds_the_office_leaves_with_the_report(
    propose: Callable[..., Triage], anna_at_work: Context, bert_at_work: Context, folder: Path
) -> None:
    """Marks, disputes and restrictions of the cases that came of it; nothing where there is none."""
    triage = propose()
    services.confirm_triage(bert_at_work, triage, seal=triage.seal)
    report = Report.objects.get()
    departure = services.leave(anna_at_work, report)
    assert hand_over_package(departure)["limits"] == []
    case, other = report.cases.order_by("number")
    by = {"set_by_id": anna_at_work.person_id, "set_at": NOON}
    Mark.objects.create(case=case, record=report.pk, kind="secrecy", reasons="Ärztin", **by)
    said: dict[str, Any] = {"who": "Mutter", "words": "So war es nicht."}
    disputes.note_dispute(anna_at_work, case, record=report.pk, kind=DisputeKind.DISPUTED, **said)
    disputes.restrict(
        anna_at_work, other, ground=RestrictionGround.CONTESTED, reasons="x",
        review_on=NOON.date() + timedelta(days=30),
    )  # fmt: skip

    worker.run(Job.objects.get(name="cases.write_departure"))

    data = json.loads((folder / f"{departure.pk}.json").read_text())
    assert problems(data, SCHEMA) == []
    assert [(each["at"], each["kind"]) for each in data["limits"]] == [
        ("report", "secrecy"), ("report", "disputed"), ("report", "restricted"),
    ]  # fmt: skip
    paper = pypdfium2.PdfDocument((folder / f"{departure.pk}.pdf").read_bytes())
    text = " ".join(page.get_textpage().get_text_bounded() for page in paper)
    assert [word for word in ("So war es nicht.", "Verarbeitung eingeschränkt") if word not in text] == []


def test_the_task_stays_until_the_file_number_is_there(
    propose: Callable[..., Triage],
    anna_at_work: Context,
    bert_at_work: Context,
    tannfurt: Network,
    folder: Path,
) -> None:
    triage = propose()
    services.confirm_triage(bert_at_work, triage, seal=triage.seal)
    report = Report.objects.get()
    services.leave(anna_at_work, report)
    services.leave(anna_at_work, report)
    task = Task.objects.get(kind="enter_file_number")  # once, and before anything is written

    with pytest.raises(Conflict):
        work.finish(anna_at_work, task, cause=LateCause.OTHER)
    carl = member(tannfurt, "carl", Role.INTAKE)
    services.hand_over_report(anna_at_work, report, responsible_id=carl.pk, second_id=bert_at_work.person_id)

    task.refresh_from_db()
    assert (task.owner_id, task.settled_at) == (carl.pk, None)
    with clock.frozen(NOON + timedelta(days=5)):
        escalate_due(system(tannfurt.pk))
    assert [call.rung for call in Escalation.objects.filter(task=task)] == ["owner"]


@pytest.mark.parametrize("ends_after", [LeaveAt.TRIAGE, LeaveAt.RESULT, LeaveAt.CLOSING])
def test_nothing_leaves_before_the_stage_that_the_office_set(
    ends_after: LeaveAt,
    propose: Callable[..., Triage],
    anna_at_work: Context,
    tannfurt: Network,
    folder: Path,
) -> None:
    propose()
    use(tannfurt, ends_after, "tannfurt-import")

    with pytest.raises(Conflict):
        services.leave(anna_at_work, Report.objects.get())

    use(tannfurt, LeaveAt.RECEIPT, "tannfurt-import")
    assert services.leave(anna_at_work, Report.objects.get()).state == "ordered"


def test_without_a_folder_nothing_leaves_and_none_is_made_up(
    propose: Callable[..., Triage], anna_at_work: Context, tannfurt: Network, folder: Path
) -> None:
    propose()
    use(tannfurt, LeaveAt.RECEIPT, "")
    with pytest.raises(Conflict, match="kein Importordner"):
        services.leave(anna_at_work, Report.objects.get())
    use(tannfurt, LeaveAt.RECEIPT, "tannfurt-import")
    departure = services.leave(anna_at_work, Report.objects.get())
    use(tannfurt, LeaveAt.RECEIPT, "")

    with pytest.raises(Conflict, match="kein Importordner"):
        services.write_departure(system(tannfurt.pk), departure)


@pytest.mark.parametrize("name", ["../anderswo", "/etc", "."])
def test_a_folder_outside_the_operators_is_refused(
    name: str, propose: Callable[..., Triage], anna_at_work: Context, tannfurt: Network, folder: Path
) -> None:
    propose()
    use(tannfurt, LeaveAt.RECEIPT, name)
    departure = services.leave(anna_at_work, Report.objects.get())

    with pytest.raises(Conflict):
        services.write_departure(system(tannfurt.pk), departure)
