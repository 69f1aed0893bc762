"""Deleting a finished procedure: one person proposes it, another one decides, then its keys are destroyed."""

from schutznetz import tombstones
from schutznetz.cases.actions import KeepingAction
from schutznetz.cases.choices import Archive, ReviewState
from schutznetz.cases.models import Case, Deletion, DeletionPart, Report
from schutznetz.cases.queries.doomed import Doomed
from schutznetz.cases.queries.keeping import deletion_of, deletion_seal, revived
from schutznetz.cases.queries.obstacles import obstacles
from schutznetz.cases.queries.procedures import Procedure, procedure_of
from schutznetz.cases.second import NEWS, confirm, refusal, remembered, void
from schutznetz.cases.services.keeping._deciding import _ask_second, _refuse_too_close
from schutznetz.cases.services.keeping._erasing import _erase
from schutznetz.cases.services.keeping.traces import _forget, marks_of
from schutznetz.kernel import audit
from schutznetz.kernel.clock import BERLIN
from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law import retention
from schutznetz.law.text import gettext_noop
from schutznetz.networks.models import Network
from schutznetz.tombstones import Tombstone
from schutznetz.work import services as work

WAITS = gettext_noop("Die Löschung ist schon vorgeschlagen. Eine zweite Person entscheidet.")


@command(KeepingAction.PROPOSE)
def propose_deletion(ctx: Context, record: Report | Case, *, archive: Archive) -> Deletion:
    """Ask a second person to delete the whole procedure to which a report or case belongs."""
    procedure = procedure_of(record)
    _refuse(ctx, procedure)
    if Deletion.objects.filter(anchor=procedure.anchor, state=ReviewState.PROPOSED).exists():
        raise Conflict(WAITS)
    deletion = Deletion(
        anchor=procedure.anchor,
        archive=archive,
        version=retention.VERSION,
        proposed_by_id=ctx.person_id,
        proposed_at=ctx.now,
        proposed_session=ctx.session,
    )
    deletion.seal = deletion_seal(deletion, procedure)
    deletion.save(force_insert=True)
    DeletionPart.objects.bulk_create(
        DeletionPart(
            deletion=deletion,
            kind=each.kind,
            record=each.record,
            retention=each.retention,
            started_on=each.started_on,
            due_on=each.due_on,
        )
        for each in procedure.members
        if each.retention and each.started_on and each.due_on
    )
    _ask_second(ctx, deletion, procedure)
    return deletion


@command(KeepingAction.DECIDE)
def confirm_deletion(ctx: Context, deletion: Deletion, *, seal: str) -> Deletion:
    """Delete, as the second person, exactly what was proposed; nothing brings it back."""
    procedure = deletion_of(deletion)
    if procedure is None:
        raise refusal(ctx, KeepingAction.DECIDE, deletion, NEWS)
    with remembered(ctx, KeepingAction.DECIDE, deletion):
        _refuse(ctx, procedure)
    now = deletion_seal(deletion, procedure)
    confirm(ctx, KeepingAction.DECIDE, deletion, seal=seal, now=now)
    deletion.rows = _erase(ctx, procedure.reports, procedure.cases)
    Deletion.objects.filter(pk=deletion.pk).update(rows=deletion.rows)
    audit.record(ctx, KeepingAction.DECIDE, deletion, rows=deletion.rows, parts=len(procedure.members))
    tombstones.write(_stone(deletion, procedure))
    work.settle_tasks(ctx, deletion)
    return deletion


@command(KeepingAction.WITHDRAW)
def withdraw_deletion(ctx: Context, deletion: Deletion) -> Deletion:
    """Nothing is deleted; whoever looks again may propose it anew."""
    if procedure := deletion_of(deletion):
        _refuse_too_close(ctx, procedure)
    void(deletion)
    work.settle_tasks(ctx, deletion)
    return deletion


@command(KeepingAction.REAPPLY)
def reapply_deletions(ctx: Context, network: Network, *, stones: list[Tombstone]) -> int:
    """Delete again what an older backup has brought back, before anybody reads it; returns how many records.

    The walls stand aside meanwhile (``manage.py restore``): what the two decided is not in that backup.
    """
    again = set(revived(tombstones.names(stones)))
    reports = [each.pk for each in Report.objects.filter(pk__in=again).order_by("id")]
    if again:
        cases = again.difference(reports)
        _forget(ctx, network, marks_of(Doomed(reports, cases)))
        rows = _erase(ctx, reports, cases)
        audit.record(ctx, KeepingAction.REAPPLY, network, records=len(again), rows=rows)
    return len(again)


def _refuse(ctx: Context, procedure: Procedure) -> None:
    _refuse_too_close(ctx, procedure)
    for reason in obstacles(procedure, ctx.now.astimezone(BERLIN).date()):
        raise Conflict(reason, retention.ERASURE)


def _stone(deletion: Deletion, procedure: Procedure) -> Tombstone:
    """Say without content what is gone: random identifiers, classes, days, numbers, the two people."""
    return Tombstone(
        deletion=str(deletion.pk),
        network=str(deletion.network_id),
        at=deletion.confirmed_at.isoformat() if deletion.confirmed_at else "",
        reports=tuple(str(pk) for pk in procedure.reports),
        cases=tuple(str(pk) for pk in procedure.cases),
        proof={
            "archive": str(deletion.archive),
            "version": deletion.version,
            "rows": deletion.rows,
            "proposed_by": str(deletion.proposed_by_id),
            "confirmed_by": str(deletion.confirmed_by_id),
            "classes": sorted({str(each.retention) for each in procedure.members}),
        },
    )
