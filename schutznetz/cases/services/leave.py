"""Where Schutznetz ends: one action hands a report to the office's own case software, without retyping."""

import hashlib
import json
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from schutznetz.cases.actions import DepartureAction, ReportAction
from schutznetz.cases.models import Departure, Report
from schutznetz.cases.queries import may_leave, package, report_page
from schutznetz.cases.states import DEPARTURE
from schutznetz.files import documents
from schutznetz.kernel import jobs
from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop
from schutznetz.networks.models import Network
from schutznetz.work import services as work
from schutznetz.work.choices import Rung, Step, TaskKind

FILE_NUMBER_WITHIN = timedelta(days=3)
DAY = 24 * 60  # minutes
NO_FOLDER = gettext_noop("Für Ihr Amt ist noch kein Importordner des Fachverfahrens eingetragen.")
TOO_EARLY = gettext_noop("Ihr Amt hat eine spätere Stelle für die Übergabe festgelegt.")


@command(ReportAction.LEAVE)
def leave(ctx: Context, report: Report) -> Departure:
    """Order the hand-over; asked for again, it returns the first order."""
    network = Network.objects.get(pk=ctx.network_id)
    if not network.case_software_folder:
        raise Conflict(NO_FOLDER)
    if not may_leave(report):
        raise Conflict(TOO_EARLY)
    departure, new = Departure.objects.get_or_create(
        report=report,
        after=network.ends_after,
        defaults={"ordered_by_id": ctx.person_id, "ordered_at": ctx.now},
    )
    if new:
        jobs.enqueue(ctx, "cases.write_departure", {"departure": str(departure.pk)}, key=str(departure.pk))
        _ask_for_number(ctx, departure)
    return departure


@command(DepartureAction.WRITE)
def write_departure(ctx: Context, departure: Departure) -> Departure:
    """Put PDF, attachments and data into the import folder; written again, the same files are replaced.

    The data come last: where they are, everything is.
    """
    folder = _folder(ctx)
    content = package.hand_over_package(departure)
    data = json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True).encode()
    for file, body in zip(content["files"], package.bodies(departure), strict=True):
        documents.put(folder, file["file"], body)
    documents.put(folder, f"{departure.pk}.pdf", _paper(departure, content))
    documents.put(folder, f"{departure.pk}.json", data)
    fingerprint = hashlib.sha256(data).hexdigest()
    DEPARTURE.move(departure, "write", written_at=ctx.now, fingerprint=fingerprint)
    return departure


@command(DepartureAction.ADOPT)
def adopt_departure(ctx: Context, departure: Departure, *, file_number: str) -> Departure:
    """Keep the file number that the case software gave; from here the file of record is there."""
    adopted = {"file_number": file_number, "adopted_by_id": ctx.person_id, "adopted_at": ctx.now}
    DEPARTURE.move(departure, "adopt", **adopted)
    work.settle_tasks(ctx, departure)
    return departure


def _ask_for_number(ctx: Context, departure: Departure) -> None:
    """Keep a task open from the order on, so that files nobody could write are missed as well."""
    until = int(FILE_NUMBER_WITHIN.total_seconds() // 60)
    work.open_task(
        ctx,
        departure,
        kind=TaskKind.ENTER_FILE_NUMBER,
        due_at=ctx.now + FILE_NUMBER_WITHIN,
        owner_id=departure.report.responsible_id,
        substitute_id=departure.report.second_id,
        ladder=(Step(until, Rung.OWNER), Step(until, Rung.SUBSTITUTE), Step(until + DAY, Rung.TEAM_LEAD)),
    )


def _folder(ctx: Context) -> Path:
    """Return the network's import folder below the one the operator opened, made when missing."""
    root = Path(settings.CASE_SOFTWARE_ROOT).resolve()
    name = Network.objects.values_list("case_software_folder", flat=True).get(pk=ctx.network_id)
    folder = (root / name).resolve()
    if not name or not folder.is_relative_to(root) or folder == root:
        raise Conflict(NO_FOLDER)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _paper(departure: Departure, content: dict[str, object]) -> bytes:
    page = report_page(departure.report, whole=True)
    decided = page.decided
    return documents.pdf(
        "documents/hand_over.html",
        {
            "page": page,
            "files": content["files"],
            "limits": content["limits"],
            "proposed_by": page.people.get(decided.proposed_by_id, "") if decided else "",
            "confirmed_by": page.people.get(decided.confirmed_by_id, "")
            if decided and decided.confirmed_by_id
            else "",
        },
    )
