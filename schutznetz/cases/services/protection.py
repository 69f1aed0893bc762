"""Immediate protection: one person acts at once; the second is named, told, and signs afterwards."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from schutznetz.accounts.one_human import are_one, with_others
from schutznetz.cases.actions import ProtectionAction
from schutznetz.cases.choices import Manner, ProtectionMeasure, ProtectionState
from schutznetz.cases.conflicts import all_recused, refuse_recused
from schutznetz.cases.models import ImmediateProtection, Report
from schutznetz.cases.queries import COLLEAGUES, second_for, working_days
from schutznetz.cases.second import refuse_same_session, remembered
from schutznetz.cases.states import PROTECTION
from schutznetz.kernel.command import command, consequence
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law import urgency
from schutznetz.law.text import gettext_noop
from schutznetz.networks.choices import Role
from schutznetz.work import services as work
from schutznetz.work.choices import Rung, Step, TaskKind
from schutznetz.work.queries import stand_in_for

NAME_SECOND_WITHIN = timedelta(minutes=15)
SIGNED = gettext_noop("Die zweite Person hat inzwischen unterschrieben.")
NAME_LADDER = (Step(15, Rung.OWNER), Step(30, Rung.TEAM_LEAD))


@consequence
def begin_protection(
    ctx: Context,
    report: Report,
    *,
    measures: Sequence[ProtectionMeasure] = (),
    what: str = "",
    place: str = "",
    second_id: UUID | None = None,
    told_at: datetime | None = None,
    told_by: Manner | str = "",
) -> ImmediateProtection:
    """Begin, as part of whatever act it belongs to, what a second person signs by the next working day."""
    protection = ImmediateProtection.objects.create(
        report=report,
        measures=sorted(measures),
        what=what or None,
        place=place or None,
        acted_by_id=ctx.person_id,
        acted_at=ctx.now,
        acted_session=ctx.session,
        confirm_by=urgency.end_of_next_working_day(ctx.now, working_days(ctx)),
    )
    shut = with_others([ctx.actor_id]) | all_recused(report)  # else another one is asked for
    if second_id and told_by and second_id not in shut:
        _name(ctx, protection, second_id, told_at or ctx.now, told_by)
    else:
        ask_for_second(ctx, protection)
    _tell_leads(ctx, protection)
    return protection


@command(ProtectionAction.NAME_SECOND)
def name_second(
    ctx: Context, protection: ImmediateProtection, *, second_id: UUID, told_at: datetime, told_by: Manner
) -> ImmediateProtection:
    """Say who the second person is, when and how she was told."""
    if are_one(second_id, protection.acted_by_id):
        raise Conflict(gettext_noop("Die zweite Person ist jemand anderes als die, die gehandelt hat."))
    refuse_recused(protection.report, second_id)
    unsigned = ImmediateProtection.objects.select_for_update().filter(pk=protection.pk)
    if not unsigned.filter(state=ProtectionState.ACTING).exists():
        raise Conflict(SIGNED)
    for kind in (TaskKind.NAME_SECOND, TaskKind.CONFIRM_PROTECTION):
        work.settle_tasks(ctx, protection, kind=kind)
    _name(ctx, protection, second_id, min(told_at, ctx.now), told_by)
    return protection


@command(ProtectionAction.CONFIRM)
def confirm_protection(ctx: Context, protection: ImmediateProtection) -> ImmediateProtection:
    """Sign as the second person, from one's own session."""
    action = ProtectionAction.CONFIRM
    refuse_same_session(ctx, action, protection, first=protection.acted_session)
    with remembered(ctx, action, protection):
        PROTECTION.move(protection, "confirm", confirmed_at=ctx.now, confirmed_session=ctx.session)
    by_a_lead = ctx.role == Role.TEAM_LEAD  # who has signed has taken note
    work.settle_tasks(ctx, protection, kind=None if by_a_lead else TaskKind.CONFIRM_PROTECTION)
    return protection


def _name(
    ctx: Context, protection: ImmediateProtection, second_id: UUID, told_at: datetime, told_by: Manner | str
) -> None:
    protection.second_id, protection.second_told_at, protection.second_told_by = second_id, told_at, told_by
    protection.save(update_fields=["second", "second_told_at", "second_told_by"])
    until = int((protection.confirm_by - ctx.now).total_seconds() // 60)
    work.open_task(
        ctx,
        protection,
        kind=TaskKind.CONFIRM_PROTECTION,
        due_at=protection.confirm_by,
        owner_id=second_id,
        substitute_id=stand_in_for(
            protection.acted_by_id,
            second_id,
            *all_recused(protection.report),
            roles=COLLEAGUES,
            at=ctx.now,
        )
        or protection.acted_by_id,
        ladder=(Step(0, Rung.OWNER), Step(until // 2, Rung.OWNER), Step(until, Rung.TEAM_LEAD)),
        protective=True,
    )


@consequence
def _tell_leads(ctx: Context, protection: ImmediateProtection) -> None:
    """Tell the leads at once that somebody acts, unless a lead does: not only when a signature is late."""
    if ctx.role == Role.TEAM_LEAD:
        return
    work.open_task(
        ctx,
        protection,
        kind=TaskKind.NOTE_PROTECTION,
        due_at=protection.confirm_by,
        line=Role.TEAM_LEAD,
        ladder=(Step(0, Rung.TEAM_LEAD),),
    )


@consequence
def ask_for_second(ctx: Context, protection: ImmediateProtection) -> None:
    """Ask who the second person is: nobody was named, or who was named gives way."""
    if protection.second_id:
        work.settle_tasks(ctx, protection, kind=TaskKind.CONFIRM_PROTECTION)
        nobody = {"second_id": None, "second_told_at": None, "second_told_by": ""}
        ImmediateProtection.objects.filter(pk=protection.pk).update(**nobody)
    work.open_task(
        ctx,
        protection,
        kind=TaskKind.NAME_SECOND,
        due_at=ctx.now + NAME_SECOND_WITHIN,
        owner_id=protection.acted_by_id,
        substitute_id=second_for(ctx, protection.acted_by_id, *all_recused(protection.report)),
        ladder=NAME_LADDER,
        protective=True,
    )
