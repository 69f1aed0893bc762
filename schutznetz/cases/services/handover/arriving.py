"""The receiver's side: what another network hands over is answered by a person, in writing, in time."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from schutznetz import reclaiming
from schutznetz.accounts.models import User
from schutznetz.cases.actions import ArrivalAction
from schutznetz.cases.choices import ArrivalState, HandoverGround, ReporterKind
from schutznetz.cases.models import Arrival, Handover
from schutznetz.cases.queries.going import as_text, child_of
from schutznetz.cases.queries.obstacles import NOT_DUE
from schutznetz.cases.queries.procedures import not_ours_until
from schutznetz.cases.services.handover.answering import take_answer
from schutznetz.cases.services.handover.crossing import over_there
from schutznetz.cases.services.intake import take_report
from schutznetz.cases.services.reports import Statement, receive_handover
from schutznetz.cases.standing import must_act_at_once
from schutznetz.cases.states import ARRIVAL
from schutznetz.kernel import drafts
from schutznetz.kernel.command import command, consequence
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.retention import ERASURE
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.work import services as work
from schutznetz.work.choices import Rung, Step, TaskKind


@command(ArrivalAction.DELIVER)
def deliver(
    ctx: Context,
    network: Network,
    *,
    handover_id: UUID,
    sending_id: UUID,
    ground: HandoverGround,
    content: Mapping[str, Any],
    answer_by: datetime,
    danger: bool,
) -> Arrival:
    """Lay a handover before the intake; delivered again, it is the one that is there, at most more urgent."""
    arrival, new = Arrival.objects.get_or_create(
        handover_id=handover_id,
        defaults={
            "sending_id": sending_id,
            "ground": ground,
            "content": dict(content),
            "arrived_at": ctx.now,
            "answer_by": answer_by,
        },
    )
    sooner = arrival.state == ArrivalState.WAITING and answer_by < arrival.answer_by
    if sooner:
        arrival.answer_by = answer_by
        arrival.save(update_fields=["answer_by"])
        work.settle_tasks(ctx, arrival, kind=TaskKind.ANSWER_HANDOVER)
    if new or sooner:
        work.open_task(
            ctx,
            arrival,
            kind=TaskKind.ANSWER_HANDOVER,
            due_at=answer_by,
            line=Role.INTAKE,
            ladder=_ladder(ctx, answer_by, danger=danger),
            protective=True,
        )
    return arrival


@command(ArrivalAction.ACCEPT)
def accept_arrival(ctx: Context, arrival: Arrival) -> Arrival:
    """Accept in writing: from this instant the child has two people here, and nobody else's clock runs.

    The sender's row is moved first, on every path alike, so that two sides never wait for each other.
    """
    content = dict(arrival.content)
    danger = _answer(ctx, arrival, accepted=True, note="")
    report = receive_handover(ctx, _statement(content, danger=danger), key=f"arrival-{arrival.pk}")
    take_report(ctx, report)
    ARRIVAL.move(arrival, "accept", report_id=report.pk, **_by(ctx))
    work.settle_tasks(ctx, arrival)
    return arrival


@command(ArrivalAction.DECLINE)
def decline_arrival(ctx: Context, arrival: Arrival, *, note: str) -> Arrival:
    """Say no with the reason; the child stays with the sender, and nothing about it stays here."""
    _answer(ctx, arrival, accepted=False, note=note)
    ARRIVAL.move(arrival, "decline", refusal=note, **_by(ctx))
    work.settle_tasks(ctx, arrival)
    return arrival


@command(ArrivalAction.TAKE_BACK)
def take_back(ctx: Context, arrival: Arrival) -> Arrival:
    """The sender waits no longer; nothing about the child stays here."""
    ARRIVAL.move(arrival, "take_back", content=None, answered_at=ctx.now)
    work.settle_tasks(ctx, arrival)
    return arrival


@command(ArrivalAction.ERASE)
def erase_arrival(ctx: Context, arrival: Arrival) -> None:
    """Delete what is left of a handover that nobody here took over, with the key of its words.

    Nothing about the child stayed, so there is nothing for two people to decide: the clock does it.
    """
    if arrival.answered_at is None or arrival.answered_at >= not_ours_until(ctx.now):
        raise Conflict(NOT_DUE, ERASURE)
    work.forget_tasks(ctx, arrival)
    drafts.forget(arrival.pk)
    Arrival.objects.filter(pk=arrival.pk).delete()
    reclaiming.soon()


@consequence
def _answer(ctx: Context, arrival: Arrival, *, accepted: bool, note: str) -> bool:
    """Tell the sender, and return whether whoever takes over must act at this moment."""
    person = User.objects.get(pk=ctx.person_id)
    with over_there(ctx, arrival.sending_id) as there:
        handover = Handover.objects.get(pk=arrival.handover_id)
        danger = must_act_at_once(handover.case)  # before the answer settles what is open
        take_answer(there, handover, accepted=accepted, answered_by=person.display_name, note=note)
        return danger


def _by(ctx: Context) -> dict[str, Any]:
    return {"answered_by_id": ctx.person_id, "answered_at": ctx.now, "content": None}


def _statement(content: Mapping[str, Any], *, danger: bool) -> Statement:
    return Statement(
        reporter_kind=ReporterKind.YOUTH_OFFICE,
        danger_now=danger,
        facts={"observed": as_text(content)},
        children=[child_of(content)],
        contact=content["sender"],
    )


def _ladder(ctx: Context, answer_by: datetime, *, danger: bool) -> tuple[Step, ...]:
    left = int((answer_by - ctx.now).total_seconds() // 60)
    if danger:
        return (Step(0, Rung.LINE), Step(15, Rung.DUTY), Step(60, Rung.TEAM_LEAD))
    return (Step(0, Rung.LINE), Step(left // 2, Rung.LINE), Step(left, Rung.TEAM_LEAD))
