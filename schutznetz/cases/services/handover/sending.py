"""The sender's side: one person proposes what goes along and why, another one lets it go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from schutznetz.cases.actions import HandoverAction
from schutznetz.cases.choices import (
    HandoverGround,
    HandoverPart,
    HandoverState,
    PriorNotice,
    Sharing,
    TransferKind,
)
from schutznetz.cases.models import Arrival, Case, Handover
from schutznetz.cases.models.handover import PENDING
from schutznetz.cases.queries.going import content_of, must_go, shown_content
from schutznetz.cases.queries.handover import handover_seal, office_of
from schutznetz.cases.second import refusal, refuse_same_session, remembered
from schutznetz.cases.services.handover.arriving import deliver, take_back
from schutznetz.cases.services.handover.crossing import over_there
from schutznetz.cases.services.measures.asking import ask, rising
from schutznetz.cases.services.transfers import note_transfer
from schutznetz.cases.standing import class_of_urgency, danger_without_action, must_act_at_once
from schutznetz.cases.states import HANDOVER
from schutznetz.cases.states.handover import ACT_FIRST
from schutznetz.files import packing
from schutznetz.kernel.command import command, consequence
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law import handover as law
from schutznetz.law.text import gettext_noop
from schutznetz.networks.models import Network
from schutznetz.networks.queries import open_networks
from schutznetz.work import services as work
from schutznetz.work.choices import TaskKind

RUNS_ALREADY = gettext_noop("Es läuft schon eine Übergabe dieses Falls.")
WHERETO = gettext_noop("Bitte nennen Sie das andere Jugendamt.")
NOT_TO_US = gettext_noop("An das eigene Jugendamt wird nicht übergeben, sondern abgegeben.")
TALK = gettext_noop("Bitte halten Sie das Gespräch mit dem anderen Jugendamt fest, oder warum es keines gab.")
NOT_AHEAD = gettext_noop("Das Gespräch liegt nicht in der Zukunft.")
FAMILY = gettext_noop("Bitte begründen Sie, warum Sorgeberechtigte oder Kind nicht beteiligt waren.")
STILL_RUNS = gettext_noop("Was noch gilt, geht immer mit: Schutzplan, Gericht, Inobhutnahme und Verbote.")
OVERTAKEN = gettext_noop("Die Übergabe hat sich geändert. Bitte lesen Sie sie noch einmal.")
NEWS = gettext_noop("Im Fall ist inzwischen etwas Neues. Bitte die Übergabe neu vorschlagen.")
WITH = frozenset({Sharing.TOOK_PART, Sharing.TOLD})


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """What one person decided about a handover: whereto and why, what goes along, who talked to whom."""

    ground: HandoverGround
    reasons: str
    parts: Sequence[HandoverPart]
    why_needed: str
    guardians: Sharing
    child: Sharing
    receiving_id: UUID | None = None
    office: str = ""
    contact: str = ""
    talk_at: datetime | None = None
    talk_with: str = ""
    no_talk_why: str = ""
    left_out_why: str = ""


@command(HandoverAction.PROPOSE)
def propose_handover(ctx: Context, case: Case, *, going: Going) -> Handover:
    """Put a handover before a second person; nothing leaves, and nothing is known elsewhere."""
    case = Case.objects.select_for_update().get(pk=case.pk)  # two propose at once: the second one reads this
    if danger_without_action(case):
        raise Conflict(ACT_FIRST, law.ACT_FIRST)
    if Handover.objects.filter(case=case, state__in=PENDING).exists():
        raise Conflict(RUNS_ALREADY)
    _refuse_gaps(ctx, case, going)
    handover = Handover(
        case=case,
        ground=going.ground,
        receiving_id=going.receiving_id,
        office=_office(ctx, going),
        contact=going.contact,
        reasons=going.reasons,
        parts=sorted(going.parts),
        why_needed=going.why_needed,
        talk_at=going.talk_at,
        talk_with=going.talk_with or None,
        no_talk_why=going.no_talk_why or None,
        guardians=going.guardians,
        child=going.child,
        left_out_why=going.left_out_why or None,
        content=content_of(case, going.parts, ground=going.ground),
        proposed_by_id=ctx.person_id,
        proposed_at=ctx.now,
        proposed_session=ctx.session,
    )
    handover.seal = handover_seal(handover)
    handover.save(force_insert=True)
    work.settle_tasks(ctx, case, kind=TaskKind.PROPOSE_HANDOVER)
    _ask_second(ctx, handover)
    return handover


@command(HandoverAction.SEND)
def send_handover(ctx: Context, handover: Handover, *, seal: str) -> Handover:
    """Let it go as the second person; the clocks and the case stay here until it is accepted."""
    action = HandoverAction.SEND
    refuse_same_session(ctx, action, handover, first=handover.proposed_session)
    if seal != handover.seal:
        raise refusal(ctx, action, handover, OVERTAKEN)
    if handover_seal(handover) != handover.seal:
        raise refusal(ctx, action, handover, NEWS)
    if handover.receiving_id and not open_networks().filter(pk=handover.receiving_id).exists():
        raise refusal(ctx, action, handover, WHERETO)  # closed since: nobody there could answer
    danger = must_act_at_once(handover.case)
    within = law.answer_within(at_once=danger, class_of_urgency=class_of_urgency(handover.case))
    answer_by = ctx.now + within
    outside: dict[str, Any] = {} if handover.receiving_id else {"passphrase": packing.passphrase()}
    released = {"sent_by_id": ctx.person_id, "sent_at": ctx.now, "sent_session": ctx.session}
    with remembered(ctx, action, handover):
        HANDOVER.move(handover, "send", answer_by=answer_by, **released, **outside)
    _note_transfer(ctx, handover)
    work.settle_tasks(ctx, handover)
    ask(ctx, handover, TaskKind.AWAIT_ACCEPTANCE, answer_by, case=handover.case)
    if handover.receiving_id:
        _deliver(ctx, handover, handover.receiving_id, answer_by, danger=danger)
    return handover


@command(HandoverAction.HURRY)
def hurry(ctx: Context, handover: Handover) -> Handover:
    """Give the other office the short period, whatever made it urgent; a clock only ever comes nearer."""
    hurry_handover(ctx, handover.case)
    return handover


@consequence
def hurry_handover(ctx: Context, case: Case) -> None:
    """It became more urgent while the other office thinks it over: from now on it has the shorter period."""
    danger = must_act_at_once(case)
    answer_by = ctx.now + law.answer_within(at_once=danger, class_of_urgency=class_of_urgency(case))
    for handover in Handover.objects.filter(case=case, state=HandoverState.SENT, answer_by__gt=answer_by):
        handover.answer_by = answer_by
        handover.save(update_fields=["answer_by"])
        work.settle_tasks(ctx, handover, kind=TaskKind.AWAIT_ACCEPTANCE)
        ask(ctx, handover, TaskKind.AWAIT_ACCEPTANCE, answer_by, case=case)
        if handover.receiving_id:
            _deliver(ctx, handover, handover.receiving_id, answer_by, danger=danger)


@command(HandoverAction.WITHDRAW)
def withdraw_handover(ctx: Context, handover: Handover, *, note: str) -> Handover:
    """Take a proposal back before anything has left."""
    HANDOVER.move(handover, "withdraw", ended_by_id=ctx.person_id, ended_at=ctx.now, end_note=note)
    work.settle_tasks(ctx, handover)
    return handover


@command(HandoverAction.END)
def end_handover(ctx: Context, handover: Handover, *, note: str) -> Handover:
    """Stop waiting for an office that stays silent; as the lead, with reasons, and the case stays here."""
    HANDOVER.move(handover, "end", ended_by_id=ctx.person_id, ended_at=ctx.now, end_note=note)
    work.settle_tasks(ctx, handover)
    if handover.receiving_id:
        with over_there(ctx, handover.receiving_id) as there:
            take_back(there, Arrival.objects.get(handover_id=handover.pk))
    return handover


def _refuse_gaps(ctx: Context, case: Case, going: Going) -> None:
    if going.receiving_id == ctx.network_id:
        raise Conflict(NOT_TO_US)
    talked = bool(going.talk_at and going.talk_with)
    if not talked and (going.talk_at or not going.no_talk_why):
        raise Conflict(TALK, law.IN_A_TALK)
    if going.talk_at and going.talk_at > ctx.now:
        raise Conflict(NOT_AHEAD)
    if not {going.guardians, going.child} <= WITH and not going.left_out_why:
        raise Conflict(FAMILY, law.IN_A_TALK)
    if must_go(case) - set(going.parts):
        raise Conflict(STILL_RUNS, law.NOTICE)


def _office(ctx: Context, going: Going) -> str:
    """Return the name of the other office: as the register of networks has it, or as it was typed."""
    if going.receiving_id is None:
        if not going.office:
            raise Conflict(WHERETO)
        return going.office
    network = open_networks().filter(pk=going.receiving_id).first()
    if network is None:
        raise Conflict(WHERETO)
    return office_of(network)


@consequence
def _ask_second(ctx: Context, handover: Handover) -> None:
    case = handover.case
    other = case.substitute_id if ctx.actor_id == case.lead_id else case.lead_id
    due_at = ctx.now + law.ANSWER_IN_DANGER_WITHIN
    ask(ctx, handover, TaskKind.SEND_HANDOVER, due_at, case=case, owner_id=other, ladder=rising(ctx, due_at))


@consequence
def _note_transfer(ctx: Context, handover: Handover) -> None:
    told = {handover.guardians, handover.child} <= WITH
    note_transfer(
        ctx,
        handover.case,
        kind=TransferKind.HANDOVER,
        recipient=handover.office,
        categories=handover.parts,
        notice=PriorNotice.TOLD if told else PriorNotice.NOT_TOLD,
        no_notice_why=handover.left_out_why or "",
    )


@consequence
def _deliver(
    ctx: Context, handover: Handover, receiving_id: UUID, answer_by: datetime, *, danger: bool
) -> None:
    """Carry plain values over; over there they are sealed under that network's own keys."""
    ground, content = HandoverGround(handover.ground), shown_content(handover)
    with over_there(ctx, receiving_id) as there:
        deliver(
            there,
            Network.objects.get(pk=receiving_id),
            handover_id=handover.pk,
            sending_id=ctx.network_id,
            ground=ground,
            content=content,
            answer_by=answer_by,
            danger=danger,
        )
