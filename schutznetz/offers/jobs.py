"""What takes its time: files of offers. Reading happens outside any transaction, writing in one."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from schutznetz.kernel.context import Context
from schutznetz.kernel.jobs import Progress, job
from schutznetz.offers import columns
from schutznetz.offers.choices import ImportState
from schutznetz.offers.columns import Sheet
from schutznetz.offers.models import OfferImport
from schutznetz.offers.services import note_check, take_over
from schutznetz.offers.services.files import CHECK, TAKE_OVER


@job(CHECK, attempts=2)
def check(ctx: Context, payload: dict[str, Any], progress: Progress) -> None:
    upload = OfferImport.objects.get(pk=UUID(payload["upload"]))
    checked = note_check(ctx, upload, sheet=_read(upload, progress))
    rows = checked.report["rows"]
    progress.say(rows, rows, _("Die Datei ist geprüft."))


@job(TAKE_OVER, attempts=2)
def import_file(ctx: Context, payload: dict[str, Any], progress: Progress) -> None:
    upload = OfferImport.objects.get(pk=UUID(payload["upload"]))
    if upload.state == ImportState.DONE:
        return  # a worker died between the work and its tick
    sheet = _read(upload, progress)
    progress.say(len(sheet.offers), len(sheet.offers), _("Angebote werden eingetragen."))
    take_over(ctx, upload, sheet=sheet)


def _read(upload: OfferImport, progress: Progress) -> Sheet:
    content = bytes(upload.content)
    total = content.count(b"\n")
    return columns.read(content, said=lambda done: progress.say(done, total, _("Zeilen werden gelesen.")))
