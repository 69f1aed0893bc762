"""What takes its time or comes back by itself: lists of partners, ended sessions."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from schutznetz.accounts.sessions import SessionStore
from schutznetz.kernel.context import Context
from schutznetz.kernel.jobs import Progress, every, job
from schutznetz.networks import takeover
from schutznetz.networks.choices import PartnerListState
from schutznetz.networks.columns import COLUMNS
from schutznetz.networks.models import PartnerList
from schutznetz.networks.services.lists import CHECK, TAKE_OVER, note_check, take_over
from schutznetz.tables import Table, read

KEPT = timedelta(hours=72)  # an uploaded list that nobody took over


@job(CHECK, attempts=2)
def check_partners(ctx: Context, payload: dict[str, Any], progress: Progress) -> None:
    uploaded = PartnerList.objects.get(pk=UUID(payload["list"]))
    if uploaded.state == PartnerListState.CHECKING:
        note_check(ctx, uploaded, table=_read(uploaded, progress))
        progress.say(1, 1, _("Die Liste ist geprüft."))


@job(TAKE_OVER, attempts=2)
def take_over_partners(ctx: Context, payload: dict[str, Any], progress: Progress) -> None:
    uploaded = PartnerList.objects.get(pk=UUID(payload["list"]))
    if uploaded.state == PartnerListState.TAKING:  # else a worker died between the work and its tick
        take_over(ctx, uploaded, table=_read(uploaded, progress))
        progress.say(1, 1, _("Die Liste ist übernommen."))


def _read(uploaded: PartnerList, progress: Progress) -> Table:
    content = bytes(uploaded.content or b"")
    total = content.count(b"\n")
    table = read(content, COLUMNS, said=lambda row: progress.say(row, total, _("Zeilen werden gelesen.")))
    takeover.check(table)
    return table


@every(minutes=60, name="networks.tidy")
def tidy(ctx: Context) -> None:
    """Forget lists that nobody took over, and sessions that are over."""
    PartnerList.objects.filter(uploaded_at__lt=ctx.now - KEPT).delete()
    SessionStore.clear_expired()
