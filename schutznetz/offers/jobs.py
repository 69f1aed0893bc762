"""What takes its time: files of offers, read and worked out outside the one transaction that enters them."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from schutznetz.kernel.context import Context
from schutznetz.kernel.jobs import Progress, every, job
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop
from schutznetz.networks import staging
from schutznetz.offers import columns, queries, services
from schutznetz.offers.arrival import CHUNK, pieces
from schutznetz.offers.choices import ImportState
from schutznetz.offers.columns import Sheet
from schutznetz.offers.models import Offer, OfferImport
from schutznetz.offers.services import ask_to_confirm, note_check, take_over
from schutznetz.offers.services.files import CHECK, TAKE_OVER

AT_ONCE = 200


@job(CHECK)
def check(ctx: Context, payload: dict[str, Any], progress: Progress) -> None:
    upload = OfferImport.objects.get(pk=UUID(payload["upload"]))
    if upload.state == ImportState.UPLOADED:  # else a worker died between the work and its tick
        checked = note_check(ctx, upload, sheet=_read(upload, progress))
        rows = checked.report["rows"]
        progress.say(rows, rows, _("Die Datei ist geprüft."))


@job(TAKE_OVER)
def import_file(ctx: Context, payload: dict[str, Any], progress: Progress) -> None:
    upload = OfferImport.objects.get(pk=UUID(payload["upload"]))
    if upload.state == ImportState.CHECKED:
        _work_out(ctx, upload, progress)
        take_over(ctx, upload)


def _work_out(ctx: Context, upload: OfferImport, progress: Progress) -> None:
    sheet = _read(upload, progress)
    if not sheet.table:
        raise Conflict(gettext_noop("Diese Datei lässt sich nicht übernehmen."))
    total = len(sheet.offers)
    sheet.table.rows.clear()  # the offers are made of them

    def said(count: int) -> None:
        progress.say(min(count * CHUNK, total), total, _("Angebote werden vorbereitet."))

    staging.stage(upload.pk, pieces(ctx, upload.network, sheet.offers), said)
    progress.say(total, total, _("Angebote werden eingetragen."))


@every(minutes=60, name="offers.ask_to_confirm")
def ask_for_confirmation(ctx: Context) -> None:
    """Ask for what lapsed since yesterday, and for whatever was missed before."""
    for offer in queries.to_ask(ctx)[:AT_ONCE]:
        ask_to_confirm(ctx, offer)


@every(minutes=60, name="offers.let_places_lapse")
def let_places_lapse(ctx: Context) -> None:
    """Drop figures that are past their due time; until then nobody saw them either."""
    for offer in queries.with_lapsed_figure(ctx)[:AT_ONCE]:
        services.let_places_lapse(ctx, offer)


@every(minutes=60, name="offers.ask_by_mail")
def ask_by_mail(ctx: Context) -> None:
    """Write to providers, one mail for all offers that one address answers for."""
    together: dict[str, list[Offer]] = defaultdict(list)
    for offer in queries.to_write_to(ctx):
        together[queries.address_of(ctx, offer)].append(offer)
    together.pop("", None)
    for first, *others in together.values():
        services.ask_by_mail(ctx, first, together=others)


def _read(upload: OfferImport, progress: Progress) -> Sheet:
    content = bytes(upload.content)
    total = content.count(b"\n")
    return columns.read(content, said=lambda done: progress.say(done, total, _("Zeilen werden gelesen.")))
