"""Somebody finds a family too close to a colleague: the lead hears her, decides, and tells (§ 17 SGB X)."""

from datetime import datetime
from typing import cast
from uuid import UUID

from schutznetz.accounts.one_human import with_others
from schutznetz.cases.actions import RecusalAction
from schutznetz.cases.choices import DoubtGround, DoubtState
from schutznetz.cases.conflicts import TOO_CLOSE, all_recused, is_recused
from schutznetz.cases.models import Case, Doubt, Report
from schutznetz.cases.queries import working_days
from schutznetz.cases.queries.review import COLLEAGUES
from schutznetz.cases.queries.secrets import doubts_in
from schutznetz.cases.services.giving_way import shut_case, shut_report
from schutznetz.cases.states import DOUBT
from schutznetz.kernel.command import command, consequence
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law import closeness as law
from schutznetz.law import urgency
from schutznetz.law.text import gettext_noop
from schutznetz.networks.choices import Role
from schutznetz.networks.queries import people_with
from schutznetz.work import services as work
from schutznetz.work.choices import Rung, Step, TaskKind
from schutznetz.work.queries import stand_in_for

ONESELF = gettext_noop("Für sich selbst erklären Sie es unter „Die Familie steht mir zu nahe“.")
NOT_HERE = gettext_noop("Diese Person arbeitet nicht im Jugendamt dieses Netzwerks.")
RAISED = gettext_noop("Das ist schon gemeldet. Die Leitung entscheidet.")
HEAR = gettext_noop(
    "Die Person hat noch nichts dazu gesagt. Fragen Sie sie, oder schreiben Sie, warum nicht."
)


@command(RecusalAction.RAISE)
def raise_doubt(ctx: Context, case: Case, *, person_id: UUID, ground: DoubtGround, reasons: str) -> Doubt:
    """Tell the lead that the family of a case may be too close to a colleague; nothing is shut by that."""
    _refuse(ctx, case, person_id)
    said = Doubt(case=case, report_id=case.origin_id, person_id=person_id, ground=ground, reasons=reasons)
    return _raise(ctx, said)


@command(RecusalAction.RAISE_ON_REPORT)
def raise_doubt_on_report(
    ctx: Context, report: Report, *, person_id: UUID, ground: DoubtGround, reasons: str
) -> Doubt:
    """Tell the lead so before there is a case."""
    _refuse(ctx, report, person_id)
    return _raise(ctx, Doubt(report=report, person_id=person_id, ground=ground, reasons=reasons))


@command(RecusalAction.ANSWER)
def answer_doubt(ctx: Context, doubt: Doubt, *, answer: str) -> Doubt:
    """Say in one's own words what is true of it; the lead reads that before she decides."""
    doubt.answer = answer
    doubt.save(update_fields=["answer"])
    work.settle_tasks(ctx, doubt, kind=TaskKind.ANSWER_DOUBT)
    return doubt


@command(RecusalAction.DECIDE)
def decide_doubt(
    ctx: Context, doubt: Doubt, *, founded: bool, decision_why: str, unheard_why: str = ""
) -> Doubt:
    """Order that she stays out, which shuts the family to her at once, or that she goes on; she is told."""
    if not doubt.answer and not unheard_why.strip():
        raise Conflict(HEAR, law.ORDER)
    by = {"decided_by_id": ctx.person_id, "decided_at": ctx.now, "decision_why": decision_why}
    DOUBT.move(doubt, "order" if founded else "dismiss", unheard_why=unheard_why.strip() or None, **by)
    work.settle_tasks(ctx, doubt)
    work.settle_tasks(ctx, doubt.network, kind=TaskKind.NAME_LEAD)
    if founded:
        _shut(ctx, doubt)
    return doubt


def _refuse(ctx: Context, family: Case | Report, person_id: UUID) -> None:
    if person_id == ctx.person_id:
        raise Conflict(ONESELF, law.ORDER)
    if person_id not in {user.pk for role in COLLEAGUES for user in people_with(role, at=ctx.now)}:
        raise Conflict(NOT_HERE)
    if is_recused(person_id, family):
        raise Conflict(TOO_CLOSE)
    if doubts_in(family).filter(person=person_id, state=DoubtState.RAISED).exists():
        raise Conflict(RAISED, law.ORDER)


@consequence
def _raise(ctx: Context, doubt: Doubt) -> Doubt:
    """Keep it; the leads are asked to decide, and she is asked what she says."""
    doubt.raised_by_id, doubt.raised_at = ctx.person_id, ctx.now
    doubt.save(force_insert=True)
    due_at = urgency.end_of_next_working_day(ctx.now, working_days(ctx))
    _ask_to_decide(ctx, doubt, due_at)
    work.open_task(
        ctx,
        doubt,
        kind=TaskKind.ANSWER_DOUBT,
        due_at=due_at,
        owner_id=doubt.person_id,
        ladder=(Step(0, Rung.OWNER),),
    )
    return doubt


@consequence
def _ask_to_decide(ctx: Context, doubt: Doubt, due_at: datetime) -> None:
    """About a lead another lead decides; where there is none the office names one, who finds it waiting."""
    shut = with_others([doubt.person_id]) | all_recused(doubt.case or cast(Report, doubt.report))
    leads = {user.pk for user in people_with(Role.TEAM_LEAD, at=ctx.now)}
    owner = substitute = None
    if doubt.person_id in leads:
        owner = stand_in_for(*shut, roles=(Role.TEAM_LEAD,), at=ctx.now)
        substitute = stand_in_for(*shut, owner, roles=(Role.TEAM_LEAD,), at=ctx.now) if owner else None
    late = int((due_at - ctx.now).total_seconds() // 60)
    work.open_task(
        ctx,
        doubt,
        kind=TaskKind.DECIDE_DOUBT,
        due_at=due_at,
        owner_id=owner,
        substitute_id=substitute,
        line="" if owner else Role.TEAM_LEAD,
        ladder=(Step(0, Rung.OWNER if owner else Rung.LINE), Step(late, Rung.TEAM_LEAD)),
    )
    if not leads - shut:
        work.open_task(
            ctx,
            doubt.network,
            kind=TaskKind.NAME_LEAD,
            due_at=due_at,
            line=Role.ADMINISTRATOR,
            ladder=(Step(0, Rung.LINE), Step(late, Rung.COORDINATOR)),
        )


@consequence
def _shut(ctx: Context, doubt: Doubt) -> None:
    """The record itself is shut to her from now on, so what tells her of it names no family."""
    if doubt.case:
        shut_case(ctx, doubt.case, doubt.person_id)
    elif doubt.report:
        shut_report(ctx, doubt.report, doubt.person_id)
    work.open_task(
        ctx,
        doubt.network,
        kind=TaskKind.NOTE_ORDER,
        due_at=urgency.end_of_next_working_day(ctx.now, working_days(ctx)),
        owner_id=doubt.person_id,
        ladder=(Step(0, Rung.OWNER),),
    )
