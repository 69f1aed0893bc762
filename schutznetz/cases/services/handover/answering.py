"""What the other office answers: written acceptance ends the case here, everything else leaves it here."""

from datetime import datetime

from schutznetz.accounts.one_human import are_one
from schutznetz.cases.actions import HandoverAction
from schutznetz.cases.choices import FileType
from schutznetz.cases.models import Handover
from schutznetz.cases.queries.going import has_news
from schutznetz.cases.second import refusal, refuse_same_session, remembered
from schutznetz.cases.services.answers import open_feedback
from schutznetz.cases.services.handover.leaving import leave_case
from schutznetz.cases.services.measures.asking import ALARM, ask
from schutznetz.cases.states import HANDOVER
from schutznetz.files.uploads import Cleaned
from schutznetz.kernel.command import command, consequence
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law import handover as law
from schutznetz.law import measures
from schutznetz.law.text import gettext_noop
from schutznetz.work import services as work
from schutznetz.work.choices import TaskKind

IN_WRITING = gettext_noop("Angenommen ist erst, was schriftlich da ist. Bitte legen Sie den Nachweis ab.")
REASON = gettext_noop("Bitte halten Sie fest, warum das andere Jugendamt ablehnt.")
ANOTHER_FILES = gettext_noop(
    "Mit der Annahme enden alle Fristen hier. Deshalb legt sie eine andere Person ab als die, die die"
    " Übergabe vorgeschlagen hat: jemand aus dem Fallteam oder die Leitung."
)
NOT_YET = gettext_noop("Eine Antwort kommt nach dem Absenden und nicht aus der Zukunft.")


@command(HandoverAction.NOTE_ANSWER)
def note_answer(
    ctx: Context,
    handover: Handover,
    *,
    accepted: bool,
    answered_at: datetime,
    answered_by: str,
    note: str = "",
    proof: Cleaned | None = None,
) -> Handover:
    """File what an office outside answered; an acceptance counts only with its written proof."""
    if handover.sent_at and not handover.sent_at.replace(second=0, microsecond=0) <= answered_at <= ctx.now:
        raise Conflict(NOT_YET)  # people write down minutes
    if accepted and proof is None:
        raise Conflict(IN_WRITING, law.NOTICE)
    if accepted:
        _refuse_proposer(ctx, handover)
    filed = {"proof": proof.body, "proof_type": FileType(proof.kind)} if proof else {}
    return _answered(
        ctx,
        HandoverAction.NOTE_ANSWER,
        handover,
        accepted=accepted,
        answered_at=answered_at,
        answered_by=answered_by,
        note=note,
        noted_by_id=ctx.person_id,
        noted_session=ctx.session,
        **filed,
    )


def _refuse_proposer(ctx: Context, handover: Handover) -> None:
    """Nobody hands a child over and takes the word for its being received: the last clock ends with it."""
    if are_one(ctx.person_id, handover.proposed_by_id):
        raise refusal(ctx, HandoverAction.NOTE_ANSWER, handover, ANOTHER_FILES, law.NOTICE)
    first = handover.proposed_session
    refuse_same_session(ctx, HandoverAction.NOTE_ANSWER, handover, first=first, norm=law.NOTICE)


@command(HandoverAction.TAKE_ANSWER)
def take_answer(ctx: Context, handover: Handover, *, accepted: bool, answered_by: str, note: str) -> Handover:
    """Take the answer that another network of the installation gave; it is written by being given."""
    return _answered(
        ctx,
        HandoverAction.TAKE_ANSWER,
        handover,
        accepted=accepted,
        answered_at=ctx.now,
        answered_by=answered_by,
        note=note,
    )


@consequence
def _answered(
    ctx: Context,
    action: HandoverAction,
    handover: Handover,
    *,
    accepted: bool,
    answered_at: datetime,
    answered_by: str,
    note: str,
    **filed: object,
) -> Handover:
    if not accepted and not note:
        raise Conflict(REASON)
    said = {"answered_at": answered_at, "answered_by": answered_by, "answer_note": note or None}
    with remembered(ctx, action, handover):
        HANDOVER.move(handover, "accept" if accepted else "decline", **said, **filed)
    work.settle_tasks(ctx, handover)
    case = handover.case
    if accepted:
        if has_news(handover):
            ask(
                ctx, handover, TaskKind.TELL_OTHER_OFFICE, ctx.now + measures.AT_ONCE, case=case, ladder=ALARM
            )
        leave_case(ctx, case)
        if case.origin:
            open_feedback(ctx, case.origin)
    else:
        due_at = ctx.now + measures.AT_ONCE
        ask(ctx, handover, TaskKind.READ_REFUSAL, due_at, case=case)
    return handover
