"""Reading in a list of partners: uploaded, checked, and taken over whole by one command."""

from collections.abc import Mapping
from typing import Any

from schutznetz.files.tables import Table
from schutznetz.kernel import jobs
from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop
from schutznetz.networks import staging, takeover
from schutznetz.networks.actions import NetworkAction
from schutznetz.networks.choices import PartnerListState
from schutznetz.networks.models import Network, PartnerList

CHECK = "networks.check_partners"
TAKE_OVER = "networks.take_over_partners"


@command(NetworkAction.IMPORT_PARTNERS)
def upload_partners(ctx: Context, network: Network, *, content: bytes) -> PartnerList:
    """Keep a file and let a job check it: nothing of the register changes by that."""
    uploaded = PartnerList.objects.create(
        content=content, uploaded_at=ctx.now, uploaded_by_id=ctx.actor_id, report={}
    )
    job = jobs.enqueue(ctx, CHECK, {"list": str(uploaded.pk)}, key=str(uploaded.pk))
    PartnerList.objects.filter(pk=uploaded.pk).update(job_id=job.pk)
    return uploaded


@command(NetworkAction.READ_LIST)
def note_check(
    ctx: Context, uploaded: PartnerList, *, table: Table, counts: Mapping[str, int]
) -> PartnerList:
    """Write down what the check found: problems, or what a take-over would change."""
    uploaded.report = {
        "rows": len(table.rows),
        "encoding": table.encoding,
        "unknown": table.unknown,
        "problem_count": table.problem_count,
        "problems": [str(problem) for problem in table.problems],
        "counts": dict(counts),
    }
    uploaded.state = PartnerListState.READY if table else PartnerListState.FAULTY
    if not table:
        uploaded.content = None
    uploaded.save()
    return uploaded


@command(NetworkAction.READ_LIST)
def request_takeover(ctx: Context, uploaded: PartnerList) -> PartnerList:
    """Ask for the take-over of a checked list, once."""
    ready = PartnerList.objects.filter(pk=uploaded.pk, state=PartnerListState.READY)
    if not ready.update(state=PartnerListState.TAKING):
        raise Conflict(gettext_noop("Diese Liste ist nicht zur Übernahme bereit."))
    job = jobs.enqueue(ctx, TAKE_OVER, {"list": str(uploaded.pk)}, key=str(uploaded.pk))
    PartnerList.objects.filter(pk=uploaded.pk).update(job_id=job.pk)
    return uploaded


@command(NetworkAction.READ_LIST)
def take_over(ctx: Context, uploaded: PartnerList) -> PartnerList:
    """Enter what was worked out into the register, whole or not at all, and forget the file."""
    taking = PartnerList.objects.filter(pk=uploaded.pk, state=PartnerListState.TAKING)
    if not taking.update(state=PartnerListState.DONE):
        return uploaded  # another worker was faster
    staging.enter(uploaded.pk, lambda notes: _hear(uploaded, notes))
    uploaded.state, uploaded.content = PartnerListState.DONE, None
    uploaded.save()
    return uploaded


def _hear(uploaded: PartnerList, notes: Mapping[str, Any]) -> None:
    takeover.refuse_changed_stock(notes)
    if notes:
        uploaded.report = {**uploaded.report, "counts": notes["counts"]}
