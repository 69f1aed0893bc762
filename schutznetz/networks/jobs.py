"""What takes its time or comes back by itself: lists of partners, ended sessions."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from schutznetz.accounts.sessions import SessionStore
from schutznetz.files.tables import Table, read
from schutznetz.kernel.context import Context
from schutznetz.kernel.jobs import Progress, every, job
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop
from schutznetz.networks import staging, takeover
from schutznetz.networks.choices import PartnerListState
from schutznetz.networks.columns import COLUMNS
from schutznetz.networks.conditions import day_of
from schutznetz.networks.models import PartnerList
from schutznetz.networks.services.lists import CHECK, TAKE_OVER, note_check, take_over

KEPT = timedelta(hours=72)  # an uploaded list that nobody took over


@job(CHECK)
def check_partners(ctx: Context, payload: dict[str, Any], progress: Progress) -> None:
    uploaded = PartnerList.objects.get(pk=UUID(payload["list"]))
    if uploaded.state == PartnerListState.CHECKING:
        table = _read(uploaded, progress)
        counts = takeover.work_out(table, day_of(ctx.now)).counts() if table else {}
        note_check(ctx, uploaded, table=table, counts=counts)
        progress.say(1, 1, _("Die Liste ist geprüft."))


@job(TAKE_OVER)
def take_over_partners(ctx: Context, payload: dict[str, Any], progress: Progress) -> None:
    uploaded = PartnerList.objects.get(pk=UUID(payload["list"]))
    if uploaded.state == PartnerListState.TAKING:  # else a worker died between the work and its tick
        _work_out(ctx, uploaded, progress)
        take_over(ctx, uploaded)
        progress.say(1, 1, _("Die Liste ist übernommen."))


def _work_out(ctx: Context, uploaded: PartnerList, progress: Progress) -> None:
    table = _read(uploaded, progress)
    if not table:
        raise Conflict(gettext_noop("Diese Liste hat Fehler."))
    plan = takeover.work_out(table, day_of(ctx.now))
    total = takeover.number_of_pieces(plan)
    table.rows.clear()  # the plan is made of them

    def said(count: int) -> None:
        progress.say(count, total, _("Partner und Kontakte werden vorbereitet."))

    staging.stage(uploaded.pk, takeover.pieces(plan), said)
    progress.say(total, total, _("Partner und Kontakte werden eingetragen."))


def _read(uploaded: PartnerList, progress: Progress) -> Table:
    content = bytes(uploaded.content or b"")
    total = content.count(b"\n")
    table = read(content, COLUMNS, said=lambda row: progress.say(row, total, _("Zeilen werden gelesen.")))
    takeover.check(table)
    return table


@every(minutes=60, name="networks.tidy")
def tidy(ctx: Context) -> None:
    """Forget lists that nobody took over, what a failed take-over left, and sessions that are over."""
    PartnerList.objects.filter(uploaded_at__lt=ctx.now - KEPT).delete()
    staging.tidy()
    SessionStore.clear_expired()
