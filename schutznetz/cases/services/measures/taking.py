"""Taking a child into care (§ 42 SGB VIII): it begins with the act; what the statute wants becomes tasks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from schutznetz.cases.actions import MeasureAction
from schutznetz.cases.choices import (
    Guardian,
    GuardianPosition,
    Manner,
    ProtectionMeasure,
    TakingEnd,
    TakingFollowUp,
    TakingGround,
    TakingState,
)
from schutznetz.cases.models import (
    Case,
    GuardianAnswer,
    ImmediateProtection,
    Stay,
    TakingIntoCare,
)
from schutznetz.cases.services.measures.asking import ALARM, ask
from schutznetz.cases.services.measures.protected import keep_protected
from schutznetz.cases.services.protection import begin_protection
from schutznetz.cases.standing import consequences, missing, needs_court
from schutznetz.cases.states import TAKING
from schutznetz.kernel.command import command, consequence
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law import measures
from schutznetz.law.text import gettext_noop
from schutznetz.work import services as work
from schutznetz.work.choices import Rung, Step, TaskKind
from schutznetz.work.queries import is_open

RUNS_ALREADY = gettext_noop("Das Kind ist schon in Obhut. Bitte dort weiterarbeiten.")
NOT_THIS_WAY = gettext_noop("Auf diese Antwort folgt nach dem Gesetz etwas anderes.")
NO_LONGER = gettext_noop("Die Inobhutnahme ist beendet.")
NOT_CONFINED = gettext_noop("Es läuft keine freiheitsentziehende Maßnahme.")
KNOWN_ALREADY = gettext_noop("Das steht schon fest. Eine Berichtigung gehört in die Chronologie.")

# What is asked for while it is not known; the names are those of ``standing.missing``.
WANTED = {
    "ground": TaskKind.TAKING_GROUND,
    "place": TaskKind.TAKING_PLACE,
    "child_told_at": TaskKind.TAKING_TELL_CHILD,
    "trusted_at": TaskKind.TAKING_TRUST,
    "guardians_told_at": TaskKind.TAKING_TELL_GUARDIANS,
    "position": TaskKind.TAKING_ANSWER,
    "guardian_asked_at": TaskKind.TAKING_GUARDIAN,
}
DECIDED_BY_US = (TakingEnd.HANDED_BACK, TakingEnd.HELP_DECIDED)
FOLLOWING = {
    TakingFollowUp.HAND_BACK: TaskKind.HAND_BACK,
    TakingFollowUp.HELP_PLAN: TaskKind.START_HELP_PLAN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What became known along the way; what is left empty stays asked for."""

    ground: TakingGround | str = ""
    child_told_at: datetime | None = None
    child_told_how: str | None = None
    trusted_at: datetime | None = None
    trusted_note: str | None = None
    guardians_told_at: datetime | None = None
    guardian_asked_at: datetime | None = None


@command(MeasureAction.TAKE_INTO_CARE)
def take_into_care(
    ctx: Context,
    case: Case,
    *,
    ground: TakingGround | str = "",
    place: str = "",
    second_id: UUID | None = None,
    told_by: Manner | str = "",
) -> TakingIntoCare:
    """Write down that a child is in our care from now on. Nothing missing ever stops it (INV-11)."""
    if TakingIntoCare.objects.filter(case=case, state=TakingState.RUNNING).exists():
        raise Conflict(RUNS_ALREADY)
    taking = _begin(ctx, case, started_by_id=ctx.person_id, started_at=ctx.now, ground=ground, place=place)
    work.settle_tasks(ctx, case, kind=TaskKind.SORT_OUT_TAKING)
    if case.origin:
        begin_protection(
            ctx,
            case.origin,
            measures=[ProtectionMeasure.TAKEN_INTO_CARE],
            second_id=second_id,
            told_by=told_by,
        )
    keep_protected(ctx, case)
    return taking


@consequence
def carry_over_taking(ctx: Context, protection: ImmediateProtection, cases: Sequence[Case]) -> None:
    """Let a taking into care that was written down at the report go on in the case, from when it began.

    A report does not say which of several children was meant: then somebody says so for each, at once.
    """
    if ProtectionMeasure.TAKEN_INTO_CARE not in protection.measures:
        return
    for case in cases:
        if TakingIntoCare.objects.filter(case=case).exists() or is_open(case, TaskKind.SORT_OUT_TAKING):
            continue
        if len(cases) == 1:
            _begin(
                ctx,
                case,
                started_by_id=protection.acted_by_id,
                started_at=protection.acted_at,
                place=protection.place or "",
            )
        else:
            due_at = ctx.now + measures.AT_ONCE
            ask(ctx, case, TaskKind.SORT_OUT_TAKING, due_at, case=case, ladder=ALARM)


@consequence
def _begin(
    ctx: Context,
    case: Case,
    *,
    started_by_id: UUID,
    started_at: datetime,
    ground: TakingGround | str = "",
    place: str = "",
) -> TakingIntoCare:
    taking = TakingIntoCare.objects.create(
        case=case, ground=ground, started_by_id=started_by_id, started_at=started_at
    )
    if place:
        Stay.objects.create(taking=taking, place=place, since=started_at, noted_by_id=started_by_id)
    _ask_for_missing(ctx, taking)
    return taking


@command(MeasureAction.WORK_ON_TAKING)
def add_to_taking(ctx: Context, taking: TakingIntoCare, *, facts: Facts, place: str = "") -> TakingIntoCare:
    """Fill in what was missing; what is known already is never overwritten, a new place is one more."""
    given = {name: value for name in Facts.__slots__ if (value := getattr(facts, name))}
    if any(getattr(taking, name) for name in given):
        raise Conflict(KNOWN_ALREADY)
    for name, value in given.items():
        setattr(taking, name, value)
    if given:
        taking.save(update_fields=sorted(given))
    if place:
        _stay(ctx, taking, place)
    _ask_for_missing(ctx, taking)
    return taking


@command(MeasureAction.WORK_ON_TAKING)
def note_answer(
    ctx: Context,
    taking: TakingIntoCare,
    *,
    position: GuardianPosition,
    follow_up: TakingFollowUp | str,
    note: str = "",
    whose: Guardian = Guardian.ALL,
) -> TakingIntoCare:
    """Write down what guardians say, with what must follow from it at once (INV-12)."""
    if not measures.may_follow(position, follow_up):
        raise Conflict(NOT_THIS_WAY, measures.ANSWER_OF_GUARDIANS)
    if taking.state != TakingState.RUNNING:
        raise Conflict(NO_LONGER)
    GuardianAnswer.objects.create(
        taking=taking,
        whose=whose,
        position=position,
        follow_up=TakingFollowUp(follow_up),
        note=note or None,
        noted_by_id=ctx.person_id,
        noted_at=ctx.now,
    )
    _ask_for_missing(ctx, taking)
    _follow(ctx, taking)
    return taking


@command(MeasureAction.WORK_ON_TAKING)
def confine(ctx: Context, taking: TakingIntoCare, *, why: str) -> TakingIntoCare:
    """Note that freedom is taken; without a court it ends with the next day (§ 42 Abs. 5 SGB VIII)."""
    if taking.state != TakingState.RUNNING:
        raise Conflict(NO_LONGER)
    if taking.confined_at and taking.confinement_over_at is None:
        raise Conflict(KNOWN_ALREADY)
    taking.confined_at, taking.confined_why = ctx.now, why
    taking.confinement_over_at, taking.confinement_note = None, None
    taking.save(update_fields=["confined_at", "confined_why", "confinement_over_at", "confinement_note"])
    due_at = measures.confinement_ends_by(ctx.now)
    left = int((due_at - ctx.now).total_seconds() // 60)
    hard = (Step(0, Rung.OWNER), Step(1, Rung.TEAM_LEAD), Step(left - 4 * 60, Rung.TEAM_LEAD))
    ask(ctx, taking, TaskKind.END_CONFINEMENT, due_at, case=taking.case, ladder=hard)
    return taking


@command(MeasureAction.WORK_ON_TAKING)
def end_confinement(ctx: Context, taking: TakingIntoCare, *, note: str) -> TakingIntoCare:
    """Note that freedom is given back, or that the court has decided."""
    if taking.confined_at is None or taking.confinement_over_at:
        raise Conflict(NOT_CONFINED)
    taking.confinement_over_at, taking.confinement_note = ctx.now, note
    taking.save(update_fields=["confinement_over_at", "confinement_note"])
    work.settle_tasks(ctx, taking, kind=TaskKind.END_CONFINEMENT)
    return taking


@command(MeasureAction.WORK_ON_TAKING)
def end_taking(ctx: Context, taking: TakingIntoCare, *, ended_by: TakingEnd, note: str) -> TakingIntoCare:
    """Note how the care ended; what was never filled in stays asked for, and a child gone is searched for."""
    confined = taking.confined_at is not None and taking.confinement_over_at is None
    over = {"confinement_over_at": ctx.now} if confined else {}
    TAKING.move(taking, "end", ended_at=ctx.now, ended_by=ended_by, end_note=note, **over)
    for kind in (TaskKind.HAND_BACK, TaskKind.END_CONFINEMENT):
        work.settle_tasks(ctx, taking, kind=kind)
    if ended_by == TakingEnd.LEFT:
        due_at = ctx.now + measures.AT_ONCE
        ask(ctx, taking, TaskKind.FIND_CHILD, due_at, case=taking.case, ladder=ALARM)
    keep_protected(ctx, taking.case, our_decision=ended_by in DECIDED_BY_US)
    return taking


def _stay(ctx: Context, taking: TakingIntoCare, place: str) -> None:
    Stay.objects.create(taking=taking, place=place, since=ctx.now, noted_by_id=ctx.person_id)


@consequence
def _ask_for_missing(ctx: Context, taking: TakingIntoCare) -> None:
    """Ask once for everything that is missing, and no longer for what is known."""
    lacking = missing(taking)
    for name, kind in WANTED.items():
        if name not in lacking:
            work.settle_tasks(ctx, taking, kind=kind)
        elif not is_open(taking, kind):
            due_at = max(taking.started_at + measures.DUTIES[name].within, ctx.now)
            ask(ctx, taking, kind, due_at, case=taking.case)


@consequence
def _follow(ctx: Context, taking: TakingIntoCare) -> None:
    """Ask once for what the statute lets follow, and no longer for what a later answer has replaced."""
    now, due_at = consequences(taking), ctx.now + measures.COURT_CALLED_WITHIN
    for follow_up, kind in FOLLOWING.items():
        if follow_up not in now:
            work.settle_tasks(ctx, taking, kind=kind)
        elif not is_open(taking, kind):
            ask(ctx, taking, kind, due_at, case=taking.case)
    if not needs_court(taking.case):
        work.settle_tasks(ctx, taking.case, kind=TaskKind.CALL_COURT)
    elif not is_open(taking.case, TaskKind.CALL_COURT):
        ladder = (Step(0, Rung.OWNER), Step(120, Rung.SUBSTITUTE), Step(240, Rung.TEAM_LEAD))
        ask(ctx, taking.case, TaskKind.CALL_COURT, due_at, case=taking.case, ladder=ladder)
