"""A file of offers: uploaded, checked without changing anything, taken over as a whole or not at all."""

from dataclasses import asdict
from typing import Any

from schutznetz.kernel import jobs
from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop
from schutznetz.networks import staging
from schutznetz.networks.models import Network
from schutznetz.offers.actions import OfferAction
from schutznetz.offers.arrival import Arrival, compare
from schutznetz.offers.choices import ImportState
from schutznetz.offers.columns import Sheet
from schutznetz.offers.models import OfferImport

CHECK, TAKE_OVER = "offers.check_file", "offers.import_file"


@command(OfferAction.IMPORT)
def upload_file(ctx: Context, network: Network, *, content: bytes) -> OfferImport:
    """Keep the file and have it checked; nothing else happens to the directory."""
    upload = OfferImport.objects.create(uploaded_at=ctx.now, uploaded_by=ctx.actor_id, content=content)
    _ask_for(ctx, upload, CHECK)
    return upload


@command(OfferAction.CHECK_FILE)
def note_check(ctx: Context, upload: OfferImport, *, sheet: Sheet) -> OfferImport:
    """Write down every problem of the file, and what taking it over would do."""
    upload.report = _report(sheet)
    upload.state = ImportState.CHECKED if sheet.table else ImportState.REFUSED
    if not sheet.table:
        upload.content = b""
    upload.save(update_fields=["report", "state", "content"])
    return upload


@command(OfferAction.TAKE_FILE)
def ask_to_take_over(ctx: Context, upload: OfferImport) -> OfferImport:
    """Start taking over a file that was checked without a problem."""
    if upload.state != ImportState.CHECKED:
        raise Conflict(gettext_noop("Diese Datei lässt sich nicht übernehmen."))
    _ask_for(ctx, upload, TAKE_OVER)
    return upload


@command(OfferAction.CHECK_FILE)
def take_over(ctx: Context, upload: OfferImport) -> OfferImport:
    """Enter all that was worked out of the file in one transaction; a second run changes nothing."""
    taking = OfferImport.objects.filter(pk=upload.pk, state=ImportState.CHECKED)
    if not taking.update(state=ImportState.DONE, content=b""):
        return upload  # another worker was faster
    arrival = Arrival()
    staging.enter(upload.pk, arrival.make_way)
    upload.report |= asdict(arrival.finish())
    upload.save(update_fields=["report"])
    return upload


def _ask_for(ctx: Context, upload: OfferImport, name: str) -> None:
    job = jobs.enqueue(ctx, name, {"upload": str(upload.pk)}, key=str(upload.pk))
    upload.job = job.pk
    upload.save(update_fields=["job"])


def _report(sheet: Sheet) -> dict[str, Any]:
    table = sheet.table
    return {
        "encoding": table.encoding,
        "unknown": table.unknown[:20],
        "rows": len(table.rows),
        "problem_count": table.problem_count,
        "problems": [[each.row, each.column, each.text] for each in table.problems],
        **asdict(compare(sheet.offers)),
    }
