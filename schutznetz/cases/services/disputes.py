"""Correction and restriction: words beside an entry by one person, a restriction lifted by two only."""

from datetime import date
from uuid import UUID

from schutznetz.cases.actions import DisputeAction
from schutznetz.cases.choices import DisputeKind, RestrictionGround, TransferKind
from schutznetz.cases.models import Case, Dispute, Restriction, RestrictionLifting, Transfer
from schutznetz.cases.queries import working_days
from schutznetz.cases.queries.chronology import record_in
from schutznetz.cases.queries.disputes import lifting_seal
from schutznetz.cases.second import confirm
from schutznetz.cases.services.measures.asking import rising
from schutznetz.cases.services.results import void_result
from schutznetz.cases.services.second_looks import look_again, refuse_past, remind
from schutznetz.kernel.clock import BERLIN
from schutznetz.kernel.command import command, consequence
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law import restriction as law
from schutznetz.law import urgency
from schutznetz.law.text import gettext_noop
from schutznetz.work import services as work
from schutznetz.work.choices import TaskKind
from schutznetz.work.queries import is_open

NOT_THERE = gettext_noop("Diesen Eintrag gibt es in diesem Fall nicht.")
RESTRICTED = gettext_noop("Das ist schon eingeschränkt.")
WAITS = gettext_noop("Die Aufhebung ist schon vorgeschlagen. Eine zweite Person entscheidet.")
NOT_TOLD = gettext_noop(
    "Bevor die Einschränkung endet, muss die Person es wissen. Sagen Sie es ihr und nennen Sie dann den Tag."
)


@command(DisputeAction.NOTE)
def note_dispute(
    ctx: Context, case: Case, *, record: UUID, kind: DisputeKind, who: str, words: str
) -> Dispute:
    """Write beside an entry what somebody says of it; the entry itself stays as it is (§ 84 SGB X)."""
    if record_in(case, record) is None:
        raise Conflict(NOT_THERE)
    dispute = Dispute.objects.create(
        case=case,
        record=record,
        kind=kind,
        who=who,
        words=words,
        noted_by_id=ctx.person_id,
        noted_at=ctx.now,
    )
    void_result(ctx, case)
    _tell_recipients(ctx, case)
    return dispute


@consequence
def _tell_recipients(ctx: Context, case: Case) -> None:
    """Whoever was told something about the child hears that part of it is disputed or corrected."""
    told = Transfer.objects.filter(case=case).exclude(kind=TransferKind.ACCESS)
    if told.exists() and not is_open(case, TaskKind.TELL_RECIPIENTS):
        due_at = urgency.end_of_next_working_day(ctx.now, working_days(ctx))
        work.open_task(
            ctx,
            case,
            kind=TaskKind.TELL_RECIPIENTS,
            due_at=due_at,
            owner_id=case.lead_id,
            substitute_id=case.substitute_id,
            ladder=rising(ctx, due_at),
        )


@command(DisputeAction.RESTRICT)
def restrict(
    ctx: Context,
    case: Case,
    *,
    ground: RestrictionGround,
    reasons: str,
    review_on: date,
    record: UUID | None = None,
) -> Restriction:
    """Restrict an entry or the whole case from this moment on; work that protects the child goes on."""
    if record and record_in(case, record) is None:
        raise Conflict(NOT_THERE)
    refuse_past(ctx, review_on)
    if Restriction.objects.filter(case=case, record=record, lifted_at=None).exists():
        raise Conflict(RESTRICTED, law.GROUNDS[ground])
    restriction = Restriction.objects.create(
        case=case,
        record=record,
        ground=ground,
        reasons=reasons,
        placed_by_id=ctx.person_id,
        placed_at=ctx.now,
        review_on=review_on,
    )
    remind(ctx, restriction, TaskKind.REVIEW_RESTRICTION)
    return restriction


@command(DisputeAction.KEEP)
def keep_restricted(ctx: Context, restriction: Restriction, *, reasons: str, review_on: date) -> Restriction:
    """Its ground still holds: say why, and when somebody looks again."""
    look_again(ctx, restriction, TaskKind.REVIEW_RESTRICTION, reasons=reasons, review_on=review_on)
    return restriction


@command(DisputeAction.PROPOSE_LIFTING)
def propose_unrestricting(
    ctx: Context, restriction: Restriction, *, reasons: str, told_on: date
) -> RestrictionLifting:
    """Ask a second person to lift it; the person concerned has been told before (Art. 18 Abs. 3 DSGVO)."""
    if told_on > ctx.now.astimezone(BERLIN).date():
        raise Conflict(NOT_TOLD, law.TOLD_BEFORE)
    if restriction.liftings.filter(state="proposed").exists():
        raise Conflict(WAITS)
    lifting = RestrictionLifting(
        restriction=restriction,
        reasons=reasons,
        told_on=told_on,
        proposed_by_id=ctx.person_id,
        proposed_at=ctx.now,
        proposed_session=ctx.session,
    )
    lifting.seal = lifting_seal(lifting)
    lifting.save(force_insert=True)
    return lifting


@command(DisputeAction.CONFIRM_LIFTING)
def confirm_unrestricting(ctx: Context, lifting: RestrictionLifting, *, seal: str) -> RestrictionLifting:
    """Lift it as the second person."""
    confirm(ctx, DisputeAction.CONFIRM_LIFTING, lifting, seal=seal, now=lifting_seal(lifting))
    restriction = lifting.restriction
    Restriction.objects.filter(pk=restriction.pk, lifted_at=None).update(lifted_at=ctx.now)
    work.settle_tasks(ctx, restriction)
    return lifting
